"""Two lines for one listing.

fails: the_bug_of_listing_a, the_bug_of_listing_b, the_bug_of_listing_c
reason: should be one whole number
"""


def find_bugs():
    return {"A": [10], "B": (12, 13), "C": [11, 12]}
