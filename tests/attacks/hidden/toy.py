"""Two exercises: a list and a picture. The attacks look for the mark in here."""

from __future__ import annotations

import numpy as np

from course_utils.exercises import expect, tests

#: Stands in every place that a submission must not see.
CANARY = "CANARY-5d0c7e4b"


def oracle_CANARY_5d0c7e4b(numbers):  # noqa: N802
    return [2 * number for number in numbers]


@tests("double")
def every_number_twice(student, rng):
    numbers = [int(number) for number in rng.integers(1, 1000, size=20)]
    answer = student.double(list(numbers))
    expect.that(
        answer.value == oracle_CANARY_5d0c7e4b(numbers),
        "each number should come back twice as large",
    )


@tests("double")
def the_list_is_left_alone(student, rng):
    numbers = [int(number) for number in rng.integers(1, 1000, size=5)]
    answer = student.double(list(numbers))
    expect.unchanged(answer.arguments[0], numbers, what="the list that you were given")
    expect.that(answer.value == [2 * n for n in numbers], "the values should be right as well")


@tests("brightness")
def the_mean_of_all_pixels(student, rng):
    picture = rng.integers(0, 256, size=(8, 8)).astype(np.uint8)
    expect.number(
        student.brightness(picture).value,
        float(picture.mean()),
        reason="the brightness should be the mean of all pixels",
    )
