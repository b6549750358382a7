"""What changes the fingerprint of a result, and what does not."""

from __future__ import annotations

import ast
import copy
import importlib
import os
import shutil
import sys
import textwrap
from dataclasses import fields, replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from course_utils.exercises.registry import load_tests
from course_utils.grading import fingerprint
from course_utils.grading.limits import Limits

from . import toy

ROOM = Path(fingerprint.__file__).parent
ROOM_NAME = fingerprint.__package__


@given(st.lists(st.binary(max_size=4), max_size=4), st.lists(st.binary(max_size=4), max_size=4))
def test_digest_tells_parts_apart(one, other):
    assert (fingerprint.digest(one) == fingerprint.digest(other)) == (one == other)


# ---------------------------------------------------------------- notebooks


@pytest.fixture
def notebook():
    return toy.filled(toy.RIGHT)


def edited(notebook, change):
    other = copy.deepcopy(notebook)
    change(other)
    return fingerprint.of_notebook(other)


def tasks(notebook):
    return {c.metadata.nbgrader.grade_id: c for c in notebook.cells if "nbgrader" in c.metadata}


@pytest.mark.parametrize(
    "change",
    [
        lambda n: tasks(n)["double"].update(source="def double(n): ..."),
        lambda n: tasks(n)["test_double"].metadata.nbgrader.update(points=3),
        lambda n: tasks(n)["test_double"].metadata.nbgrader.update(grade_id="test_shout"),
        lambda n: n.cells.reverse(),
        lambda n: n.cells.pop(),
        lambda n: n.cells.append(toy.plain("")),
        lambda n: n.cells[-1].update(cell_type="raw"),
        lambda n: tasks(n)["test_double"].metadata.nbgrader.update(solution=True),
        lambda n: tasks(n)["test_double"].metadata.nbgrader.update(grade=False),
    ],
)
def test_what_is_graded_counts(notebook, change):
    assert edited(notebook, change) != fingerprint.of_notebook(notebook)


@pytest.mark.parametrize(
    "change",
    [
        lambda n: n.cells[0].update(execution_count=7),
        lambda n: n.cells[0].update(outputs=[{"output_type": "stream", "text": "x"}]),
        lambda n: n.cells[0].metadata.update(collapsed=True),
        lambda n: n.metadata.update(language_info={"version": "3.12"}),
        lambda n: n.cells[0].update(id="other"),
    ],
)
def test_what_running_it_leaves_behind_does_not(notebook, change):
    assert edited(notebook, change) == fingerprint.of_notebook(notebook)


# ---------------------------------------------------------------- files


def test_files_count_by_name_and_content(tmp_path):
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "x").write_text("1")
    seen = [fingerprint.of_files(tmp_path)]
    os.utime(tmp_path / "a" / "x", (1, 1))
    assert fingerprint.of_files(tmp_path) == seen[0]
    (tmp_path / "a" / "x").write_text("2")
    seen.append(fingerprint.of_files(tmp_path))
    (tmp_path / "a" / "x").rename(tmp_path / "a" / "y")
    seen.append(fingerprint.of_files(tmp_path))
    (tmp_path / "a" / "link").symlink_to("y")
    seen.append(fingerprint.of_files(tmp_path))
    (tmp_path / "a" / "link").unlink()
    (tmp_path / "a" / "link").symlink_to("z")
    seen.append(fingerprint.of_files(tmp_path))
    assert len(set(seen)) == len(seen)


# ---------------------------------------------------------------- hidden tests


@pytest.fixture
def package(tmp_path, monkeypatch):
    """A package of hidden tests that can be written anew."""
    folder = tmp_path / "rewritten"
    folder.mkdir()
    monkeypatch.syspath_prepend(str(tmp_path))

    def write(**modules: str):
        for name, text in modules.items():
            path = folder / f"{name}.py"
            path.write_text(textwrap.dedent(text))
        (folder / "__init__.py").touch()
        for name in [n for n in sys.modules if n.split(".")[0] == "rewritten"]:
            del sys.modules[name]
        importlib.invalidate_caches()
        import linecache

        linecache.clearcache()
        return load_tests("rewritten")

    yield write
    for name in [n for n in sys.modules if n.split(".")[0] == "rewritten"]:
        del sys.modules[name]


ONE = """
from course_utils.exercises import tests
import rewritten.tools

@tests("one")
def a_test(student, rng):
    assert student.one().value == 1
"""


def test_a_changed_test_counts_for_its_assignment_only(package, monkeypatch):
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    tests = package(one=ONE, two=ONE.replace('"one"', '"two"'), tools="RIGHT = 1\n")
    before = fingerprint.of_tests(tests, ["one"]), fingerprint.of_tests(tests, ["two"])
    assert before == (fingerprint.of_tests(tests, ["one"]), fingerprint.of_tests(tests, ["two"]))
    tests = package(one=ONE.replace("== 1", "== 12"))
    assert fingerprint.of_tests(tests, ["one"]) != before[0]
    assert fingerprint.of_tests(tests, ["two"]) == before[1]


def test_a_changed_helper_beside_the_tests_counts(package, monkeypatch):
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    before = fingerprint.of_tests(package(one=ONE, tools="RIGHT = 1\n"), ["one"])
    assert fingerprint.of_tests(package(tools="RIGHT = 2345\n"), ["one"]) != before


def test_an_added_exercise_counts(package):
    tests = package(one=ONE, two=ONE.replace('"one"', '"two"'), tools="")
    both = fingerprint.of_tests(tests, ["one", "two"])
    assert both == fingerprint.of_tests(tests, ["two", "one"])
    assert len({both, fingerprint.of_tests(tests, ["one"]), fingerprint.of_tests(tests, [])}) == 3


