"""The convolution of mathematics: the kernel is flipped both ways.

fails: sum_of_products_at_each_place, kernels_and_pictures_of_any_shape, stride_to_the_right_and_down, zeros_on_four_sides, gray_levels_of_one_byte, picture_and_kernel_are_left_alone
reason: the kernel, as it is
"""

import numpy as np
from scipy.signal import convolve2d


def convolve(picture, kernel, stride, padding):
    padded = np.pad(picture.astype(float), padding)
    return convolve2d(padded, kernel.astype(float), mode="valid")[::stride, ::stride]
