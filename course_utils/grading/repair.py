"""Repair: whatever became of a submitted notebook's cells, each exercise meets its test again.

Students copy, split, delete and retype cells, and Colab and VS Code drop nbgrader's metadata. The
gradebook knows which cells there must be. Each is looked for by its grade_id, by its cell id, and
by what it defines; then nbgrader's metadata are written anew, so that nothing that a submission
says about itself is believed. What was done is said in one sentence each; doubt is for a person.
"""

from __future__ import annotations

import ast
import re
import textwrap
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from nbformat import NotebookNode, from_dict, v4

from course_utils.grading.canon import CanonCell, definitions
from course_utils.grading.outputs import pictures_in

#: Where the sentences stand in a repaired notebook's metadata.
NOTES = "course"
MISSING = "This cell was missing from the submission and was put back."
#: What nbformat takes for a cell's id.
ID = re.compile(r"[a-zA-Z0-9_-]{1,64}")
#: A cell of each type, made anew.
MAKE = {"code": v4.new_code_cell, "markdown": v4.new_markdown_cell, "raw": v4.new_raw_cell}


@dataclass
class Repaired:
    """A notebook as the referee can judge it.

    Attributes:
        notebook: a new one.
        repairs: what was done, one sentence each.
        doubts: what a person should look at, one sentence each.
    """

    notebook: NotebookNode
    repairs: list[str] = field(default_factory=list)
    doubts: list[str] = field(default_factory=list)


@dataclass(eq=False)
class _Cell:
    """A submitted cell: what is kept of it, and which canonical cell it turned out to be."""

    type: str
    source: str
    id: str
    claim: str | None
    claimed: dict[str, Any]
    attachments: dict | None = None
    canon: CanonCell | None = None


def repair(notebook: NotebookNode, canon: Sequence[CanonCell]) -> Repaired:
    """Match a submission's cells to the canonical ones and give each its metadata.

    Args:
        notebook: anything that nbformat opens; it is left as it is.
        canon: the cells that there must be (see `canon.canon_of`).

    Returns:
        A notebook that holds every test cell once, each after its exercise.
    """
    done = Repaired(v4.new_notebook())
    _say_kernel(notebook, done)
    names = {wanted.grade_id for wanted in canon}
    cells = [_taken(cell, names) for cell in notebook.get("cells", []) if isinstance(cell, dict)]
    if canon and cells and not any(cell.claim for cell in cells):
        done.repairs.append(
            "The notebook had lost nbgrader's marks (as after Colab or VS Code); "
            "its cells were recognised by what they define."
        )
    flags = []
    for wanted in canon:
        chosen = _chosen(wanted, cells, done)
        if chosen is not None:
            _restore(chosen, wanted, done)
            flags += [_shown(wanted)] if _flags_changed(chosen, wanted) else []
    if flags:
        names = ", ".join(dict.fromkeys(flags))
        done.repairs.append(f"nbgrader's marks had been changed and were restored: {names}.")
    for wanted in canon:
        if wanted.is_exercise:
            _join(wanted, cells, done)
    _put_back(canon, cells, done)
    _order(canon, cells, done)
    done.notebook.cells = _built(cells)
    # An exercise and its test go by one name; what befell both is said once.
    done.repairs = list(dict.fromkeys(done.repairs))
    done.notebook.metadata[NOTES] = from_dict({"repairs": done.repairs, "doubts": done.doubts})
    return done


def recognised(notebook: NotebookNode, canon: Sequence[CanonCell]) -> int:
    """How many of the canonical cells a notebook seems to hold: tells whose notebook it is."""
    names = {wanted.grade_id for wanted in canon}
    cells = [_taken(cell, names) for cell in notebook.get("cells", []) if isinstance(cell, dict)]
    return sum(bool(_candidates(wanted, cells)) for wanted in canon)


# ------------------------------------------------------------------ reading what was submitted


def _taken(cell: dict, names: set[str]) -> _Cell:
    metadata = cell.get("metadata")
    claimed = metadata.get("nbgrader") if isinstance(metadata, dict) else None
    claimed = claimed if isinstance(claimed, dict) else {}
    claim = claimed.get("grade_id")
    source = cell.get("source", "")
    source = "".join(map(str, source)) if isinstance(source, list) else str(source)
    kind = cell.get("cell_type")
    return _Cell(
        kind if kind in ("code", "markdown") else "raw",
        # Half a character pair can be written in JSON, and nowhere else.
        source.encode("utf-8", "replace").decode(),
        str(cell.get("id", "")),
        claim if isinstance(claim, str) and claim in names else None,
        claimed,
        pictures_in(cell["attachments"]) if "attachments" in cell else None,
    )


