"""The picture stands in the red colour, the others are empty.

fails: shape_and_type, black_is_minus_one_and_white_is_one, bilinear_between_the_pixels, three_equal_colours, the_pictures_are_left_alone
reason: each of the three colours
"""

import cv2
import numpy as np


def for_backbone(pictures, side):
    large = np.stack([cv2.resize(p, (side, side)) for p in pictures]).astype(np.float32)
    answer = np.zeros((*large.shape, 3), np.float32)
    answer[..., 0] = large / 127.5 - 1
    return answer
