"""One shipment and one toy class for all tests of this folder: kernels are what takes time."""

from __future__ import annotations

import pytest

from course_utils.grading.limits import Limits
from course_utils.grading.referee import Graded, grade_submission
from course_utils.grading.shipment import copy_shipment

from . import toy


@pytest.fixture(scope="session")
def shipment(tmp_path_factory):
    folder = tmp_path_factory.mktemp("shipment")
    copy_shipment(folder)
    return folder


@pytest.fixture(scope="session")
def grade(shipment):
    """``grade(*cells, tests=…)``: a notebook of these cells through the real referee."""

    def grade(*cells, tests=None, seed=b"ada", folder=None, **limits) -> Graded:
        return grade_submission(
            toy.notebook(*cells), tests or {}, seed, Limits(**limits), folder, shipment=shipment
        )

    return grade


@pytest.fixture(scope="session", autouse=True)
def _without_the_sandbox():
    """Grading is proved here on every machine; the sandbox has tests of its own."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("COURSE_NO_SANDBOX", "1")
        yield


@pytest.fixture
def in_workers(monkeypatch):
    """``in_workers(code)``: from now on, workers run this code before they take orders."""
    from course_utils.grading import workers

    whole = workers.BOOTSTRAP

    def change(code: str) -> None:
        monkeypatch.setattr(workers, "BOOTSTRAP", whole.replace("serve(C", f"{code}\nserve(C"))

    return change


@pytest.fixture
def run(monkeypatch, capsys):
    """``run(folder, "grade", …)``: the command line in this process -> exit code, out, err."""
    from course_utils import cli

    def run(folder, *arguments: str) -> tuple[int, str, str]:
        monkeypatch.chdir(folder)
        monkeypatch.setattr("sys.argv", ["course", *arguments])
        capsys.readouterr()
        code = 0
        try:
            cli.main()
        except SystemExit as end:
            code = end.code or 0
        return (code, *capsys.readouterr())

    return run
