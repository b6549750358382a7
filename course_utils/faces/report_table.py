"""A report on a face set in words and tables: by rich on a terminal, plain when piped."""

from __future__ import annotations

from rich.console import Console
from rich.table import Table

from course_utils.faces.report import BLANK_BELOW, Agreement, Ceiling, Report
from course_utils.faces.schema import EMOTIONS, USAGES


def print_report(report: Report) -> None:
    """Print a report to the standard output."""
    console = Console(soft_wrap=True, highlight=False, markup=False)
    console.print(f"{report.name}: {report.pictures:,} faces")
    if report.source:
        console.print(f"from {report.source}, {report.form}")
    if console.is_terminal:
        console.print(_table(report))
    else:
        _print_plain_table(report, console)
    for line in (*_faults(report), *_agreement(report.agreement), *_ceilings(report.ceilings)):
        console.print(line)
    for sentence in report.skipped:
        console.print(f"left out: {sentence}")
    for sentence in report.notes:
        console.print(f"note: {sentence}")


def _cells(report: Report) -> list[tuple[str, ...]]:
    """Header and rows of the table of counts: one row a label, one column a split."""
    rows = [("label", *USAGES, "all", "share")]
    for emotion in EMOTIONS:
        counts = [report.counts[usage][emotion] for usage in USAGES]
        rows.append((emotion, *_with_sum(counts, report.pictures)))
    totals = [sum(report.counts[usage].values()) for usage in USAGES]
    return [*rows, ("all", *_with_sum(totals, report.pictures))]


def _with_sum(counts: list[int], everything: int) -> tuple[str, ...]:
    share = sum(counts) / everything if everything else 0
    return (*(f"{count:,}" for count in counts), f"{sum(counts):,}", f"{share:.1%}")


def _table(report: Report) -> Table:
    header, *rows = _cells(report)
    table = Table()
    for place, name in enumerate(header):
        table.add_column(name, justify="right" if place else "left")
    for row in rows[:-1]:
        table.add_row(*row)
    table.add_section()
    table.add_row(*rows[-1])
    return table


def _print_plain_table(report: Report, console: Console) -> None:
    rows = _cells(report)
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for first, *others in rows:
        cells = [first.ljust(widths[0])]
        cells += [cell.rjust(width) for cell, width in zip(others, widths[1:], strict=True)]
        console.print("  ".join(cells))


def _faults(report: Report) -> list[str]:
    copies = report.copies
    leaks = ", ".join(f"{count:,} in {usage}" for usage, count in copies.leaks.items())
    blank = ", ".join(f"{count:,} in {usage}" for usage, count in report.blank.items())
    return [
        f"exact duplicates: {copies.groups:,} groups, {copies.pictures:,} pictures, "
        f"{copies.surplus:,} too many, largest group {copies.largest}",
        f"leaks (test pictures that stand in Training too): {leaks}",
        f"duplicates with conflicting labels: {copies.conflicting_groups:,} groups, "
        f"{copies.conflicting_pictures:,} pictures",
        f"blank pictures (standard deviation below {BLANK_BELOW:g}): {blank}",
    ]


def _agreement(agreement: Agreement | None) -> list[str]:
    if agreement is None:
        return ["agreement: not known, there are no votes"]
    voters = "simulated voters" if agreement.simulated else "voters"
    return [
        f"agreement of {voters} on {agreement.pictures:,} pictures (about words, not feelings): "
        f"{agreement.top_share:.1%} of the votes go to the most frequent answer, "
        f"{agreement.unanimous:.1%} of the pictures are unanimous, "
        f"on {agreement.top_is_label:.1%} the most frequent answer is the label"
    ]


def _ceilings(ceilings: tuple[Ceiling, ...]) -> list[str]:
    return [
        f"ceiling, {ceiling.classes} classes: {ceiling.expected:.3f} expected, "
        f"{ceiling.realised:.3f} realised on the {ceiling.pictures:,} leak-free test pictures"
        for ceiling in ceilings
    ]
