"""Intake: from the files that a student handed in to notebooks, or to one clear sentence.

nbgrader opens nothing but well-formed notebooks under the right name. Here every other file is
either understood, and then what was done is said, or refused with a sentence that tells the student
what to hand in. The submitted files themselves are never changed: what nbgrader shall read is
written into a folder of our own.
"""

from __future__ import annotations

import codecs
import json
import mmap
import re
import shutil
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import nbformat
from nbformat import NotebookNode
from nbgrader.utils import parse_utc

from course_utils.grading.canon import CanonCell
from course_utils.grading.hazards import shown
from course_utils.grading.outputs import pictures_in
from course_utils.grading.repair import recognised

#: From this size on outputs are cut out before the file is parsed.
LARGE = 16 * 1024 * 1024
#: What is left without outputs and pictures must be smaller than this.
LARGEST = 64 * 1024 * 1024
TIMESTAMP = "timestamp.txt"
NO_DATE = f"{TIMESTAMP} holds no date; the submission counts as handed in on time."
#: How a notebook's name may end: browsers save it as text or JSON, or without an ending.
ENDINGS = (".ipynb", ".json", ".txt", "")
#: Where students' tools leave copies that nobody means to hand in.
COPIES = (".ipynb_checkpoints", "__MACOSX", ".git")

MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
#: How files begin that are often handed in instead of a notebook.
LOOKS_LIKE = (
    ("<<<<<<<", "it holds two versions that git could not merge; decide for one"),
    ("<", "it is a web page; download the notebook itself"),
    ("%PDF", "it is a PDF; hand in the notebook itself"),
    ("PK", "it is a zip file; hand in what is in it"),
    ("version https://git-lfs", "it is a git-lfs pointer; hand in the file itself"),
)


#: JSON of something else under a notebook's name.
NO_NOTEBOOK = "it is JSON without a notebook's cells; hand in the notebook that you worked in"


class Unreadable(Exception):
    """A file is no notebook; the text says why, for a student."""


@dataclass
class Intake:
    """What a submission's folder holds.

    Attributes:
        notebooks: name of the assignment's notebook -> what was handed in for it.
        repairs: what was done, one sentence each.
        doubts: what a person should look at, one sentence each.
        problem: why nothing can be graded; None when something can.
    """

    notebooks: dict[str, NotebookNode] = field(default_factory=dict)
    repairs: list[str] = field(default_factory=list)
    doubts: list[str] = field(default_factory=list)
    problem: str | None = None


def take_in(folder: Path, canon: Mapping[str, Sequence[CanonCell]]) -> Intake:
    """Read what was handed in.

    Args:
        folder: ``submitted/<student>/<assignment>``.
        canon: name of each of the assignment's notebooks -> its canonical cells.

    Returns:
        The notebooks under their right names, and what there is to say. Never raises for what
        a student handed in.
    """
    taken = Intake()
    problems = {}
    for name in canon:
        path = folder / f"{name}.ipynb"
        if not path.exists():
            problems[name] = None
            continue
        try:
            taken.notebooks[name] = read_notebook(path, taken)
        except Unreadable as problem:
            problems[name] = f"{path.name} cannot be read: {problem}"
    _find_renamed(folder, canon, problems, taken)
    if not taken.notebooks:
        said = [problem for problem in problems.values() if problem]
        missing = " or ".join(f"{name}.ipynb" for name in canon)
        taken.problem = " ".join(said) or f"none of its files is {missing} under any name"
        return taken
    for name, problem in problems.items():
        if problem:
            taken.doubts.append(f"{problem}; it counts as not handed in.")
        else:
            taken.repairs.append(f"{name}.ipynb was not handed in.")
    return taken


def stage(taken: Intake, folder: Path, target: Path) -> None:
    """Write what nbgrader shall read: the notebooks, and the submission's other files.

    Args:
        taken: what `take_in` gave.
        folder: the submission, free of hazards (see `hazards.hazard`).
        target: made anew.
    """
    if target.exists():
        shutil.rmtree(target)
    target.mkdir(parents=True)
    for path in sorted(folder.rglob("*")):
        if path.is_dir() or path.suffix.lower() == ".ipynb":
            continue
        if path == folder / TIMESTAMP and not is_time(path):
            taken.doubts.append(NO_DATE)
            continue
        copy = target / path.relative_to(folder)
        copy.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, copy)
    for name, notebook in taken.notebooks.items():
        nbformat.write(notebook, target / f"{name}.ipynb")


