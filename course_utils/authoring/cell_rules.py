"""What can be wrong with one cell of an author's notebook, whatever stands around it."""

from __future__ import annotations

import ast
import difflib
import keyword
import math
import re
from collections.abc import Iterator

from course_utils.authoring.notebook import PASSED_ON
from course_utils.authoring.regions import (
    CODE_STUB,
    MARK_SCHEME,
    SOLUTION,
    RegionFault,
    find_regions,
    scheme_into_solution,
    without_solution,
)
from course_utils.authoring.script import ROLES, AuthorCell

KNOWN_KEYS = (*ROLES, "points", "bonus", *PASSED_ON)

# The id `test_<name>` is also the cell's id in the notebook, of at most 64 characters.
_LONGEST_NAME = 59

Fault = tuple[str, str]
"""A problem and its remedy."""


def cell_faults(cell: AuthorCell) -> Iterator[Fault]:
    """The faults of one cell, each with its remedy."""
    if "incorrectly_encoded_metadata" in cell.keys:
        yield (
            f"the keys `{cell.keys['incorrectly_encoded_metadata']}` cannot be read",
            'write each as `key=value`, with text in double quotes: `exercise="merge_disgust"`',
        )
        return
    yield from _key_faults(cell)
    yield from _name_faults(cell)
    if cell.role in ("test", "answer"):
        yield from _points_faults(cell)
    yield from _foreign_mark_faults(cell)
    kinds = {"exercise": "code", "test": "code", "answer": "markdown"}
    if cell.role and cell.type != kinds[cell.role]:
        marker = "# %% [markdown]" if cell.role == "answer" else "# %%"
        yield (
            f"the {cell.role} cell is of type {cell.type}",
            f'begin it with `{marker} {cell.role}="{cell.name}"`',
        )
    elif cell.role == "exercise":
        yield from _exercise_faults(cell)
    elif cell.role == "test":
        yield from _test_faults(cell)
    elif cell.role == "answer":
        yield from _answer_faults(cell)


def _key_faults(cell: AuthorCell) -> Iterator[Fault]:
    for key in sorted(set(cell.keys) - set(KNOWN_KEYS)):
        if key == "title":
            yield (
                f"the words `{cell.keys[key]}` after `# %%` are no cell key",
                "remove them, or write `# %% [markdown]` for a cell of text",
            )
            continue
        near = difflib.get_close_matches(key, KNOWN_KEYS, n=1)
        known = ", ".join(KNOWN_KEYS)
        yield (
            f"unknown cell key `{key}`",
            f"did you mean `{near[0]}`?" if near else f"the known keys are {known}",
        )
    roles = [role for role in ROLES if role in cell.keys]
    if len(roles) > 1:
        yield f"one cell is {' and '.join(roles)}", "make a cell for each"
    if cell.role not in ("test", "answer"):
        for key in ("points", "bonus"):
            if key in cell.keys:
                yield f"`{key}` on a cell that earns no points", "move it to the test cell"
    elif not isinstance(cell.keys.get("bonus", False), bool):
        yield f"bonus is {cell.keys['bonus']!r}", "write `bonus=true`, or leave the key out"


def _name_faults(cell: AuthorCell) -> Iterator[Fault]:
    name = cell.name
    if cell.role is None:
        return
    if not isinstance(name, str) or not name.isidentifier() or not name.isascii():
        yield (
            f"{cell.role} name {name!r} is not an identifier",
            "use ASCII letters, digits and underscores, beginning with a letter",
        )
    elif keyword.iskeyword(name):
        yield f"{cell.role} name `{name}` is a word of Python itself", "choose another"
    elif len(name) > _LONGEST_NAME:
        yield (
            f"{cell.role} name `{name}` has {len(name)} characters",
            f"shorten it to {_LONGEST_NAME} or fewer",
        )


def _points_faults(cell: AuthorCell) -> Iterator[Fault]:
    points = cell.keys.get("points")
    remedy = "write a positive number, for instance `points=2`"
    if points is None:
        yield f"{cell.role} cell `{cell.name}` has no points", remedy
    elif isinstance(points, bool) or not isinstance(points, int | float):
        yield f"points are {points!r}, not a number", remedy
    elif not (points > 0 and math.isfinite(points)):
        yield f"points are {points}, not a positive number", remedy


