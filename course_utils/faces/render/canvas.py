"""The drawing board: a grid in face units, and the few brushes that everything is drawn with.

The face is drawn from the front and upright; `pose.py` turns it afterwards. So every soft mound is
a product of a profile along x and a profile along y, a whole face of mounds is one matrix product,
and a feature (eye, brow, mouth) is drawn inside its own box only.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import cv2
import numpy as np

#: Side of the repeating noise textures, in cells.
TILE = 256

# A small array times one of these takes two thirds of the time of the same with a plain number.
_ZERO, _ONE, _THREE, _MINUS_TWO, _MINUS_HALF, _LEAST = (
    np.array(value, np.float32) for value in (0, 1, 3, -2, -0.5, -20)
)


@dataclass(frozen=True)
class SideBox:
    """A rectangle on each side of the face, one the mirror image of the other.

    Left and right are drawn in one go as arrays (2, height, width), the person's left first, over
    the distance from the middle of the face.
    """

    at: tuple[tuple[slice, slice], tuple[slice, slice]]
    x: np.ndarray  # (width,), counted outwards
    y: np.ndarray  # (height, 1)

    def add(self, layer: np.ndarray, amount: np.ndarray) -> None:
        """Add (2, height, width) `amount` to a layer of the canvas."""
        for at, one in zip(self.at, amount, strict=True):
            layer[at] += one

    def scale(self, layer: np.ndarray, factor: np.ndarray) -> None:
        """Multiply a layer of the canvas by (2, height, width) `factor`."""
        for at, one in zip(self.at, factor, strict=True):
            layer[at] *= one


@dataclass(frozen=True)
class Box:
    """A rectangle of the canvas: where it lies in the arrays, and the face coordinates inside."""

    at: tuple[slice, slice]
    x: np.ndarray  # (width,)
    y: np.ndarray  # (height, 1)


class Canvas:
    """A grid of square cells over -reach..reach and top..bottom, in face units.

    Attributes:
        step: side of a cell.
        x, y: (width,), (height,) float32 coordinates of the cells' centres.
    """

    def __init__(self, reach: float, top: float, bottom: float, step: float):
        columns = 2 * round(reach / step)
        rows = round((bottom - top) / step)
        self.left, self.top, self.step = -columns / 2 * step, top, step
        self.x = ((np.arange(columns) - (columns - 1) / 2) * step).astype(np.float32)
        self.y = (top + (np.arange(rows) + 0.5) * step).astype(np.float32)
        self.shape = (rows, columns)

    def box(self, left: float, right: float, top: float, bottom: float) -> Box:
        """The cells inside a rectangle, cut off at the canvas's border; at least one cell."""
        h, w = self.shape
        i0 = min(max(int((top - self.top) / self.step), 0), h - 1)
        i1 = min(max(int((bottom - self.top) / self.step) + 1, i0 + 1), h)
        j0 = min(max(int((left - self.left) / self.step), 0), w - 1)
        j1 = min(max(int((right - self.left) / self.step) + 1, j0 + 1), w)
        return Box((slice(i0, i1), slice(j0, j1)), self.x[j0:j1], self.y[i0:i1, None])

    def sides(self, inner: float, outer: float, top: float, bottom: float) -> SideBox:
        """The cells on both sides between two distances from the middle of the face.

        `inner` may be negative: then the two rectangles overlap in the middle.
        """
        box = self.box(inner, outer, top, bottom)
        rows, columns = box.at
        last = self.shape[1] - 1
        stop = last - columns.stop
        mirrored = slice(last - columns.start, stop if stop >= 0 else None, -1)
        return SideBox((box.at, (rows, mirrored)), box.x, box.y)

    def edge(self, distance, soft: float = 0.0):
        """Share of a cell that is covered, from the signed distance to the edge (inside: above 0).

        This is the anti-aliasing: the edge is one cell wide, or `soft` face units if that is more.
        """
        width = max(self.step, soft)
        return fraction(distance * (1 / width) + 0.5)

    def texture(self, which: int, seed: int, cells_per_unit: float, box: Box) -> np.ndarray:
        """A noise texture over a box, (height, width) float32, mean 0, sd about 1."""
        k = cells_per_unit
        left, top = float(box.x[0]) * k + seed % 97 * 2.6, float(box.y[0, 0]) * k + seed % 89 * 2.8
        return cv2.warpAffine(
            textures()[which],
            np.array([[self.step * k, 0, left], [0, self.step * k, top]]),
            (len(box.x), len(box.y)),
            flags=cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP,
            borderMode=cv2.BORDER_WRAP,
        )


