"""A small made-up course in a temporary folder, and a referee that believes what it is told."""

from __future__ import annotations

import io
from dataclasses import dataclass, field
from pathlib import Path
from types import SimpleNamespace

from rich.console import Console

from course_utils.authoring.course import Course
from course_utils.authoring.report import Report
from course_utils.authoring.script import Script, read_script

COUNTING = '''\
# %% [markdown]
# # Counting
#
# How many are there? Guess before you look.

# %%
# %matplotlib inline
from course_utils.exercises import check

numbers = [3, 1, 2]

# %% [markdown]
# ### Double (2 points)
# `double([3, 1])` gives `[6, 2]`.

# %% exercise="double"
def double(numbers):
    """Return a new list with each of `numbers` (a list of int) twice as large."""
    ### BEGIN SOLUTION
    doubled = [number * 2 for number in numbers]
    return doubled
    ### END SOLUTION


# %% test="double" points=2
"""Every number is doubled, and the input is left alone."""

# %% exercise="Counter"
class Counter:
    """Counts upwards from `start` (int)."""

    def __init__(self, start=0):
        self.count = start

    def step(self, width=1):
        """Go on by `width` (int) and return the count (int)."""
        ### BEGIN SOLUTION
        self.count = self.count + width
        return self.count
        ### END SOLUTION

# %% test="Counter" points=1.5 bonus=true
"""The counter goes on from where it was."""

# %%
print(double(numbers))

# %% tags=["hide-input"]
print("the end")

# %% [markdown] answer="why_double" points=3
# Why double and not triple?
#
# ### BEGIN SOLUTION
# Because the statement asks for it in so many words.
# ### END SOLUTION
#
# ### BEGIN MARK SCHEME
# One point for naming the statement, two for a reason of one's own.
# ### END MARK SCHEME
'''

SHAPES = '''\
# %%
from course_utils.exercises import check

# %% exercise="area"
def area(width, height):
    """Return the area (float) of a rectangle of `width` by `height` (float)."""
    ### BEGIN SOLUTION
    return width * height
    ### END SOLUTION

# %% test="area" points=1
"""The area of a rectangle."""
'''

PLACE = "curriculum/01-counting/Counting.py"


@dataclass(frozen=True)
class ToyCourse(Course):
    """A course whose tests are only names."""

    exercises: tuple[str, ...] = ("double", "Counter", "area")

    def hidden_tests(self):
        return {name: ["one", "two"] for name in self.exercises}

    visible_checks = hidden_tests


@dataclass
class FakeReferee:
    """Gives full marks to a notebook without stubs and none to one with."""

    scores: dict[tuple[str, str], float] = field(default_factory=dict)
    """Points that differ from that, by room and grade_id."""
    errors: dict[tuple[str, str], tuple[str, str]] = field(default_factory=dict)
    """What a cell raises, by room and a part of its text."""
    calls: list[str] = field(default_factory=list)

    def __call__(self, notebook, tests, folder):
        text = "\n".join(cell.source for cell in notebook.cells)
        room = "release" if "raise NotImplementedError()" in text else "source"
        self.calls.append(room)
        scores = {}
        for cell in notebook.cells:
            task = cell.metadata.get("nbgrader", {})
            if task.get("grade") and not task.get("solution"):
                usual = task["points"] if room == "source" else 0
                points = self.scores.get((room, task["grade_id"]), usual)
                verdict = SimpleNamespace(passed=points == task["points"], reason="not doubled")
                scores[task["grade_id"]] = SimpleNamespace(
                    points=points, maximum=task["points"], verdicts=[verdict]
                )
            for (where, words), (name, message) in self.errors.items():
                if where == room and words in cell.source and cell.cell_type == "code":
                    cell.outputs = [
                        SimpleNamespace(output_type="error", ename=name, evalue=message)
                    ]
        return SimpleNamespace(notebook=notebook, scores=scores, events=[])


def read(text: str, place: str = PLACE) -> Script:
    return read_script(text, place)


class Heard(Report):
    """A report that can be read afterwards."""

    def __init__(self):
        self.out, self.err = io.StringIO(), io.StringIO()
        super().__init__(Console(file=self.out, width=100), Console(file=self.err, width=100))

    @property
    def text(self) -> str:
        return self.out.getvalue() + self.err.getvalue()


def tree(root: Path) -> dict[str, bytes]:
    """Every derived file's bytes."""
    return {
        path.relative_to(root).as_posix(): path.read_bytes()
        for room in ("source", "release")
        for path in sorted((root / room).rglob("*"))
        if path.is_file()
    }
