"""The line of the early stopping, which asks the test pictures; a dictionary with notes."""


def find_bugs():
    return {"C": 11, "B": 12, "A": 10, "why": "see my notes"}
