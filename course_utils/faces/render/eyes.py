"""Eyes and brows; both sides are drawn in one go, see `canvas.SideBox`."""

from __future__ import annotations

import numpy as np

from course_utils.faces.identity import EYES
from course_utils.faces.nuisance import Nuisance
from course_utils.faces.render.canvas import Canvas, clip, fall, fraction, ramp
from course_utils.faces.render.shape import EYE_Y, Shape
from course_utils.faces.render.surface import Surface


def draw_eyes(canvas: Canvas, surface: Surface, shape: Shape, nuisance: Nuisance) -> None:
    """Eyeballs, irises, lids, lashes and the folds of the upper lids."""
    who, u, sides = shape.who, shape.u, shape.sides
    a = who.eye_width
    box = canvas.sides(who.eye_x - 0.20, who.eye_x + 0.20, EYE_Y - 0.19, EYE_Y + 0.09)
    x, y = box.x - who.eye_x, box.y
    t = x * (1 / a)
    far = np.abs(t)
    upper, lower = sides.lids(t, who)
    above, below = y - upper[:, None, :], lower[:, None, :] - y

    # The fold of the upper lid. A raised lid hides it, a raised brow bares more of it.
    outer = ramp(t, -0.2, 0.6)
    rise = 0.034 - 0.014 * u[5] + 0.010 * u[1] * (1 - outer) + 0.014 * u[2] * outer
    if EYES[who.eyes] == "hooded":
        rise = rise - 0.014 * outer * (1 - u[2])
    fold = upper - rise * np.sqrt(1 - np.power(np.minimum(far * 0.92, 1), 2.2))
    span = ramp(far, 1.12, 0.72) * who.crease
    down = y - fold[:, None, :]
    z = down * (1 / max(0.011, 0.5 * canvas.step))
    crease = fall(z * z) * span
    lid = fraction(down * (1 / 0.02)) * fraction(-above * (1 / 0.012) + 0.6) * span
    box.scale(surface.albedo, (1 - 0.42 * crease) * (1 + 0.10 * lid))
    box.add(surface.slope_y, lid * clip(above * -15, -0.5, 0.5))

    # Eyeball. Its white is dimmed with the skin, or it would glow in a dark face.
    white = 0.42 * (who.skin / 0.6) ** 0.36
    under_lid = np.exp(np.maximum(above, 0) * (-1 / 0.024))
    ball = white * (1 - 0.34 * t * t) * (1 - 0.50 * under_lid)
    sign = sides.sign[:, None]
    gx = sign * (0.028 * nuisance.gaze_x - 0.10 * nuisance.yaw)
    gy = 0.018 * nuisance.gaze_y - 0.08 * nuisance.pitch
    dx, dy = x - gx, y - (sides.eye_y[:, None] - 0.008 + gy)
    r = np.sqrt(dx * dx + dy * dy)
    glow = 0.75 + clip(dy * (0.5 / who.iris), -0.5, 0.5)
    color = who.iris_shade * glow * (1 - 0.55 * ramp(r, 0.80 * who.iris, who.iris))
    color = color + (0.006 - color) * canvas.edge(0.42 * who.iris - r)
    ball = ball + (color * (1 - 0.45 * under_lid) - ball) * canvas.edge(who.iris - r)
    # The window's reflection lies on the light's side, in both eyes alike.
    toward = (0.40 if nuisance.light_azimuth > 0 else -0.40) * who.iris
    sx, sy = dx - sign * toward, dy + 0.40 * who.iris
    glint = canvas.edge(0.0165 - np.sqrt(sx * sx + sy * sy))
    ball = ball + (1.7 * white - ball) * glint * 0.9
    # The moist corner at the nose.
    ball = ball * (1 - 0.30 * ramp(-t, 0.80, 0.95))
    opening = canvas.edge(above) * canvas.edge(below) * canvas.edge((1 - far) * a)
    surface.cover_sides(box, opening, ball, -1.2 * t[None, :], -0.15, 0.01)

    # Lashes: a dark, tapering upper rim, a faint lower one.
    thick = (0.0095 + 0.0050 * who.lashes) * (0.55 + 0.45 * ramp(t, -1.0, 0.3))
    thick *= ramp(t, 1.14, 0.9)
    rim = canvas.edge(thick - np.abs(above + 0.004)) * ramp(far, 1.12, 1.0)
    surface.cover_sides(box, rim * (0.80 + 0.12 * who.lashes), 0.012)
    z = (below + 0.004) * (1 / 0.010)
    faint = (0.34 + 0.2 * u[7]) * ramp(far, 1.02, 0.8)
    box.scale(surface.albedo, 1 - fall(z * z) * faint[:, None, :])


def draw_brows(canvas: Canvas, surface: Surface, shape: Shape) -> None:
    """Brows with soft borders and hairs that follow their line."""
    who = shape.who
    box = canvas.sides(0.03, 0.57, -0.53, -0.16)
    middle, thick, cover = (curve[:, None, :] for curve in shape.sides.brows(box.x, who))
    above = box.y - middle
    d = above * (1 / thick)
    soft = fraction(1.25 - np.abs(above) * (1 / np.maximum(thick, 0.6 * canvas.step)))
    mask = soft * cover * 0.90
    if canvas.step < 0.02:
        # Hairs lean outwards; too fine to be seen at 48 pixels.
        lean = (box.x + 0.9 * above) * 210
        mask = mask * (0.80 + 0.20 * np.sin(lean + 3 * np.sin(lean * 0.37)))
    shade = min(0.010 + 0.30 * who.hair_shade, 0.24 * who.skin)
    surface.cover_sides(box, mask, shade, gloss=0.0)
    box.add(surface.slope_y, mask * clip(d * -0.25, -0.25, 0.25))
