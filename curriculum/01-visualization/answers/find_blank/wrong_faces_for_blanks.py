"""True and False are exchanged: the mask says which pictures show something.

fails: blank_at_any_gray_level, nearly_flat_is_blank_too, exactly_the_limit_is_not_below_it, divided_by_the_number_of_pixels
reason: a picture is blank when
"""


def find_blank(pictures, limit):
    return pictures.std(axis=(1, 2)) >= limit
