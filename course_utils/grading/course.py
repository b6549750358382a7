"""`course.toml`: assignments, budgets, names. No secrets stand there."""

from __future__ import annotations

import math
import re
import tomllib
from dataclasses import dataclass, fields
from datetime import date, datetime, time
from pathlib import Path

from course_utils.errors import UserMistake
from course_utils.grading.limits import MIB, Limits
from course_utils.grading.scores import LateRule

FILE = "course.toml"
#: An assignment's name is a folder's, in several rooms of the course.
NAME = re.compile(r"[\w-][\w.-]*")


@dataclass(frozen=True)
class Assignment:
    """One assignment of the course.

    Attributes:
        name: the folder's name, such as ``01-visualization``.
        title: what people call it.
        limits: what one submission may use.
        due: when it is due, with a time zone; None without a date.
        late: what lateness costs.
    """

    name: str
    title: str
    limits: Limits
    due: datetime | None = None
    late: LateRule = LateRule()


@dataclass(frozen=True)
class Course:
    """What `course.toml` says.

    Attributes:
        root: the folder that holds it, and `source/`, `release/`, `submitted/`, the gradebook.
        title: the course's name.
        assignments: in their order.
    """

    root: Path
    title: str
    assignments: tuple[Assignment, ...]

    def assignment(self, name: str) -> Assignment:
        """The assignment of that name.

        Raises:
            UserMistake: there is none.
        """
        for assignment in self.assignments:
            if assignment.name == name:
                return assignment
        names = ", ".join(a.name for a in self.assignments)
        raise UserMistake(f"{FILE} names no assignment {name!r}; it names {names}")

    @property
    def gradebook(self) -> Path:
        """The database of nbgrader."""
        return self.root / "gradebook.db"

    @property
    def private(self) -> Path:
        """The grader's own folder: secret, store, shipments; ignored by git."""
        return self.root / ".course"


def find_root(start: Path | None = None) -> Path:
    """The nearest folder upwards that holds a `course.toml`.

    Raises:
        UserMistake: there is none.
    """
    start = (start or Path.cwd()).resolve()
    for folder in (start, *start.parents):
        if (folder / FILE).is_file():
            return folder
    raise UserMistake(f"no {FILE} in {start} or above it; run this inside a course folder")


def load_course(root: Path) -> Course:
    """Read `course.toml`.

    Raises:
        UserMistake: it is missing or says something that it may not; the text names the key.
    """
    path = root / FILE
    try:
        content = tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise UserMistake(f"there is no {path}") from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise UserMistake(f"{path}: {error}") from None
    common = _table(content, "limits", path)
    assignments = []
    entries = content.get("assignment", [])
    if not isinstance(entries, list):
        raise UserMistake(f"{path}: write [[assignment]], in two brackets, above each assignment")
    for entry in entries:
        if not isinstance(entry, dict) or not isinstance(entry.get("name"), str):
            raise UserMistake(f"{path}: every [[assignment]] needs a name")
        if not NAME.fullmatch(entry["name"]):
            raise UserMistake(
                f"{path}: {entry['name']!r} names a folder: use letters, digits, '-', '_' and '.'"
            )
        if entry["name"] in [assignment.name for assignment in assignments]:
            raise UserMistake(f"{path}: names the assignment {entry['name']!r} twice")
        own = _table(entry, "limits", path)
        title = str(entry.get("title", entry["name"]))
        limits = _limits(common | own, path)
        due = _due(entry.get("due"), path)
        late = _late(_table(content, "late", path) | _table(entry, "late", path), path)
        assignments.append(Assignment(entry["name"], title, limits, due, late))
    if not assignments:
        raise UserMistake(f"{path} names no [[assignment]]")
    title = str(_table(content, "course", path).get("title", "Course"))
    return Course(root, title, tuple(assignments))


def _table(content: dict, key: str, path: Path) -> dict:
    table = content.get(key, {})
    if not isinstance(table, dict):
        raise UserMistake(f"{path}: [{key}] must be a table")
    return table


def _due(value: object, path: Path) -> datetime | None:
    """A due date; a day alone lasts until its end, a time without a zone is this machine's."""
    if value is None:
        return None
    if isinstance(value, date) and not isinstance(value, datetime):
        value = datetime.combine(value, time(23, 59, 59))
    if not isinstance(value, datetime):
        raise UserMistake(f"{path}: write due as 2026-12-01T18:00:00+01:00, without quotes")
    return value.astimezone()


def _late(table: dict, path: Path) -> LateRule:
    known = {field.name for field in fields(LateRule)}
    for key, value in table.items():
        if key not in known:
            raise UserMistake(f"{path}: the late rule has {', '.join(sorted(known))}, not {key!r}")
        if isinstance(value, bool) or not isinstance(value, int | float) or value < 0:
            raise UserMistake(f"{path}: {key} of the late rule must be a number, not negative")
        if key != "grace_minutes" and value > 1:
            raise UserMistake(f"{path}: {key} of the late rule is a share: at most 1")
    return LateRule(**table)


def _limits(table: dict, path: Path) -> Limits:
    known = {field.name for field in fields(Limits)}
    names = {name.removesuffix("_bytes") + "_mib": name for name in known if "_bytes" in name}
    values = {}
    for key, value in table.items():
        name = names.get(key, key)
        if name not in known or key.endswith("_bytes"):
            allowed = sorted(names) + sorted(n for n in known if "_bytes" not in n)
            raise UserMistake(f"{path}: no limit is called {key!r}; there are {', '.join(allowed)}")
        number = isinstance(value, int | float) and not isinstance(value, bool)
        if not number or not math.isfinite(value) or value <= 0:
            raise UserMistake(f"{path}: the limit {key} must be a positive number")
        values[name] = int(value * MIB) if key in names else float(value)
    return Limits(**values)
