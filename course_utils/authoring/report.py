"""How `course release` speaks: one line a problem, one table, a bar for long work."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TypeVar

from rich import box
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn
from rich.table import Table

from course_utils.authoring.proof import Proof, Row
from course_utils.errors import UserMistake

T = TypeVar("T")


class Report:
    """Writes to a terminal or, plainly, to a pipe."""

    def __init__(self, out: Console | None = None, err: Console | None = None):
        self._out = out or Console(highlight=False)
        self._err = err or Console(stderr=True, highlight=False)

    def say(self, text: str) -> None:
        """One line, as it is."""
        self._out.print(text, markup=False, soft_wrap=True)

    def refuse(self, problems: Sequence[str], summary: str) -> None:
        """Stop if there is any problem: each on its own line of stderr, then how many.

        Args:
            problems: one line each.
            summary: what they have in common, for the last line.

        Raises:
            UserMistake: there is a problem.
        """
        if not problems:
            return
        if len(problems) == 1:
            raise UserMistake(problems[0])
        for problem in problems:
            self._err.print(problem, markup=False, soft_wrap=True)
        raise UserMistake(f"{len(problems)} problems: {summary}")

    def track(self, items: Sequence[T], verb: str, name: Callable[[T], str]) -> Iterator[T]:
        """Go through items with a bar and the time left; a line for each when piped."""
        if not self._out.is_terminal:
            for item in items:
                self.say(f"{verb} {name(item)}")
                yield item
            return
        columns = (
            TextColumn("{task.description}"),
            BarColumn(),
            MofNCompleteColumn(),
            TimeRemainingColumn(),
        )
        with Progress(*columns, console=self._out, transient=True) as progress:
            task = progress.add_task(verb, total=len(items))
            for item in items:
                progress.update(task, description=f"{verb} {name(item)}")
                yield item
                progress.advance(task)

    def table(self, proofs: Sequence[Proof]) -> None:
        """What each exercise earns solved and untouched."""
        table = Table(box=box.SIMPLE_HEAD, show_edge=False)
        table.add_column("exercise")
        for column in ("points", "hidden tests", "solution", "stub"):
            table.add_column(column, justify="right")
        for row in (row for proof in proofs for row in proof.rows):
            table.add_row(*_cells(row), style=None if row.holds else "bold red")
        if table.row_count:
            self._out.print(table)


def _cells(row: Row) -> list[str]:
    name = f"{row.name} (bonus)" if row.bonus else row.name
    if row.tests is None:
        return [name, f"{row.points:g}", "by hand", "", ""]
    earned = ["none" if points is None else f"{points:g}" for points in (row.solution, row.stub)]
    return [name, f"{row.points:g}", str(row.tests), *earned]
