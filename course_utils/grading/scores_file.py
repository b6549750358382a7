"""`course scores`: one row a student, one column an exercise, as csv or JSON."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable
from typing import Any

from course_utils.grading.course import Assignment, Course
from course_utils.grading.standing import Standing, standings

#: A spreadsheet takes a cell that begins so for a formula.
FORMULA = ("=", "+", "-", "@", "\t", "\r")


def as_csv(course: Course, assignments: Iterable[Assignment]) -> str:
    """The table, quoted as csv wants it."""
    rows: dict[str, dict[str, Any]] = {}
    columns: dict[str, None] = {"id": None, "name": None}
    for assignment in assignments:
        for one in standings(course, assignment):
            row = rows.setdefault(one.person.id, {"id": one.person.id, "name": one.person.name})
            cells = {f"{assignment.name}/{g.exercise}": f"{g.points:g}" for g in one.grades}
            cells |= {f"{assignment.name}: {k}": v for k, v in _summary(one).items()}
            columns |= dict.fromkeys(cells)
            row |= cells
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, _in_order(columns), restval="", lineterminator="\n")
    writer.writeheader()
    for _, row in sorted(rows.items()):
        writer.writerow({key: _harmless(value) for key, value in row.items()})
    return text.getvalue()


def as_json(course: Course, assignments: Iterable[Assignment]) -> str:
    """The same as JSON, with what a table has no room for."""
    whole = [
        {
            "assignment": assignment.name,
            "id": one.person.id,
            "name": one.person.name,
            "exercises": {g.exercise: g.points for g in one.grades},
            **_summary(one),
            "waits": list(one.total.waits),
            "doubts": list(one.doubts),
        }
        for assignment in assignments
        for one in standings(course, assignment)
    ]
    return json.dumps(whole, ensure_ascii=False, indent=1)


def _summary(one: Standing) -> dict[str, Any]:
    total = one.total
    return {
        "points": total.points,
        "of": total.out_of,
        "percent": total.percent,
        "bonus": total.bonus,
        "late days": round(total.late.total_seconds() / 86400, 2),
        "lost by lateness": total.lost,
        "status": one.status,
        "waits": ", ".join(total.waits),
    }


def _in_order(columns: Iterable[str]) -> list[str]:
    """Exercises before the sums of their assignment, also when the first student has none."""
    columns = list(columns)
    names = dict.fromkeys(c.partition(": ")[0] for c in columns if ": " in c)
    sums = {name: [c for c in columns if c.startswith(f"{name}: ")] for name in names}
    parts = {name: [c for c in columns if c.startswith(f"{name}/")] for name in names}
    return ["id", "name"] + [c for name in names for c in parts[name] + sums[name]]


def _harmless(value: Any) -> Any:
    return f"'{value}" if isinstance(value, str) and value.startswith(FORMULA) else value
