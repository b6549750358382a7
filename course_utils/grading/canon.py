"""What an assignment's notebook must hold: the cells that the gradebook knows, in their order."""

from __future__ import annotations

import ast
from dataclasses import dataclass

from nbgrader.api import Gradebook, SourceCell
from sqlalchemy import text


@dataclass(frozen=True)
class CanonCell:
    """One cell that nbgrader keeps books about.

    Attributes:
        grade_id: its name.
        cell_type: ``"code"`` or ``"markdown"``.
        source: as it was released.
        checksum: nbgrader's own, of the released cell.
        locked: whether a submission's text is replaced by `source`.
        grade: whether it carries points.
        solution: whether a student writes in it.
        task: whether it is nbgrader's task cell.
        points: to be earned; None without points.
    """

    grade_id: str
    cell_type: str
    source: str
    checksum: str | None
    locked: bool
    grade: bool
    solution: bool
    task: bool = False
    points: float | None = None

    @property
    def is_test(self) -> bool:
        """A cell that the referee judges: points, and nothing of the student's in it."""
        return self.grade and not self.solution

    @property
    def is_exercise(self) -> bool:
        """A cell of code that a test cell judges."""
        return self.solution and not self.grade

    @property
    def is_answer(self) -> bool:
        """An answer that a person marks."""
        return self.solution and self.grade

    @property
    def defines(self) -> frozenset[str]:
        """The functions and classes that the released cell defines."""
        return definitions(self.source)

    def metadata(self) -> dict:
        """The nbgrader metadata that the cell must carry."""
        whole = {
            "grade": self.grade,
            "solution": self.solution,
            "locked": self.locked,
            "task": self.task,
            "schema_version": 3,
            "grade_id": self.grade_id,
            "cell_type": self.cell_type,
            "checksum": self.checksum,
        }
        if self.points is not None:
            whole["points"] = self.points
        return {key: value for key, value in whole.items() if value is not None}


def canon_of(gradebook: Gradebook, assignment: str, notebook: str) -> list[CanonCell]:
    """The cells of one notebook as they were released.

    Raises:
        nbgrader.api.MissingEntry: the gradebook has no such notebook.
    """
    found = gradebook.find_notebook(notebook, assignment)
    points = {cell.name: float(cell.max_score) for cell in (*found.grade_cells, *found.task_cells)}
    grades = {cell.name for cell in found.grade_cells}
    solutions = {cell.name for cell in found.solution_cells}
    tasks = {cell.name for cell in found.task_cells}
    # The relationship has no order of its own; rows were written in the notebook's order.
    cells = gradebook.db.query(SourceCell).filter(SourceCell.notebook_id == found.id)
    return [
        CanonCell(
            cell.name,
            cell.cell_type,
            cell.source or "",
            cell.checksum,
            bool(cell.locked),
            cell.name in grades,
            cell.name in solutions,
            cell.name in tasks,
            points.get(cell.name),
        )
        for cell in cells.order_by(text("source_cell.rowid"))
    ]


def definitions(source: str) -> frozenset[str]:
    """Names of the functions and classes that a cell defines at its top level."""
    try:
        body = ast.parse(source).body
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return frozenset()
    kinds = ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef
    return frozenset(node.name for node in body if isinstance(node, kinds))
