"""The largest numbers are written into the picture's own corner.

fails: the_picture_is_left_alone
reason: the picture that you were given should be left as it is
"""


def max_pool(picture, size):
    rows, columns = picture.shape[0] // size, picture.shape[1] // size
    for r in range(rows):
        for c in range(columns):
            square = picture[r * size : (r + 1) * size, c * size : (c + 1) * size]
            picture[r, c] = square.max()
    return picture[:rows, :columns]
