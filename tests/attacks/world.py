"""What surrounds an attack: a course folder with marks in it, and how to see a change."""

from __future__ import annotations

import hashlib
import json
import os
import sqlite3
import stat
from pathlib import Path

import psutil

from attacks.hidden.toy import CANARY
from course_utils.grading.boxes import all_boxes
from course_utils.grading.referee import Graded

#: Generous, because the machines that run this are busy; attacks that wait set their own.
LIMITS = {"cell_seconds": 60, "request_seconds": 30, "submission_seconds": 240}


def make_stage(root: Path) -> Path:
    """A folder that looks like a course in the middle of grading, the mark in every file."""
    for name in (".course", "source/01-toy", "submitted/nia/01-toy", "course_utils/hidden"):
        (root / name).mkdir(parents=True)
    for name in (
        ".course/secret",
        "source/01-toy/Toy.ipynb",
        "submitted/nia/01-toy/Toy.ipynb",
        "course.toml",
        "course_utils/hidden/toy.py",
        "../secret.txt",
    ):
        (root / name).write_text(f"{CANARY} in {name}\n")
    book = sqlite3.connect(root / "gradebook.db")
    book.execute("CREATE TABLE grade (student TEXT, auto_score REAL, manual_score REAL)")
    book.execute("CREATE TABLE source_cell (source TEXT)")
    book.execute("INSERT INTO grade VALUES ('nia', 4, 0)")
    book.execute("INSERT INTO source_cell VALUES (?)", (CANARY,))
    book.commit()
    book.close()
    return root


def snapshot(root: Path) -> dict[str, str]:
    """Everything in and beside a course folder: path -> kind, mode and content."""
    state = {}
    for path in sorted(root.parent.rglob("*")):
        status = path.lstat()
        if stat.S_ISLNK(status.st_mode):
            content = os.readlink(path)
        elif stat.S_ISREG(status.st_mode) and status.st_size < 10_000_000:
            content = hashlib.sha256(path.read_bytes()).hexdigest()
        else:
            content = ""
        state[str(path)] = f"{status.st_mode:o} {content}"
    return state


def leftovers() -> list[str]:
    """What a graded submission may not leave: processes, boxes, mounts, files in /tmp."""
    found = [f"process {' '.join(_command(p))}" for p in psutil.process_iter() if _is_kernel(p)]
    found += [f"box {path.name}" for path in all_boxes().glob("box-*")]
    mounts = Path("/proc/self/mountinfo").read_text()
    return found + [line for line in mounts.splitlines() if "/box" in line or "/shipment" in line]


def _is_kernel(process: psutil.Process) -> bool:
    command = " ".join(_command(process))
    ours = psutil.Process().pid in [p.pid for p in _parents(process)]
    return "sleep 98765" in command or ours and "course_utils.exercises" in command


def _parents(process: psutil.Process) -> list[psutil.Process]:
    try:
        return process.parents()
    except psutil.Error:
        return []


def _command(process: psutil.Process) -> list[str]:
    try:
        return process.cmdline()
    except psutil.Error:
        return []


def everything_said(graded: Graded) -> str:
    """All that a student or an instructor gets to see."""
    return json.dumps(graded.notebook) + "\n".join([*graded.events, *reasons(graded)])


def reasons(graded: Graded) -> list[str]:
    """The reasons of all tests that were not passed."""
    verdicts = [v for score in graded.scores.values() for v in score.verdicts]
    return [verdict.reason for verdict in verdicts if not verdict.passed]


def shown(graded: Graded) -> str:
    """The text of all outputs."""
    texts = []
    for cell in graded.notebook.cells:
        for output in cell.get("outputs", []):
            texts.append(output.get("text", "") + output.get("evalue", ""))
            texts += [str(text) for text in output.get("data", {}).values()]
    return "\n".join(texts)


def points(graded: Graded) -> float:
    """Points of the whole notebook."""
    return sum(score.points for score in graded.scores.values())


def as_user() -> str:
    """Who grades, for the summary."""
    return "root" if os.geteuid() == 0 else "an ordinary user"
