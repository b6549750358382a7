"""What else is known of drawn faces, from the sidecar that `csv_form.write_csv` puts beside them.

A sidecar has one row a face, in the order of the csv file: columns for units, votes and group,
and one for whatever else the drawing chose.
"""

from __future__ import annotations

import csv
import io

import numpy as np

from course_utils.faces.csv_form import GROUP_COLUMN, UNIT_COLUMNS, VOTE_COLUMNS
from course_utils.faces.fer2013.header import Header, open_as_latin
from course_utils.faces.fer2013.members import Member
from course_utils.faces.fer2013.rows import Rows
from course_utils.faces.schema import FacesError

_KNOWN = {GROUP_COLUMN, *UNIT_COLUMNS, *VOTE_COLUMNS}


def is_sidecar_of(sidecar: Member, faces: Member) -> bool:
    """Whether `sidecar` lies beside a csv file of faces under the name that belongs to it."""
    stem = faces.name.rsplit(".", 1)[0]
    return sidecar.name == f"{stem}.sidecar.csv"


def join_sidecar(rows: Rows, faces: Member, sidecar: Member, header: Header) -> dict:
    """The fields of a `FaceSet` that a sidecar knows, for the rows of its csv file.

    Returns:
        "units" (n, 18, 2) float32, "votes" (n, 10) uint8 and "group" (n,) int32, each where the
        sidecar has its columns, and "nuisance", the other columns by name.

    Raises:
        FacesError: the sidecar has another number of rows than the csv file, or a value that is
            no number where there must be one.
    """
    columns = _columns(sidecar, header)
    count = len(next(iter(columns.values())))
    if count != rows.total:
        raise FacesError(
            f"{sidecar.label} has {count:,} rows and {faces.label} {rows.total:,}; they belong to "
            "different drawings, draw the faces anew or remove the sidecar"
        )
    try:
        return _fields({name: values[rows.row] for name, values in columns.items()})
    except ValueError as error:
        raise FacesError(f"{sidecar.label}: {error}; draw the faces anew") from error


def _columns(sidecar: Member, header: Header) -> dict[str, np.ndarray]:
    """Name -> (n,) texts of each column."""
    with open_as_latin(sidecar, header) as stream:
        lines = csv.reader(
            io.TextIOWrapper(stream, encoding="latin-1", newline=""),
            delimiter=header.separator.decode(),
        )
        names, *table = (line for line in lines if line)
    if not table:
        raise FacesError(f"{sidecar.label} has no rows below its first line; draw the faces anew")
    for number, line in enumerate(table, 2):
        if len(line) != len(names):
            raise FacesError(
                f"{sidecar.label}, line {number}: {len(line)} fields where the first line names "
                f"{len(names)}; draw the faces anew"
            )
    return {
        name: np.array(column) for name, column in zip(names, zip(*table, strict=True), strict=True)
    }


def _fields(columns: dict[str, np.ndarray]) -> dict:
    fields = {}
    if set(UNIT_COLUMNS) <= columns.keys():
        units = np.stack([columns[name].astype(np.float32) for name in UNIT_COLUMNS], axis=1)
        fields["units"] = units.reshape(len(units), -1, 2)
    if set(VOTE_COLUMNS) <= columns.keys():
        fields["votes"] = np.stack(
            [columns[name].astype(np.uint8) for name in VOTE_COLUMNS], axis=1
        )
    if GROUP_COLUMN in columns:
        fields["group"] = columns[GROUP_COLUMN].astype(np.int32)
    others = columns.keys() - _KNOWN
    fields["nuisance"] = {name: _typed(columns[name]) for name in columns if name in others}
    return fields


def _typed(texts: np.ndarray) -> np.ndarray:
    """A column of texts as bool, int32 or float32 where all of it is such, else as it is."""
    if np.isin(texts, ("True", "False")).all():
        return texts == "True"
    for dtype in (np.int32, np.float32):
        try:
            return texts.astype(dtype)
        except (ValueError, OverflowError):
            continue
    return texts
