"""Expressions over time: onset, apex, offset."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import numpy as np

from course_utils.faces.face import Face
from course_utils.faces.schema import SIZE, FacesError
from course_utils.faces.units import check, parse


def course_of(frames: int, onset: int, apex: int, offset: int) -> np.ndarray:
    """How strong an expression is in each frame, 0 to 1.

    Args:
        frames: number of frames.
        onset: frames in which it rises, from frame 0 on.
        apex: frames in which it stays.
        offset: frames in which it fades; what is left is neutral.

    Returns:
        (frames,) float32. Rise and fall start and end at rest (half a cosine).

    Raises:
        FacesError: a negative count, or more than `frames` in all.
    """
    if min(frames, onset, apex, offset) < 0 or onset + apex + offset > frames:
        raise FacesError(
            f"onset {onset}, apex {apex} and offset {offset} do not fit into {frames} frames"
        )
    frame, end = np.arange(frames), onset + apex + offset
    rise = frame / onset if onset else np.ones(frames)
    fall = (end - frame) / offset if offset else (frame < end).astype(float)
    level = np.clip(np.minimum(rise, fall), 0, 1)
    return (0.5 - 0.5 * np.cos(np.pi * level)).astype(np.float32)


def sequence(units, frames: int, onset: int, apex: int, offset: int) -> np.ndarray:
    """Intensities over time for an expression that comes, stays and goes.

    Args:
        units: at the apex: a text such as `"1+2+5B+26"`, or (18, 2) intensities.
        frames: number of frames.
        onset: how many of them it takes to rise.
        apex: how many it stays.
        offset: how many it takes to fade.

    Returns:
        (frames, 18, 2) float32.

    Raises:
        UnitsError: units that cannot be read.
        FacesError: the parts do not fit into the frames.
    """
    apex_units = parse(units) if isinstance(units, str) else check(units)
    return course_of(frames, onset, apex, offset)[:, None, None] * apex_units


def draw_sequence(face: Face, intensities: np.ndarray, size: int = SIZE) -> Iterator[np.ndarray]:
    """Draw `face` with each of the (frames, 18, 2) intensities; yields (size, size) uint8."""
    for units in intensities:
        yield replace(face, units=check(units)).picture(size)
