"""A: the frozen call, as if `training=False` were the fault.

fails: the_bug_of_listing_a
reason: listing A: line 5 does what it should
"""


def find_bugs():
    return {"A": 5, "B": 13, "C": 11}
