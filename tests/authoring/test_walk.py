"""The author's walk in docs/adding-an-exercise.md: its files written, its commands carried out."""

from __future__ import annotations

import re
import sys
from pathlib import Path

import pytest

from course_utils.authoring import build, prove
from course_utils.authoring.course import Course
from course_utils.authoring.proof import course_referee
from course_utils.authoring.prove import prove_all

from .toy import Heard

PAGE = Path(__file__).parents[2] / "docs" / "adding-an-exercise.md"
#: Where the page says that tests stand, and the packages that take their place here.
PACKAGES = {"course_utils/checks/": "walked_checks", "course_utils/hidden/": "walked_hidden"}


def files_of_the_page() -> dict[str, str]:
    """Path -> text of each file that the page shows."""
    found = re.findall(r"^`([\w/.-]+)`\n\n```python\n(.*?)^```$", PAGE.read_text(), re.M | re.S)
    assert len(found) == 5
    return dict(found)


@pytest.fixture
def walked(tmp_path, monkeypatch):
    for path, text in files_of_the_page().items():
        for room, package in PACKAGES.items():
            path = path.replace(room, f"packages/{package}/")
        target = tmp_path / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text)
    for package in (*PACKAGES.values(), "walked_shipment"):
        (tmp_path / "packages" / package).mkdir(exist_ok=True)
        (tmp_path / "packages" / package / "__init__.py").touch()
    monkeypatch.syspath_prepend(str(tmp_path / "packages"))
    yield Course(
        tmp_path,
        hidden="walked_hidden",
        checks="walked_checks",
        package=tmp_path / "packages" / "walked_shipment",
    )
    for name in [name for name in sys.modules if name.startswith("walked_")]:
        del sys.modules[name]


def test_the_notebook_is_released_and_proved(walked):
    heard = Heard()
    made = build.build(walked, ["09-walk"], heard)
    with course_referee() as referee:
        (proof,) = build.prove_all(walked, made, referee, heard)
    assert [(row.name, row.solution, row.stub) for row in proof.rows] == [("mirror_pictures", 1, 0)]
    build.write(walked, made, heard)
    release = walked.release / "09-walk" / "Walk.ipynb"
    assert "[::-1].copy()" not in release.read_text().replace("[:, :, ::-1]", "[::-1]")


def test_the_bank_agrees_with_the_tests(walked, monkeypatch):
    monkeypatch.setattr(prove, "_try_referee", lambda *arguments: None)
    (proof,) = prove_all(walked, ["09-walk"], Heard())
    # The page shows one answer of each kind, and says that more are needed.
    assert (proof.right, proof.wrong) == (1, 1)
    assert [fault.partition(";")[0] for fault in proof.faults] == [
        "mirror_pictures: 1 right and 1 wrong answers"
    ]
