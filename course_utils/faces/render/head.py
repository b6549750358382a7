"""The head's outline and its rounded base form, the ears and the neck."""

from __future__ import annotations

import numpy as np

from course_utils.faces.identity import Identity
from course_utils.faces.render.canvas import Canvas, bell, clip, ramp, slope
from course_utils.faces.render.shape import Shape
from course_utils.faces.render.surface import Surface

#: Where the head is widest.
WIDEST = -0.12
#: Nothing of collar and shoulders lies higher.
_COLLAR = 1.15


class Outline:
    """The head as the region where `inside` is positive.

    inside = 1 - (x / width(y))^2 - |v|^power, with v the height above or below the widest place as
    a part of the head's length there: close to an egg, whose lower end jaw and chin shape.

    Attributes:
        inside: (height, width) float32, 1 in the middle of the head, 0 on its border.
        distance: the same, signed distance to the border in face units, near the border.
        slope_x, slope_y: of the rounded base form.
    """

    def __init__(self, canvas: Canvas, shape: Shape):
        who = shape.who
        x, y = canvas.x, canvas.y
        up = clip((WIDEST - y) / (WIDEST + who.head_top), 0, None)
        down_length = shape.chin - WIDEST
        down = clip((y - WIDEST) / down_length, 0, None)

        # The lower face narrows towards the jaw; a wide jaw narrows later and less.
        narrow = 0.23 - 0.13 * who.jaw + 0.03 * shape.mean[26]
        width = who.head_width * (
            1
            - narrow * ramp(down, 0.12, 1.02)
            + 0.022 * who.cheekbone * bell(down, 0.30, 0.16)
            - 0.035 * bell(up, 0.55, 0.3)
            - 0.02 * bell(down, 0.62, 0.12) * (1 - who.jaw)
        )
        ends = up**2.3 + down ** (2.75 + 0.5 * who.jaw)
        inverse = 1 / (width * width)
        self.width = width
        self.inside = (1 - ends)[:, None] - (x * x)[None, :] * inverse[:, None]

        d_ends, d_inverse = slope(ends, canvas.step), slope(inverse, canvas.step)
        fx = (-2 * x)[None, :] * inverse[:, None]
        fy = -d_ends[:, None] - (x * x)[None, :] * d_inverse[:, None]
        self.distance = self.inside / np.sqrt(fx * fx + fy * fy + 0.05)

        # The form is .72 deep and rounds off like a square root towards the border; the constant
        # keeps the rim from turning away from all light.
        steep = 0.36 / np.sqrt(clip(self.inside, 0, None) + 0.07)
        self.slope_x, self.slope_y = fx * steep, fy * steep


def draw_neck(canvas: Canvas, surface: Surface, shape: Shape) -> None:
    """Neck and shoulders, with the shadow that the chin throws on the neck."""
    who = shape.who
    neck = canvas.box(-0.75, 0.75, 0.45, 2.0)
    x, y = neck.x, neck.y
    half = 0.40 + 0.07 * who.build + 0.16 * ramp(y, 0.95, 1.5)
    shadow = 1 - 0.62 * bell(y, shape.chin + 0.02, 0.17)
    mask = canvas.edge(half - np.abs(x))
    albedo = 0.85 * who.skin * shadow
    surface.cover(mask, albedo, -1.6 * x, -0.25, 0.02, at=neck.at, solid=True)

    if canvas.y[-1] < _COLLAR - canvas.step:
        return
    # A round collar; the shoulders slope away to both sides.
    body = canvas.box(-2.5, 2.5, _COLLAR - canvas.step, 2.0)
    x, y = body.x, body.y
    a = np.abs(x)
    collar = np.where(a < 0.5, 1.34 - 0.55 * np.power(a, 1.6), 1.01 + 0.30 * a)
    mask = canvas.edge(y - collar)
    fold = 0.5 - 0.4 * ramp(y, 1.1, 1.5)
    surface.cover(mask, who.cloth, -0.55 * x, fold, 0.0, at=body.at, solid=True)


def draw_ears(canvas: Canvas, surface: Surface, outline: Outline, who: Identity) -> None:
    """Two ears, mostly behind the head's border."""
    centre = who.head_width + 0.015
    box = canvas.sides(centre - 0.13, centre + 0.13, -0.24, 0.28)
    v = (box.y - 0.02) * (1 / 0.21)
    # The lower end is narrower: the lobe.
    u = ((box.x - centre) * (1 / 0.085) + 0.25 * v) / (1.0 - 0.22 * v)
    mask = canvas.edge((1 - np.sqrt(u * u + v * v)) * 0.085)
    hollow = np.exp(-((u + 0.15) ** 2) * 3.0 - (v + 0.05) ** 2 * 3.2)
    albedo = who.skin * (0.86 - 0.5 * hollow)
    surface.cover_sides(box, (mask, mask), albedo, 0.5 - 1.3 * u, -0.4 * v, gloss=0.02, solid=True)
