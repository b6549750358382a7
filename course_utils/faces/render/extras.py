"""Beard and glasses."""

from __future__ import annotations

import numpy as np

from course_utils.faces.identity import BEARD, GLASSES
from course_utils.faces.render.canvas import Canvas, bell, clip, ramp
from course_utils.faces.render.head import Outline
from course_utils.faces.render.shape import EYE_Y, Lips, Shape
from course_utils.faces.render.surface import Surface


def draw_beard(
    canvas: Canvas, surface: Surface, shape: Shape, outline: Outline, lips: Lips
) -> None:
    """Stubble, moustache or full beard: hair density over the skin, never a sharp border.

    It follows the moving lips and keeps off them, so that every mouth can be read.
    """
    who = shape.who
    kind = BEARD[who.beard]
    if kind == "none":
        return
    box = canvas.box(-0.85, 0.85, -0.10, shape.chin + 0.06)
    x, y = box.x, box.y
    a = np.abs(x)
    lips = lips.between(box)
    noise = canvas.texture(0, who.texture + 11, 150.0, box) * min(1.0, 0.015 / canvas.step)

    # Moustache: from the philtrum to a little past the corners, thinning out.
    top = who.nose_y + 0.045 + 0.55 * a * a
    # Hair keeps its place when the lips roll in, and the corners stay clear.
    lip = np.minimum(lips.top, lips.inner_top - 0.048)[None, :] - 0.012
    span = (y - top[None, :]) / np.maximum(lip - top[None, :], 0.03)
    moustache = ramp(span, -0.1, 0.55) * ramp(y - lip, 0.010, -0.030)
    moustache = moustache * ramp(a, who.mouth_width + 0.06, who.mouth_width - 0.07)[None, :]
    moustache = moustache * (1 - 0.2 * bell(x, 0, 0.022))[None, :]

    density = moustache
    if kind != "moustache":
        # Cheek border: high at the ears, low beside the mouth; soft by a third of a cheek.
        border = 0.66 - 0.56 * ramp(a, 0.36, 0.74) + 0.05 * shape.jaw
        cheek = ramp(y - border[None, :] + 0.03 * noise, -0.10, 0.16)
        chin = np.maximum(lips.bottom, lips.inner_bottom + 0.060)
        off_lips = np.maximum(lips.top[None, :] - y, y - chin[None, :])
        beside = a[None, :] - (who.mouth_width + 0.08)
        free = ramp(np.maximum(off_lips, beside), 0.015, 0.085)
        under_lip = 1 - 0.60 * bell(x, 0, 0.15)[None, :] * bell(y, shape.mouth_y + 0.15, 0.055)
        density = np.maximum(moustache * 0.9, cheek * free * under_lip)
    density = density * canvas.edge(outline.distance[box.at] + 0.02)

    strength = {"stubble": 0.30, "moustache": 0.70, "full beard": 0.68}[kind] * who.beard_density
    cover = clip(density * strength * (1 + 0.13 * noise), 0, 0.85)
    # Hair darkens the skin and does not replace it: folds and shine stay to be seen through it.
    shade = min(0.016 + 0.55 * who.hair_shade, 0.45 * who.skin)
    surface.albedo[box.at] *= 1 - cover * (1 - shade / who.skin)
    surface.slope_x[box.at] += 0.07 * density * noise * (kind != "stubble")


def draw_glasses(canvas: Canvas, surface: Surface, shape: Shape) -> None:
    """Thin frames around the eyes; brows and lids stay visible."""
    who = shape.who
    kind = GLASSES[who.glasses]
    if kind == "none":
        return
    rim = max(0.008, 0.36 * canvas.step)
    strength = min(1.0, 0.017 / canvas.step)
    power, half_x, half_y = (2.0, 0.205, 0.188) if kind == "round glasses" else (4.5, 0.222, 0.170)
    cx, cy = 0.318, EYE_Y + 0.028
    box = canvas.sides(cx - 0.26, cx + 0.26, cy - 0.23, cy + 0.23)
    u = np.abs(box.x - cx) * (1 / half_x)
    v = np.abs(box.y - cy) * (1 / half_y)
    r = np.power(np.power(u, power) + np.power(v, power) + 1e-6, 1 / power)
    d = (r - 1) * (half_x * half_y) ** 0.5
    mask = canvas.edge(rim - np.abs(d)) * strength
    surface.cover_sides(box, (mask, mask), who.frame_shade, 0.0, 0.0, gloss=0.02)
    # A weak reflection of the sky across the glass; it runs the same way in both.
    inside = 0.03 * canvas.edge(-d - rim)
    y = 0.6 * (box.y - cy)
    x = (box.x - cx) * shape.sides.sign[:, None]
    box.add(surface.albedo, inside * bell(x + y, -0.09, 0.02))

    bridge = canvas.box(-0.13, 0.13, cy - 0.10, cy + 0.02)
    arc = cy - 0.055 - 0.02 * (1 - (bridge.x * (1 / 0.11)) ** 2)
    mask = canvas.edge(rim - np.abs(bridge.y - arc)) * strength
    mask = mask * canvas.edge(cx - half_x + 0.01 - np.abs(bridge.x))
    surface.cover(mask, who.frame_shade, 0.0, 0.0, gloss=0.02, at=bridge.at)
    arms = canvas.sides(cx + half_x - 0.01, who.head_width + 0.02, cy - 0.10, cy)
    mask = canvas.edge(rim - np.abs(arms.y - (cy - 0.05))) * strength
    mask = np.broadcast_to(mask, (len(arms.y), len(arms.x)))
    surface.cover_sides(arms, (mask, mask), who.frame_shade, 0.0, 0.0, gloss=0.0)
