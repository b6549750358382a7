"""The bank: named right and wrong answers to each exercise, which prove its tests.

``curriculum/<assignment>/answers/<exercise>/right_*.py`` and ``wrong_*.py``; each stands in the
place of the exercise's cell. A wrong answer's docstring names its misconception first, then the
hidden tests that it fails and a part of the reason that its feedback must give::

    Moves the labels down but forgets that disgust becomes anger.

    fails: disgust_becomes_anger, others_close_the_gap
    reason: should become 0

One that takes for ever may say ``seconds: 1``, so that the proof does not wait out the usual limit;
a right one that trains a network may say ``seconds: 60``, so that a busy machine does not fail it.
"""

from __future__ import annotations

import ast
import contextlib
import io
import linecache
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from course_utils.authoring.course import Course
from course_utils.authoring.trial import SECONDS
from course_utils.errors import UserMistake


@dataclass(frozen=True)
class BankAnswer:
    """One answer of the bank.

    Attributes:
        exercise: the exercise that it answers.
        path: from the course folder, for messages.
        source: its code, docstring included.
        right: whether it is one of the right ones.
        says: the docstring's first line: the idea, or the misconception.
        fails: names of the hidden tests that it fails; empty for a right one.
        reason: what at least one of its reasons must contain; empty for a right one.
        seconds: how long the proof waits for each test.
    """

    exercise: str
    path: str
    source: str
    right: bool
    says: str
    fails: tuple[str, ...] = ()
    reason: str = ""
    seconds: int = SECONDS

    @property
    def code(self) -> str:
        """The answer as a student would hand it in: without the docstring that gives it away."""
        docstring = ast.parse(self.source).body[0]
        return "\n".join(self.source.splitlines()[docstring.end_lineno :]).strip() + "\n"

    def namespace(self) -> dict[str, Any]:
        """The names that the answer defines, run in this process.

        Raises:
            UserMistake: it does not run.
        """
        # "/answers/" in the name, and the text in the cache of lines, let a reason quote the
        # answer's own line as it does under the referee.
        file = f"/{self.path}"
        linecache.cache[file] = (len(self.source), None, self.source.splitlines(True), file)
        code = compile(self.source, file, "exec")
        names: dict[str, Any] = {"__name__": "__main__"}
        try:
            with contextlib.redirect_stdout(io.StringIO()):
                exec(code, names)
        except Exception as error:
            raise UserMistake(
                f"{self.path}: the answer does not run ({type(error).__name__}: {error})"
            ) from None
        return names


def read_answers(course: Course, assignment: str, exercise: str) -> list[BankAnswer]:
    """The answers to one exercise, right ones first, by name.

    Raises:
        UserMistake: a file that is neither right nor wrong, or whose docstring lacks a part.
    """
    folder = course.curriculum / assignment / "answers" / exercise
    answers = [_read(course, path, exercise) for path in sorted(folder.glob("*.py"))]
    return sorted(answers, key=lambda answer: not answer.right)


def _read(course: Course, path: Path, exercise: str) -> BankAnswer:
    place = course.relative(path)
    source = path.read_text(encoding="utf-8")
    try:
        says = ast.get_docstring(ast.parse(source)) or ""
    except SyntaxError as error:
        raise UserMistake(f"{place}:{error.lineno}: no Python ({error.msg})") from None
    right = path.name.startswith("right_")
    if not right and not path.name.startswith("wrong_"):
        raise UserMistake(f"{place}: begin its name with right_ or wrong_")
    first = says.partition("\n")[0].strip()
    if not first:
        raise UserMistake(f"{place}: begin with a docstring that names the idea")
    seconds = _line("seconds", says) or str(SECONDS)
    if not seconds.isdecimal() or int(seconds) < 1:
        raise UserMistake(f"{place}: `seconds: {seconds}` should be a whole number from 1")
    if right:
        return BankAnswer(exercise, place, source, True, first, seconds=int(seconds))
    names = tuple(name.strip() for name in _line("fails", says).split(",") if name.strip())
    reason = _line("reason", says)
    if not names or not reason:
        raise UserMistake(
            f"{place}: its docstring needs `fails: <hidden tests>` and `reason: <part of it>`"
        )
    return BankAnswer(exercise, place, source, False, first, names, reason, int(seconds))


def _line(key: str, text: str) -> str:
    """What stands behind ``key:``; lines indented under it belong to it."""
    found = re.search(rf"^{key}:[ ]*(.*(?:\n[ \t]+\S.*)*)", text, flags=re.MULTILINE)
    return " ".join(found[1].split()) if found else ""
