"""What `course grade` shows: a bar while it works, one table at the end."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime

from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    TextColumn,
    TimeElapsedColumn,
    TimeRemainingColumn,
)
from rich.table import Table

from course_utils.grading.audit import Change
from course_utils.grading.classrun import Row


@contextmanager
def progress(title: str) -> Iterator:
    """A function for `grade_class(tell=…)`: a bar with the time left, or lines when piped."""
    console = Console()
    if not console.is_terminal:
        yield lambda row, done, total: print(
            f"{done}/{total} {row.assignment} {row.student}: {row.outcome}", flush=True
        )
        return
    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        TextColumn("left"),
        TimeRemainingColumn(),
    )
    with Progress(*columns, console=console) as bar:
        task = bar.add_task(title, total=None)

        def tell(row: Row, done: int, total: int) -> None:
            bar.update(task, completed=done, total=total, description=f"{title} {row.student}")

        yield tell


def table(rows: list[Row]) -> None:
    """Print one line a submission, and a sentence for each thing that went wrong."""
    shown = Table(title="Gradebook", title_justify="left")
    shown.add_column("assignment")
    shown.add_column("student")
    shown.add_column("score", justify="right")
    shown.add_column("of", justify="right")
    shown.add_column("counts", justify="right")
    shown.add_column("by hand")
    shown.add_column("outcome")
    shown.add_column("seconds", justify="right")
    for row in rows:
        shown.add_row(
            row.assignment,
            row.student,
            "–" if row.score is None else f"{row.score:g}",
            "–" if row.maximum is None else f"{row.maximum:g}",
            "–" if row.total is None else f"{row.total:g}",
            "waits" if row.manual else "",
            row.outcome,
            f"{row.seconds:.1f}",
        )
    console = Console(width=None if Console().is_terminal else 120)
    console.print(shown)
    for row in rows:
        for remark in filter(None, row.remarks):
            console.print(f"{row.student}, {row.assignment}: {remark}", markup=False)
    for row in rows:
        for change in row.changes:
            difference(console, change)


def difference(console: Console, change: Change) -> None:
    """Print one change of a score: from what, to what, and why."""
    old, new = (("–" if p is None else f"{p:g}") for p in (change.old, change.new))
    console.print(
        f"{change.student}, {change.assignment}: {change.cell} {old} → {new}: {change.cause}",
        markup=False,
    )


def log(changes: Iterable[Change]) -> None:
    """Print the audit log, a line a change, oldest first."""
    for change in changes:
        when = datetime.fromtimestamp(change.noted_at).astimezone().isoformat(" ", "seconds")
        old, new = (("–" if p is None else f"{p:g}") for p in (change.old, change.new))
        print(
            f"{when}  {change.assignment}  {change.student}  {change.cell} ({change.kind}) "
            f"{old} -> {new}  {change.who}: {change.cause}"
        )
