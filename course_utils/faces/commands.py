"""`course faces draw|import|describe`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

# numpy and the rest are imported inside the commands, so that `course --help` stays fast.


def register(app: typer.Typer) -> None:
    """Add the group `faces` to the `course` command."""
    group = typer.Typer(help="Draw, import and describe sets of faces.", no_args_is_help=True)
    group.command("draw")(draw)
    group.command("import")(import_)
    group.command("describe")(describe)
    app.add_typer(group, name="faces")


def draw(
    out: Annotated[Path, typer.Option(help="File to write: .csv (FER2013's form) or .npz.")],
    n: Annotated[int, typer.Option("--n", help="How many faces, 10 or more.")] = 1000,
    seed: Annotated[int, typer.Option(help="0 or more; another seed, other faces.")] = 1,
):
    """Draw faces from action units, with labels of a known model and FER2013's faults."""
    from course_utils.faces.drawn import draw as draw_faces
    from course_utils.faces.painters import paint_in_parallel
    from course_utils.faces.saving import check_target, save

    # A name that cannot be written is better found before the drawing than after it.
    check_target(out)
    faces = draw_faces(n, seed, painter=paint_in_parallel)
    for path in save(faces, out):
        print(f"wrote {path}")
    _print_use(out)


def import_(
    path: Annotated[Path, typer.Argument(help="FER2013: csv, archive, or folder.")],
    votes: Annotated[Path | None, typer.Option(help="FER+ votes: fer2013new.csv.")] = None,
    out: Annotated[Path | None, typer.Option(help="Also save as .npz or .csv.")] = None,
):
    """Read FER2013 in any form, say what was found, and keep it for the next time."""
    from course_utils.faces.fer2013 import read
    from course_utils.faces.saving import check_target, save

    if out is not None:
        check_target(out)
    with _bar("reading faces") as progress:
        faces = read(path, votes, progress)
    print(f"{faces.manifest.get('source', path)}: {faces.manifest.get('form', 'npz')}")
    print(f"{len(faces):,} faces{'' if faces.votes is None else ' with votes'}")
    _print_remarks(faces.manifest.get("skipped", ()), faces.manifest.get("notes", ()))
    if out is not None:
        for written in save(faces, out):
            print(f"wrote {written}")
    _print_use(path if out is None and votes is None else out)


def describe(
    path: Annotated[
        Path | None,
        typer.Argument(help="A file or folder, or drawn, embedded, skewed; else the default set."),
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object, no table.")] = False,
    figure: Annotated[Path | None, typer.Option(help="Save a contact sheet (.png).")] = None,
):
    """Count labels, splits, duplicates, leaks, blanks and agreement of a set of faces."""
    import json

    from course_utils.faces.contact import save_contact_sheet
    from course_utils.faces.fer2013 import read
    from course_utils.faces.load import WORDS, load
    from course_utils.faces.report import describe as describe_set

    if path is None or str(path) in WORDS:
        faces = load(path and str(path))
    else:
        with _bar("reading faces") as progress:
            faces = read(path, progress=progress)
    report = describe_set(faces)
    if figure is not None:
        save_contact_sheet(faces, figure)
    if as_json:
        print(json.dumps(report.as_dict()))
        return
    from course_utils.faces.report_table import print_report

    print_report(report)
    if figure is not None:
        print(f"wrote {figure}")


def _bar(title: str):
    from course_utils.faces.progress import bar

    return bar(title)


def _print_remarks(skipped, notes) -> None:
    for sentence in skipped:
        print(f"left out: {sentence}")
    for sentence in notes:
        print(f"note: {sentence}")


def _print_use(path: Path | None) -> None:
    """How to let the notebooks use a set, in the three shells that students have."""
    if path is None:
        print("to use these faces with their votes, save them: add --out FILE.npz")
        return
    place = path.expanduser().absolute()
    print("to use these faces in the notebooks, start JupyterLab from a shell in which you ran")
    print(f"  Windows cmd:  set COURSE_FACES={place}")
    print(f"  PowerShell:   $env:COURSE_FACES = '{_quoted(place, chr(39) * 2)}'")
    print(f"  macOS, Linux: export COURSE_FACES='{_quoted(place, _SH_QUOTE)}'")


# A quote inside single quotes: doubled in PowerShell, closed, escaped and opened again in sh.
_SH_QUOTE = "'\\''"


def _quoted(place: Path, instead: str) -> str:
    return str(place).replace("'", instead)
