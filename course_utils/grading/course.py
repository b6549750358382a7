"""`course.toml`: assignments, budgets, names. No secrets stand there."""

from __future__ import annotations

import math
import re
import tomllib
from dataclasses import dataclass, fields
from pathlib import Path

from course_utils.errors import UserMistake
from course_utils.grading.limits import MIB, Limits

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
    """

    name: str
    title: str
    limits: Limits


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
        assignments.append(Assignment(entry["name"], title, _limits(common | own, path)))
    if not assignments:
        raise UserMistake(f"{path} names no [[assignment]]")
    title = str(_table(content, "course", path).get("title", "Course"))
    return Course(root, title, tuple(assignments))


def _table(content: dict, key: str, path: Path) -> dict:
    table = content.get(key, {})
    if not isinstance(table, dict):
        raise UserMistake(f"{path}: [{key}] must be a table")
    return table


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
