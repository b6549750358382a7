"""A face set to a file, in the form that the end of its name asks for."""

from __future__ import annotations

from pathlib import Path

from course_utils.faces.schema import FacesError, FaceSet

FORMS = (".csv", ".npz")


def check_target(path: Path) -> None:
    """Refuse a file that could not be written.

    Raises:
        FacesError: the name ends in none of `FORMS`, or its folder does not exist.
    """
    if path.suffix.lower() not in FORMS:
        raise FacesError(f"{path}: let the name end in .csv (FER2013's form) or .npz")
    if not path.absolute().parent.is_dir():
        raise FacesError(f"{path}: there is no folder {path.absolute().parent}; make it first")


def save(faces: FaceSet, path: Path) -> list[Path]:
    """Write `faces` to `path`, whole or not at all.

    Returns:
        The files that were written: a csv file of a drawn set has a sidecar beside it.

    Raises:
        FacesError: as for `check_target`, or the disk does not take it.
    """
    check_target(path)
    if path.suffix.lower() == ".npz":
        from course_utils.faces.npz_form import save_npz

        try:
            save_npz(faces, path)
        except OSError as error:
            raise FacesError(f"{path} cannot be written: {error.strerror or error}") from error
        return [path]
    from course_utils.faces.csv_form import sidecar_path, write_csv

    write_csv(faces, path)
    sidecar = sidecar_path(path)
    return [path, sidecar] if sidecar.exists() else [path]
