"""What may stand in a graded notebook: verdicts as nbgrader reads them, outputs without scripts."""

from __future__ import annotations

import re
from typing import Any

from nbformat.notebooknode import NotebookNode, from_dict

from course_utils.exercises.verdict import Verdict

#: Forms of output that no browser executes. HTML, SVG, JavaScript, widgets and Markdown (which may
#: hold HTML) are left out; every object that shows itself has a plain form too.
HARMLESS = ("text/plain", "image/png", "image/jpeg")
#: What a terminal takes for a command: colours, titles, cursor movements.
ESCAPE = re.compile(r"\x1b(?:\[[0-?]*[ -/]*[@-~]|\][^\x07\x1b]*(?:\x07|\x1b\\)?|[@-Z\\^_])")
#: Of all outputs of one cell together.
MOST_CHARACTERS = 2_000_000


def verdict_outputs(verdicts: list[Verdict], points: float) -> list[NotebookNode]:
    """The outputs of a test cell: first the reasons, then one result.

    nbgrader reads a displayed number as partial credit, an error or anything on stderr as zero,
    and anything else as full marks; so the number always stands there, and nothing else follows.
    """
    passed = sum(verdict.passed for verdict in verdicts)
    lines = [f"{passed} of {len(verdicts)} hidden tests passed."]
    reasons = dict.fromkeys(verdict.reason for verdict in verdicts if not verdict.passed)
    lines += [f"- {reason}" for reason in reasons]
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


def harmless_outputs(outputs: Any) -> list[NotebookNode]:
    """The outputs of a student's cell, checked one by one; what does not fit is left out.

    Args:
        outputs: what the student's kernel sent: believed in nothing.
    """
    kept: list[NotebookNode] = []
    room = MOST_CHARACTERS
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
        return {"output_type": kind, "name": output["name"], "text": _text(output.get("text"))}
    if kind == "error":
        lines = output.get("traceback")
        return {
            "output_type": kind,
            "ename": _text(output.get("ename")),
            "evalue": _text(output.get("evalue")),
            "traceback": [_text(x) for x in lines] if isinstance(lines, list) else [],
        }
    if kind in ("display_data", "execute_result"):
        data = output.get("data") if isinstance(output.get("data"), dict) else {}
        kept = {form: _text(data[form]) for form in HARMLESS if form in data}
        if not kept:
            return None
        cleaned = {"output_type": kind, "data": kept, "metadata": {}}
        if kind == "execute_result":
            count = output.get("execution_count")
            cleaned["execution_count"] = count if type(count) is int else None
        return cleaned
    return None


def _text(value: Any) -> str:
    """Text without terminal escapes and other control characters."""
    text = ESCAPE.sub("", value) if isinstance(value, str) else ""
    return "".join(c for c in text if c in "\n\t" or c.isprintable())
