"""What the light falls on: reflectance, slopes and gloss of everything drawn so far."""

from __future__ import annotations

import numpy as np


class Surface:
    """Arrays over the canvas, all (height, width) float32.

    Attributes:
        albedo: linear reflectance, 0 to 1.
        slope_x, slope_y: how fast the surface comes towards the viewer along x and y.
        gloss: strength of the highlight.
        alpha: 1 where there is a person, 0 where the background shows.
    """

    def __init__(self, shape: tuple[int, int]):
        self.albedo = np.zeros(shape, np.float32)
        self.slope_x = np.zeros(shape, np.float32)
        self.slope_y = np.zeros(shape, np.float32)
        self.gloss = np.zeros(shape, np.float32)
        self.alpha = np.zeros(shape, np.float32)

    def cover_sides(self, box, mask, albedo, slope_x=None, slope_y=None, gloss=None, solid=False):
        """`cover` on both sides; arrays are (2, height, width), left first, or broadcast to it.

        `slope_x` counts outwards here, as the box's x does.
        """
        for side, (at, sign) in enumerate(zip(box.at, (1, -1), strict=True)):
            albedo_, slope_x_, slope_y_, gloss_ = (
                value[side] if getattr(value, "ndim", 0) == 3 else value
                for value in (albedo, slope_x, slope_y, gloss)
            )
            if slope_x_ is not None:
                slope_x_ = sign * slope_x_
            self.cover(mask[side], albedo_, slope_x_, slope_y_, gloss_, at, solid)

    def cover(
        self, mask, albedo, slope_x=None, slope_y=None, gloss=None, at=np.s_[:, :], solid=False
    ):
        """Lay something over what is there, as far as `mask` (0 to 1) covers it.

        Args:
            mask: array over the cells `at`.
            albedo: number or array over the same cells.
            slope_x: number or array; None keeps what lies below.
            slope_y: the same.
            gloss: the same.
            at: the cells, as slices.
            solid: whether it hides the background (what lies on the person already does).
        """
        for layer, value in (
            (self.albedo, albedo),
            (self.slope_x, slope_x),
            (self.slope_y, slope_y),
            (self.gloss, gloss),
        ):
            if value is not None:
                part = layer[at]
                part += mask * (value - part)
        if solid:
            part = self.alpha[at]
            part += mask * (1 - part)