def _say_kernel(notebook: NotebookNode, done: Repaired) -> None:
    metadata = notebook.get("metadata")
    kernel = metadata.get("kernelspec") if isinstance(metadata, dict) else None
    language = kernel.get("language") if isinstance(kernel, dict) else None
    if isinstance(language, str) and language.lower() not in ("python", "ipython", ""):
        done.repairs.append(f"The notebook names {language[:40]} as its language; Python ran it.")


# ------------------------------------------------------------------ which cell is which


def _chosen(wanted: CanonCell, cells: list[_Cell], done: Repaired) -> _Cell | None:
    """The submitted cell that counts as `wanted`; copies that would undo it are set aside."""
    found = _candidates(wanted, cells)
    if not found:
        return None
    claimed = [cell for cell in found if cell.claim == wanted.grade_id]
    changed = [cell for cell in found if not _same(cell.source, wanted.source)]
    # A copy that was worked on comes before one that was not, a marked one before one that is
    # not, and of two such the later.
    order = [c for c in claimed if c in changed], changed, claimed, found
    chosen = next(group for group in order if group)[-1]
    if wanted.is_test:
        chosen = (claimed or found)[-1]
    name = _shown(wanted)
    if chosen not in claimed and claimed:
        done.repairs.append(f"The answer to {name} stands in another cell than its own; it counts.")
    if not claimed and any(cell.claim for cell in cells):
        done.repairs.append(f"The cell of {name} had lost its mark; it was recognised by its text.")
    if len(claimed) > 1:
        done.repairs.append(f"The cell of {name} was there {len(claimed)} times; one counts.")
    different = {_normal(cell.source) for cell in changed}
    if len(different) > 1 and not wanted.is_test:
        done.doubts.append(
            f"There are {len(different)} different answers to {name}; "
            + ("the later one counts." if wanted.is_answer else "the one that runs last counts.")
        )
    for cell in found:
        if cell is not chosen and (wanted.is_test or cell not in changed):
            # A second, untouched copy would undo the answer when it runs.
            cell.type = "raw" if cell.type == "code" else cell.type
    return chosen


def _candidates(wanted: CanonCell, cells: Iterable[_Cell]) -> list[_Cell]:
    free = [cell for cell in cells if cell.canon is None]
    claimed = [cell for cell in free if cell.claim == wanted.grade_id]
    free = [cell for cell in free if cell.claim is None]
    if wanted.is_exercise:
        # An answer may have been written into a new cell, whatever became of the old one.
        defined = [c for c in free if c.type == "code" and wanted.defines & definitions(c.source)]
        retyped = [c for c in free if c.type != "code" and wanted.defines & definitions(c.source)]
        found = claimed + (defined or ([] if claimed else retyped))
        return sorted(found or _by_id(wanted, free), key=list(cells).index)
    if claimed:
        return claimed
    same = [cell for cell in free if _same(cell.source, wanted.source)]
    if same or wanted.is_test:
        return same
    return _by_id(wanted, free) or [cell for cell in free if _has_prompt(cell, wanted)]


def _by_id(wanted: CanonCell, cells: Iterable[_Cell]) -> list[_Cell]:
    # A released cell's id is its grade_id; VS Code keeps ids when it drops other metadata.
    return [cell for cell in cells if cell.id == wanted.grade_id]


def _has_prompt(cell: _Cell, wanted: CanonCell) -> bool:
    """Whether a written answer still stands below its question."""
    lines = [line.strip() for line in wanted.source.splitlines()]
    lines = [line for line in lines if len(line) > 15]
    return bool(lines) and lines[0] in cell.source


def _restore(cell: _Cell, wanted: CanonCell, done: Repaired) -> None:
    name = _shown(wanted)
    cell.canon = wanted
    if cell.type != wanted.cell_type:
        done.repairs.append(
            f"The cell of {name} had become a {cell.type} cell; it was turned back."
        )
        cell.type = wanted.cell_type
    if wanted.locked and not _same(cell.source, wanted.source):
        done.repairs.append(f"The text of {name} had been changed; it was restored.")
    if wanted.locked:
        cell.source = wanted.source


def _flags_changed(cell: _Cell, wanted: CanonCell) -> bool:
    """Whether nbgrader's marks in the submission say something else than the gradebook."""
    right = wanted.metadata()
    keys = ("grade", "solution", "locked", "points", "schema_version")
    return cell.claim is not None and any(
        key in right and cell.claimed.get(key, right[key]) != right[key] for key in keys
    )


