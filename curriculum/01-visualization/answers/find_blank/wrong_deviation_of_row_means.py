"""The standard deviation of the row means: vertical stripes and scattered pixels look blank.

fails: nearly_flat_is_blank_too, exactly_the_limit_is_not_below_it
reason: the standard deviation of its 2,304 gray levels
"""


def find_blank(pictures, limit):
    return pictures.mean(axis=2).std(axis=1) < limit
