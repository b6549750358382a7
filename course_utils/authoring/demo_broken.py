"""The demo's twelve other students: right answers in broken files, and two who are late."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass

import nbformat
from nbformat import NotebookNode, v4

#: Takes a notebook's name, the notebook and the first exercise -> what is handed in for it.
Spoil = Callable[[str, NotebookNode, str], dict[str, bytes]]

#: The demo's dates: when the first assignment is due, and two days and some hours later.
DUE = "2030-01-10T18:00:00+00:00"
LATE = "2030-01-12 21:00:00 UTC"
PER_DAY = 0.1
#: Days begun between the two.
DAYS_LATE = 3


@dataclass(frozen=True)
class Broken:
    """One of these students.

    Attributes:
        student: id.
        name: for the roster.
        story: what is special about the submission.
        spoil: what became of the notebook.
        late: whether it came after the due date.
        extended: whether there was an extension.
        loses_first: whether the first exercise earns nothing.
        aside: whether it cannot be read at all.
    """

    student: str
    name: str
    story: str
    spoil: Spoil
    late: bool = False
    extended: bool = False
    loses_first: bool = False
    aside: bool = False


def _written(name: str, notebook: NotebookNode) -> dict[str, bytes]:
    # Not by nbformat, which would mend some of it.
    return {f"{name}.ipynb": json.dumps(notebook, ensure_ascii=False).encode()}


def _place(notebook: NotebookNode, grade_id: str) -> int:
    names = [cell.metadata.get("nbgrader", {}).get("grade_id") for cell in notebook.cells]
    return names.index(grade_id) if grade_id in names else -1


def _as_it_is(name: str, notebook: NotebookNode, first: str) -> dict[str, bytes]:
    return _written(name, notebook)


def _unmarked(name: str, notebook: NotebookNode, first: str) -> dict[str, bytes]:
    for place, cell in enumerate(notebook.cells):
        cell.metadata, cell.id = nbformat.from_dict({"id": str(place)}), f"colab-{place}"
    return _written(name, notebook)


def _cut_off(name: str, notebook: NotebookNode, first: str) -> dict[str, bytes]:
    (content,) = _written(name, notebook).values()
    return {f"{name}.ipynb": content[: len(content) // 2]}


def _renamed(name: str, notebook: NotebookNode, first: str) -> dict[str, bytes]:
    return {f"Copy of {name} (1).ipynb": content for content in _written(name, notebook).values()}


def _copied(name: str, notebook: NotebookNode, first: str) -> dict[str, bytes]:
    """The answered cell twice, under one grade_id and one cell id."""
    place = _place(notebook, first)
    if place >= 0:
        copy = nbformat.from_dict(json.loads(json.dumps(notebook.cells[place])))
        notebook.cells.insert(place + 1, copy)
    return _written(name, notebook)


def _split(name: str, notebook: NotebookNode, first: str) -> dict[str, bytes]:
    place = _place(notebook, first)
    if place >= 0:
        cell = notebook.cells[place]
        cell.source, _, rest = cell.source.rstrip().rpartition("\n")
        notebook.cells.insert(place + 1, v4.new_code_cell(rest, id="the-rest"))
    return _written(name, notebook)


def _deleted(name: str, notebook: NotebookNode, first: str) -> dict[str, bytes]:
    gone = (first, f"test_{first}")
    notebook.cells = [
        cell
        for cell in notebook.cells
        if cell.metadata.get("nbgrader", {}).get("grade_id") not in gone
    ]
    return _written(name, notebook)


def _retyped(name: str, notebook: NotebookNode, first: str) -> dict[str, bytes]:
    for grade_id in (first, f"test_{first}"):
        place = _place(notebook, grade_id)
        if place >= 0:
            cell = notebook.cells[place]
            notebook.cells[place] = v4.new_markdown_cell(
                cell.source, id=cell.id, metadata=cell.metadata
            )
    return _written(name, notebook)


def _reordered(name: str, notebook: NotebookNode, first: str) -> dict[str, bytes]:
    """Tests before what they test."""
    place = _place(notebook, f"test_{first}")
    if place >= 0:
        notebook.cells.insert(0, notebook.cells.pop(place))
    return _written(name, notebook)


def _format_3(name: str, notebook: NotebookNode, first: str) -> dict[str, bytes]:
    old = nbformat.convert(nbformat.reads(nbformat.writes(notebook), as_version=4), 3)
    return _written(name, old)


def _newer_in_utf_16(name: str, notebook: NotebookNode, first: str) -> dict[str, bytes]:
    notebook.nbformat, notebook.nbformat_minor = 5, 1
    for cell in notebook.cells:
        if "nbgrader" in cell.metadata:
            cell.metadata.nbgrader["schema_version"] = 99
    return {n: c.decode().encode("utf-16") for n, c in _written(name, notebook).items()}


BROKEN = (
    Broken("iris", "Iris Núñez", "right, all marks lost (Colab)", _unmarked),
    Broken("jun", "張 俊", "cut off in the middle", _cut_off, aside=True),
    Broken("kai", 'Kai "K." Meyer', "right, file renamed", _renamed),
    Broken("lena", "Lena; Öz", "right, a cell copied", _copied),
    Broken("mia", "Mia O'Brien", "right, a cell split in two", _split),
    Broken("nils", "Nils Ek", "right, an exercise deleted", _deleted, loses_first=True),
    Broken("olga", "Ольга Белова", "right, cells turned to text", _retyped),
    Broken("pia", "Pia Rossi", "right, a test moved to the top", _reordered),
    Broken("quin", "Quin Lee", "right, notebook format 3", _format_3),
    Broken("rosa", "Rosa Lima", "right, future format in UTF-16", _newer_in_utf_16),
    Broken("sven", "Sven, Jr.", "right, three days late", _as_it_is, late=True),
    Broken("tara", "तारा", "right, late with an extension", _as_it_is, late=True, extended=True),
)
