"""The standard deviation of all pictures together.

fails: blank_at_any_gray_level, nearly_flat_is_blank_too, exactly_the_limit_is_not_below_it, divided_by_the_number_of_pixels
reason: should be a numpy array
"""


def find_blank(pictures, limit):
    return pictures.std() < limit
