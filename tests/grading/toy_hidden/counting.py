"""Three exercises: a list, a text and a number that nobody guesses."""

from __future__ import annotations

from course_utils.exercises import expect, tests

#: Appears nowhere in this repository but here and in what the tests search for.
UNGUESSABLE = 7_340_033


def twice_as_an_oracle(numbers):
    return [number + number for number in numbers]


@tests("double")
def each_number_twice(student, rng):
    numbers = [int(number) for number in rng.integers(1, 90, size=6)]
    answer = student.double(numbers)
    expect.that(
        answer.value == twice_as_an_oracle(numbers), "each number should come back twice as large"
    )


@tests("double")
def the_list_is_left_alone(student, rng):
    numbers = [int(number) for number in rng.integers(1, 90, size=6)]
    answer = student.double(numbers)
    expect.unchanged(answer.arguments[0], numbers, what="the list that you were given")
    expect.that(len(answer.value) == 6, "as many numbers should come back")


@tests("double")
def nothing_from_nothing(student, rng):
    expect.that(student.double([]).value == [], "an empty list should give an empty list")


@tests("shout")
def capital_letters(student, rng):
    word = "".join(rng.choice(list("abcdefgh"), size=5))
    expect.that(student.shout(word).value == word.upper(), "every letter should be a capital one")


@tests("shout")
def no_letters(student, rng):
    expect.that(student.shout("").value == "", "an empty text should stay empty")


@tests("distance")
def a_number_that_nobody_guesses(student, rng):
    answer = student.distance(UNGUESSABLE, 0)
    expect.number(answer.value, UNGUESSABLE, reason="the distance to zero is the number itself")


@tests("distance")
def the_other_way_round(student, rng):
    answer = student.distance(0, UNGUESSABLE)
    expect.number(answer.value, UNGUESSABLE, reason="a distance is never negative")
