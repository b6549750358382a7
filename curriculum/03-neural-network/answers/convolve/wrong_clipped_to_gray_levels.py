"""The sums are clipped to 0 and 255, as if they were a picture again.

fails: sum_of_products_at_each_place, kernels_and_pictures_of_any_shape, stride_to_the_right_and_down, zeros_on_four_sides, gray_levels_of_one_byte, picture_and_kernel_are_left_alone
reason: the sum of the products
"""

import numpy as np
from scipy.signal import correlate2d


def convolve(picture, kernel, stride, padding):
    padded = np.pad(picture.astype(float), padding)
    sums = correlate2d(padded, kernel.astype(float), mode="valid")[::stride, ::stride]
    return np.clip(sums, 0, 255)