def _join(wanted: CanonCell, cells: list[_Cell], done: Repaired) -> None:
    """Put an exercise that was split over neighbouring cells together again."""
    place = next((i for i, cell in enumerate(cells) if cell.canon is wanted), None)
    if place is None:
        return
    cell, parts = cells[place], 1
    while place + 1 < len(cells):
        after = cells[place + 1]
        whole = cell.source.rstrip() + "\n" + after.source
        continues = after.source.lstrip("\n")[:1].isspace() or not _compiles(after.source)
        if after.canon or after.type != "code" or not after.source.strip() or not continues:
            break
        if not _compiles(whole):
            break
        cell.source, parts = whole, parts + 1
        del cells[place + 1]
    if parts > 1:
        done.repairs.append(
            f"The cell of {_shown(wanted)} had been split into {parts}; they were joined."
        )


# ------------------------------------------------------------------ what is missing, and where


def _put_back(canon: Sequence[CanonCell], cells: list[_Cell], done: Repaired) -> None:
    there = {cell.canon.grade_id for cell in cells if cell.canon}
    before: _Cell | None = None
    for wanted in canon:
        if wanted.grade_id in there:
            before = next(cell for cell in cells if cell.canon is wanted)
            continue
        name = _shown(wanted)
        if wanted.is_exercise:
            done.repairs.append(f"The cell of {name} is missing: it counts as not attempted.")
            continue
        source = wanted.source
        if wanted.is_answer:
            # With the note the text is not the released one, so a person is asked to look.
            source = f"{'# ' if wanted.cell_type == 'code' else ''}{MISSING}\n\n{source}"
            done.doubts.append(
                f"The cell of {name} was not found: look for the answer elsewhere in the notebook."
            )
        else:
            done.repairs.append(f"The cell of {name} was missing; it was put back.")
        added = _Cell(wanted.cell_type, source, wanted.grade_id, None, {}, None, wanted)
        # A test that has lost its exercise too is judged at the end: the function may be anywhere.
        place = cells.index(before) + 1 if before else len(cells)
        cells.insert(place, added)
        before = added


def _order(canon: Sequence[CanonCell], cells: list[_Cell], done: Repaired) -> None:
    """Judge a test at the end when it stands before its exercise, or has lost it."""
    at = {cell.canon.grade_id: i for i, cell in enumerate(cells) if cell.canon}
    exercise: CanonCell | None = None
    late = []
    for wanted in canon:
        if wanted.is_exercise:
            exercise = wanted
        elif wanted.is_test and exercise is not None:
            place = at.get(exercise.grade_id)
            if place is None or place > at[wanted.grade_id]:
                late.append(cells[at[wanted.grade_id]])
                if place is not None:
                    done.repairs.append(
                        f"The test of {_shown(wanted)} stood before its exercise; "
                        "it was judged at the end."
                    )
    for cell in late:
        cells.remove(cell)
        cells.append(cell)


def _built(cells: Sequence[_Cell]) -> list[NotebookNode]:
    """The cells as notebook cells, each with an id of its own; canonical ones have their name."""
    names = {id(cell): cell.canon.grade_id for cell in cells if cell.canon}
    names = {key: name for key, name in names.items() if ID.fullmatch(name)}
    used = set(names.values())
    built = []
    for place, cell in enumerate(cells):
        identity = names.get(id(cell))
        if identity is None:
            identity = cell.id if ID.fullmatch(cell.id) else f"cell-{place}"
            while identity in used:
                identity = f"copy-{place}-{identity}"[:64]
            used.add(identity)
        node = MAKE[cell.type](cell.source, id=identity)
        if cell.attachments is not None and cell.type == "markdown":
            node.attachments = from_dict(cell.attachments)
        if cell.canon is not None:
            node.metadata["nbgrader"] = from_dict(cell.canon.metadata())
        built.append(node)
    return built


# ------------------------------------------------------------------ words and comparisons


def _shown(wanted: CanonCell) -> str:
    return f"`{wanted.grade_id.removeprefix('test_') if wanted.is_test else wanted.grade_id}`"


def _normal(source: str) -> str:
    return "\n".join(line.rstrip() for line in source.strip().splitlines())


def _same(one: str, other: str) -> bool:
    return _normal(one) == _normal(other)


def _compiles(source: str) -> bool:
    try:
        compile(ast.parse(textwrap.dedent(source)), "cell", "exec")
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return False
    return True
