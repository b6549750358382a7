"""Repair: broken notebooks meet their tests again, and what was done is said."""

from __future__ import annotations

import copy

import pytest
from nbformat import v4
from nbgrader.preprocessors import CheckCellMetadata

from course_utils.grading.canon import CanonCell
from course_utils.grading.repair import MISSING, recognised, repair

from . import toy


def canon() -> list[CanonCell]:
    cells = []
    for name, points in toy.POINTS.items():
        stub = toy.STUB.format(name)
        cells.append(CanonCell(name, "code", stub, "0" * 32, False, False, True))
        check = f'check("{name}")'
        cells.append(
            CanonCell(f"test_{name}", "code", check, "0" * 32, True, True, False, False, points)
        )
    cells.append(
        CanonCell("why", "markdown", "YOUR ANSWER HERE", "0" * 32, False, True, True, False, 2.0)
    )
    return cells


def repaired(notebook):
    before = copy.deepcopy(notebook)
    done = repair(notebook, canon())
    assert notebook == before, "a submission is left as it is"
    CheckCellMetadata().preprocess(done.notebook, {})
    names = [c.metadata.nbgrader.grade_id for c in done.notebook.cells if "nbgrader" in c.metadata]
    assert len(names) == len(set(names))
    assert {"test_double", "test_shout", "test_distance", "why"} <= set(names)
    assert len({cell.id for cell in done.notebook.cells}) == len(done.notebook.cells)
    return done


def by_name(notebook) -> dict:
    return {
        cell.metadata.nbgrader.grade_id: cell
        for cell in notebook.cells
        if "nbgrader" in cell.metadata
    }


def runs(notebook) -> str:
    """All code that the referee would run."""
    return "\n".join(
        cell.source
        for cell in notebook.cells
        if cell.cell_type == "code" and not cell.metadata.get("nbgrader", {}).get("points")
    )


def defined(notebook) -> dict:
    names: dict = {}
    exec(runs(notebook).replace("from course_utils.exercises import check", ""), names)
    return names


ANSWERS = toy.RIGHT | {"why": "Because."}


def test_a_whole_notebook_is_left_alone():
    done = repaired(toy.filled(ANSWERS))
    assert done.repairs == done.doubts == []
    assert [c.source for c in done.notebook.cells] == [c.source for c in toy.filled(ANSWERS).cells]


def test_lost_metadata_are_found_by_definition_text_and_id():
    notebook = toy.filled(ANSWERS)
    for cell in notebook.cells:
        cell.metadata = {}
        if cell.source != "Because.":
            cell.id = f"colab-{len(cell.source)}-{id(cell)}"
    done = repaired(notebook)
    assert by_name(done.notebook)["double"].source == toy.RIGHT["double"]
    assert by_name(done.notebook)["why"].source == "Because."
    assert "recognised by what they define" in done.repairs[0]
    assert len(done.repairs) == 1


def test_a_written_answer_without_any_mark_waits_for_a_person():
    notebook = toy.filled(ANSWERS)
    for place, cell in enumerate(notebook.cells):
        cell.metadata, cell.id = {}, f"x{place}"
    done = repaired(notebook)
    assert by_name(done.notebook)["why"].source.startswith(MISSING)
    assert any("`why` was not found" in doubt for doubt in done.doubts)
    assert "Because." in [cell.source for cell in done.notebook.cells]


def test_an_untouched_copy_does_not_undo_the_answer():
    notebook = toy.filled(ANSWERS)
    notebook.cells.insert(2, toy.exercise("double", toy.STUB.format("double")))
    done = repaired(notebook)
    assert defined(done.notebook)["double"]([2]) == [4]
    assert by_name(done.notebook)["double"].source == toy.RIGHT["double"]
    assert done.repairs == ["The cell of `double` was there 2 times; one counts."]
    assert done.doubts == []


def test_of_two_answers_the_later_counts_and_a_person_is_told():
    notebook = toy.filled(ANSWERS)
    notebook.cells.insert(2, toy.exercise("double", "def double(numbers):\n    return 'later'"))
    done = repaired(notebook)
    assert by_name(done.notebook)["double"].source.endswith("'later'")
    assert done.doubts == [
        "There are 2 different answers to `double`; the one that runs last counts."
    ]


def test_an_answer_in_a_new_cell_before_the_stub_counts():
    notebook = toy.filled({})
    notebook.cells.insert(1, toy.plain(toy.RIGHT["double"], id="mine"))
    done = repaired(notebook)
    assert defined(done.notebook)["double"]([2]) == [4]
    assert by_name(done.notebook)["double"].source == toy.RIGHT["double"]


