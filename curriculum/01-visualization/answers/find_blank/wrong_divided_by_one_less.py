"""The sample's standard deviation, divided by 2,303.

fails: divided_by_the_number_of_pixels
reason: the standard deviation of its 2,304 gray levels
"""


def find_blank(pictures, limit):
    return pictures.std(axis=(1, 2), ddof=1) < limit
