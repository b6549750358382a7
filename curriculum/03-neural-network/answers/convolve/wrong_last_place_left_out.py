"""The kernel stops one place before the border: the answer is one too small.

fails: sum_of_products_at_each_place, kernels_and_pictures_of_any_shape, stride_to_the_right_and_down, zeros_on_four_sides, gray_levels_of_one_byte, picture_and_kernel_are_left_alone
reason: stride 1, padding 0) should have shape
"""

import numpy as np


def convolve(picture, kernel, stride, padding):
    padded = np.pad(picture.astype(float), padding)
    a, b = kernel.shape
    tops = range(0, padded.shape[0] - a, stride)
    lefts = range(0, padded.shape[1] - b, stride)
    rows = [[(padded[t : t + a, x : x + b] * kernel).sum() for x in lefts] for t in tops]
    return np.array(rows, float).reshape(len(tops), len(lefts))
