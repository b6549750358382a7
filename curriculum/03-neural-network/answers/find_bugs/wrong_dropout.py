"""B: the dropout, as if half were too much.

fails: the_bug_of_listing_b
reason: which pictures it uses
"""


def find_bugs():
    return {"A": 10, "B": 8, "C": 11}