# ---------------------------------------------------------------- budgets and environment


def test_every_budget_counts():
    seen = {fingerprint.of_limits(Limits())}
    for field in fields(Limits):
        changed = replace(Limits(), **{field.name: getattr(Limits(), field.name) + 1})
        seen.add(fingerprint.of_limits(changed))
    assert len(seen) == len(fields(Limits)) + 1
    assert fingerprint.of_limits(Limits()) in seen


@pytest.mark.parametrize("what", ["library", "shipment", "python", "grading"])
def test_the_environment_counts(what, monkeypatch, tmp_path):
    environment = fingerprint.environment.__wrapped__
    before = environment()
    assert environment() == before
    if what == "library":
        version = fingerprint.importlib.metadata.version
        monkeypatch.setattr(
            fingerprint.importlib.metadata,
            "version",
            lambda name: "99" if name == "numpy" else version(name),
        )
    elif what == "shipment":
        monkeypatch.setattr(fingerprint.shipment, "fingerprint", lambda: "other")
    elif what == "python":
        monkeypatch.setattr(fingerprint.platform, "python_version", lambda: "3.99")
    else:
        shutil.copytree(ROOM, tmp_path / "grading")
        (tmp_path / "grading" / "referee.py").write_text("# another referee\n")
        monkeypatch.setattr(fingerprint, "__file__", str(tmp_path / "grading" / "fingerprint.py"))
    assert environment() != before


# ---------------------------------------------------------------- each module of this room

IN = "can change a score"
SHOWS = "shows results"
ADDS = "adds up what the gradebook holds, anew each time"
KEEPS = "keeps, reads or orders results"
ASKS = "is asked in every run, before the fingerprint"
SPEEDS = "gives a kernel what it would find by itself"
VALUE = "stands in the key by its value"
ENDS = "ends processes whose results nobody waits for"
DECIDED = {
    "__init__": KEEPS,
    "audit": KEEPS,
    "autograde_guard": ASKS,
    "autograder": IN,
    "backup": KEEPS,
    "boxes": IN,
    "canon": IN,
    "causes": KEEPS,
    "cgroups": IN,
    "classrun": KEEPS,
    "commands": KEEPS,
    "course": VALUE,
    "doctor": SHOWS,
    "feedback": SHOWS,
    "font_cache": SPEEDS,
    "fingerprint": VALUE,
    "grades": KEEPS,
    "hazards": ASKS,
    "intake": IN,
    "isolation": IN,
    "launcher": IN,
    "lifeline": ENDS,
    "limits": IN,
    "machine": KEEPS,
    "manual": IN,
    "memory_watch": IN,
    "nbgrader_setup": IN,
    "outputs": IN,
    "pages": SHOWS,
    "people": ADDS,
    "referee": IN,
    "repair": IN,
    "repair_step": IN,
    "report": SHOWS,
    "report_page": SHOWS,
    "roster": ADDS,
    "safe_markdown": SHOWS,
    "sandbox": IN,
    "sandbox_view": IN,
    "scores": ADDS,
    "scores_file": SHOWS,
    "seccomp": IN,
    "secret": VALUE,
    "session": IN,
    "shipment": VALUE,
    "standing": ADDS,
    "store": KEEPS,
    "strays": SHOWS,
    "trouble": KEEPS,
    "waiting": IN,
    "worker": IN,
    "workers": KEEPS,
}


def test_each_module_is_in_or_out_by_decision():
    there = {path.stem for path in ROOM.glob("*.py")}
    assert there == set(DECIDED), "a module is new or gone: can it change a score?"
    assert set(fingerprint.MODULES) == {name for name, why in DECIDED.items() if why == IN}
    assert not list(ROOM.glob("*/**/*.py")), "code in a folder of its own needs a decision too"


def imported(name: str) -> set[str]:
    """Modules of this room that a module of it imports anywhere in its text."""
    found = set()
    for node in ast.walk(ast.parse((ROOM / f"{name}.py").read_text("utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module == ROOM_NAME:
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and (node.module or "").startswith(f"{ROOM_NAME}."):
            found.add(node.module.removeprefix(f"{ROOM_NAME}."))
    return found


def test_what_a_module_that_counts_stands_on_counts_too_or_for_a_reason():
    below = set().union(*map(imported, fingerprint.MODULES))
    assert {"session", "launcher", "limits", "outputs", "canon"} <= below
    assert below - set(fingerprint.MODULES) == {
        "autograde_guard",
        "course",
        "fingerprint",
        "hazards",
        "lifeline",
        "safe_markdown",
        "secret",
        "shipment",
        "store",
        "trouble",
    }


@pytest.mark.parametrize("name", sorted(DECIDED))
def test_a_changed_module_counts_as_decided(name, monkeypatch, tmp_path):
    shutil.copytree(ROOM, tmp_path / "grading")
    monkeypatch.setattr(fingerprint, "__file__", str(tmp_path / "grading" / "fingerprint.py"))
    monkeypatch.setattr(fingerprint.shipment, "fingerprint", lambda: "the same")
    before = fingerprint.environment.__wrapped__()
    with (tmp_path / "grading" / f"{name}.py").open("a") as file:
        file.write("# changed\n")
    assert (fingerprint.environment.__wrapped__() != before) == (DECIDED[name] == IN)


def test_a_changed_page_grades_nobody_again(monkeypatch, tmp_path):
    shutil.copytree(ROOM, tmp_path / "grading")
    monkeypatch.setattr(fingerprint, "__file__", str(tmp_path / "grading" / "fingerprint.py"))
    before = fingerprint.environment.__wrapped__()
    (tmp_path / "grading" / "templates" / "report.html").write_text("another")
    assert fingerprint.environment.__wrapped__() == before
