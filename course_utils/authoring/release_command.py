"""The command `course release`."""

from __future__ import annotations

from typing import Annotated

import typer


def register(app: typer.Typer) -> None:
    """Add `release` to the application."""
    app.command("release")(release)


def release(
    assignments: Annotated[
        list[str] | None,
        typer.Argument(help="For instance 01-visualization; without a name, all."),
    ] = None,
    check: Annotated[
        bool, typer.Option("--check", help="Write nothing; fail if a file is out of date.")
    ] = False,
    no_proof: Annotated[
        bool, typer.Option("--no-proof", help="Write without running the notebooks.")
    ] = False,
) -> None:
    """Make source/ and release/ from curriculum/, and prove that the points are right."""
    # Late: nbgrader and the tests' oracles take seconds to load, which `course --help` need not.
    from course_utils.authoring import build
    from course_utils.authoring.course import find_course
    from course_utils.authoring.report import Report

    course, report = find_course(), Report()
    made = build.build(course, assignments or [], report)
    if check:
        build.check(course, made, report)
        return
    if no_proof:
        report.say("not proved: the notebooks were not run (--no-proof)")
    else:
        from course_utils.authoring.proof import course_referee

        with course_referee() as referee:
            build.prove_all(course, made, referee, report)
    build.write(course, made, report)
