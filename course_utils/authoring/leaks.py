"""Lines of a solution that students could read elsewhere in what they get."""

from __future__ import annotations

import io
import tokenize
from collections.abc import Iterator, Mapping, Sequence

from course_utils.authoring.regions import (
    CODE_STUB,
    MARK_SCHEME,
    SOLUTION,
    TEXT_STUB,
    RegionFault,
    inside,
    without_solution,
)
from course_utils.authoring.script import AuthorCell, Script

ALSO_GIVEN = "# also given"
"""At the end of a solution's line: students may see this line elsewhere."""

# Shorter lines (`return counts`) say nothing that a student could not guess; counted without
# blanks. Sentences share more words by chance than lines of code do.
_SHORTEST_CODE = 20
_SHORTEST_TEXT = 40


def find_leaks(
    scripts: Sequence[Script], shipped: Mapping[str, str]
) -> Iterator[tuple[str, int, str, str]]:
    """Path, line, problem and remedy for each line that stands elsewhere too.

    Lines are compared without blanks, so that another indentation hides nothing.
    """
    modules = {path: _squeeze(text) for path, text in shipped.items()}
    for script in scripts:
        given = [(f"{script.path}:{cell.line}", _released(cell)) for cell in script.cells]
        for cell in script.cells:
            for line in _telling_lines(cell):
                wanted = _squeeze(line)
                places = [place for place, text in [*given, *modules.items()] if wanted in text]
                if places:
                    yield (
                        script.path,
                        cell.line,
                        f"the solution's line `{line}` also stands at {', '.join(places)}, "
                        "where students can read it",
                        "change one of them, or end the solution's line with "
                        f"`{ALSO_GIVEN}` if students may know it",
                    )


def _released(cell: AuthorCell) -> str:
    """What students see of a cell, without blanks."""
    source = cell.source
    if cell.role in ("exercise", "answer"):
        try:
            source = without_solution(source, CODE_STUB if cell.type == "code" else TEXT_STUB)
        except RegionFault:
            return ""
    if cell.role == "answer":
        source = _without_scheme(source)
    return _squeeze(source)


def _without_scheme(source: str) -> str:
    hidden = set(_inside_or_nothing(source, MARK_SCHEME))
    return "\n".join(line for line in source.split("\n") if line not in hidden)


def _telling_lines(cell: AuthorCell) -> list[str]:
    """The lines of a cell's solution that would tell a student something."""
    if cell.role == "exercise":
        lines = [
            _without_comment(line)
            for line in _inside_or_nothing(cell.source, SOLUTION)
            if not line.rstrip().endswith(ALSO_GIVEN)
        ]
        lines = [line for line in lines if not line.startswith(("import ", "from "))]
        shortest = _SHORTEST_CODE
    elif cell.role == "answer":
        lines = [
            line.strip()
            for kind in (SOLUTION, MARK_SCHEME)
            for line in _inside_or_nothing(cell.source, kind)
        ]
        shortest = _SHORTEST_TEXT
    else:
        return []
    return [line for line in dict.fromkeys(lines) if len(_squeeze(line)) >= shortest]


def _inside_or_nothing(source: str, kind: str) -> list[str]:
    try:
        return inside(source, kind)
    except RegionFault:
        # Reported by the rules of the cell; there is no solution to compare here.
        return []


def _without_comment(line: str) -> str:
    try:
        for token in tokenize.generate_tokens(io.StringIO(line.strip()).readline):
            if token.type == tokenize.COMMENT:
                return line.strip()[: token.start[1]].rstrip()
    except (tokenize.TokenError, IndentationError, SyntaxError):
        # One line of a longer statement.
        pass
    return line.strip()


def _squeeze(text: str) -> str:
    return "".join(text.split())
