"""Row numbers come back instead of True and False.

fails: blank_at_any_gray_level, nearly_flat_is_blank_too, exactly_the_limit_is_not_below_it, divided_by_the_number_of_pixels
reason: should be of type bool
"""

import numpy as np


def find_blank(pictures, limit):
    return np.flatnonzero(pictures.std(axis=(1, 2)) < limit)
