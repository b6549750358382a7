"""As much padding as keeps the size (`same`), whatever number was given.

fails: sum_of_products_at_each_place, kernels_and_pictures_of_any_shape, stride_to_the_right_and_down, zeros_on_four_sides, gray_levels_of_one_byte, picture_and_kernel_are_left_alone
reason: padding 3) should have shape
"""

from scipy.signal import correlate2d


def convolve(picture, kernel, stride, padding):
    same = correlate2d(picture.astype(float), kernel.astype(float), mode="same")
    return same[::stride, ::stride]
