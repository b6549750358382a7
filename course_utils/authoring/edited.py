"""Showing what somebody changed in a source notebook, and where in the curriculum it belongs."""

from __future__ import annotations

import difflib
import json
from itertools import zip_longest

from nbformat import NotebookNode

from course_utils.authoring.notebook import meaning
from course_utils.authoring.script import Script


def describe_edits(edited: NotebookNode, made: NotebookNode, script: Script) -> str:
    """A unified diff of the cells that differ, each under the line of the script to change.

    Args:
        edited: the notebook as it stands in `source/`.
        made: what the curriculum makes of it now.
        script: where the change has to be made.
    """
    wanted = [_cell_text(cell) for cell in made.cells]
    present = [_cell_text(cell) for cell in edited.cells]
    matcher = difflib.SequenceMatcher(None, wanted, present, autojunk=False)
    parts = []
    for kind, a, a_end, b, b_end in matcher.get_opcodes():
        if kind == "equal":
            continue
        for old, new in zip_longest(range(a, a_end), range(b, b_end)):
            parts.append(f"{_place(script, a_end - 1 if old is None else old, old is None)}\n")
            before = [] if old is None else wanted[old].splitlines(keepends=True)
            after = [] if new is None else present[new].splitlines(keepends=True)
            parts += difflib.unified_diff(before, after, "curriculum", "source")
    return "".join(parts) or "Only the notebook's own metadata differ.\n"


def _cell_text(cell: NotebookNode) -> str:
    """A cell's text, with its metadata below: points and ids are part of the course."""
    lines = [f"[{cell.cell_type}]", cell.source]
    if meaning(cell):
        lines.append(f"metadata: {json.dumps(meaning(cell), sort_keys=True)}")
    return "\n".join(lines) + "\n"


def _place(script: Script, index: int, after: bool) -> str:
    line = script.cells[index].line if index >= 0 else 1
    where = "a new cell below the one at" if after and index >= 0 else "near"
    return f"In {script.path}, {where} line {line}:"
