"""C: the mirror, as if it changed the label.

fails: the_bug_of_listing_c
reason: listing C: line 5 does what it should
"""


def find_bugs():
    return {"A": 10, "B": 13, "C": 5}
