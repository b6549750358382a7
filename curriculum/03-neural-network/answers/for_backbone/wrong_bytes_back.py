"""Whole gray levels of type uint8 come back.

fails: shape_and_type, black_is_minus_one_and_white_is_one, bilinear_between_the_pixels, three_equal_colours, the_pictures_are_left_alone
reason: should be of type float32, but its dtype is uint8
"""

import cv2
import numpy as np


def for_backbone(pictures, side):
    large = np.stack([cv2.resize(p, (side, side)) for p in pictures])
    return np.repeat(large[..., None], 3, axis=3)
