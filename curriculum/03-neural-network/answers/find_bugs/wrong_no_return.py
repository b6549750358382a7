"""Printed and not given back.

fails: the_bug_of_listing_a, the_bug_of_listing_b, the_bug_of_listing_c
reason: is there a `return`?
"""


def find_bugs():
    print({"A": 10, "B": 13, "C": 11})
