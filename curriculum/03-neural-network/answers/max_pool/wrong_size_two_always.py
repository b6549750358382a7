"""Squares of 2 by 2, whatever the size.

fails: the_largest_of_each_square, what_fills_no_square_is_left_out, numbers_below_zero, wide_and_tall_pictures, squares_of_one_and_of_the_whole
reason: size 1) should have shape
"""


def max_pool(picture, size):
    rows, columns = picture.shape[0] // 2, picture.shape[1] // 2
    return picture[: rows * 2, : columns * 2].reshape(rows, 2, columns, 2).max(axis=(1, 3))
