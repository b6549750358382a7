"""From script to source to release: what each cell becomes, and always the same bytes."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from pathlib import Path

import nbformat
import pytest
from nbgrader.converters import GenerateAssignment
from nbgrader.coursedir import CourseDirectory
from traitlets.config import Config

from course_utils.authoring.derived import make_pair
from course_utils.authoring.notebook import digest, made_from, write_notebook
from course_utils.authoring.regions import CODE_STUB, TEXT_STUB, without_solution
from course_utils.authoring.release import make_release
from course_utils.errors import UserMistake

from .toy import COUNTING, read


@pytest.fixture(scope="module")
def pair():
    return make_pair(read(COUNTING))


def cell(notebook, name):
    return next(c for c in notebook.cells if c.id == name)


def test_short_keys_become_nbgraders_metadata(pair):
    exercise, test, answer = (cell(pair.source, n) for n in ("double", "test_double", "why_double"))
    assert exercise.metadata == {
        "nbgrader": {
            "grade": False,
            "grade_id": "double",
            "locked": False,
            "schema_version": 3,
            "solution": True,
            "task": False,
        }
    }
    assert test.metadata.nbgrader.grade and test.metadata.nbgrader.locked
    assert test.metadata.nbgrader.points == 2
    assert test.metadata.course == {"exercise": "double"}
    assert answer.metadata.nbgrader.grade and answer.metadata.nbgrader.solution
    assert answer.cell_type == "markdown"


def test_bonus_is_kept(pair):
    for notebook in (pair.source, pair.release):
        assert cell(notebook, "test_Counter").metadata.course.bonus is True
        assert "bonus" not in cell(notebook, "test_double").metadata.course


def test_test_cell_is_the_same_in_source_and_release(pair):
    texts = [cell(notebook, "test_double").source for notebook in (pair.source, pair.release)]
    assert texts[0] == texts[1]
    assert texts[0].split("\n")[1:] == ['check("double")']


def test_stub_is_solution_minus_region(pair):
    for name in ("double", "Counter"):
        solved, stub = cell(pair.source, name).source, cell(pair.release, name).source
        assert stub == without_solution(solved, CODE_STUB)
        assert "BEGIN" not in stub and "raise NotImplementedError()" in stub
    assert '    """Return a new list' in cell(pair.release, "double").source


def test_release_that_cuts_otherwise_is_refused(pair, monkeypatch):
    from nbgrader.preprocessors import ClearSolutions

    cut = ClearSolutions._replace_solution_region

    def greedy(self, cell, language):
        done = cut(self, cell, language)
        cell.source = cell.source.replace('"""', "'''")
        return done

    monkeypatch.setattr(ClearSolutions, "_replace_solution_region", greedy)
    with pytest.raises(UserMistake, match=r"Counting.py:16: .* minus its solution"):
        make_release(pair.source, pair.script)


def test_answer_keeps_the_question_and_nothing_else(pair):
    released = cell(pair.release, "why_double")
    assert released.source == "Why double and not triple?\n\n" + TEXT_STUB[0]
    source = cell(pair.source, "why_double").source
    # The scheme moves into the solution: nbgrader refuses it anywhere else in such a cell.
    assert source.index("END MARK SCHEME") < source.index("END SOLUTION")
    assert "Because the statement" in source and "One point" in source


def test_nothing_stray_in_the_notebooks(pair):
    for notebook in (pair.source, pair.release):
        nbformat.validate(notebook)
        assert set(notebook.metadata) == {"course", "kernelspec", "language_info"}
        assert (notebook.nbformat, notebook.nbformat_minor) == (4, 5)
        for one in notebook.cells:
            assert not one.get("outputs") and one.get("execution_count") is None
            assert set(one.metadata) <= {"nbgrader", "course", "tags", "deletable", "editable"}
    assert pair.source.metadata.kernelspec.name == "python3"
    assert pair.source.cells[1].source.startswith("%matplotlib inline")
    assert pair.source.cells[-2].metadata.tags == ["hide-input"]


def test_ids_survive_a_new_cell_above():
    before = make_pair(read(COUNTING)).source
    after = make_pair(read("# %% [markdown]\n# New.\n\n" + COUNTING)).source
    assert [c.id for c in after.cells[1:]] == [c.id for c in before.cells]


def test_twin_cells_have_different_ids():
    first, second, other = make_pair(read("# %%\n1\n\n# %%\n1\n\n# %%\n2\n")).source.cells
    # Otherwise nbformat would give the second a random id.
    assert second.id == f"{first.id}-2"
    assert other.id != first.id


def test_blank_lines_between_cells_do_not_count():
    spaced = COUNTING.replace("\n# %%", "\n\n\n\n# %%")
    assert make_pair(read(spaced)).source == make_pair(read(COUNTING)).source


def test_same_bytes_in_another_process(pair, tmp_path):
    script = tmp_path / "Counting.py"
    script.write_text(COUNTING)
    program = (
        "import sys, hashlib; from pathlib import Path\n"
        "from course_utils.authoring.script import read_script\n"
        "from course_utils.authoring.derived import make_pair\n"
        "from course_utils.authoring.notebook import write_notebook\n"
        "pair = make_pair(read_script(Path(sys.argv[1]).read_text(), sys.argv[2]))\n"
        "text = write_notebook(pair.source) + write_notebook(pair.release)\n"
        "print(hashlib.sha256(text.encode()).hexdigest())"
    )
    here = write_notebook(pair.source) + write_notebook(pair.release)
    there = subprocess.run(
        [sys.executable, "-c", program, script, pair.script.path],
        env={**os.environ, "PYTHONHASHSEED": "1"},
        capture_output=True,
        text=True,
        check=True,
    )
    assert there.stdout.strip() == hashlib.sha256(here.encode()).hexdigest()


def test_digest_ignores_running_and_sees_editing(pair):
    notebook = nbformat.from_dict(pair.source)
    assert made_from(notebook) == digest(notebook)
    run = nbformat.reads(write_notebook(notebook), as_version=4)
    run.cells[1].outputs = [nbformat.v4.new_output("stream", text="3")]
    run.cells[1].execution_count = 4
    run.cells[1].metadata["execution"] = {"iopub.execute_input": "now"}
    for cell in run.cells:
        cell.metadata["jupyter"] = {"outputs_hidden": True}
    assert digest(run) == made_from(run)
    for change in (
        lambda nb: nb.cells[1].update(source="numbers = [4]"),
        lambda nb: nb.cells[4].metadata.nbgrader.update(points=9),
        lambda nb: nb.cells.pop(),
        lambda nb: nb.cells[0].metadata.update(tags=["x"]),
        lambda nb: nb.cells[0].metadata.update(jupyter={"source_hidden": True}),
    ):
        edited = nbformat.reads(write_notebook(notebook), as_version=4)
        change(edited)
        assert digest(edited) != made_from(edited)


def test_nbgrader_makes_the_same_release(pair, tmp_path, monkeypatch):
    # nbgrader starts alembic by its name.
    monkeypatch.setenv("PATH", f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}")
    source = tmp_path / "source/01-counting/Counting.ipynb"
    source.parent.mkdir(parents=True)
    source.write_text(write_notebook(pair.source), encoding="utf-8", newline="\n")
    config = Config({"CourseDirectory": {"root": str(tmp_path), "assignment_id": "01-counting"}})
    GenerateAssignment(coursedir=CourseDirectory(config=config), config=config).start()
    theirs = (tmp_path / "release/01-counting/Counting.ipynb").read_bytes()
    assert theirs == write_notebook(pair.release).encode()
