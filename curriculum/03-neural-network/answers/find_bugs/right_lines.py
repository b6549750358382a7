"""The line that one would change in each listing."""


def find_bugs():
    return {"A": 10, "B": 14, "C": 11}
