"""The author's commands: `course release`, `prove`, `export`, `demo`.

Each loads what it needs when it runs: nbgrader and the tests' oracles take seconds, which
`course --help` need not wait for.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Annotated

import typer


def register(app: typer.Typer) -> None:
    """Add every command of this room, in the order of `course --help`."""
    for command in (release, prove, export, demo):
        app.command()(command)


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


def prove(
    assignment: Annotated[
        list[str] | None, typer.Argument(help="For instance 01-visualization; all without it.")
    ] = None,
    exercise: Annotated[str | None, typer.Option(help="Only this exercise.")] = None,
    full: Annotated[
        bool, typer.Option("--full", help="Send all answers through the referee, not a sample.")
    ] = False,
    quick: Annotated[
        bool, typer.Option("--quick", help="Random inputs from one seed, and not from three.")
    ] = False,
) -> None:
    """Prove by the bank of answers that every test accepts the right and rejects the wrong."""
    # One thread each, as in a student's kernel, and said before numpy is imported: threads that
    # wait for each other on a busy machine make a right answer run out of time.
    os.environ |= {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}
    os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")  # some callable imports TensorFlow
    from course_utils.authoring.prove import prove

    prove(assignment or [], exercise, full, quick)


def export(
    folder: Annotated[Path, typer.Argument(help="New, empty, or from an earlier export.")],
) -> None:
    """Write what students get into a folder."""
    from course_utils.authoring.course import find_course
    from course_utils.authoring.export import export

    written = export(find_course(), folder)
    print(f"{len(written)} files in {folder}; students install it with: pip install .")


def demo(
    folder: Annotated[Path, typer.Option(help="Where the class is simulated.")] = Path("demo"),
    everything: Annotated[
        bool, typer.Option("--all", help="Every assignment, and not only the first two.")
    ] = False,
) -> None:
    """Simulate a class, autograde it, and compare each score with what it should be."""
    from course_utils.authoring.demo import demo

    demo(folder, everything)
