"""The squares are cut from the bottom right, so that the rest lies at the top left.

fails: what_fills_no_square_is_left_out
reason: a rest at the bottom and at the right
"""


def max_pool(picture, size):
    h, w = picture.shape
    rows, columns = h // size, w // size
    whole = picture[h - rows * size :, w - columns * size :]
    return whole.reshape(rows, size, columns, size).max(axis=(1, 3))