def read_notebook(path: Path, taken: Intake) -> NotebookNode:
    """One file as a notebook of format 4.

    Args:
        path: the file.
        taken: gets the sentences about what was done.

    Raises:
        Unreadable: it is none.
    """
    if path.is_dir():
        raise Unreadable("it is a folder")
    size = path.stat().st_size
    if size == 0:
        raise Unreadable("it is empty")
    if size > LARGE:
        data = _without_outputs(path)
        taken.repairs.append(f"{path.name} has {size:,} bytes; its outputs were left out.")
        if len(data) > LARGEST:
            raise Unreadable(f"it has {len(data):,} bytes even without outputs and pictures")
    else:
        data = path.read_bytes()
    text = _decoded(data, path, taken)
    content = _parsed(text)
    return _as_format_4(content, path, taken)


def _decoded(data: bytes, path: Path, taken: Intake) -> str:
    encoding = next((name for mark, name in MARKS if data.startswith(mark)), "utf-8")
    if encoding == "utf-8" and b"\0" in data[:4]:
        encoding = "utf-16-le" if data[1:2] == b"\0" else "utf-16-be"
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError:
        # Every byte is some letter in Windows' old encoding, or nothing at all.
        text = data.decode("cp1252", "replace")
        taken.doubts.append(
            f"{path.name} is not in UTF-8; it was read as Windows-1252, some letters may be wrong."
        )
    else:
        if encoding not in ("utf-8", "utf-8-sig"):
            taken.repairs.append(f"{path.name} was in {encoding.upper()[:6]}; it was read as such.")
    return text


def _parsed(text: str) -> dict[str, Any]:
    if not text.strip("\0 \r\n\t"):
        raise Unreadable("it is empty")
    if re.search(r"^<{7} ", text, re.M) and re.search(r"^>{7} ", text, re.M):
        raise Unreadable(LOOKS_LIKE[0][1])
    try:
        content = json.loads(text, strict=False)
    except json.JSONDecodeError as error:
        for beginning, meaning in LOOKS_LIKE:
            if text.lstrip().startswith(beginning):
                raise Unreadable(meaning) from None
        cut = error.pos >= len(text.rstrip()) - 1 and not text.rstrip().endswith("}")
        if cut or error.msg.startswith("Unterminated string"):
            raise Unreadable("it ends in the middle; save it and hand it in again") from None
        raise Unreadable(f"it is no JSON from line {error.lineno} on; save it anew") from None
    except (RecursionError, MemoryError, ValueError):
        raise Unreadable("its JSON is nested too deep or too large") from None
    if not isinstance(content, dict):
        raise Unreadable(NO_NOTEBOOK)
    return content


def _as_format_4(content: dict[str, Any], path: Path, taken: Intake) -> NotebookNode:
    major, minor = content.get("nbformat", 4), content.get("nbformat_minor", 0)
    if isinstance(content.get("worksheets"), list) and "cells" not in content:
        try:
            content = nbformat.convert(nbformat.from_dict(content), 4)
        except Exception as error:
            # The converters of the old formats take their input's form for granted.
            raise Unreadable(
                f"it is in the old notebook format {_number(major)} and something in it is broken; "
                "open it in Jupyter, save it and hand it in again"
            ) from error
        taken.repairs.append(
            f"{path.name} was in the old notebook format {major}; it was upgraded."
        )
    elif major not in (3, 4) or (type(minor) is int and minor > v4_minor()):
        taken.doubts.append(
            f"{path.name} says that its notebook format is {_number(major)}.{_number(minor)}, "
            "which is not known yet; it was read as format 4."
        )
    cells = content.get("cells")
    if not isinstance(cells, list):
        raise Unreadable(NO_NOTEBOOK)
    cells = [_cell(cell, place) for place, cell in enumerate(cells) if isinstance(cell, dict)]
    seen: set[str] = set()
    for place, cell in enumerate(cells):
        if cell.id in seen:
            # nbformat would take a random one, and two runs would differ.
            cell.id = f"copy-{place}-{cell.id}"[:64]
        seen.add(cell.id)
    return nbformat.v4.new_notebook(cells=cells, metadata=_kernel(content))


def v4_minor() -> int:
    """The newest minor version of format 4 that is known here."""
    return nbformat.v4.nbformat_minor


def _cell(cell: dict[str, Any], place: int) -> NotebookNode:
    """What grading needs of a cell, in a form that nbformat accepts."""
    source = cell.get("source", cell.get("input", ""))
    source = "".join(map(str, source)) if isinstance(source, list) else str(source)
    new = {"code": nbformat.v4.new_code_cell, "markdown": nbformat.v4.new_markdown_cell}
    make = new.get(cell.get("cell_type"), nbformat.v4.new_raw_cell)
    metadata = cell.get("metadata")
    kept = {"nbgrader": metadata["nbgrader"]} if _has(metadata, "nbgrader") else {}
    node = make(source.encode("utf-8", "replace").decode(), metadata=_nodes(kept))
    # Repair gives each cell an id of its own; here only a form that can be written matters.
    identity = cell.get("id")
    wellformed = isinstance(identity, str) and re.fullmatch(r"[\w-]{1,64}", identity, re.A)
    node.id = identity if wellformed else f"cell-{place}"
    if make is nbformat.v4.new_markdown_cell and "attachments" in cell:
        node.attachments = _nodes(pictures_in(cell["attachments"]))
    return node


