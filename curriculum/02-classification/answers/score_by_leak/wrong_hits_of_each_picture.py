"""The hits come back, without a mean.

fails: everything_is_both_tests_and_no_training, twins_in_the_tests_alone_do_not_leak, nearly_equal_is_not_equal, pictures_that_end_in_black, twins_with_another_label_leak_too, what_was_given_is_left_alone
reason: `everything` should be one number, but a numpy array came back
"""

import numpy as np


def score_by_leak(pictures, labels, usage, answers):
    keys = [picture.tobytes() for picture in pictures]
    in_training = {key for key, split in zip(keys, usage) if split == 0}
    leaks = np.array([key in in_training for key in keys])
    hit, test = answers == labels, usage > 0
    return hit[test], hit[test & ~leaks], hit[test & leaks]
