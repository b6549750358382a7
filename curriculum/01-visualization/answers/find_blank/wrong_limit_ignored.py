"""Whatever the limit, 1 is used.

fails: nearly_flat_is_blank_too, exactly_the_limit_is_not_below_it
reason: is below the limit
"""


def find_blank(pictures, limit):
    return pictures.std(axis=(1, 2)) < 1
