"""Action units of the Facial Action Coding System (FACS): which we draw, and how to write them.

FACS: Ekman & Friesen 1978; Ekman, Friesen & Hager 2002. The names and muscles follow the table in
doi 10.1186/s13229-021-00430-0. How strongly a unit shows on a drawn face is our own choice.
"""

from __future__ import annotations

import re

import numpy as np

from course_utils.faces.draws import Draws
from course_utils.faces.schema import FacesError

#: The action units that can be drawn, in the order of every array of units in this package.
UNITS: tuple[int, ...] = (1, 2, 4, 5, 6, 7, 9, 10, 12, 14, 15, 16, 17, 20, 23, 24, 25, 26)

#: Unit -> its FACS name.
NAMES: dict[int, str] = {
    1: "inner brow raiser",
    2: "outer brow raiser",
    4: "brow lowerer",
    5: "upper lid raiser",
    6: "cheek raiser",
    7: "lid tightener",
    9: "nose wrinkler",
    10: "upper lip raiser",
    12: "lip corner puller",
    14: "dimpler",
    15: "lip corner depressor",
    16: "lower lip depressor",
    17: "chin raiser",
    20: "lip stretcher",
    23: "lip tightener",
    24: "lip pressor",
    25: "lips part",
    26: "jaw drop",
}

#: Unit -> the muscle that does most of it.
MUSCLES: dict[int, str] = {
    1: "frontalis, medial part",
    2: "frontalis, lateral part",
    4: "corrugator and depressor supercilii",
    5: "levator palpebrae superioris",
    6: "orbicularis oculi, orbital part",
    7: "orbicularis oculi, palpebral part",
    9: "levator labii superioris alaeque nasi",
    10: "levator labii superioris",
    12: "zygomatic major",
    14: "buccinator",
    15: "depressor anguli oris (triangularis)",
    16: "depressor labii inferioris",
    17: "mentalis",
    20: "risorius",
    23: "orbicularis oris",
    24: "orbicularis oris",
    25: "depressor labii inferioris, or relaxed mentalis or orbicularis oris",
    26: "masseter, relaxed",
}

#: Column of the person's own left and right side in an array of units.
LEFT, RIGHT = 0, 1

# FACS letters are ranks, not measurements: equal steps are our choice.
_LETTERS = {"A": 0.2, "B": 0.4, "C": 0.6, "D": 0.8, "E": 1.0}
_TERM = re.compile(r"([LR]?)(\d+)([A-E]?)")


class UnitsError(FacesError):
    """A text or an array that does not name action units; the message says what and where."""


def parse(text: str) -> np.ndarray:
    """Read action units as FACS writes them: `"1+2"`, `"R12A+R14A"`, `"6+12D+25"`.

    Args:
        text: numbers joined by `+`. `L` or `R` before a number means the drawn person's own left or
            right side only. A letter A (trace) to E (maximum) after it is the intensity .2, .4, .6,
            .8, 1; without a letter it is 1. The empty text and `"0"` mean a neutral face.

    Returns:
        (18, 2) float32, intensities 0 to 1 in `UNITS` order, left then right side.

    Raises:
        UnitsError: the text is not of this form, or names a unit that is not drawn.
    """
    if not isinstance(text, str):
        raise UnitsError(f"action units are written as a text such as '1+2', not {text!r}")
    units = np.zeros((len(UNITS), 2), np.float32)
    squeezed = text.replace(" ", "").upper()
    if squeezed in ("", "0"):
        return units
    for term in squeezed.split("+"):
        match = _TERM.fullmatch(term)
        if not match:
            raise UnitsError(
                f"cannot read {term!r} in {text!r}: write units as '1+2', 'R12' or '5B'"
            )
        side, number, letter = match.groups()
        if int(number) not in UNITS:
            raise UnitsError(
                f"unit {number} in {text!r} is not drawn; there are {', '.join(map(str, UNITS))}"
            )
        columns = {"": [LEFT, RIGHT], "L": [LEFT], "R": [RIGHT]}[side]
        units[UNITS.index(int(number)), columns] = _LETTERS.get(letter, 1.0)
    return units


def check(units) -> np.ndarray:
    """`units` as (18, 2) float32, after making sure that it can be drawn.

    Raises:
        UnitsError: another shape, or values outside 0 to 1 (a nan counts as outside).
    """
    array = np.asarray(units, np.float32)
    if array.shape != (len(UNITS), 2):
        raise UnitsError(f"units have shape {array.shape}, expected ({len(UNITS)}, 2)")
    if not ((array >= 0) & (array <= 1)).all():
        raise UnitsError("intensities of action units must lie between 0 and 1")
    return array


def to_text(units, threshold: float = 0.5) -> str:
    """Write units as text that `parse` reads, without intensities: `"1+2+R12"`; neutral is `"0"`.

    Args:
        units: (18, 2) intensities, left then right.
        threshold: a side takes part from this intensity on.
    """
    terms = []
    for unit, (left, right) in zip(UNITS, check(units) >= threshold, strict=True):
        if left and right:
            terms.append(f"{unit}")
        elif left or right:
            terms.append(f"{'L' if left else 'R'}{unit}")
    return "+".join(terms) or "0"


def intensities(bits, draws: Draws) -> np.ndarray:
    """How strongly each unit shows, given only whether it is there.

    There: uniform on .65 to 1. Not there: the absolute value of a normal with sd .05, at most .12
    (no living face is ever quite still). The weaker side falls behind by up to a fifth. Nothing
    else enters, so intensity says nothing about a label beyond the bits. The law is our own choice.

    Args:
        bits: (18,) bool in `UNITS` order.
        draws: where the random numbers come from.

    Returns:
        (18, 2) float32, left then right.
    """
    bits = np.asarray(bits, bool)
    if bits.shape != (len(UNITS),):
        raise UnitsError(f"bits have shape {bits.shape}, expected ({len(UNITS)},)")
    n = len(UNITS)
    there = 0.65 + 0.35 * draws.uniforms(n)
    still = np.minimum(np.abs(0.05 * draws.normals(n)), 0.12)
    weaker = 1 - 0.2 * draws.uniforms(n) ** 2
    side = (draws.uniforms(n) < 0.5).astype(int)
    units = np.repeat(np.where(bits, there, still)[:, None], 2, axis=1)
    units[np.arange(n), side] *= weaker
    return units.astype(np.float32)