@pytest.mark.parametrize("marked", [True, False], ids=["marks kept", "marks lost"])
def test_a_split_exercise_is_joined(marked):
    body = "def double(numbers):\n    twice = []\n    for number in numbers:"
    notebook = toy.filled({**ANSWERS, "double": body})
    rest = ["        twice.append(2 * number)", "    return twice"]
    for place, source in enumerate(rest, start=2):
        notebook.cells.insert(place, toy.plain(source, id=f"part-{place}"))
    if not marked:
        for cell in notebook.cells:
            cell.metadata = {}
    done = repaired(notebook)
    assert defined(done.notebook)["double"]([2]) == [4]
    assert "The cell of `double` had been split into 3; they were joined." in done.repairs


def test_a_cell_that_follows_and_stands_alone_is_not_joined():
    notebook = toy.filled(ANSWERS)
    notebook.cells.insert(2, toy.plain("print(double([1]))", id="try"))
    notebook.cells.insert(3, toy.plain("%matplotlib inline", id="magic"))
    done = repaired(notebook)
    assert done.repairs == [] and len(done.notebook.cells) == len(notebook.cells)


def test_deleted_cells():
    notebook = toy.filled(ANSWERS)
    gone = ("double", "test_shout", "why")
    notebook.cells = [
        c for c in notebook.cells if c.metadata.get("nbgrader", {}).get("grade_id") not in gone
    ]
    done = repaired(notebook)
    cells = by_name(done.notebook)
    assert "double" not in cells
    order = list(cells)
    assert order.index("test_shout") == order.index("shout") + 1
    assert order[-1] == "test_double", "its function may be anywhere"
    assert "The cell of `double` is missing: it counts as not attempted." in done.repairs


def test_deleted_but_defined_elsewhere():
    notebook = toy.filled(ANSWERS)
    notebook.cells = [
        c for c in notebook.cells if c.metadata.get("nbgrader", {}).get("grade_id") != "double"
    ]
    notebook.cells.append(toy.plain("import math\n\n" + toy.RIGHT["double"], id="mine"))
    done = repaired(notebook)
    order = list(by_name(done.notebook))
    assert order.index("double") < order.index("test_double")
    assert defined(done.notebook)["double"]([2]) == [4]


def test_retyped_cells():
    notebook = toy.filled(ANSWERS)
    cells = by_name(notebook)
    for name in ("double", "test_double"):
        cells[name]["cell_type"] = "markdown"
        for key in ("outputs", "execution_count"):
            del cells[name][key]
    cells["why"]["cell_type"] = "code"
    done = repaired(notebook)
    assert defined(done.notebook)["double"]([2]) == [4]
    assert by_name(done.notebook)["why"].cell_type == "markdown"
    assert sum("turned back" in sentence for sentence in done.repairs) == 2


def test_a_test_before_its_exercise_is_judged_at_the_end():
    notebook = toy.filled(ANSWERS)
    notebook.cells[1], notebook.cells[2] = notebook.cells[2], notebook.cells[1]
    done = repaired(notebook)
    assert list(by_name(done.notebook))[-1] == "test_double"
    assert any("judged at the end" in sentence for sentence in done.repairs)


def test_flags_points_and_versions_are_the_gradebooks():
    notebook = toy.filled(ANSWERS)
    cells = by_name(notebook)
    cells["test_double"].metadata.nbgrader |= {"points": 500, "grade": False, "solution": True}
    cells["test_double"].source = "pass"
    cells["double"].metadata.nbgrader |= {"schema_version": 99, "grade": True, "points": 9}
    cells["shout"].metadata.nbgrader["surprise"] = {"x": 1}
    notebook.cells.append(toy.exercise("never_heard_of", "1"))
    done = repaired(notebook)
    right = by_name(done.notebook)
    assert right["test_double"].metadata.nbgrader.points == 2.0
    assert right["test_double"].source == 'check("double")'
    assert "surprise" not in right["shout"].metadata.nbgrader
    assert "never_heard_of" not in right
    assert "nbgrader's marks had been changed and were restored: `double`." in done.repairs


@pytest.mark.parametrize(
    "mess",
    [
        {"cell_type": "heading", "source": None, "metadata": None},
        {"cell_type": "code", "source": ["a", 1], "metadata": {"nbgrader": 3}, "id": 7},
        {"cell_type": "code", "source": "\ud800", "metadata": {"nbgrader": {"grade_id": ["x"]}}},
        {"source": "x", "attachments": [1], "outputs": "none"},
        {"cell_type": "markdown", "source": "\0" * 9, "id": "double", "outputs": []},
    ],
)
def test_no_cell_is_too_odd(mess):
    notebook = toy.filled(ANSWERS)
    notebook.cells += [v4.new_raw_cell("")]
    notebook["cells"].append(type(notebook)(mess))
    done = repaired(notebook)
    assert by_name(done.notebook)["double"].source == toy.RIGHT["double"]


def test_recognised_tells_whose_notebook_it_is():
    assert recognised(toy.filled(ANSWERS), canon()) == len(canon())
    assert recognised(toy.notebook(toy.plain("print(1)")), canon()) == 0
