"""A contact sheet: a few faces of every label, at whole multiples of 48 pixels."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from course_utils.faces.schema import EMOTIONS, SIZE, FacesError, FaceSet

#: The course's colours of the seven labels, in `EMOTIONS` order: Okabe and Ito's colour-blind safe
#: set (Wong 2011, doi:10.1038/nmeth.1618), with gray for neutral.
PALETTE = ("#D55E00", "#009E73", "#CC79A7", "#F0E442", "#0072B2", "#56B4E9", "#999999")
#: Screen pixels to one pixel of a face.
ZOOM = 2
#: Faces in a row.
PER_ROW = 10

_DPI = 100
_LEFT, _TOP, _GAP, _BAR = 150, 70, 6, 6
_CELL = SIZE * ZOOM + _GAP


def save_contact_sheet(faces: FaceSet, path: Path | str) -> str:
    """Save one row of faces a label as a png file, with its alt text in the file ("Description").

    The faces of a row are taken at even distances from the set, always the same ones.

    Returns:
        The alt text.

    Raises:
        FacesError: the file's name does not end in .png, or the file cannot be written.
    """
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure

    path = Path(path)
    if path.suffix.lower() != ".png":
        raise FacesError(f"{path}: a contact sheet is a png file; let its name end in .png")
    width = _LEFT + PER_ROW * _CELL
    height = _TOP + len(EMOTIONS) * _CELL + _GAP
    figure = Figure(figsize=(width / _DPI, height / _DPI), dpi=_DPI, facecolor="white")
    FigureCanvasAgg(figure)
    counts = np.bincount(faces.emotion, minlength=len(EMOTIONS))
    most = f"{EMOTIONS[counts.argmax()]} stands on {counts.max():,} of {len(faces):,} faces"
    title = f"{faces.name}: the most frequent label, {most}"
    figure.text(_GAP / width, 1 - _TOP / 2 / height, title, size=13, va="center")
    for label, emotion in enumerate(EMOTIONS):
        rows = np.flatnonzero(faces.emotion == label)
        bottom = height - _TOP - (label + 1) * _CELL
        _bar(figure, PALETTE[label], bottom)
        middle = (bottom + _CELL / 2) / height
        text = f"{emotion}\n{len(rows):,} faces"
        figure.text((_GAP * 2 + _BAR) / width, middle, text, size=11, va="center")
        for place, row in enumerate(_spread(rows)):
            enlarged = faces.pixels[row].repeat(ZOOM, axis=0).repeat(ZOOM, axis=1)
            # As colour, which is drawn as it is: a gray colour map may move a level by one.
            colour = np.repeat(enlarged[:, :, None], 3, axis=2)
            figure.figimage(colour, _LEFT + place * _CELL, bottom, origin="upper")
    alt = _alt_text(faces)
    try:
        figure.savefig(path, dpi=_DPI, metadata={"Title": title, "Description": alt})
    except OSError as error:
        raise FacesError(f"{path} cannot be written: {error.strerror or error}") from error
    return alt


def _spread(rows: np.ndarray) -> np.ndarray:
    """At most `PER_ROW` of `rows`, at even distances."""
    places = np.linspace(0, len(rows) - 1, min(PER_ROW, len(rows)))
    return rows[places.round().astype(int)]


def _bar(figure, colour: str, bottom: int) -> None:
    strip = np.empty((SIZE * ZOOM, _BAR, 3))
    strip[:] = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    figure.figimage(strip, _GAP, bottom)


def _alt_text(faces: FaceSet) -> str:
    counts = np.bincount(faces.emotion, minlength=len(EMOTIONS))
    shown = ", ".join(f"{name} ({count:,})" for name, count in zip(EMOTIONS, counts, strict=True))
    return (
        f"Contact sheet of {faces.name}: gray faces of {SIZE} by {SIZE} pixels in seven rows, one "
        f"row a label, up to {PER_ROW} faces a row. Rows from top to bottom, with the number of "
        f"faces in the set: {shown}."
    )
