"""Feedback for students: nbgrader's page of the graded notebook, which holds the reasons.

The autograded notebook holds no test code and no output that a browser would execute, so its page
does not either.
"""

from __future__ import annotations

from pathlib import Path

from course_utils.errors import UserMistake
from course_utils.grading.classrun import nbgrader_api
from course_utils.grading.course import Assignment, Course


def make_feedback(course: Course, assignment: Assignment) -> list[Path]:
    """Write ``feedback/<student>/<assignment>/<notebook>.html`` for everybody who is graded.

    Returns:
        The pages.

    Raises:
        UserMistake: nobody is graded yet, or nbgrader cannot write a page.
    """
    api = nbgrader_api(course)
    students = sorted(
        path.parent.name for path in (course.root / "autograded").glob(f"*/{assignment.name}")
    )
    if not students:
        raise UserMistake(f"nobody is graded in {assignment.name} yet; run `course grade`")
    pages: list[Path] = []
    for student in students:
        answer = api.generate_feedback(assignment.name, student, force=True)
        folder = course.root / "feedback" / student / assignment.name
        made = sorted(folder.glob("*.html"))
        if not answer["success"] or not made:
            raise UserMistake(f"no feedback for {student} in {assignment.name}: see its notebook")
        pages += made
    return pages
