"""What may stand in a graded notebook: verdicts as nbgrader reads them, outputs without scripts."""

from __future__ import annotations

import base64
import binascii
import re
from typing import Any

from nbformat.notebooknode import NotebookNode, from_dict

from course_utils.exercises.verdict import Verdict

#: Forms of output that no browser executes. HTML, SVG, JavaScript, widgets and Markdown (which may
#: hold HTML) are left out; every object that shows itself has a plain form too.
HARMLESS = ("text/plain", "image/png", "image/jpeg")
#: What a terminal takes for a command: colours, titles, cursor movements.
ESCAPE = re.compile(r"\x1b(?:\[[0-?]*[ -/]*[@-~]|\][^\x07\x1b]*(?:\x07|\x1b\\)?|[@-Z\\^_])")
#: Forms that are base64 text; a page puts them into an attribute as they are.
PICTURES = ("image/png", "image/jpeg")
#: What is shown for an attachment that is none: a page must not stop at it.
NO_PICTURE = {"image/png": ""}
#: Of all outputs of one cell together, and of one notebook.
MOST_CHARACTERS = 2_000_000
MOST_IN_NOTEBOOK = 20_000_000


def verdict_outputs(verdicts: list[Verdict], points: float) -> list[NotebookNode]:
    """The outputs of a test cell: first the reasons, then one result.

    nbgrader reads a displayed number as partial credit, an error or anything on stderr as zero,
    and anything else as full marks; so the number always stands there, and nothing else follows.
    """
    passed = sum(verdict.passed for verdict in verdicts)
    lines = [f"{passed} of {len(verdicts)} hidden tests passed."]
    reasons = dict.fromkeys(verdict.reason for verdict in verdicts if not verdict.passed)
    # A reason may quote what a student's exception says; it stays one line of plain text.
    lines += [f"- {' '.join(plain(reason).split())}" for reason in reasons]
    return [
        from_dict(
            {
                "output_type": "display_data",
                "data": {"text/plain": "\n".join(lines)},
                "metadata": {},
            }
        ),
        from_dict(
            {
                "output_type": "execute_result",
                "data": {"text/plain": repr(points)},
                "metadata": {},
                "execution_count": None,
            }
        ),
    ]


def error_output(name: str, text: str) -> NotebookNode:
    """An error that the referee reports in the place of a cell's own."""
    return from_dict(
        {"output_type": "error", "ename": name, "evalue": text, "traceback": [f"{name}: {text}"]}
    )


def harmless_outputs(outputs: Any, room: int = MOST_CHARACTERS) -> list[NotebookNode]:
    """The outputs of a student's cell, checked one by one; what does not fit is left out.

    Args:
        outputs: what the student's kernel sent: believed in nothing.
        room: so many characters may be kept.
    """
    kept: list[NotebookNode] = []
    room = min(room, MOST_CHARACTERS)
    for output in outputs if isinstance(outputs, list) else []:
        cleaned = _cleaned(output) if isinstance(output, dict) else None
        if cleaned is None:
            continue
        room -= len(str(cleaned))
        if room < 0:
            kept.append(error_output("OutputLimit", "further outputs of this cell were left out"))
            break
        kept.append(from_dict(cleaned))
    return kept


def _cleaned(output: dict) -> dict | None:
    kind = output.get("output_type")
    if kind == "stream" and output.get("name") in ("stdout", "stderr"):
        return {"output_type": kind, "name": output["name"], "text": plain(output.get("text"))}
    if kind == "error":
        lines = output.get("traceback")
        return {
            "output_type": kind,
            "ename": plain(output.get("ename")),
            "evalue": plain(output.get("evalue")),
            "traceback": [plain(x) for x in lines] if isinstance(lines, list) else [],
        }
    if kind in ("display_data", "execute_result"):
        data = output.get("data") if isinstance(output.get("data"), dict) else {}
        kept = {form: _as_shown(form, data[form]) for form in HARMLESS if form in data}
        kept = {form: text for form, text in kept.items() if text}
        if not kept:
            return None
        cleaned = {"output_type": kind, "data": kept, "metadata": {}}
        if kind == "execute_result":
            count = output.get("execution_count")
            cleaned["execution_count"] = count if type(count) is int else None
        return cleaned
    return None


def _as_shown(form: str, value: Any) -> str:
    return picture(value) if form in PICTURES else plain(value)


def picture(value: Any) -> str:
    """Base64 text as it was, or nothing when it is anything else."""
    text = "".join(value.split()) if isinstance(value, str) else ""
    try:
        base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError):
        return ""
    return text


def plain(value: Any) -> str:
    """Text without terminal escapes and other control characters."""
    text = ESCAPE.sub("", value) if isinstance(value, str) else ""
    return "".join(c for c in text if c in "\n\t" or c.isprintable())


def scrub(notebook: NotebookNode) -> None:
    """Take out of a submission what a page would put into its HTML unread.

    That is metadata other than nbgrader's, attachments that are no pictures, and ids of cells that
    are none. Text stays as it is: the page's own filter is for that.
    """
    notebook.metadata = from_dict(
        {
            "kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"},
            "language_info": {"name": "python"},
        }
    )
    for place, cell in enumerate(notebook.cells):
        kept = {"nbgrader": cell.metadata["nbgrader"]} if "nbgrader" in cell.metadata else {}
        cell.metadata = from_dict(kept)
        if not re.fullmatch(r"[A-Za-z0-9_-]{1,64}", str(cell.get("id", "none"))):
            cell["id"] = f"cell-{place}"
        if "attachments" in cell:
            cell["attachments"] = from_dict(pictures_in(cell["attachments"]))


def pictures_in(attachments: Any) -> dict:
    """Of what is attached to a cell, the pictures, in a form that nbformat and a page accept."""
    kept = {}
    for name, forms in attachments.items() if isinstance(attachments, dict) else ():
        found = {f: picture(forms.get(f)) for f in PICTURES} if isinstance(forms, dict) else {}
        if re.fullmatch(r"[\w. -]{1,200}", str(name)):
            kept[name] = {form: text for form, text in found.items() if text} or NO_PICTURE
    return kept
