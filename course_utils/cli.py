"""The `course` command: one Typer application, made of the rooms that are installed.

A student's copy lacks `authoring`, `grading` and `classroom`; their commands are then absent.
"""

from __future__ import annotations

import importlib
import importlib.util
import sys

import typer

from course_utils.errors import UserMistake

ROOMS = ("faces", "authoring", "grading", "classroom", "models", "app")

#: What Typer ends with after Ctrl-C.
STOPPED = 130


def build_app() -> typer.Typer:
    """The application with the commands of every installed room's `commands` module."""
    app = typer.Typer(
        name="course",
        help="Facial expression recognition, taught and autograded.",
        no_args_is_help=True,
        add_completion=False,
        pretty_exceptions_enable=False,
    )

    @app.callback()
    def _root():
        """Facial expression recognition, taught and autograded."""

    for room in ROOMS:
        name = f"course_utils.{room}"
        if importlib.util.find_spec(name) and importlib.util.find_spec(f"{name}.commands"):
            importlib.import_module(f"{name}.commands").register(app)
    return app


def main() -> None:
    """Run the command line; a user's mistake ends with one line on stderr and exit code 2."""
    try:
        build_app()(standalone_mode=True)
    except UserMistake as mistake:
        print(f"course: {mistake}", file=sys.stderr)
        sys.exit(2)
    except SystemExit as end:
        if end.code == STOPPED:
            print("course: stopped; run the same command again to go on", file=sys.stderr)
        raise
