"""Why a submission is graded again: what its result depends on, part by part."""

from __future__ import annotations

import inspect
import json
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from course_utils.exercises.registry import Test
from course_utils.grading import fingerprint
from course_utils.grading.limits import Limits

FIRST = "graded for the first time"
BY_REQUEST = "graded again by request"
LEFT = "an earlier run was interrupted"
WORDS = {
    "submission": "the submission changed",
    "source": "the notebook in source/ changed",
    "environment": "the grading code, the students' package or a library changed",
    "limits": "the budgets changed",
    "seed": "the course secret changed",
}


def shared_parts(
    source: Path, tests: Mapping[str, Sequence[Test]], exercises: Iterable[str], limits: Limits
) -> dict[str, str]:
    """What is the same for everybody in an assignment.

    Args:
        source: the assignment's folder in ``source/``.
        tests: exercise -> its hidden tests.
        exercises: those of the assignment.
        limits: the assignment's budgets.
    """
    exercises = sorted(exercises)
    parts = {
        "source": fingerprint.of_files(source),
        "environment": fingerprint.environment(),
        "limits": fingerprint.of_limits(limits),
        "tests": fingerprint.of_tests(tests, exercises),
    }
    for name in exercises:
        sources = [inspect.getsource(test.run).encode() for test in tests.get(name, ())]
        parts[f"tests of {name}"] = fingerprint.digest(sources)
    return parts


def key_of(shared: Mapping[str, str], folder: Path, seed: bytes) -> str:
    """All parts as one text: equal text, equal result.

    Args:
        shared: see `shared_parts`.
        folder: the submission.
        seed: the student's own.
    """
    own = {"submission": fingerprint.of_files(folder), "seed": fingerprint.digest([seed])}
    return json.dumps({**shared, **own}, sort_keys=True)


def why(before: str | None, after: str, again: bool) -> str:
    """In words, why a submission that stood at `before` is graded at `after`.

    Args:
        before: the key of its last finished run; None or empty when there is none.
        after: its key now.
        again: whether somebody asked for it.
    """
    try:
        old, new = json.loads(before or ""), json.loads(after)
    except ValueError:
        return FIRST
    if old == new:
        return BY_REQUEST if again else LEFT
    differ = {part for part in {*old, *new} if old.get(part) != new.get(part)}
    causes = [words for part, words in WORDS.items() if part in differ]
    named = sorted(p.removeprefix("tests of ") for p in differ if p.startswith("tests of "))
    if named:
        causes.append(f"the hidden tests of {', '.join(named)} changed")
    elif "tests" in differ:
        causes.append("what the hidden tests share changed")
    return "; ".join(causes)
