"""Below or equal instead of below.

fails: exactly_the_limit_is_not_below_it
reason: is below the limit
"""


def find_blank(pictures, limit):
    return pictures.std(axis=(1, 2)) <= limit
