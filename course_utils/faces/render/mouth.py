"""Lips, teeth and the inside of the mouth."""

from __future__ import annotations

import numpy as np

from course_utils.faces.render.canvas import Canvas, bell, clip, fall, fraction, ramp
from course_utils.faces.render.shape import Lips, Shape
from course_utils.faces.render.surface import Surface


def draw_mouth(canvas: Canvas, surface: Surface, shape: Shape, lips: Lips) -> None:
    """The mouth, closed or open, on top of the skin."""
    who, m = shape.who, shape.mean
    box = canvas.box(-0.46, 0.46, shape.mouth_y - 0.22, shape.mouth_y + 0.34)
    x, y = box.x, box.y
    lips = lips.between(box)
    row = {
        name: getattr(lips, name)[None, :]
        for name in ("s", "top", "bottom", "inner_top", "inner_bottom", "line", "gap")
    }
    within = canvas.edge((1 - np.abs(lips.t)) * who.mouth_width)[None, :]

    albedo, slope_y, gloss = (
        layer[box.at] for layer in (surface.albedo, surface.slope_y, surface.gloss)
    )

    # Lips: a tint of the skin below, soft at the outer border, rounded across.
    upper = canvas.edge(y - row["top"], 0.020) * canvas.edge(
        row["inner_top"] - y + canvas.step * 0.5
    )
    lower = canvas.edge(row["bottom"] - y, 0.024) * canvas.edge(
        y - row["inner_bottom"] + canvas.step * 0.5
    )
    upper, lower = upper * within, lower * within
    v_up = fraction((y - row["top"]) / np.maximum(row["inner_top"] - row["top"], 1e-3))
    v_low = fraction(
        (y - row["inner_bottom"]) / np.maximum(row["bottom"] - row["inner_bottom"], 1e-3)
    )
    albedo *= 1 - upper * (1 - 0.80 * who.lip_shade) - lower * (1 - who.lip_shade) * (1 - upper)
    # Height rises from the border to the lip's ridge and rolls into the mouth.
    slope_y += upper * (0.75 - 1.3 * v_up) + lower * (0.6 - 1.5 * v_low)
    gloss += 0.035 * lower * bell(v_low, 0.35, 0.18)
    # Shadow under the lower lip.
    z = (y - row["bottom"] - 0.022) * (1 / 0.022)
    albedo *= 1 - 0.26 * fall(z * z) * fraction(1 - row["s"] ** 4) * within

    # The line where the lips meet; it stays as a dark corner when the mouth is open.
    press = 0.5 * m[24]
    z = (y - row["line"]) * (1 / max(0.0085 + 0.004 * m[24], 0.42 * canvas.step))
    closed = fraction(1 - row["gap"] * 18) + 0.5 * ramp(row["s"], 0.75, 1.0) * (row["gap"] > 0.01)
    taper = ramp(np.abs(lips.t), 1.10, 0.90)[None, :]
    albedo *= 1 - clip(
        (0.66 * shape.contrast + press * 0.4) * np.minimum(closed, 1) * taper * fall(z * z), 0, 0.95
    )
    sides = shape.sides
    deepness = 0.30 + 0.18 * shape.u[12] + 0.12 * shape.u[15] + 0.15 * shape.u[14]
    spot_x = bell(x, sides.sign * (sides.corner_x - 0.004), 0.022) * deepness
    spot_y = bell(y[:, 0], sides.corner_y, 0.018)
    albedo *= 1 - spot_y.T @ spot_x

    if float(lips.gap.max()) < 0.006:
        return
    opening = (
        canvas.edge(y - row["inner_top"])
        * canvas.edge(row["inner_bottom"] - y)
        * fraction(row["gap"] * 60)
        * canvas.edge((0.95 - lips.s) * who.mouth_width)[None, :]
    )
    inside = np.full(opening.shape, 0.004 + 0.022 * who.skin, np.float32)
    deep = y - row["inner_top"]
    # The tongue lies low and shows when the jaw is down.
    rise = row["inner_bottom"] - y - 0.065 * (1 - 2.2 * row["s"] * row["s"])
    tongue = m[26] * m[25] * ramp(rise, 0.02, -0.03)
    inside += tongue * (0.025 + 0.16 * who.skin)
    # Upper teeth hang down a little way, lower ones show when the lower lip is drawn down (16).
    bright = 0.42 * (who.skin / 0.6) ** 0.40
    arch = 1 - 0.72 * lips.s**2
    reach = np.minimum(
        0.018 - 0.006 * m[26] + 0.012 * m[10] + 0.036 * m[12], (0.40 + 0.16 * m[12]) * lips.gap
    ) * fraction(1.1 - 0.75 * lips.s**2)
    teeth = canvas.edge(reach[None, :] - deep, 0.012)
    gaps = 1.0
    if canvas.step < 0.02:
        gaps = 1 - 0.22 * fraction(np.abs(np.sin(x * (np.pi / 0.052))) * -6 + 1)
    lip_shadow = 1 - 0.45 * np.exp(-fraction(deep) * (1 / 0.012))
    inside += teeth * (bright * (arch * gaps)[None, :] * lip_shadow - inside)
    if m[16] > 0.02:
        low = row["inner_bottom"] - y
        row_ = canvas.edge(0.034 * m[16] * arch[None, :] - low, 0.012)
        inside += row_ * (0.8 * bright * (arch * gaps)[None, :] - inside)
    surface.cover(opening, inside, slope_x=0.0, slope_y=0.0, gloss=0.0, at=box.at)
