"""A list without keys.

fails: the_bug_of_listing_a, the_bug_of_listing_b, the_bug_of_listing_c
reason: a dictionary with the keys A, B and C
"""


def find_bugs():
    return [10, 13, 11]
