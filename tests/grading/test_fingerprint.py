"""What changes the fingerprint of a result, and what does not."""

from __future__ import annotations

import copy
import importlib
import os
import sys
import textwrap
from dataclasses import fields, replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from course_utils.exercises.registry import load_tests
from course_utils.grading import fingerprint
from course_utils.grading.limits import Limits

from . import toy


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
        (tmp_path / "fingerprint.py").write_text("# another referee\n")
        monkeypatch.setattr(fingerprint, "__file__", str(tmp_path / "fingerprint.py"))
    assert environment() != before
