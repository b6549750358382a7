"""Repeats the nearest pixel.

fails: bilinear_between_the_pixels, the_pictures_are_left_alone
reason: not those of bilinear resampling
"""

import cv2
import numpy as np


def for_backbone(pictures, side):
    nearest = cv2.INTER_NEAREST
    large = [cv2.resize(p, (side, side), interpolation=nearest) for p in pictures]
    return np.repeat(np.float32(large)[..., None] / 127.5 - 1, 3, axis=3)
