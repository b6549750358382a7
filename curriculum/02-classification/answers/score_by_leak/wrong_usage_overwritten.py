"""Leaked pictures are marked in the array of splits that was given.

fails: what_was_given_is_left_alone
reason: should be left as it is
"""


def score_by_leak(pictures, labels, usage, answers):
    in_training = {picture.tobytes() for picture in pictures[usage == 0]}
    for row, picture in enumerate(pictures):
        if usage[row] > 0:
            usage[row] = 3 if picture.tobytes() in in_training else 1
    hit = answers == labels
    return hit[usage > 0].mean(), hit[usage == 1].mean(), hit[usage == 3].mean()
