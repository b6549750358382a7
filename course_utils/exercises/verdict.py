"""Running one test on one student: a verdict with a reason, whatever happens."""

from __future__ import annotations

import hashlib
import warnings
from dataclasses import dataclass

import numpy as np

from course_utils.exercises import student as students
from course_utils.exercises.codec import CodecError
from course_utils.exercises.expect import NotYet
from course_utils.exercises.registry import Test

#: The seed of visible checks: the same for everybody.
PUBLIC_SEED = b"public"
LONGEST_REASON = 2000


@dataclass(frozen=True)
class Verdict:
    """What a test says of an answer.

    Attributes:
        test: the test's name.
        passed: whether it is right.
        attempted: False when there is nothing to judge yet.
        reason: for the student: why not, one sentence; empty when passed.
    """

    test: str
    passed: bool
    reason: str = ""
    attempted: bool = True


def generator(seed: bytes, exercise: str, test: str) -> np.random.Generator:
    """The test's own random numbers: a regrade draws the same, another student others."""
    digest = hashlib.sha256(b"\0".join([seed, exercise.encode(), test.encode()])).digest()
    return np.random.default_rng(int.from_bytes(digest[:16], "big"))


def run_test(test: Test, student: students.Student, seed: bytes = PUBLIC_SEED) -> Verdict:
    """Run `test` on `student`.

    Returns:
        The verdict. A mistake in the test itself is no verdict and is raised as it is.

    Raises:
        students.Unresponsive: the student's side is gone; who asked decides what follows.
        Exception: the test itself is at fault.
    """
    rng = generator(seed, test.exercise, test.name)
    try:
        with warnings.catch_warnings():
            # A wrong answer may make the comparison warn; that is not the student's stderr.
            warnings.simplefilter("ignore")
            try:
                test.run(student, rng)
            except students.Unresponsive:
                raise  # nobody is there any more to tidy up
            except BaseException:
                students.end(student)
                raise
            students.end(student)
    except NotYet as wrong:
        # A reason may quote her labels, which may be long and are not ours.
        return Verdict(test.name, False, students.printable(wrong, LONGEST_REASON))
    except students.Missing as missing:
        attempted = f"`{test.exercise}`" not in str(missing)
        return Verdict(test.name, False, str(missing), attempted)
    except students.Raised as raised:
        if raised.type == "NotImplementedError":
            return Verdict(test.name, False, "not attempted yet", attempted=False)
        return Verdict(test.name, False, str(raised))
    except students.Unresponsive:
        raise
    except students.StudentError as error:
        return Verdict(test.name, False, str(error))
    except CodecError as error:
        return Verdict(test.name, False, f"what came back could not be read: {error}")
    return Verdict(test.name, True)
