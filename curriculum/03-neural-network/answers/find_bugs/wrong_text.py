"""The line itself instead of its number.

fails: the_bug_of_listing_a, the_bug_of_listing_b, the_bug_of_listing_c
reason: should be one whole number
"""


def find_bugs():
    return {"A": "model.trainable = False", "B": "13", "C": None}
