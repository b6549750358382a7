"""A line that no listing has.

fails: the_bug_of_listing_a, the_bug_of_listing_b, the_bug_of_listing_c
reason: lines 1 to 15
"""


def find_bugs():
    return {"A": 0, "B": 16, "C": -2}
