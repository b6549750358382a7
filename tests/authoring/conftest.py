"""A small made-up course in a temporary folder."""

from __future__ import annotations

import pytest

from .toy import COUNTING, SHAPES, Heard, ToyCourse


@pytest.fixture
def course(tmp_path) -> ToyCourse:
    for name, text in (("01-counting/Counting", COUNTING), ("02-shapes/Shapes", SHAPES)):
        path = tmp_path / "curriculum" / f"{name}.py"
        path.parent.mkdir(parents=True)
        path.write_text(text)
    files = tmp_path / "curriculum/01-counting/files/data"
    files.mkdir(parents=True)
    (files / "numbers.csv").write_text("number\n3\n")
    # What an author keeps beside her notebook and never ships.
    answers = tmp_path / "curriculum/01-counting/answers/double"
    answers.mkdir(parents=True)
    (answers / "right_loop.py").write_text("def double(numbers): ...\n")
    package = tmp_path / "package"
    package.mkdir()
    return ToyCourse(tmp_path, package=package)


@pytest.fixture
def report() -> Heard:
    return Heard()