@lru_cache(maxsize=1)
def textures() -> tuple[np.ndarray, np.ndarray]:
    """Two repeating (256, 256) noise textures: smooth over about 3 cells, and over about 12."""
    made = []
    for index, smooth in enumerate((1.5, 6.0)):
        random = np.random.Generator(np.random.PCG64(np.random.SeedSequence([7, index])))
        white = random.random((TILE, TILE)) - 0.5
        # A Gaussian low-pass, done on frequencies so that the tile repeats without a seam.
        low = np.exp(-2 * (np.pi * smooth * np.fft.fftfreq(TILE)) ** 2)
        tile = np.fft.ifft2(np.fft.fft2(white) * low[:, None] * low[None, :]).real
        made.append((tile / tile.std()).astype(np.float32))
    return tuple(made)


def clip(v, low, high):
    """`numpy.clip`, in a third of its time on small arrays; None leaves a side open."""
    if low is not None:
        v = np.maximum(v, low)
    return v if high is None else np.minimum(v, high)


def fraction(v):
    """`v` cut off below 0 and above 1."""
    return np.minimum(np.maximum(v, _ZERO), _ONE)


def bell(v, centre: float, sd: float):
    """exp(-((v - centre) / sd)^2 / 2): a Gaussian of height 1."""
    z = (v - centre) * (1 / sd)
    return fall(z * z)


def fall(square):
    """exp(-square / 2), stopped at e^-20.

    Far from its centre a Gaussian would become a denormal number, and arithmetic on those is some
    twenty times slower.
    """
    return np.exp(np.maximum(square * _MINUS_HALF, _LEAST))


def ramp(v, start: float, end: float):
    """0 before `start`, 1 after `end` (which may lie before it), smooth between."""
    z = fraction((v - start) * (1 / (end - start)))
    smooth = z * _MINUS_TWO
    smooth += _THREE
    smooth *= z
    smooth *= z
    return smooth


def slope(v: np.ndarray, step: float) -> np.ndarray:
    """(n,) how fast `v` rises per face unit, by central differences; the ends repeat."""
    rise = np.empty_like(v)
    rise[1:-1] = (v[2:] - v[:-2]) * (0.5 / step)
    rise[0], rise[-1] = rise[1], rise[-2]
    return rise


class Mounds:
    """Soft mounds and hollows, each a profile along y times one along x; summed by one product."""

    def __init__(self, canvas: Canvas):
        self.canvas = canvas
        self._bells: list[tuple[float, ...]] = []
        self._profiles: list[tuple[np.ndarray, np.ndarray]] = []

    def bell(self, amount: float, x: float, y: float, sd_x: float, sd_y: float) -> None:
        """Add a Gaussian mound of height `amount` (negative: a hollow)."""
        if abs(amount) > 1e-4:
            self._bells.append((amount, x, y, sd_x, sd_y))

    def pair(self, amount, x: float, y, sd_x: float, sd_y: float) -> None:
        """The same on both sides at -x and x; `amount` and `y` may be (left, right) pairs."""
        amount_left, amount_right = amount if isinstance(amount, tuple) else (amount, amount)
        y_left, y_right = y if isinstance(y, tuple) else (y, y)
        # The person's own left lies on the right of the picture.
        self.bell(amount_left, x, y_left, sd_x, sd_y)
        self.bell(amount_right, -x, y_right, sd_x, sd_y)

    def profile(self, along_x: np.ndarray, along_y: np.ndarray) -> None:
        """Add a mound of any profile, (width,) along x times (height,) along y."""
        self._profiles.append((along_x, along_y))

    def total(self) -> np.ndarray:
        """(height, width) float32, the sum of all mounds."""
        amount, x, y, sd_x, sd_y = np.array(self._bells, np.float32).T[..., None]
        along_x = bell(self.canvas.x, x, sd_x)
        along_y = bell(self.canvas.y, y, sd_y) * amount
        for one_x, one_y in self._profiles:
            along_x = np.concatenate((along_x, one_x[None, :]))
            along_y = np.concatenate((along_y, one_y[None, :]))
        return along_y.T @ along_x
