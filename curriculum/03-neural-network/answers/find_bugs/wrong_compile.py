"""A: the line that compiles.

fails: the_bug_of_listing_a
reason: which weights can still be trained
"""


def find_bugs():
    return {"A": 11, "B": 13, "C": 11}
