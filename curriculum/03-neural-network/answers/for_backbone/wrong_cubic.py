"""Curves between the pixels in the place of straight lines.

fails: bilinear_between_the_pixels, the_pictures_are_left_alone
reason: not those of bilinear resampling
"""

import cv2
import numpy as np


def for_backbone(pictures, side):
    cubic = cv2.INTER_CUBIC
    large = [cv2.resize(p, (side, side), interpolation=cubic) for p in pictures]
    return np.repeat(np.float32(large)[..., None] / 127.5 - 1, 3, axis=3)
