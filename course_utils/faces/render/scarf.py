"""The headscarf."""

from __future__ import annotations

import numpy as np

from course_utils.faces.render.canvas import Canvas, bell, clip, fraction, ramp
from course_utils.faces.render.head import Outline
from course_utils.faces.render.shape import Shape
from course_utils.faces.render.surface import Surface


def draw_scarf(canvas: Canvas, surface: Surface, shape: Shape, outline: Outline) -> None:
    """A headscarf: it frames the face from the forehead to under the chin and covers the neck."""
    who = shape.who
    x, y = canvas.x, canvas.y
    a = np.abs(x)
    brow_band = who.hairline + 0.06 + 0.30 * a * a
    opening = np.minimum(outline.distance - 0.030, (y[:, None] - brow_band[None, :]))
    outside = canvas.edge(-opening, 0.02)
    v = who.hair_volume
    stand = (0.075 + 0.03 * v) * ramp(y, 1.0, -0.2) + 0.05
    head = outline.distance + stand[:, None]
    drape = np.where(
        y > 0.2, who.head_width + 0.06 - 0.10 * bell(y, 0.85, 0.25) + 0.42 * ramp(y, 0.95, 1.7), -1
    )
    body = np.maximum(head, drape[:, None] - a[None, :])
    mask = canvas.edge(body) * outside
    # Folds run along the border of the opening and fan out below the chin.
    depth = clip(-opening, 0, 0.6)
    phase = who.texture % 7
    lean = x * (1.0 if who.hair_part > 0 else -1.0)
    wave = np.sin(34 * depth + 3.2 * lean[None, :] + phase) * fraction(depth * 14)
    wave = wave + 0.5 * np.sin(19 * depth - 5 * y[:, None] + phase)
    shade = 1 - 0.40 * np.exp(-depth * (1 / 0.030)) + 0.10 * wave
    surface.cover(
        mask,
        clip(who.cloth * 0.8 + 0.03, 0.03, 0.5) * shade,
        slope_x=0.6 * outline.slope_x + 0.22 * wave * clip(4 * x, -1, 1)[None, :],
        slope_y=0.6 * outline.slope_y + 0.12 * wave,
        gloss=0.004,
        solid=True,
    )
