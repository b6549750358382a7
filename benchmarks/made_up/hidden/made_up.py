"""Two exercises: a list and a text."""

from __future__ import annotations

from course_utils.exercises import expect, tests


@tests("double")
def each_number_twice(student, rng):
    """The hidden test of `double`."""
    numbers = [int(number) for number in rng.integers(1, 90, size=6)]
    twice = [2 * number for number in numbers]
    expect.that(student.double(numbers).value == twice, "another value was expected")


@tests("shout")
def capital_letters(student, rng):
    """The hidden test of `shout`."""
    word = "".join(rng.choice(list("abcdefgh"), size=5))
    expect.that(student.shout(word).value == word.upper(), "another value was expected")
