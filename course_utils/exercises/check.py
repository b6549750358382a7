"""`check("name")` and `hint("name")`: what a student sees in her notebook.

Where the cell runs decides what a failed check does (`NBGRADER_EXECUTION` is set by nbgrader):

- in a student's notebook it shows a result and never raises;
- under ``nbgrader validate`` it raises when the answer is not right, so that validate is truthful;
- under ``nbgrader autograde`` with our referee it says that grading happens elsewhere;
- under ``nbgrader autograde`` without it it always raises, so that nobody is graded by accident.
"""

from __future__ import annotations

import html
import os
import sys
from dataclasses import dataclass
from typing import Any

from course_utils.exercises.alarm import time_limit
from course_utils.exercises.registry import load_hints, load_tests
from course_utils.exercises.student import LocalStudent, Unresponsive
from course_utils.exercises.verdict import Verdict, run_test

CHECKS = "course_utils.checks"
#: A visible check that takes longer ends with a reason: an answer may never come. A slow laptop
#: that trains a network in a check needs a fraction of it.
SECONDS = 120
#: Set by the referee in the environment of the kernels that it starts.
REFEREE = "COURSE_REFEREE"


class NotRight(AssertionError):
    """Raised where a result must stop the cell: under validate and under plain autograde."""


@dataclass(frozen=True)
class Result:
    """What a check shows: a colour and a word in a notebook, plain text elsewhere.

    Attributes:
        exercise: name of the exercise.
        outcome: ``"correct"``, ``"not yet"`` or ``"not attempted"``.
        lines: one sentence for each thing to look at.
    """

    exercise: str
    outcome: str
    lines: tuple[str, ...] = ()

    def __str__(self) -> str:
        return "\n".join([f"{self.exercise}: {self.outcome}", *(f"  {x}" for x in self.lines)])

    __repr__ = __str__

    def _repr_html_(self) -> str:
        # Colour is never alone: sign and word say the same. Contrast holds on white and on black.
        sign, colour = {
            "correct": ("&#10003;", "#009E73"),
            "not yet": ("&#10007;", "#D55E00"),
        }.get(self.outcome, ("&#9675;", "#767676"))
        lines = "".join(f"<div>{_code(line)}</div>" for line in self.lines)
        return (
            f'<div role="status" style="border-left:6px solid {colour};padding:4px 12px;'
            f'font-family:system-ui,sans-serif;line-height:1.5">'
            f"<strong>{sign} {html.escape(self.exercise)}: {self.outcome}</strong>{lines}</div>"
        )


def _code(line: str) -> str:
    """Text as HTML, with the parts between backticks as code."""
    parts = html.escape(line).split("`")
    return "".join(f"<code>{p}</code>" if i % 2 else p for i, p in enumerate(parts))


def judge(exercise: str, namespace: dict[str, Any], quiet: bool = False) -> Result:
    """Run the visible checks of `exercise` over `namespace`.

    Raises:
        ValueError: there is no exercise of that name.
    """
    tests = load_tests(CHECKS)
    if exercise not in tests:
        raise ValueError(
            f"there is no exercise {exercise!r}; the exercises are {', '.join(sorted(tests))}"
        )
    student = LocalStudent(namespace, quiet=quiet)
    verdicts: list[Verdict] = []
    for test in tests[exercise]:
        try:
            with time_limit(SECONDS):
                verdicts.append(run_test(test, student))
        except Unresponsive as error:
            reason = f"your `{exercise}` gave no answer: {error}"
            verdicts.append(Verdict(test.name, False, reason))
            break  # the next test would wait as long
        if not verdicts[-1].attempted:
            return Result(exercise, "not attempted", (_how_to_start(exercise, verdicts[-1]),))
    reasons = tuple(dict.fromkeys(v.reason for v in verdicts if not v.passed))
    if reasons:
        return Result(exercise, "not yet", reasons)
    return Result(exercise, "correct")


def _how_to_start(exercise: str, verdict: Verdict) -> str:
    if verdict.reason.startswith("there is no"):
        return f"There is no `{exercise}` yet: run the cell that defines it, then this one."
    return f"Write `{exercise}` in the cell above, run that cell, then this one."


def check(exercise: str) -> Result | None:
    """Check your answer to `exercise`, as far as the visible checks go.

    Args:
        exercise: the name of the exercise, which is the name of your function.

    Returns:
        A result that shows itself in a notebook: correct, not yet (with what to look at), or not
        attempted.

    Raises:
        NotRight: only while nbgrader validates or autogrades (see the head of this module).
    """
    running = os.environ.get("NBGRADER_EXECUTION")
    if os.environ.get(REFEREE):
        return None  # the referee runs its own tests; nothing here may stop the student's cell
    if running == "autograde":
        raise NotRight("this course is graded by its own referee; see nbgrader_config.py")
    namespace = sys._getframe(1).f_globals
    try:
        result = judge(exercise, namespace, quiet=running == "validate")
    except ValueError as mistake:
        result = Result(exercise, "not attempted", (f"{mistake}.".capitalize(),))
    if running == "validate" and result.outcome != "correct":
        raise NotRight(str(result))
    return result


@dataclass(frozen=True)
class Hint:
    """One hint, shown like a result of a check."""

    exercise: str
    text: str
    number: int
    total: int

    @property
    def _place(self) -> str:
        return f"Hint {self.number} of {self.total}" if self.total else "No hint"

    def __str__(self) -> str:
        return f"{self._place} for {self.exercise}: {self.text}"

    __repr__ = __str__

    def _repr_html_(self) -> str:
        return (
            '<div role="note" style="border-left:6px solid #0072B2;padding:4px 12px;'
            f'font-family:system-ui,sans-serif;line-height:1.5"><strong>{self._place}</strong>'
            f"<div>{_code(self.text)}</div></div>"
        )


_shown: dict[str, int] = {}


def hint(exercise: str) -> Hint | None:
    """Show the next hint for `exercise`; after the last one it begins again.

    Costs no points.
    """
    hints = load_hints(CHECKS).get(exercise)
    if not hints:
        return Hint(exercise, "There is no hint under this name.", 0, 0)
    number = _shown.get(exercise, 0) % len(hints)
    _shown[exercise] = number + 1
    return Hint(exercise, hints[number], number + 1, len(hints))
