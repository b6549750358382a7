"""Divides by 255: from 0 to 1.

fails: shape_and_type, black_is_minus_one_and_white_is_one, bilinear_between_the_pixels, three_equal_colours, the_pictures_are_left_alone
reason: gray level 0 is -1
"""

import cv2
import numpy as np


def for_backbone(pictures, side):
    large = np.stack([cv2.resize(p, (side, side)) for p in pictures]).astype(np.float32)
    return np.repeat(large[..., None] / 255, 3, axis=3)
