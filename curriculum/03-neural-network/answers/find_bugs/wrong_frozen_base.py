"""C: the frozen backbone, as if it had to learn.

fails: the_bug_of_listing_c
reason: Follow one picture through the network
"""


def find_bugs():
    return {"A": 10, "B": 13, "C": 3}
