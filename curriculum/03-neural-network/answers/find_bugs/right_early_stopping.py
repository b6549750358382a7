"""The line of the early stopping, which asks the test pictures; a dictionary with notes."""


def find_bugs():
    return {"C": 12, "B": 11, "A": 10, "why": "see my notes"}
