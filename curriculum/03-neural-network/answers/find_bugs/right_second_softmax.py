"""The other softmax, and the line that scores on pictures that have chosen."""


def find_bugs():
    return {"A": 10, "B": 15, "C": 10}
