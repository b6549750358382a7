"""An evaluation as tables on the terminal."""

from __future__ import annotations

from course_utils.models.evaluation import Evaluation, per_label
from course_utils.models.scores import Interval, Scores

_NAMES = {
    "accuracy": "accuracy",
    "macro_f1": "macro-F1",
    "top2": "right label among the first two",
    "ece": "calibration error (0 is best)",
}
_PARTS = {"all": "all", "leak_free": "no twin in Training"}


def print_evaluation(evaluation: Evaluation) -> None:
    """Print the scores of each part with their intervals, then the labels one by one."""
    from rich.console import Console
    from rich.table import Table

    console = Console()
    table = Table(title=f"{evaluation.faces}, {evaluation.split}", title_justify="left")
    table.add_column("score [95 % interval]")
    columns: list[Scores] = []
    for kind, parts in (("seven labels", evaluation.parts), ("six", evaluation.six)):
        for part, scores in parts.items():
            table.add_column(f"{kind}, {_PARTS[part]}", justify="right")
            columns.append(scores)
    table.add_row("pictures", *(f"{scores.n:,}" for scores in columns))
    for attribute, name in _NAMES.items():
        table.add_row(name, *(_shown(getattr(scores, attribute)) for scores in columns))
    console.print(table)

    labels = Table("label", "pictures", "recall", "precision", title="label by label, all pictures")
    for name, row in per_label(evaluation.parts["all"]).items():
        labels.add_row(name, str(row["pictures"]), _share(row["recall"]), _share(row["precision"]))
    console.print(labels)


def _shown(interval: Interval) -> str:
    # Three decimals: the intervals of a few thousand pictures do not carry more.
    return f"{interval.value:.3f} [{interval.low:.3f}, {interval.high:.3f}]"


def _share(value: float | None) -> str:
    return "–" if value is None else f"{value:.3f}"
