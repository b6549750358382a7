"""`course grade`, `course scores`, `course feedback`, `course doctor`."""

from __future__ import annotations

from typing import Annotated

import typer

from course_utils.errors import UserMistake


def register(app: typer.Typer) -> None:
    """Add the commands of this room to `app`."""
    app.command("grade")(grade)
    app.command("scores")(scores)
    app.command("feedback")(feedback)
    app.command("doctor")(doctor)


Names = Annotated[
    list[str] | None, typer.Argument(metavar="[ASSIGNMENT]…", help="All assignments without it.")
]


def grade(
    assignment: Names = None,
    student: Annotated[str | None, typer.Option(help="Only this student's id.")] = None,
    workers: Annotated[
        int | None,
        typer.Option(
            min=1,
            metavar="N",
            help="Grade so many submissions at once. Without it: one for each core that this "
            "process may use, as long as each can have the memory of a submission (course.toml: "
            "memory_mib) and 512 MiB for itself of what is free now; at least one.",
        ),
    ] = None,
    again: Annotated[bool, typer.Option(help="Grade also what has not changed.")] = False,
    no_sandbox: Annotated[
        bool,
        typer.Option("--no-sandbox", help="Let students' code read and change all your files."),
    ] = False,
    log: Annotated[
        bool, typer.Option("--log", help="Grade nothing; print every change of a score so far.")
    ] = False,
) -> None:
    """Grade what was submitted and is not graded yet."""
    from course_utils.grading import isolation, report
    from course_utils.grading.classrun import grade_class
    from course_utils.grading.report_page import write_report
    from course_utils.grading.strays import strays
    from course_utils.grading.trouble import said_clearly

    course, chosen = _chosen(assignment)
    if log:
        report.log(_changes(course, chosen, student))
        return
    with isolation.sandbox(isolation.OFF if no_sandbox else isolation.REQUIRED):
        warning = isolation.WARNING if isolation.is_off() else None
        if warning:
            typer.echo(warning, err=True)
        with report.progress("Grading") as tell:
            rows = grade_class(
                course, chosen, only=student, again=again, workers=workers, tell=tell
            )
    report.table(rows)
    with said_clearly():
        passed_by = strays(course)
        print(*passed_by, f"report: {write_report(course, rows, warning, passed_by)}", sep="\n")
    if warning:
        print(warning)


def scores(
    assignment: Names = None,
    format: Annotated[str, typer.Option("--format", help="csv; more will come.")] = "csv",
    as_json: Annotated[bool, typer.Option("--json", help="JSON instead of a table.")] = False,
) -> None:
    """Print points, lateness and totals: one row a student, one column an exercise."""
    from course_utils.grading import scores_file
    from course_utils.grading.trouble import said_clearly

    if format != "csv":
        raise UserMistake(f"scores are written as csv, not as {format!r}")
    course, chosen = _chosen(assignment)
    with said_clearly():
        _changes(course, chosen, None)
        print((scores_file.as_json if as_json else scores_file.as_csv)(course, chosen))


def feedback(
    assignment: Names = None,
    release: Annotated[
        bool, typer.Option("--release", help="Into feedback/, where students get it from.")
    ] = False,
) -> None:
    """Write a feedback page for every graded student; held back without --release."""
    from course_utils.grading.feedback import HELD, make_feedback
    from course_utils.grading.trouble import said_clearly

    course, chosen = _chosen(assignment)
    for one in chosen:
        with said_clearly():
            pages = make_feedback(course, one, release)
        if release:
            print(f"{one.name}: {len(pages)} pages in {course.root / 'feedback'}")
        else:
            held = course.private / HELD
            print(f"{one.name}: {len(pages)} pages in {held}, held back until --release")


def doctor() -> None:
    """Say what works on this machine, and what to do about what does not."""
    from course_utils.grading.doctor import examine

    if not examine():
        raise typer.Exit(1)


def _changes(course, chosen, student: str | None):
    """The audit log, with what people changed in formgrader up to now."""
    from course_utils.grading.audit import BY_HAND, PERSON, Audit
    from course_utils.grading.grades import read_grades

    audit = Audit(course.private / "store.sqlite")
    audit.record(read_grades(course.gradebook), BY_HAND, PERSON, "given by hand")
    return [change for one in chosen for change in audit.read(one.name, student)]


def _chosen(names: list[str] | None):
    from course_utils.grading.course import find_root, load_course

    course = load_course(find_root())
    if not names:
        return course, list(course.assignments)
    return course, [course.assignment(name) for name in names]
