"""A course folder to attack, and the means to see what became of it."""

from __future__ import annotations

import tempfile

import pytest

from attacks import world
from attacks.hidden import toy
from course_utils.exercises.registry import tests_in
from course_utils.grading import cgroups, isolation
from course_utils.grading.limits import Limits
from course_utils.grading.referee import Graded, grade_submission
from course_utils.grading.sandbox import SandboxLauncher
from course_utils.grading.shipment import copy_shipment


@pytest.fixture(scope="session", autouse=True)
def sandbox_works():
    """Without the sandbox nothing here proves anything: said loudly, in the summary."""
    problem = isolation.why_not()
    if problem is not None:
        pytest.skip(f"NO ATTACK WAS TRIED: {problem}")


@pytest.fixture(scope="session", autouse=True)
def own_boxes(tmp_path_factory):
    """Boxes in a folder of this run: another grader on this machine has its own."""
    before, tempfile.tempdir = tempfile.tempdir, str(tmp_path_factory.mktemp("boxes"))
    yield
    tempfile.tempdir = before


@pytest.fixture(scope="session")
def shipment(tmp_path_factory):
    folder = tmp_path_factory.mktemp("shipment")
    copy_shipment(folder)
    return folder


@pytest.fixture(scope="session")
def course(tmp_path_factory):
    """An instructor's folder with things worth stealing; nobody may change it."""
    return world.make_stage(tmp_path_factory.mktemp("instructor") / "course")


@pytest.fixture(scope="session")
def grade(shipment):
    """``grade(notebook, folder, **limits)``: through the real referee, in the sandbox."""
    tests = {}
    for test in tests_in(toy):
        tests.setdefault(test.exercise, []).append(test)

    def grade(notebook, folder=None, **limits) -> Graded:
        return grade_submission(
            notebook,
            tests,
            b"seed",
            Limits(**world.LIMITS | limits),
            folder,
            shipment=shipment,
            launcher=SandboxLauncher(cgroups.find()),
        )

    return grade
