"""Floats of two bytes: too coarse for a difference of 0.000001.

fails: each_picture_is_one_row, the_scale_is_the_same_for_all, any_number_and_size_of_pictures, the_pictures_are_left_alone
reason: are not the gray levels divided by 255
"""

import numpy as np


def flatten_and_scale(pictures):
    return (pictures.reshape(len(pictures), -1) / 255).astype(np.float16)
