"""The marked regions of a cell: BEGIN/END SOLUTION and BEGIN/END MARK SCHEME.

nbgrader takes any line that contains such words for a mark, a sentence in a docstring included.
Here a mark is a line of its own, and everything else that nbgrader would take for one is a fault.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

SOLUTION = "SOLUTION"
MARK_SCHEME = "MARK SCHEME"

# What nbgrader leaves in the place of a solution.
CODE_STUB = ("# YOUR CODE HERE", "raise NotImplementedError()")
TEXT_STUB = ("YOUR ANSWER HERE",)


class RegionFault(ValueError):
    """A region that nbgrader would read otherwise than its author; the message says how."""


@dataclass(frozen=True)
class Region:
    """The lines from one mark to the other, both included, counted from 0."""

    begin: int
    end: int

    def __contains__(self, line: int) -> bool:
        return self.begin <= line <= self.end


def find_regions(source: str, kind: str) -> list[Region]:
    """The regions of one kind in a cell.

    Raises:
        RegionFault: a region is unclosed, nested, closed before it begins, or its mark does not
            stand alone on its line.
    """
    regions = []
    begin = None
    for number, line in enumerate(source.split("\n")):
        mark = _mark(line, kind)
        if mark == "BEGIN" and begin is not None:
            raise RegionFault(f"a {kind} region begins inside another")
        if mark == "END" and begin is None:
            raise RegionFault(f"END {kind} without a BEGIN {kind} before it")
        if mark == "BEGIN":
            begin = number
        elif mark == "END":
            regions.append(Region(begin, number))
            begin = None
    if begin is not None:
        raise RegionFault(f"BEGIN {kind} is never closed by END {kind}")
    return regions


def without_solution(source: str, stub: tuple[str, ...]) -> str:
    """A cell's text with each solution region replaced by the stub, indented as the region is.

    Raises:
        RegionFault: see `find_regions`.
    """
    regions = find_regions(source, SOLUTION)
    lines = []
    for number, line in enumerate(source.split("\n")):
        region = next((region for region in regions if number in region), None)
        if region is None:
            lines.append(line)
        elif number == region.begin:
            indent = line[: len(line) - len(line.lstrip())]
            lines.extend(indent + text for text in stub)
    return "\n".join(lines)


def inside(source: str, kind: str) -> list[str]:
    """The lines inside a cell's regions of one kind, without the marks.

    Raises:
        RegionFault: see `find_regions`.
    """
    lines = source.split("\n")
    regions = find_regions(source, kind)
    return [line for region in regions for line in lines[region.begin + 1 : region.end]]


def scheme_into_solution(source: str) -> str:
    """An answer's text with its mark scheme moved to the end of its solution.

    nbgrader strips a mark scheme only from cells that hold nothing else, and refuses it here; what
    stands inside the solution goes with the solution, and the checksum by which nbgrader knows an
    untouched answer stays true.

    Raises:
        RegionFault: see `find_regions`.
    """
    lines = source.split("\n")
    solutions = find_regions(source, SOLUTION)
    schemes = [
        scheme
        for scheme in find_regions(source, MARK_SCHEME)
        if not any(scheme.begin in solution for solution in solutions)
    ]
    if not schemes:
        return source
    if len(solutions) != 1:
        raise RegionFault("an answer with a mark scheme needs one SOLUTION region")
    moved = [line for scheme in schemes for line in lines[scheme.begin : scheme.end + 1]]
    kept = []
    for number, line in enumerate(lines):
        if number == solutions[0].end:
            kept.extend(moved)
        if not any(number in scheme for scheme in schemes):
            kept.append(line)
    return "\n".join(kept).strip("\n")


def _mark(line: str, kind: str) -> str | None:
    words = re.search(rf"(BEGIN|END) {kind}", line)
    if words is None:
        return None
    if not re.fullmatch(rf"\s*#+ *{words[0]}\s*", line):
        raise RegionFault(f"`{words[0]}` must stand alone on its line, as `### {words[0]}`")
    return words[1]
