"""B: the features of the training pictures.

fails: the_bug_of_listing_b
reason: listing B: line 4 does what it should
"""


def find_bugs():
    return {"A": 10, "B": 4, "C": 10}
