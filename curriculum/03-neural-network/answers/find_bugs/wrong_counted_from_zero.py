"""Lines are counted from 0.

fails: the_bug_of_listing_a, the_bug_of_listing_c
reason: which weights can still be trained
"""


def find_bugs():
    return {"A": 9, "B": 13, "C": 9}
