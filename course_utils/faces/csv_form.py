"""FER2013's csv form (`emotion,pixels,Usage`) and the sidecar csv beside it, written.

`fer2013.read` reads both. Columns of the sidecar, each where it is known: `AU1_left`, `AU1_right`,
..., `AU26_right`; `vote_neutral`, ..., `vote_NF`; `group`; then the columns of `nuisance`.
"""

from __future__ import annotations

import csv
import os
import tempfile
from pathlib import Path

import numpy as np

from course_utils.faces.schema import USAGES, VOTES, FacesError, FaceSet
from course_utils.faces.units import UNITS

HEADER = ("emotion", "pixels", "Usage")
UNIT_COLUMNS = tuple(f"AU{unit}_{side}" for unit in UNITS for side in ("left", "right"))
VOTE_COLUMNS = tuple(f"vote_{name}" for name in VOTES)
GROUP_COLUMN = "group"

# Every gray level as text, so that writing a picture is looking up and joining.
_GRAY = [str(level) for level in range(256)]


def sidecar_path(path: Path | str) -> Path:
    """Where the sidecar of `path` stands: `faces.csv` has `faces.sidecar.csv`."""
    return Path(path).with_suffix(".sidecar.csv")


def write_csv(faces: FaceSet, path: Path | str) -> Path:
    """Write the set as `path`, and what else is known of it as `sidecar_path(path)`.

    Both are written whole or not at all; 35,887 faces take about 300 MB.

    Returns:
        `path` as a `Path`.

    Raises:
        FacesError: the file cannot be written.
    """
    path = Path(path)
    rows = (
        (emotion, " ".join(map(_GRAY.__getitem__, picture)), USAGES[usage])
        for emotion, usage, picture in zip(
            faces.emotion.tolist(),
            faces.usage.tolist(),
            (picture.ravel().tolist() for picture in faces.pixels),
            strict=True,
        )
    )
    _write(path, HEADER, rows)
    columns = _sidecar(faces)
    if columns:
        _write(sidecar_path(path), columns, zip(*columns.values(), strict=True))
    return path


def _sidecar(faces: FaceSet) -> dict[str, list]:
    """Name -> values, as Python numbers and texts."""
    columns = {}
    if faces.units is not None:
        flat = faces.units.reshape(len(faces), -1)
        columns |= {name: _plain(flat[:, i]) for i, name in enumerate(UNIT_COLUMNS)}
    if faces.votes is not None:
        columns |= {name: _plain(faces.votes[:, i]) for i, name in enumerate(VOTE_COLUMNS)}
    if faces.group is not None:
        columns[GROUP_COLUMN] = _plain(faces.group)
    return columns | {name: _plain(values) for name, values in faces.nuisance.items()}


def _plain(values: np.ndarray) -> list:
    """Numbers with the shortest text that gives the same float32 again."""
    return [str(v) for v in values] if values.dtype.kind == "f" else values.tolist()


def _write(path: Path, header, rows) -> None:
    part = None
    try:
        handle, part = tempfile.mkstemp(dir=path.parent, prefix=path.name, suffix=".part")
        with os.fdopen(handle, "w", newline="", encoding="utf-8") as file:
            writer = csv.writer(file, lineterminator="\n")
            writer.writerow(header)
            writer.writerows(rows)
        os.replace(part, path)
    except OSError as error:
        raise FacesError(f"cannot write {path}: {error}") from error
    finally:
        if part is not None:
            Path(part).unlink(missing_ok=True)
