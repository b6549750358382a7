"""Each window is multiplied in place, so that the next one meets changed pixels.

fails: sum_of_products_at_each_place, kernels_and_pictures_of_any_shape, stride_to_the_right_and_down, zeros_on_four_sides, gray_levels_of_one_byte, picture_and_kernel_are_left_alone
reason: the sum of the products
"""

import numpy as np


def convolve(picture, kernel, stride, padding):
    padded = np.pad(picture.astype(float), padding)
    a, b = kernel.shape
    tops = range(0, padded.shape[0] - a + 1, stride)
    lefts = range(0, padded.shape[1] - b + 1, stride)
    answer = np.zeros((len(tops), len(lefts)))
    for r, top in enumerate(tops):
        for c, left in enumerate(lefts):
            window = padded[top : top + a, left : left + b]
            window *= kernel
            answer[r, c] = window.sum()
    return answer
