"""The mean is compared with the limit: dark pictures count as blank, bright empty ones do not.

fails: blank_at_any_gray_level, nearly_flat_is_blank_too, exactly_the_limit_is_not_below_it, divided_by_the_number_of_pixels
reason: the standard deviation of its 2,304 gray levels
"""


def find_blank(pictures, limit):
    return pictures.mean(axis=(1, 2)) < limit
