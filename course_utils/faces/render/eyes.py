"""Eyes and brows."""

from __future__ import annotations

import numpy as np

from course_utils.faces.identity import EYES
from course_utils.faces.nuisance import Nuisance
from course_utils.faces.render.canvas import Canvas, clip, ramp
from course_utils.faces.render.shape import Shape, Side
from course_utils.faces.render.surface import Surface


def draw_eye(
    canvas: Canvas, surface: Surface, shape: Shape, side: Side, nuisance: Nuisance
) -> None:
    """Eyeball, iris, lids, lashes and the fold of the upper lid."""
    who, u = shape.who, side.u
    ex, ey, a = side.sign * side.eye_x, side.eye_y, side.eye_width
    box = canvas.box(ex - 0.24, ex + 0.24, ey - 0.22, ey + 0.14)
    x = side.sign * box.x - side.eye_x
    t = x * (1 / a)
    upper, lower = (curve[None, :] for curve in side.lids(t, who))
    y = box.y
    within = canvas.edge((1 - np.abs(t)) * a)[None, :]
    above, below = y - upper, lower - y

    # The fold of the upper lid. A raised lid hides it, a raised brow bares more of it.
    kind = EYES[who.eyes]
    rise = (
        0.034
        - 0.014 * u[5]
        + 0.010 * u[1] * ramp(-t, -0.2, 0.6)
        + 0.014 * u[2] * ramp(t, -0.2, 0.6)
    )
    if kind == "hooded":
        rise = rise - 0.014 * ramp(t, -0.2, 0.7) * (1 - u[2])
    tt = clip(np.abs(t * 0.92), 0, 1)
    fold = (upper[0] - rise * np.power(1 - tt**2.2, 0.5))[None, :]
    span = ramp(np.abs(t), 1.12, 0.72)[None, :]
    z = (y - fold) * (1 / max(0.011, 0.5 * canvas.step))
    crease = np.exp(-0.5 * z * z) * span * who.crease
    lid = clip((y - fold) * (1 / 0.02), 0, 1) * clip(-above * (1 / 0.012) + 0.6, 0, 1) * span
    part = surface.albedo[box.at]
    part *= 1 - 0.42 * crease
    part *= 1 + 0.10 * lid * who.crease
    surface.slope_y[box.at] += lid * who.crease * (0.5 * clip((upper - y) * 30, -1, 1))

    # Eyeball. Its white is dimmed with the skin, or it would glow in a dark face.
    opening = canvas.edge(above) * canvas.edge(below) * within
    white = 0.50 * (who.skin / 0.6) ** 0.36
    t_ = t[None, :]
    ball = white * (1 - 0.34 * t_ * t_) * (1 - 0.50 * np.exp(-clip(above, 0, 1) * (1 / 0.026)))
    gx = 0.028 * nuisance.gaze_x * side.sign + 0.10 * nuisance.yaw * -side.sign
    gy = 0.018 * nuisance.gaze_y - 0.08 * nuisance.pitch
    dx, dy = (x - gx)[None, :], y - (ey - 0.008 + gy)
    r = np.sqrt(dx * dx + dy * dy)
    iris = canvas.edge(who.iris - r)
    glow = 0.75 + 0.5 * clip(dy * (1 / who.iris), -1, 1)
    color = who.iris_shade * glow * (1 - 0.55 * ramp(r, 0.80 * who.iris, who.iris))
    color = color + (0.006 - color) * canvas.edge(0.42 * who.iris - r)
    color = color * (1 - 0.45 * np.exp(-clip(above, 0, 1) * (1 / 0.02)))
    ball = ball + (color - ball) * iris
    # The window's reflection lies on the light's side, in both eyes alike.
    light = 1 if nuisance.light_azimuth > 0 else -1
    sx, sy = dx * side.sign - 0.40 * who.iris * light, dy + 0.40 * who.iris
    glint = canvas.edge(0.0165 - np.sqrt(sx * sx + sy * sy))
    ball = ball + (0.85 * (white / 0.5) - ball) * glint * 0.9
    # The moist corner at the nose.
    ball = ball * (1 - 0.30 * ramp(-t_, 0.80, 0.95))
    surface.cover(
        opening, ball, slope_x=1.2 * side.sign * -t_, slope_y=-0.15, gloss=0.01, at=box.at
    )

    # Lashes: a dark, tapering upper rim, a faint lower one.
    thick = (0.0095 + 0.0050 * who.lashes) * (0.55 + 0.45 * ramp(t, -1.0, 0.3)) * ramp(t, 1.14, 0.9)
    rim = canvas.edge(thick[None, :] - np.abs(above + 0.004)) * ramp(np.abs(t), 1.12, 1.0)[None, :]
    part = surface.albedo[box.at]
    part += rim * (0.80 + 0.12 * who.lashes) * (0.012 - part)
    z = (below + 0.004) * (1 / 0.010)
    part *= 1 - (0.34 + 0.2 * u[7]) * np.exp(-0.5 * z * z) * ramp(np.abs(t), 1.02, 0.8)[None, :]


def draw_brow(canvas: Canvas, surface: Surface, shape: Shape, side: Side) -> None:
    """One brow, with soft borders and hairs that follow its line."""
    who = shape.who
    box = canvas.box(*sorted((side.sign * 0.03, side.sign * 0.57)), -0.56, -0.12)
    x = side.sign * box.x
    middle, thick, cover = side.brow(x, who)
    d = (box.y - middle[None, :]) * (1 / thick)[None, :]
    soft = clip(1.25 - np.abs(d) * (thick / np.maximum(thick, 0.6 * canvas.step))[None, :], 0, 1)
    hairs = 1.0
    if canvas.step < 0.02:
        # Hairs lean outwards; too fine to be seen at 48 pixels.
        lean = (box.x[None, :] * side.sign + 0.9 * (box.y - middle[None, :])) * 210
        hairs = 0.80 + 0.20 * np.sin(lean + 3 * np.sin(lean * 0.37))
    mask = soft * cover[None, :] * hairs * 0.90
    shade = min(0.010 + 0.30 * who.hair_shade, 0.24 * who.skin)
    surface.cover(mask, shade, gloss=0.0, at=box.at)
    surface.slope_y[box.at] += mask * clip(-d, -1, 1) * 0.25
