"""A copy is made first and then divided in place."""


def flatten_and_scale(pictures):
    rows = pictures.astype("float64")
    rows.shape = (len(pictures), -1)
    rows /= 255
    return rows
