"""A made-up course with real tests and a bank of answers, for `prove` and `demo`."""

from __future__ import annotations

import importlib
import sys
import textwrap
from pathlib import Path

from course_utils.authoring.course import Course

SCRIPT = '''\
# %%
from course_utils.exercises import check

# %% exercise="double"
def double(numbers):
    """Return a new list with each of `numbers` (a list of int) twice as large."""
    ### BEGIN SOLUTION
    doubled = [number * 2 for number in numbers]
    return doubled
    ### END SOLUTION

# %% test="double" points=2
"""Every number is doubled, and the input is left alone."""

# %% exercise="area"
def area(width, height):
    """Return the area (float) of a rectangle of `width` by `height` (float)."""
    ### BEGIN SOLUTION
    return width * height
    ### END SOLUTION

# %% test="area" points=1
"""The area of a rectangle."""
'''
HIDDEN = """\
from course_utils.exercises import expect, tests


@tests("double")
def each_number_twice(student, rng):
    numbers = [int(n) for n in rng.integers(1, 50, size=5)]
    value = student.double(list(numbers)).value
    expect.that(value == [2 * n for n in numbers], "each number should be twice as large")


@tests("double")
def the_list_is_left_alone(student, rng):
    expect.unchanged(student.double([1, 2]).arguments[0], [1, 2], what="the list")


@tests("area")
def width_times_height(student, rng):
    expect.number(student.area(2.5, 4.0).value, 10.0, reason="an area is a product")
"""
CHECKS = """\
from course_utils.exercises import expect, tests


@tests("double")
def two_numbers_by_hand(student, rng):
    expect.that(student.double([3, 1]).value == [6, 2], "look at the example")


@tests("area")
def a_unit_square(student, rng):
    expect.that(student.area(1, 1).value == 1, "look at the unit square")
"""
LIST = "each_number_twice"
BOTH = "each_number_twice, the_list_is_left_alone"
TWICE = "each number should be twice as large"
BANK = {
    "double": {
        "right_comprehension": "return [2 * n for n in numbers]",
        "right_list_of_map": "return list(map(lambda n: n + n, numbers))",
        "right_loop": "more = []\n    for n in numbers: more.append(n + n)\n    return more",
        "right_zip": "return [a + b for a, b in zip(numbers, numbers)]",
        "wrong_changed": (
            "numbers[:] = [2 * n for n in numbers]\n    return numbers",
            "the_list_is_left_alone",
            "the list should be left as it is",
        ),
        "wrong_nothing": ("pass", LIST, TWICE),
        "wrong_squares": ("return [n**2 for n in numbers]", LIST, TWICE),
        "wrong_text": ("return [str(n) for n in numbers]", LIST, TWICE),
        "wrong_triple": ("return [3 * n for n in numbers]", LIST, TWICE),
        "wrong_raises": ("raise ValueError('no')", BOTH, "stopped with ValueError"),
    },
    "area": {
        "right_product": "return width * height",
        "right_turned": "return height * width",
        "right_division": "return width / (1 / height)",
        "right_double": "return 2 * width * height / 2",
        "wrong_circumference": ("return 2 * (width + height)", "width_times_height", "a product"),
        "wrong_difference": ("return width - height", "width_times_height", "a product"),
        "wrong_half": ("return width * height / 2", "width_times_height", "a product"),
        "wrong_none": ("pass", "width_times_height", "should be one number"),
        "wrong_power": ("return width**height", "width_times_height", "a product"),
        "wrong_sum": ("return width + height", "width_times_height", "a product"),
    },
}
HEAD = {"double": "def double(numbers):", "area": "def area(width, height):"}
TOML = """\
[course]
title = "Proven"

[limits]
cell_seconds = 30
request_seconds = 20
submission_seconds = 100

[[assignment]]
name = "01-counting"
"""


def answer(exercise: str, content) -> str:
    body, *more = (content,) if isinstance(content, str) else content
    said = f"\n\nfails: {more[0]}\nreason: {more[1]}\n" if more else ""
    return f'"""The idea.{said}"""\n\n\n{HEAD[exercise]}\n    {body}\n'


class ProvenCourse:
    """The course on disk, and its two packages of tests, which can be written anew.

    Args:
        root: an empty folder.
        patch: a pytest.MonkeyPatch, which undoes what importing needs.
    """

    def __init__(self, root: Path, patch):
        self.root, self.patch = root / "course", patch
        self.packages = root / "packages"
        self.packages.mkdir(parents=True)
        patch.syspath_prepend(str(self.packages))
        patch.setattr(sys, "dont_write_bytecode", True)
        self.script = self.root / "curriculum" / "01-counting" / "Counting.py"
        self.script.parent.mkdir(parents=True)
        self.script.write_text(SCRIPT)
        (self.root / "course.toml").write_text(TOML)
        for exercise, bank in BANK.items():
            for name, content in bank.items():
                self.write_answer(exercise, name, content)
        self.write_tests("proven_hidden", HIDDEN)
        self.write_tests("proven_checks", CHECKS)
        self.write_package("proven_shipment", "")

    def write_answer(self, exercise: str, name: str, content) -> Path:
        path = self.script.parent / "answers" / exercise / f"{name}.py"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(answer(exercise, content))
        return path

    def write_tests(self, package: str, text: str) -> None:
        self._forget(package)
        folder = self.packages / package
        folder.mkdir(exist_ok=True)
        (folder / "__init__.py").touch()
        (folder / "counting.py").write_text(text)

    def write_package(self, package: str, text: str) -> None:
        self._forget(package)
        folder = self.packages / package
        folder.mkdir(exist_ok=True)
        (folder / "__init__.py").write_text(textwrap.dedent(text))

    def _forget(self, package: str) -> None:
        for name in [name for name in sys.modules if name.split(".")[0] == package]:
            self.patch.delitem(sys.modules, name)
        importlib.invalidate_caches()

    @property
    def course(self) -> Course:
        return Course(
            self.root,
            hidden="proven_hidden",
            checks="proven_checks",
            package=self.packages / "proven_shipment",
        )