def _foreign_mark_faults(cell: AuthorCell) -> Iterator[Fault]:
    """Marks that nbgrader acts on, in cells where they have no business."""
    if re.search(r"(BEGIN|END) HIDDEN TESTS", cell.source):
        yield (
            "a HIDDEN TESTS region, which would come back to students in the feedback",
            "move the tests to course_utils/hidden/",
        )
    if cell.type == "code" and "AUTOTEST" in cell.source:
        yield "an AUTOTEST line", "move the tests to course_utils/hidden/"
    allowed = {"exercise": {SOLUTION}, "answer": {SOLUTION, MARK_SCHEME}}.get(cell.role, set())
    for kind in (SOLUTION, MARK_SCHEME):
        if kind not in allowed and re.search(rf"(BEGIN|END) {kind}", cell.source):
            home = "an exercise or answer cell" if kind == SOLUTION else "an answer cell"
            yield f"a {kind} mark in a cell that has no place for it", f"move it to {home}"


def _exercise_faults(cell: AuthorCell) -> Iterator[Fault]:
    try:
        regions = find_regions(cell.source, SOLUTION)
    except RegionFault as fault:
        yield str(fault), "pair each `### BEGIN SOLUTION` with one `### END SOLUTION`"
        return
    if not regions:
        yield (
            f"exercise `{cell.name}` has no SOLUTION region, so students would lose its "
            "signature and docstring too",
            "put the function's body between `### BEGIN SOLUTION` and `### END SOLUTION`",
        )
        return
    try:
        solved = ast.parse(cell.source)
    except SyntaxError as error:
        yield (
            f"the solution does not parse: {error.msg}, line {error.lineno} of the cell",
            "mend it",
        )
        return
    try:
        stub = ast.parse(without_solution(cell.source, CODE_STUB))
    except SyntaxError as error:
        yield (
            f"the stub does not parse: {error.msg}, line {error.lineno} of the stub",
            "let the solution region hold whole statements, its marks indented like them",
        )
        return
    holders = [_functions_around(stub, node) for node in ast.walk(stub) if _is_stub(node)]
    # The second half: a statement of the outermost level that only the solution has stands
    # inside the marks, but outside the function.
    if not all(holders) or _outline(solved) != _outline(stub):
        yield (
            f"a SOLUTION region of `{cell.name}` is not inside the body of a function",
            "put it below the signature and the docstring, indented like the body",
        )
        return
    if cell.name not in {name for _, name in _outline(stub)}:
        yield (
            f"exercise `{cell.name}` defines no function of that name",
            f"write `def {cell.name}(...):`, or give the cell the function's name",
        )
    for functions in holders:
        if not any(ast.get_docstring(function) for function in functions):
            yield (
                f"`{functions[-1].name}` has no docstring outside its solution",
                "say what goes in and what comes out, with shapes and dtypes, below the signature",
            )


def _is_stub(node: ast.AST) -> bool:
    return isinstance(node, ast.Raise) and ast.unparse(node) == CODE_STUB[-1]


def _functions_around(tree: ast.AST, inner: ast.AST) -> list[ast.FunctionDef]:
    """The functions that hold a node, the outermost first."""
    return [
        node
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and inner in ast.walk(node)
    ]


def _outline(tree: ast.Module) -> list[tuple[type, str]]:
    """Kind and name of each statement of the outermost level."""
    return [(type(node), getattr(node, "name", "")) for node in tree.body]


def _test_faults(cell: AuthorCell) -> Iterator[Fault]:
    if not _is_docstring(cell.source):
        yield (
            f"the test cell of `{cell.name}` must hold one docstring and nothing else",
            "say in it what is checked; the checks go to course_utils/checks/ and "
            "course_utils/hidden/, and the call of `check` is added for you",
        )


def _is_docstring(source: str) -> bool:
    """Whether a cell is one docstring from its first line to its last, without any comment."""
    try:
        tree = ast.parse(source)
    except SyntaxError:
        return False
    if len(tree.body) != 1 or not ast.get_docstring(tree):
        return False
    # Unlike a docstring, a comment would follow it or precede it.
    lines = source.rstrip().split("\n")
    return (
        tree.body[0].lineno == 1
        and tree.body[0].end_lineno == len(lines)
        and tree.body[0].end_col_offset == len(lines[-1].encode())
    )


def _answer_faults(cell: AuthorCell) -> Iterator[Fault]:
    try:
        regions = find_regions(cell.source, SOLUTION)
        scheme_into_solution(cell.source)
    except RegionFault as fault:
        yield str(fault), "pair each BEGIN with its END, and write one SOLUTION region"
        return
    if len(regions) != 1:
        yield (
            f"answer `{cell.name}` has {len(regions)} SOLUTION regions, and needs one",
            "write the question, then `### BEGIN SOLUTION`, a model answer, `### END SOLUTION`",
        )
