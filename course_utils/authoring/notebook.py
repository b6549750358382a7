"""From an author's script to the source notebook that nbgrader reads, always the same bytes."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from typing import Any

import nbformat
from nbformat import NotebookNode

from course_utils.authoring.regions import scheme_into_solution
from course_utils.authoring.script import AuthorCell, Script

# Jupyter's own keys, handed on as they are.
PASSED_ON = ("jupyter", "tags")

_METADATA = {
    "kernelspec": {
        "display_name": "Python 3 (ipykernel)",
        "language": "python",
        "name": "python3",
    },
    "language_info": {"name": "python"},
}

# What an editor writes into a cell while it is run or looked at: no change of the course.
_TRACES = {"collapsed", "ExecuteTime", "execution", "scrolled", "trusted"}


def make_source(script: Script) -> NotebookNode:
    """The source notebook of a script that `mistakes` found nothing wrong with."""
    cells = [_make_cell(cell) for cell in script.cells]
    for cell, identity in zip(cells, _identities(script.cells), strict=True):
        cell.id = identity
    notebook = nbformat.v4.new_notebook(cells=cells, metadata=nbformat.from_dict(_METADATA))
    notebook.metadata["course"] = {"made_from": digest(notebook)}
    return notebook


def write_notebook(notebook: NotebookNode) -> str:
    """A notebook's text in the one form that nbgrader writes too."""
    return nbformat.writes(notebook, version=4) + "\n"


def grade_id(cell: AuthorCell) -> str | None:
    """The name nbgrader has for a cell; `None` for a cell without any task."""
    return f"test_{cell.name}" if cell.role == "test" else cell.name


def digest(notebook: NotebookNode) -> str:
    """What tells a notebook's cells from any other's: type, text and meaning.

    Outputs, execution counts and ids are left out, so that running a source notebook does not
    count as editing it.
    """
    cells = [[cell.cell_type, cell.source, meaning(cell)] for cell in notebook.cells]
    text = json.dumps(cells, sort_keys=True, ensure_ascii=False)
    return "sha256:" + hashlib.sha256(text.encode()).hexdigest()


def meaning(cell: NotebookNode) -> dict[str, Any]:
    """A cell's metadata without the traces of running or looking at it."""
    kept = {key: value for key, value in cell.metadata.items() if key not in _TRACES}
    shown = dict(kept.pop("jupyter", {}))
    shown.pop("outputs_hidden", None)
    return {**kept, "jupyter": shown} if shown else kept


def made_from(notebook: NotebookNode) -> str | None:
    """The digest of the cells that we once wrote; `None` if the notebook is not ours."""
    course = notebook.metadata.get("course")
    return course.get("made_from") if isinstance(course, dict) else None


def _make_cell(cell: AuthorCell) -> NotebookNode:
    metadata = {key: cell.keys[key] for key in PASSED_ON if key in cell.keys}
    metadata.update(_task_metadata(cell))
    source = cell.source
    if cell.role == "test":
        source = f'{source}\ncheck("{cell.name}")'
    elif cell.role == "answer":
        source = scheme_into_solution(source)
    make = {
        "code": nbformat.v4.new_code_cell,
        "markdown": nbformat.v4.new_markdown_cell,
        "raw": nbformat.v4.new_raw_cell,
    }[cell.type]
    return make(source, metadata=nbformat.from_dict(metadata))


def _task_metadata(cell: AuthorCell) -> dict[str, Any]:
    if cell.role is None:
        return {}
    nbgrader = {
        "grade": cell.role != "exercise",
        "grade_id": grade_id(cell),
        "locked": cell.role == "test",
        "schema_version": 3,
        "solution": cell.role != "test",
        "task": False,
    }
    course = {}
    if cell.role != "exercise":
        nbgrader["points"] = cell.keys["points"]
    if cell.role == "test":
        course["exercise"] = cell.name
    if cell.keys.get("bonus"):
        course["bonus"] = True
    return {"nbgrader": nbgrader, "course": course} if course else {"nbgrader": nbgrader}


def _identities(cells: list[AuthorCell]) -> list[str]:
    """One id for each cell: its task's name, or its text and which of its twins it is.

    Nothing depends on the number of cells above, so that a new cell changes no other's id.
    """
    seen: Counter[str] = Counter()
    identities = []
    for cell in cells:
        identity = grade_id(cell)
        if identity is None:
            text = hashlib.sha256(f"{cell.type}\n{cell.source}".encode()).hexdigest()
            # A hyphen stands in no exercise's name, so the two kinds of id never meet.
            identity = f"cell-{text[:8]}"
            seen[identity] += 1
            if seen[identity] > 1:
                identity = f"{identity}-{seen[identity]}"
        identities.append(identity)
    return identities
