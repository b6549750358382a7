"""A list of lists comes back.

fails: the_largest_of_each_square, what_fills_no_square_is_left_out, numbers_below_zero, wide_and_tall_pictures, squares_of_one_and_of_the_whole, the_picture_is_left_alone
reason: should be a numpy array, but a list came back
"""


def max_pool(picture, size):
    rows, columns = picture.shape[0] // size, picture.shape[1] // size
    whole = picture[: rows * size, : columns * size]
    return whole.reshape(rows, size, columns, size).max(axis=(1, 3)).tolist()
