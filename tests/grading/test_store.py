"""The store: what went in comes out, nothing is ever changed, several processes write at once."""

from __future__ import annotations

import json
import sqlite3
import subprocess
import sys

import pytest

from course_utils.exercises.verdict import Verdict
from course_utils.grading.referee import Graded, Score
from course_utils.grading.store import Store

from . import toy


def result(points: float) -> Graded:
    cell = toy.test("double", 2)
    cell.outputs = [
        {"output_type": "stream", "name": "stdout", "text": "Grüße, 顔 \ud83d\n"},
    ]
    verdicts = (Verdict("one", False, "not yet"), Verdict("two", False, "todo", attempted=False))
    return Graded(
        toy.notebook(cell),
        {"test_double": Score("double", points, 2.0, verdicts)},
        ["Cell 1: a thing."],
        1.5,
        7,
    )


@pytest.fixture
def store(tmp_path):
    return Store(tmp_path / "deep" / "store.sqlite")


def rows(store, table):
    with sqlite3.connect(store.path) as database:
        return database.execute(f"SELECT * FROM {table} ORDER BY number").fetchall()


def test_a_result_comes_back_as_it_was(store):
    store.add("key", "01", "ada", "Counting", result(1.5))
    assert store.find("key") == result(1.5) == store.latest("01", "ada", "Counting")
    assert type(store.find("key").scores["test_double"].verdicts[0]) is Verdict


def test_nothing_is_found_under_another_key_or_name(store):
    store.add("key", "01", "ada", "Counting", result(1.5))
    assert store.find("other") is None
    for names in (("02", "ada", "Counting"), ("01", "ben", "Counting"), ("01", "ada", "Shapes")):
        assert store.latest(*names) is None
    assert store.finished("01", "ada") is None


def test_the_newest_row_counts_and_the_older_ones_stay(store):
    for points in (1.0, 2.0, 0.5):
        store.add("key", "01", "ada", "Counting", result(points))
        store.finish("01", "ada", f"run {points}", "graded", "fine")
    assert store.find("key").scores["test_double"].points == 0.5
    assert store.latest("01", "ada", "Counting").scores["test_double"].points == 0.5
    assert store.finished("01", "ada") == ("run 0.5", "graded", "fine")
    kept = [
        json.loads(row[-1])["scores"]["test_double"]["points"] for row in rows(store, "results")
    ]
    assert kept == [1.0, 2.0, 0.5]
    assert [row[3] for row in rows(store, "runs")] == ["run 1.0", "run 2.0", "run 0.5"]


def test_a_row_is_only_ever_added(store):
    """Every statement that the store sends begins with one of these words."""
    sent = []
    opened = store._open

    def watched():
        database = opened()
        database.set_trace_callback(sent.append)
        return database

    store._open = watched
    for points in (1.0, 2.0):
        store.add("key", "01", "ada", "Counting", result(points))
        store.finish("01", "ada", "key", "graded")
    store.find("key"), store.latest("01", "ada", "Counting"), store.finished("01", "ada")
    words = {statement.split()[0] for statement in sent}
    assert words == {"BEGIN", "INSERT", "COMMIT", "SELECT"}


WRITES = """
import sys
from pathlib import Path
from course_utils.grading.store import Store
from grading.test_store import result
print("ready", flush=True)
sys.stdin.readline()
for turn in range(20):
    store = Store(Path(sys.argv[1]))
    store.add(f"{sys.argv[2]} {turn}", "01", sys.argv[2], "Counting", result(turn))
    store.finish("01", sys.argv[2], f"{turn}", "graded")
"""


def test_two_processes_write_at_once(tmp_path, monkeypatch):
    monkeypatch.setenv("PYTHONPATH", str(toy.HERE.parent))
    path = tmp_path / "store.sqlite"
    writers = [
        subprocess.Popen(
            [sys.executable, "-c", WRITES, str(path), name],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        for name in ("ada", "ben", "chi")
    ]
    for writer in writers:
        assert writer.stdout.readline() == "ready\n"
    for writer in writers:  # the file is made by all of them at once
        writer.stdin.write("\n")
        writer.stdin.flush()
    for writer in writers:
        _, errors = writer.communicate(timeout=120)
        assert (writer.returncode, errors) == (0, "")
    store = Store(path)
    assert len(rows(store, "results")) == 60
    for name in ("ada", "ben", "chi"):
        assert store.finished("01", name)[0] == "19"
        assert store.latest("01", name, "Counting").scores["test_double"].points == 19
