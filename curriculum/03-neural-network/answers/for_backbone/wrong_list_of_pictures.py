"""A list with one array a picture.

fails: shape_and_type, black_is_minus_one_and_white_is_one, bilinear_between_the_pixels, three_equal_colours, the_pictures_are_left_alone
reason: should be a numpy array
"""

import cv2
import numpy as np


def for_backbone(pictures, side):
    large = [cv2.resize(p, (side, side)).astype(np.float32) for p in pictures]
    return [np.repeat(p[..., None] / 127.5 - 1, 3, axis=2) for p in large]
