"""An evaluation as tables on the terminal."""

from __future__ import annotations

from rich import box
from rich.console import Console
from rich.table import Table

from course_utils.models.evaluation import Evaluation, per_label
from course_utils.models.scores import Interval

_COLUMNS = {
    "accuracy": "accuracy",
    "macro_f1": "macro-F1",
    "top2": "first two",
    "ece": "ECE",
}
_PARTS = {"all": "all", "leak_free": "no twin"}


def print_evaluation(evaluation: Evaluation) -> None:
    """Print the scores of each part with their intervals, then the labels one by one."""
    console = Console()
    console.print(f"{evaluation.faces}, {evaluation.split}; below each score its 95 % interval")
    table = Table(box=box.SIMPLE_HEAD, show_edge=False)
    table.add_column("labels")
    table.add_column("pictures")
    for name in ("", *_COLUMNS.values()):
        table.add_column(name, justify="right", no_wrap=True)
    for kind, parts in (("seven", evaluation.parts), ("six", evaluation.six)):
        for part, scores in parts.items():
            cells = (_shown(getattr(scores, attribute)) for attribute in _COLUMNS)
            table.add_row(kind, _PARTS[part], f"{scores.n:,}", *cells)
    console.print(table)
    console.print(
        "first two: the right label is one of the two most probable\n"
        "ECE: expected calibration error, 0 is best\n"
        "no twin: without the pictures that stand in Training as well\n"
        "six labels: disgust is counted as anger\n"
    )

    labels = Table(box=box.SIMPLE_HEAD, show_edge=False)
    labels.add_column("label, all pictures")
    for name in ("pictures", "recall", "precision"):
        labels.add_column(name, justify="right")
    for name, row in per_label(evaluation.parts["all"]).items():
        labels.add_row(name, str(row["pictures"]), _share(row["recall"]), _share(row["precision"]))
    console.print(labels)


def _shown(interval: Interval) -> str:
    # Three decimals: the intervals of a few thousand pictures do not carry more.
    return f"{interval.value:.3f}\n{interval.low:.3f}–{interval.high:.3f}"


def _share(value: float | None) -> str:
    return "–" if value is None else f"{value:.3f}"
