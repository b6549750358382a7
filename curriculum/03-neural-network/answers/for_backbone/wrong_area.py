"""Takes the way of resizing that is meant for making pictures smaller.

fails: bilinear_between_the_pixels, the_pictures_are_left_alone
reason: not those of bilinear resampling
"""

import cv2
import numpy as np


def for_backbone(pictures, side):
    way = cv2.INTER_AREA
    large = np.stack([cv2.resize(p, (side, side), interpolation=way) for p in pictures])
    return np.repeat(large[..., None].astype(np.float32) / 127.5 - 1, 3, axis=3)
