"""The roster and the extensions in the gradebook, so that formgrader shows names and lateness."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

from nbgrader.api import Gradebook

from course_utils.errors import UserMistake
from course_utils.grading.course import Course
from course_utils.grading.roster import FILE, Person, ids_are_the_same, read_roster, read_table

EXTENSIONS = "extensions.csv"


def register(course: Course, store: Path) -> dict[str, Person]:
    """Put names, due dates and extensions into the gradebook.

    Args:
        course: the course folder.
        store: the store's file, which remembers whose account is whose.

    Returns:
        id -> person; empty without a roster.

    Raises:
        UserMistake: the roster or the extensions cannot be used.
    """
    people = read_roster(course.root / FILE)
    ids_are_the_same(people, store)
    extensions = read_extensions(course)
    with Gradebook(f"sqlite:///{course.gradebook}?timeout=60") as gradebook:
        known = {student.id: student for student in gradebook.students}
        for person in people:
            # A name is not cut into first and last: not everybody's can be.
            wanted = {"last_name": person.name or None, "lms_user_id": person.lms_id or None}
            student = known.get(person.id)
            if student is None or any(getattr(student, k) != v for k, v in wanted.items()):
                gradebook.update_or_create_student(person.id, **wanted)
        for assignment in gradebook.assignments:
            due = next((a.due for a in course.assignments if a.name == assignment.name), None)
            naive = due.astimezone(UTC).replace(tzinfo=None) if due else None
            if assignment.duedate != naive:
                assignment.duedate = naive
            for submission in assignment.submissions:
                extension = (
                    extensions.get((submission.student_id, assignment.name)) if due else None
                )
                if submission.extension != extension:
                    submission.extension = extension
        gradebook.db.commit()
    return {person.id: person for person in people}


def read_extensions(course: Course) -> dict[tuple[str, str], timedelta]:
    """`extensions.csv`: ``id, assignment, until`` (a date or a time) or ``days``.

    Returns:
        (student, assignment) -> more time.

    Raises:
        UserMistake: a line cannot be used; the text names it.
    """
    path = course.root / EXTENSIONS
    if not path.is_file():
        return {}
    extensions = {}
    for number, row in read_table(path, ("id", "assignment")):
        where = f"{EXTENSIONS}, line {number}"
        assignment = course.assignment(row["assignment"])
        if assignment.due is None:
            raise UserMistake(f"{where}: {assignment.name} has no due date in course.toml")
        try:
            if row.get("until"):
                until = datetime.fromisoformat(row["until"])
                if len(row["until"]) <= len("2026-12-01"):
                    until += timedelta(days=1, seconds=-1)
                more = until.astimezone() - assignment.due
            else:
                more = timedelta(days=float(row.get("days", "").replace(",", ".")))
        except (ValueError, OverflowError):
            raise UserMistake(
                f"{where}: write `until` as 2026-12-01 or 2026-12-01T18:00, or a number of days"
            ) from None
        if more < timedelta():
            raise UserMistake(f"{where}: that is before {assignment.name} is due")
        extensions[row["id"], assignment.name] = more
    return extensions
