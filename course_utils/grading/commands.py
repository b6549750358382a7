"""`course grade`, `course feedback`, `course doctor`."""

from __future__ import annotations

from typing import Annotated

import typer


def register(app: typer.Typer) -> None:
    """Add the commands of this room to `app`."""
    app.command("grade")(grade)
    app.command("feedback")(feedback)
    app.command("doctor")(doctor)


Names = Annotated[
    list[str] | None, typer.Argument(metavar="[ASSIGNMENT]…", help="All assignments without it.")
]


def grade(
    assignment: Names = None,
    student: Annotated[str | None, typer.Option(help="Only this student's id.")] = None,
    again: Annotated[bool, typer.Option(help="Grade also what has not changed.")] = False,
    no_sandbox: Annotated[
        bool,
        typer.Option("--no-sandbox", help="Let students' code read and change all your files."),
    ] = False,
) -> None:
    """Grade what was submitted and is not graded yet."""
    from course_utils.grading import isolation, report
    from course_utils.grading.classrun import grade_class

    course, chosen = _chosen(assignment)
    with isolation.sandbox(isolation.OFF if no_sandbox else isolation.REQUIRED):
        warning = isolation.WARNING if isolation.is_off() else None
        if warning:
            typer.echo(warning, err=True)
        with report.progress("Grading") as tell:
            rows = grade_class(course, chosen, only=student, again=again, tell=tell)
    report.table(rows)
    if warning:
        print(warning)


def feedback(assignment: Names = None) -> None:
    """Write a feedback page for every graded student."""
    from course_utils.grading.feedback import make_feedback

    course, chosen = _chosen(assignment)
    for one in chosen:
        pages = make_feedback(course, one)
        print(f"{one.name}: {len(pages)} pages in {course.root / 'feedback'}")


def doctor() -> None:
    """Say what works on this machine, and what to do about what does not."""
    from course_utils.grading.doctor import examine

    if not examine():
        raise typer.Exit(1)


def _chosen(names: list[str] | None):
    from course_utils.grading.course import find_root, load_course

    course = load_course(find_root())
    if not names:
        return course, list(course.assignments)
    return course, [course.assignment(name) for name in names]
