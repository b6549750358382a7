"""Boxes of several graders: each keeps its own, and what nobody holds is swept away."""

from __future__ import annotations

import os
import shutil
import tempfile
from pathlib import Path

import pytest

from course_utils.grading import boxes


@pytest.fixture(autouse=True)
def home(tmp_path, monkeypatch):
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    return boxes.all_boxes()


def test_the_next_box_removes_what_nobody_holds(home):
    left, held = boxes.Box(), boxes.Box()
    os.close(left._lock)  # its grader was killed
    boxes.Box().remove()
    assert list(home.glob("box-*")) == [held.path]


def test_a_box_may_be_removed_while_another_grader_sweeps(home, monkeypatch):
    other, listed = boxes.Box(), Path.glob

    def removed_meanwhile(folder, pattern):
        found = list(listed(folder, pattern))
        shutil.rmtree(other.path)
        return found

    monkeypatch.setattr(Path, "glob", removed_meanwhile)
    box = boxes.Box()
    assert box.path.is_dir() and not other.path.exists()
