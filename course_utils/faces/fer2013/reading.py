"""From a path to a face set, by way of the cache."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path

from course_utils.faces.csv_form import sidecar_path
from course_utils.faces.fer2013 import archives, cache, members
from course_utils.faces.fer2013.header import Header, read_header
from course_utils.faces.fer2013.members import Member
from course_utils.faces.fer2013.shelf import FORMS, Shelf
from course_utils.faces.fer2013.votes import has_votes
from course_utils.faces.npz_form import is_npz, load_npz
from course_utils.faces.schema import FacesError, FaceSet

_VOTES_FILE = "fer2013new.csv"

Progress = Callable[[float], None]


def read(
    path: Path | str,
    votes: Path | str | None = None,
    progress: Progress | None = None,
    cached: bool = True,
) -> FaceSet:
    """Real FER2013 from any form in which people have it, recognised by what is in the file.

    Args:
        path: a csv file, an archive, an npz file of this course, or a folder that holds any of
            these or a tree of pictures.
        votes: the file of FER+ votes (`fer2013new.csv`); where it is not given, one that lies
            beside the csv file is used. Votes are joined by row. The sidecar of a drawn set is
            always taken along.
        progress: called now and then with the share that is done, 0 to 1.
        cached: keep the result in the platform's cache folder, and use what is kept there.

    Returns:
        The set; `manifest` has "source" (the file that was read), "form" (what it is), "skipped"
        (a sentence for everything left out) and "notes" (a sentence for everything else that a
        person should know).

    Raises:
        FacesError: nothing that can be read, or broken; with file, line where there is one, and
            remedy.
    """
    path = Path(path).expanduser().absolute()
    votes = None if votes is None else Path(votes).expanduser().absolute()
    for given in (path, votes):
        if given is not None and not given.exists():
            raise FacesError(f"there is no file or folder {given}")
    try:
        return _read_or_get(path, votes, progress, cached)
    except OSError as error:
        raise FacesError(f"{error.filename or path} cannot be read: {error.strerror}") from error


def _read_or_get(path: Path, votes: Path | None, progress, cached: bool) -> FaceSet:
    listing = members.in_folder(path) if path.is_dir() else [members.one_file(path)]
    if not listing:
        raise FacesError(f"{path} is empty; it should hold {FORMS}")
    if path.is_file():
        listing += map(members.one_file, _beside(path))
    if path.is_file() and is_npz(listing[0].head(512)):
        return load_npz(path, str(path))

    kept = None
    if cached:
        sources = [member.path for member in listing] + ([votes] if votes else [])
        kept = cache.place(sources, f"{path}\0{votes}")
        if (faces := cache.get(kept)) is not None:
            return faces
    with ExitStack() as stack:
        given = _votes_in(votes, stack) if votes else None
        faces = Shelf(path.name, str(path), listing, stack).faces(given, progress)
    if kept:
        cache.put(faces, kept)
    return faces


def _beside(path: Path) -> list[Path]:
    """The files in the folder of `path` that say more about its faces: votes and sidecar."""
    wanted = {_VOTES_FILE, sidecar_path(path).name.lower()} - {path.name.lower()}
    return sorted(
        other for other in path.parent.iterdir() if other.name.lower() in wanted and other.is_file()
    )


def _votes_in(path: Path, stack: ExitStack) -> tuple[Member, Header]:
    listing = members.in_folder(path) if path.is_dir() else [members.one_file(path)]
    if len(listing) == 1 and archives.is_archive(listing[0].head(512)):
        listing = archives.contents(listing[0], stack)
    for member in listing:
        header = read_header(member)
        if header and has_votes(header):
            return member, header
    raise FacesError(
        f"{path} holds no FER+ votes: the first line must name the columns Usage, Image name, "
        f"neutral, happiness, ... NF, as in {_VOTES_FILE}"
    )
