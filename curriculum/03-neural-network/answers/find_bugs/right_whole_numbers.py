"""Whole numbers as floats; the last line of listing B, and more keys than were asked for."""


def find_bugs():
    lines = {"A": 10.0, "B": 15.0, "C": 11.0}
    return lines | {name.lower(): line for name, line in lines.items()}
