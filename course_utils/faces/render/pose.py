"""Turning the head and framing the picture: which place of the face each cell shows."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from course_utils.faces.nuisance import Nuisance
from course_utils.faces.render.canvas import clip, fall


@dataclass(frozen=True)
class View:
    """The part of the world that a picture shows, in face units.

    Attributes:
        x, y: centre of the picture.
        half: half its width and height.
    """

    x: float
    y: float
    half: float


#: The crop of the drawn set, close around the face as in FER2013.
CROP = View(0.0, 0.15, 0.88)
#: Head, hair and shoulders, for scenes.
BUST = View(0.0, 0.10, 1.72)


@lru_cache(maxsize=16)
def picture_grid(cells: int) -> tuple[np.ndarray, np.ndarray]:
    """X (1, n) and y (n, 1) from -1 to 1, at the cells' centres."""
    v = ((np.arange(cells, dtype=np.float32) + 0.5) * (2 / cells) - 1).astype(np.float32)
    return v[None, :], v[:, None]


def place(cells: int, view: View, nuisance: Nuisance) -> tuple[np.ndarray, np.ndarray]:
    """Face coordinates (x, y), each (cells, cells) float32, that the picture's cells show.

    Shift, scale and roll are undone exactly. Yaw and pitch move every point in proportion to its
    depth (the head as half an egg, the nose standing out): no holes, no resampling, and the
    outline, whose depth is 0, stays. Good to about 25 degrees.
    """
    gx, gy = picture_grid(cells)
    k = view.half / nuisance.scale
    # A shift of 1 is the whole picture, which is 2 wide here.
    gx, gy = (gx - 2 * nuisance.shift_x) * k, (gy - 2 * nuisance.shift_y) * k
    c, s = math.cos(nuisance.roll), math.sin(nuisance.roll)
    # The picture turns around a point between the eyes and the chin.
    px = c * gx + s * gy + view.x
    py = c * gy - s * gx + view.y

    r2 = (px * (1 / 0.80)) ** 2 + ((py + 0.05) * (1 / 1.12)) ** 2
    depth = 0.62 * np.sqrt(clip(1 - r2, 0, None) + 0.015)
    depth += 0.15 * fall((px * (1 / 0.13)) ** 2 + ((py - 0.2) * (1 / 0.17)) ** 2)
    return px - math.sin(nuisance.yaw) * depth, py - math.sin(nuisance.pitch) * depth
