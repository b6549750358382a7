"""Reading an author's notebook: a Python script in cells (py:percent), with short cell keys."""

from __future__ import annotations

import ast
import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import jupytext
from nbformat import ValidationError

from course_utils.errors import UserMistake

ROLES = ("exercise", "test", "answer")

# How jupytext keeps the text's own layout; it says nothing about the notebook.
_LAYOUT = {"cell_marker", "lines_to_end_of_cell_marker", "lines_to_next_cell"}

# The two forms of a cell's first line that jupytext knows in this format.
_MARKER = re.compile(r"^\s*#\s*%%(%*\s.*|\s*)$")


@dataclass(frozen=True)
class AuthorCell:
    """One cell as its author wrote it."""

    type: str
    """`code`, `markdown` or `raw`."""
    source: str
    keys: dict[str, Any]
    """What stands after `# %%`, for instance `{"test": "merge_disgust", "points": 2}`."""
    line: int
    """Where the cell begins in its script, counted from 1."""

    @property
    def role(self) -> str | None:
        """`exercise`, `test`, `answer`, or `None` for a cell without any task."""
        return next((role for role in ROLES if role in self.keys), None)

    @property
    def name(self) -> Any:
        """The exercise or answer that the cell belongs to; `None` for a cell without a task."""
        return self.keys.get(self.role)


@dataclass(frozen=True)
class Script:
    """One author's notebook, read."""

    path: str
    """From the course folder, for messages."""
    assignment: str
    notebook: str
    cells: list[AuthorCell] = field(repr=False)

    def with_role(self, role: str) -> list[AuthorCell]:
        """The cells of one role, in their order."""
        return [cell for cell in self.cells if cell.role == role]


def read_script(text: str, path: str) -> Script:
    """Read a script in cells.

    Args:
        text: the script.
        path: its path from the course folder, `curriculum/<assignment>/<Notebook>.py`.

    Raises:
        UserMistake: jupytext cannot read it, or it cannot be told for certain where cells begin.
    """
    try:
        cells = jupytext.reads(text, fmt="py:percent").cells
    except ValidationError as error:
        reason = str(error).partition("\n")[0]
        raise UserMistake(
            f"{path}:1: jupytext cannot read it: {reason}; mend its header"
        ) from error
    lines = [number for number, line in enumerate(text.splitlines(), 1) if _MARKER.match(line)]
    if len(cells) == len(lines) + 1:
        # Text above the first marker is a cell of its own.
        lines.insert(0, 1)
    if len(cells) != len(lines):
        raise UserMistake(
            f"{path}: jupytext sees {len(cells)} cells, but {len(lines)} lines begin with `# %%`; "
            "write such a line only where a cell begins, not inside a string or a code block"
        )
    parts = Path(path)
    return Script(
        path=path,
        assignment=parts.parent.name,
        notebook=parts.stem,
        cells=[
            AuthorCell(
                type=cell.cell_type,
                source=cell.source.strip("\n"),
                keys={key: value for key, value in cell.metadata.items() if key not in _LAYOUT},
                line=line,
            )
            for cell, line in zip(cells, lines, strict=True)
        ],
    )


def parse_python(source: str) -> ast.Module | None:
    """A code cell's syntax tree, without its lines for IPython; `None` if it is no Python."""
    lines = [line for line in source.split("\n") if not line.lstrip().startswith(("%", "!"))]
    try:
        return ast.parse("\n".join(lines))
    except SyntaxError:
        return None
