"""The variance is compared with the limit.

fails: nearly_flat_is_blank_too
reason: is below the limit
"""


def find_blank(pictures, limit):
    return pictures.var(axis=(1, 2)) < limit