def _kernel(content: dict[str, Any]) -> NotebookNode:
    """The notebook's metadata: what repair looks at, in a form that nbformat accepts."""
    metadata = content.get("metadata")
    if not _has(metadata, "kernelspec"):
        return _nodes({})
    language = metadata["kernelspec"].get("language")
    return _nodes({"kernelspec": {"name": "", "display_name": "", "language": str(language or "")}})


def _has(metadata: Any, key: str) -> bool:
    return isinstance(metadata, dict) and isinstance(metadata.get(key), dict)


def _nodes(value: Any) -> NotebookNode:
    """A dict of anything as JSON that can be written, for half character pairs cannot."""
    text = json.dumps(value if isinstance(value, dict) else {}, ensure_ascii=False)
    return nbformat.from_dict(json.loads(text.encode("utf-8", "replace")))


def _number(value: Any) -> str:
    return str(value) if type(value) is int else "?"


# ------------------------------------------------------------------ a notebook under another name


def _find_renamed(
    folder: Path,
    canon: Mapping[str, Sequence[CanonCell]],
    problems: dict[str, str | None],
    taken: Intake,
) -> None:
    """Take an unknown notebook that holds an assignment's cells under its right name."""
    if not problems:
        return
    own = {folder / f"{name}.ipynb" for name in canon}
    strangers: dict[Path, tuple[NotebookNode, Intake]] = {}
    for path in sorted(folder.rglob("*")):
        inside = path.relative_to(folder).parts
        if path.suffix.lower() not in ENDINGS or path in own or set(inside) & set(COPIES):
            continue
        named = ".ipynb" in path.name.lower()
        if path.is_dir() and not named:
            continue
        remarks = Intake()
        try:
            strangers[path] = read_notebook(path, remarks), remarks
        except Unreadable as problem:
            if named and len(problems) == len(canon) == 1:
                name = next(iter(canon))
                problems[name] = problems[name] or f"{shown(path.name)} cannot be read: {problem}"
    for name in list(problems):
        holds = {path: recognised(nb, canon[name]) for path, (nb, _) in strangers.items()}
        best = max(holds.values(), default=0)
        if best == 0 or best * 2 < len(canon[name]):
            continue
        equal = [path for path, number in holds.items() if number == best]
        path = equal[-1]
        taken.notebooks[name], remarks = strangers.pop(path)
        found = shown(str(path.relative_to(folder)))
        taken.repairs += [*remarks.repairs, f"{found} was taken as {name}.ipynb."]
        taken.doubts += remarks.doubts
        if problems.pop(name):
            taken.repairs.append(f"{name}.ipynb itself cannot be read.")
        if len(equal) > 1:
            names = ", ".join(shown(str(p.relative_to(folder))) for p in equal)
            taken.doubts.append(f"Several files could be {name}.ipynb ({names}); the last counts.")


# ------------------------------------------------------------------ a notebook of 200 MB

TOKEN = re.compile(rb'"[^"\\]*(?:\\.[^"\\]*)*"|[\[\]{}]', re.S)
FILLED = re.compile(rb"\s*:\s*([\[{])")
#: A cell is an object in the list of the notebook's object.
IN_A_CELL = 3


def _without_outputs(path: Path) -> bytes:
    """The file's JSON with empty outputs and attachments, read without holding all of it."""
    kept: list[bytes] = []
    copied = place = depth = 0
    with path.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as data:
        while token := TOKEN.search(data, place):
            place, text = token.end(), token[0] if token.end() - token.start() < 16 else b'""'
            if text in b"[{":
                depth += 1
            elif text in b"]}":
                depth -= 1
            elif depth == IN_A_CELL and text in (b'"outputs"', b'"attachments"'):
                opening = FILLED.match(data, place)
                if opening is None:
                    continue
                kept.append(data[copied : opening.start(1)])
                kept.append(b"[]" if opening[1] == b"[" else b"{}")
                place = copied = _end(data, opening.start(1))
        kept.append(data[copied:])
    return b"".join(kept)


def _end(data: mmap.mmap, place: int) -> int:
    """Where the list or object that begins at `place` ends."""
    depth = 0
    while token := TOKEN.search(data, place):
        place = token.end()
        first = data[token.start() : token.start() + 1]
        depth += (first in b"[{") - (first in b"]}")
        if depth == 0:
            break
    return place


def is_time(path: Path) -> bool:
    """Whether nbgrader can read a file as a date."""
    try:
        parse_utc(path.read_text(encoding="utf-8").strip())
    except (ValueError, OverflowError, OSError):
        return False
    return True
