"""What an author can get wrong: all of it found at once, each with its place and its remedy."""

from __future__ import annotations

import ast
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from course_utils.authoring.cell_rules import cell_faults
from course_utils.authoring.leaks import find_leaks
from course_utils.authoring.notebook import grade_id
from course_utils.authoring.script import AuthorCell, Script, parse_python

_ASSIGNMENT = re.compile(r"\d\d-[a-z0-9-]+")
_NOTEBOOK = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]*")


@dataclass(frozen=True, order=True)
class Mistake:
    """One mistake, as one line for its author."""

    path: str
    """The script, from the course folder; or the package, when no cell is to blame."""
    line: int
    """Where the cell begins; 0 when no cell is to blame."""
    problem: str
    remedy: str

    def __str__(self) -> str:
        place = f"{self.path}:{self.line}" if self.line else self.path
        return f"{place}: {self.problem}; {self.remedy}"


def find_mistakes(
    scripts: Sequence[Script],
    hidden: Mapping[str, Sequence[Any]],
    checks: Mapping[str, Sequence[Any]],
    shipped: Mapping[str, str] | None = None,
) -> list[Mistake]:
    """Every mistake in the scripts of a whole course, in the order of their places.

    Args:
        scripts: the notebooks of all assignments, because names must differ across them.
        hidden: each exercise's hidden tests.
        checks: each exercise's visible checks.
        shipped: text of the modules that students get, by path; searched for solutions.
    """
    mistakes = []
    for script in scripts:
        mistakes += _misnamed(script)
        for cell in script.cells:
            mistakes += [Mistake(script.path, cell.line, *fault) for fault in cell_faults(cell)]
        mistakes += _unpaired(script)
        mistakes += _check_not_imported(script)
    mistakes += _duplicates(scripts)
    mistakes += _untested(scripts, hidden, checks)
    mistakes += [Mistake(*leak) for leak in find_leaks(scripts, shipped or {})]
    return sorted(set(mistakes))


def _misnamed(script: Script) -> Iterator[Mistake]:
    if not _ASSIGNMENT.fullmatch(script.assignment):
        yield Mistake(
            script.path,
            0,
            f"`{script.assignment}` is not a name for an assignment",
            "rename the folder like `01-visualization`: two digits, a hyphen, small letters",
        )
    if not _NOTEBOOK.fullmatch(script.notebook):
        yield Mistake(
            script.path,
            0,
            f"`{script.notebook}` is not a name for a notebook",
            "rename the file with letters, digits and hyphens only",
        )


def _unpaired(script: Script) -> Iterator[Mistake]:
    """Exercises without a test cell, test cells without an exercise or before it."""
    exercises = {str(cell.name): cell for cell in script.with_role("exercise")}
    tests = {str(cell.name): cell for cell in script.with_role("test")}
    for name, exercise in exercises.items():
        if name not in tests:
            yield Mistake(
                script.path,
                exercise.line,
                f"exercise `{name}` has no test cell in this notebook",
                f'add a cell `# %% test="{name}" points=1` with one docstring below it',
            )
        elif tests[name].line < exercise.line:
            yield Mistake(
                script.path,
                tests[name].line,
                f"the test cell of `{name}` stands before its exercise",
                f"move it below line {exercise.line}",
            )
    for name, test in tests.items():
        if name not in exercises:
            yield Mistake(
                script.path,
                test.line,
                f"test cell for `{name}`, which is no exercise of this notebook",
                f'add the cell `# %% exercise="{name}"`, or mend the name',
            )


def _check_not_imported(script: Script) -> Iterator[Mistake]:
    """A test cell that calls `check` where no cell above has imported it."""
    test = next(iter(script.with_role("test")), None)
    if test is None:
        return
    above = [cell for cell in script.cells if cell.type == "code" and cell.line < test.line]
    if not any("check" in _imported(cell) for cell in above):
        yield Mistake(
            script.path,
            test.line,
            "no cell above the first test cell imports `check`",
            "add `from course_utils.exercises import check` to the notebook's imports",
        )


def _imported(cell: AuthorCell) -> set[str]:
    tree = parse_python(cell.source)
    return {
        alias.asname or alias.name
        for node in (ast.walk(tree) if tree else ())
        if isinstance(node, ast.ImportFrom)
        for alias in node.names
    }


def _duplicates(scripts: Iterable[Script]) -> Iterator[Mistake]:
    """Ids of nbgrader that stand twice, in one notebook or in two."""
    places = defaultdict(list)
    for script in scripts:
        for cell in script.cells:
            if cell.role is not None:
                places[grade_id(cell)].append((script.path, cell))
    for identity, found in places.items():
        for place, (path, cell) in enumerate(found):
            others = [f"{path}:{cell.line}" for path, cell in found[:place] + found[place + 1 :]]
            if others:
                yield Mistake(
                    path,
                    cell.line,
                    f"`{identity}` names a cell at {', '.join(others)} too",
                    "give each exercise and each answer of the course a name of its own",
                )


def _untested(
    scripts: Sequence[Script],
    hidden: Mapping[str, Sequence[Any]],
    checks: Mapping[str, Sequence[Any]],
) -> Iterator[Mistake]:
    """Exercises without tests of either kind, and tests of either kind without an exercise."""
    names = set()
    for script in scripts:
        module = script.assignment.split("-", 1)[-1].replace("-", "_")
        for cell in script.with_role("exercise"):
            names.add(cell.name)
            for kind, room, tests in (
                ("hidden test", "hidden", hidden),
                ("visible check", "checks", checks),
            ):
                if not tests.get(cell.name):
                    yield Mistake(
                        script.path,
                        cell.line,
                        f"exercise `{cell.name}` has no {kind}",
                        f'add a function under `@tests("{cell.name}")` '
                        f"to course_utils/{room}/{module}.py",
                    )
    for kind, room, tests in (
        ("hidden tests", "hidden", hidden),
        ("visible checks", "checks", checks),
    ):
        for name in sorted(set(tests) - names):
            yield Mistake(
                f"course_utils/{room}",
                0,
                f"{kind} for `{name}`, which is an exercise of no notebook",
                "mend the name in `@tests(...)`, or remove them",
            )
