"""The keys are written small.

fails: the_bug_of_listing_a, the_bug_of_listing_b, the_bug_of_listing_c
reason: no key 'A'
"""


def find_bugs():
    return {"a": 10, "b": 13, "c": 11}
