"""Only pictures in which everything is 0 count as blank.

fails: blank_at_any_gray_level, nearly_flat_is_blank_too, exactly_the_limit_is_not_below_it, divided_by_the_number_of_pixels
reason: at whatever gray level
"""


def find_blank(pictures, limit):
    return (pictures == 0).all(axis=(1, 2))
