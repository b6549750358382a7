"""Only pictures that follow each other directly are compared.

fails: every_member_of_a_group, tests_with_a_twin_in_training, twins_among_the_tests_do_not_leak, nearly_equal_is_not_equal, pictures_that_end_in_black, what_was_given_is_left_alone
reason: `twin` should be True for each picture that stands in the set more than once
"""

import numpy as np


def find_duplicates(pictures, usage):
    same = (pictures[1:] == pictures[:-1]).all(axis=(1, 2))
    twin = np.zeros(len(pictures), dtype=bool)
    twin[1:] |= same
    twin[:-1] |= same
    leaked = np.zeros(len(pictures), dtype=bool)
    leaked[1:] = same & (usage[1:] > 0) & (usage[:-1] == 0)
    return twin, leaked
