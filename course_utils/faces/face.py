"""A drawn face: who, in which expression, in which picture."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from course_utils.faces.draws import Draws
from course_utils.faces.identity import Identity, sample_identity
from course_utils.faces.nuisance import DEFAULT, Nuisance, sample_nuisance
from course_utils.faces.render import render
from course_utils.faces.schema import SIZE
from course_utils.faces.units import UNITS, check, intensities, parse

STREAM = 3


@dataclass(frozen=True)
class Face:
    """Everything that a picture of a face is drawn from.

    Attributes:
        units: (18, 2) float32 intensities 0 to 1, in `units.UNITS` order, left then right.
        identity: the person.
        nuisance: pose, framing, light, background, camera.
    """

    units: np.ndarray
    identity: Identity
    nuisance: Nuisance

    def picture(self, size: int = SIZE) -> np.ndarray:
        """(size, size) uint8, the face drawn."""
        return render(self.units, self.identity, self.nuisance, size)


def face(seed: int, index: int, units, strength: float = DEFAULT) -> Face:
    """The face with this address, showing these units.

    Args:
        seed: of the set.
        index: of the face; person and picture depend on (seed, index) alone, never on the units.
        units: a text such as `"6+12"`; or (18, 2) intensities, used as they are; or (18,) bool, for
            which intensities are drawn from (seed, index).
        strength: how much pose, light and camera vary, see `sample_nuisance`.

    Raises:
        UnitsError: units that cannot be read or drawn.
    """
    if isinstance(units, str):
        units = parse(units)
    units = np.asarray(units)
    if units.shape == (len(UNITS),):
        units = intensities(units, Draws(seed, index, STREAM))
    return Face(check(units), sample_identity(seed, index), sample_nuisance(seed, index, strength))


def draw(seed: int, index: int, units, size: int = SIZE, strength: float = DEFAULT) -> np.ndarray:
    """Draw the face with this address; arguments and errors as in `face`.

    Returns:
        (size, size) uint8.
    """
    return face(seed, index, units, strength).picture(size)
