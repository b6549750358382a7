"""The skin of the face: its relief, and the wrinkles and bulges that action units bring.

Relief is a height over the head's base form, light and shadow follow from its slopes. Wrinkles are
relief first and darkness second, so that they look pressed in, not drawn on.
"""

from __future__ import annotations

import cv2
import numpy as np

from course_utils.faces.render.canvas import Canvas, Mounds, bell, clip, ramp
from course_utils.faces.render.head import Outline
from course_utils.faces.render.shape import EYE_Y, Shape, Side
from course_utils.faces.render.surface import Surface


def draw_skin(canvas: Canvas, surface: Surface, shape: Shape, outline: Outline) -> None:
    """Cover the head with skin; lips, eyes and brows come on top of it."""
    who = shape.who
    height, dark = Mounds(canvas), Mounds(canvas)
    _rest(height, dark, shape)
    _moved(height, dark, shape)
    relief, shade = height.total(), dark.total()
    for side in shape.sides():
        _nasolabial_fold(canvas, relief, shade, shape, side)
        _under_eye(canvas, relief, shade, shape, side)
        _eye_corner_lines(canvas, relief, shade, shape, side)
        _dimple(canvas, relief, shade, side)
        _nose_wing(canvas, relief, shade, shape, side)
    _forehead_lines(canvas, relief, shade, shape)

    # Hollows are darker than bumps: less of the surrounding light reaches them.
    smooth = cv2.GaussianBlur(relief, (0, 0), 0.07 / canvas.step)
    shade += 3.2 * (smooth - relief)
    if canvas.step < 0.02:  # finer than a small picture could show
        shade += 0.022 * canvas.texture(1, who.texture, 70.0)
        shade += 0.020 * canvas.texture(0, who.texture + 2, 190.0)  # pores
    if who.freckles > 0.05 and who.skin > 0.25 and canvas.step < 0.02:
        spots = clip(canvas.texture(0, who.texture + 5, 120.0) - 1.0, 0, 1)
        place = bell(canvas.y, 0.14, 0.16)[:, None] * bell(np.abs(canvas.x), 0.25, 0.22)[None, :]
        shade += 0.22 * who.freckles * spots * place

    slope_x = outline.slope_x + cv2.Sobel(relief, cv2.CV_32F, 1, 0, scale=1 / (8 * canvas.step))
    slope_y = outline.slope_y + cv2.Sobel(relief, cv2.CV_32F, 0, 1, scale=1 / (8 * canvas.step))
    # Dark skin shows its form by highlights, light skin by shadow: both must read as well.
    gloss = who.gloss * (0.045 + 0.02 * (0.6 - who.skin))
    zone = 0.75 + 0.5 * bell(canvas.y, 0.0, 0.35)[:, None] * bell(canvas.x, 0.0, 0.22)[None, :]
    surface.cover(
        canvas.edge(outline.distance),
        who.skin * np.exp(-shade),
        slope_x,
        slope_y,
        gloss * zone,
        solid=True,
    )


def _rest(height: Mounds, dark: Mounds, shape: Shape) -> None:
    """The relief of a face at rest."""
    who, m = shape.who, shape.mean
    x, y = height.canvas.x, height.canvas.y
    nose_x = shape.nose_x
    tip_y = who.nose_y - 0.075 - 0.028 * m[9] - 0.010 * m[10]

    # Forehead, brow ridge, sockets, temples.
    height.bell(0.05, 0, -0.62, 0.36, 0.22)
    height.pair(0.016 + 0.020 * who.build, 0.27, EYE_Y - 0.17, 0.17, 0.05)
    height.pair(-0.050, who.eye_x - 0.02, EYE_Y - 0.005, 0.15, 0.085)
    height.pair(-0.03, 0.17, EYE_Y - 0.02, 0.05, 0.07)
    height.pair(-0.035, 0.66, -0.38, 0.10, 0.20)
    dark.pair(0.12, who.eye_x, EYE_Y - 0.01, 0.13, 0.08)
    dark.pair(0.10, 0.175, EYE_Y - 0.005, 0.045, 0.06)

    # The nose: a bridge that rises towards the tip, the tip, and its underside in shadow.
    bridge = 0.080 * who.bridge_height * ramp(y, EYE_Y - 0.20, EYE_Y + 0.10) + 0.03 * ramp(
        y, EYE_Y, tip_y
    )
    bridge = bridge * ramp(y, tip_y + 0.15, tip_y - 0.05)
    height.profile(bell(x, nose_x * 0.5, who.bridge_width), bridge)
    flank = 0.036 * ramp(y, EYE_Y - 0.05, tip_y) * ramp(y, who.nose_y + 0.07, tip_y - 0.02)
    height.profile(bell(x, nose_x, who.nose_width * 0.62), flank)
    height.bell(0.038 * who.tip, nose_x, tip_y, 0.35 * who.nose_width + 0.014, 0.056)
    dark.bell(-0.10, nose_x, tip_y - 0.02, 0.045, 0.05)
    dark.bell(0.10, nose_x, who.nose_y + 0.014, who.nose_width * 0.55, 0.016)

    # Cheeks and the soft hollow under the eyes.
    height.pair(0.045 + 0.02 * who.cheekbone, 0.44, 0.14, 0.18, 0.15)
    height.pair(-0.008 - 0.008 * who.age, 0.30, EYE_Y + 0.135, 0.11, 0.04)
    dark.pair(0.04 + 0.08 * who.age, 0.27, EYE_Y + 0.12, 0.09, 0.025)
    height.pair(-0.022 * (1 - 0.5 * who.jaw), 0.50, 0.50, 0.12, 0.15)
    dark.pair(-0.06, 0.38, 0.12, 0.16, 0.12)
    dark.bell(-0.05, 0, -0.55, 0.34, 0.20)

    # Around the mouth: soft, no edges; philtrum; the dip above the chin; the chin.
    height.bell(0.028, 0, who.mouth_y - 0.03, 0.20, 0.15)
    height.bell(-0.010, 0, who.nose_y + 0.105, 0.020, 0.045)
    height.pair(0.003, 0.040, who.nose_y + 0.105, 0.018, 0.045)
    dark.bell(0.05, 0, who.nose_y + 0.105, 0.020, 0.04)
    chin_y = shape.chin - 0.135
    dip_y = shape.mouth_y + 0.135 + 0.55 * shape.jaw
    height.bell(-0.022, 0, dip_y, 0.13, 0.030)
    dark.bell(0.10, 0, dip_y - 0.005, 0.11, 0.028)
    height.bell(0.040, 0, chin_y, 0.14, 0.085)


def _moved(height: Mounds, dark: Mounds, shape: Shape) -> None:
    """Bulges and furrows of the action units that are soft enough to be mounds."""
    who, m = shape.who, shape.mean
    left, right = shape.sides()
    u = shape.both

    def scaled(amount, unit):
        return tuple(amount * value for value in u(unit))

    # 4: skin bunches between the brows; two short furrows stand beside the bulge.
    height.bell(0.030 * m[4], 0, EYE_Y - 0.20, 0.055, 0.07)
    height.pair(scaled(-0.022, 4), 0.058, EYE_Y - 0.215, 0.014, 0.065)
    dark.pair(scaled(0.50, 4), 0.056, EYE_Y - 0.215, 0.015, 0.060)
    height.pair(scaled(0.02, 4), 0.14, EYE_Y - 0.165, 0.06, 0.035)
    # 6: the cheek's apple rises and pushes a crease up under the eye.
    height.pair(scaled(0.060, 6), 0.40, EYE_Y + 0.215, 0.125, 0.060)
    dark.pair(scaled(-0.20, 6), 0.40, EYE_Y + 0.205, 0.10, 0.040)
    # 12 rounds the cheek lower down and farther out.
    height.pair(scaled(0.060, 12), 0.47, 0.30, 0.12, 0.10)
    dark.pair(scaled(-0.10, 12), 0.46, 0.25, 0.09, 0.06)
    # 7: a firm, bright roll of the lower lid.
    height.pair(scaled(0.016, 7), who.eye_x, EYE_Y + 0.048, 0.12, 0.016)
    dark.pair(scaled(-0.28, 7), who.eye_x, EYE_Y + 0.040, 0.11, 0.014)
    # 9: skin gathers on the bridge in soft cross folds.
    for k, y in enumerate((-0.20, -0.125, -0.05)):
        height.bell(0.016 * m[9], shape.nose_x * 0.5, y, 0.070 - 0.008 * k, 0.018)
        dark.bell(0.44 * m[9], shape.nose_x * 0.5, y + 0.036, 0.080 - 0.006 * k, 0.017)
    height.pair(scaled(0.040, 9), 0.17, 0.13, 0.055, 0.075)
    dark.pair(scaled(0.20, 9), 0.115, 0.06, 0.025, 0.07)
    # 10: the cheek beside the nose is pulled up into a pouch.
    height.pair(scaled(0.040, 10), 0.27, 0.29, 0.07, 0.07)
    dark.bell(0.14 * m[10], 0, who.nose_y + 0.045, 0.10, 0.022)
    # 15: a small pouch under each corner of the mouth.
    corner = (left.corner_y, right.corner_y)
    below = tuple(y + 0.060 for y in corner)
    height.pair(scaled(0.030, 15), who.mouth_width + 0.045, below, 0.050, 0.040)
    dark.pair(
        scaled(0.42, 15), who.mouth_width + 0.012, tuple(y + 0.035 for y in corner), 0.016, 0.038
    )
    # 16: the lower lip is drawn down over the dip above the chin, which moves and flattens.
    height.bell(0.020 * m[16], 0, shape.mouth_y + 0.10, 0.17, 0.03)
    dark.bell(0.34 * m[16], 0, shape.mouth_y + 0.185 + 0.5 * shape.jaw, 0.17, 0.020)
    # 17: the chin boss is pushed up; a deep crescent stands above it; its skin dimples.
    boss = shape.chin - 0.165
    height.bell(0.050 * m[17], 0, boss, 0.12, 0.060)
    dark.bell(0.42 * m[17], 0, shape.mouth_y + 0.105 + 0.5 * shape.jaw, 0.115, 0.020)
    for x, y in ((-0.055, 0.0), (0.05, -0.012), (0.0, 0.035), (-0.03, -0.035), (0.07, 0.04)):
        dark.bell(0.30 * m[17], x, boss + y, 0.017, 0.014)
    # 20: skin outside the corners is stretched into upright folds.
    flat = tuple(y - 0.005 for y in corner)
    height.pair(scaled(0.022, 20), who.mouth_width + 0.165, flat, 0.020, 0.075)
    dark.pair(scaled(0.38, 20), who.mouth_width + 0.135, flat, 0.014, 0.065)
    # 23 and 24: lips rolled in. 24 makes a bulge above and below the line.
    height.bell(0.020 * m[24], 0, shape.mouth_y - 0.058, 0.17, 0.026)
    height.bell(0.022 * m[24], 0, shape.mouth_y + 0.062, 0.16, 0.026)
    dark.bell(-0.16 * m[24], 0, shape.mouth_y - 0.056, 0.16, 0.022)
    dark.bell(-0.18 * m[24], 0, shape.mouth_y + 0.060, 0.15, 0.022)
    dark.pair(scaled(0.26, 23), who.mouth_width - 0.01, corner, 0.030, 0.050)
    # 26: the cheeks lengthen and hollow out beside the mouth.
    height.pair(scaled(-0.045, 26), 0.44, 0.58, 0.09, 0.16)
    dark.pair(scaled(0.20, 26), 0.43, 0.60, 0.07, 0.14)


def _crease_down(canvas, relief, shade, side: Side, path, top, bottom, bulge, depth, amount):
    """A fold that runs downwards along outward x = path(s), s from 0 (top) to 1 (bottom).

    The skin outside the fold stands `bulge` higher and falls off within `depth`; the fold's bottom
    is darker by `amount` (both (n,) along s, or numbers).
    """
    box = canvas.box(*sorted((side.sign * -0.02, side.sign * 0.72)), top - 0.04, bottom + 0.06)
    s = (box.y - top) * (1 / (bottom - top))
    d = side.sign * box.x[None, :] - path(clip(s, -0.1, 1.2))
    fade = ramp(s, -0.10, 0.50) * ramp(s, 1.18, 0.62)
    outer = np.exp(-np.abs(d) * (1 / depth)) * ramp(d, -0.030, 0.030)
    relief[box.at] += bulge * fade * outer
    width = max(0.016, 0.6 * canvas.step)
    shade[box.at] += amount * fade * np.exp(-0.5 * (d * (1 / width)) ** 2)


def _nasolabial_fold(canvas, relief, shade, shape: Shape, side: Side) -> None:
    """From beside the nose wing in a curve around the corner of the mouth."""
    who, u = shape.who, side.u
    strength = (
        0.02
        + 0.16 * who.age
        + 0.85 * u[12]
        + 0.62 * u[9]
        + 0.62 * u[10]
        + 0.15 * u[20]
        + 0.3 * u[14]
    )
    strength = min(strength, 1.25)
    lifted = 0.030 * u[9] + 0.020 * u[10]
    top = who.nose_y - 0.075 - lifted
    bottom = side.corner_y + 0.06 + 0.05 * u[12] - 0.10 * u[9] * (1 - u[12])
    x0 = who.nose_width + 0.050 + 0.01 * u[9]
    x1 = side.corner_x + 0.105
    # It leaves the nose almost level and ends upright: convex outwards, never a straight line.
    curl = 0.020 * u[12] + 0.030 * u[10] + 0.02

    def path(s):
        c = clip(s, 0, 1)
        return x0 + (x1 - x0) * np.power(c, 0.85) + curl * np.sin(np.pi * c)

    _crease_down(
        canvas, relief, shade, side, path, top, bottom, 0.034 * strength, 0.085, 0.34 * strength
    )


def _dimple(canvas, relief, shade, side: Side) -> None:
    """Unit 14: the corner is pulled in; a short curved pit with a bulge outside it."""
    u = side.u[14]
    if u < 0.02:
        return
    y = side.corner_y
    box = canvas.box(*sorted((side.sign * 0.12, side.sign * 0.62)), y - 0.20, y + 0.20)
    v = box.y - y
    d = side.sign * box.x[None, :] - (side.corner_x + 0.048 - 2.2 * v * v)
    tall = np.exp(-0.5 * (v * (1 / 0.062)) ** 2)
    relief[box.at] += 0.050 * u * tall * np.exp(-np.abs(d) * (1 / 0.06)) * ramp(d, -0.02, 0.03)
    shade[box.at] += (
        0.80 * (1 - 0.35 * side.u[12]) * u * tall * np.exp(-0.5 * (d * (1 / 0.022)) ** 2)
    )


def _eye_corner_lines(canvas, relief, shade, shape: Shape, side: Side) -> None:
    """Crow's feet: three lines that fan out from the outer corner, unit 6 and a little age."""
    strength = side.u[6] + 0.10 * shape.who.age
    if strength < 0.02:
        return
    x0 = side.eye_x + side.eye_width + 0.03
    box = canvas.box(*sorted((side.sign * x0, side.sign * (x0 + 0.16))), EYE_Y - 0.12, EYE_Y + 0.16)
    t = clip((side.sign * box.x - x0) * (1 / 0.15), 0, 1)
    fade = ramp(t, 0.0, 0.25) * ramp(t, 1.0, 0.45)
    width = max(0.011, 0.55 * canvas.step)
    for slope, bend in ((-0.055, 0.01), (0.02, 0.0), (0.085, 0.012)):
        line = side.eye_y + 0.012 + slope * t * 1.25 + bend * t * t
        z = (box.y - line[None, :]) * (1 / width)
        ridge = np.exp(-0.5 * z * z) * fade[None, :]
        relief[box.at] -= 0.008 * strength * ridge
        shade[box.at] += 0.36 * strength * ridge


def _under_eye(canvas, relief, shade, shape: Shape, side: Side) -> None:
    """Creases below the eye, curved with it: close to the lid for 7, on top of the cheek for 6."""
    box = canvas.box(*sorted((side.sign * 0.10, side.sign * 0.56)), EYE_Y + 0.02, EYE_Y + 0.20)
    x = side.sign * box.x
    for amount, centre, half, y, sag, width in (
        (0.44 * side.u[7], 0.315, 0.17, 0.046, 0.028, 0.013),
        (0.52 * side.u[6], 0.345, 0.215, 0.066, 0.058, 0.017),
    ):
        if amount < 0.01:
            continue
        t = clip((x - centre) * (1 / half), -1, 1)
        line = side.eye_y + y + sag * (1 - t * t)
        z = (box.y - line[None, :]) * (1 / max(width, 0.55 * canvas.step))
        groove = np.exp(-0.5 * z * z) * (amount * ramp(np.abs(t), 1.0, 0.45))[None, :]
        relief[box.at] -= 0.022 * groove
        shade[box.at] += groove


def _nose_wing(canvas, relief, shade, shape: Shape, side: Side) -> None:
    """The wing of the nose, the crease around it, and the nostril."""
    who, u = shape.who, side.u
    flare = 0.018 * u[9] + 0.008 * u[10]
    lift = 0.034 * u[9] + 0.016 * u[10]
    wide = who.nose_width + flare
    y = who.nose_y - 0.042 - lift
    x = side.sign * shape.nose_x
    box = canvas.box(
        *sorted((x - side.sign * wide, x + side.sign * (wide + 0.12))), y - 0.20, y + 0.20
    )
    ox, oy = side.sign * (box.x - x)[None, :], box.y - y
    # Wing: a rounded bulge; its centre sits so that its outside reaches the nose's width.
    rx, ry = 0.30 * wide + 0.022, 0.058
    cx = wide - rx
    zx, zy = (ox - cx) * (1 / rx), oy * (1 / ry)
    r = np.sqrt(zx * zx + zy * zy)
    relief[box.at] += 0.050 * np.exp(-0.6 * r * r)
    rim = np.exp(-0.5 * ((r - 1.12) * (1 / 0.20)) ** 2)
    # The crease shows outside and above, and fades on the inside.
    shade[box.at] += (
        (0.30 + 0.25 * u[9]) * rim * ramp(ox, cx - 0.01, cx + 0.03) * ramp(oy, 0.06, 0.0)
    )
    # Nostril: a soft leaf, tilted, seen slightly from below.
    nx = ox - 0.46 * wide
    ny = oy - 0.050 - 0.22 * nx
    a, b = 0.24 * wide, 0.014 + 0.006 * u[9]
    shade[box.at] += 1.0 * np.exp(-0.5 * ((nx * (1.5 / a)) ** 2 + (ny * (1 / b)) ** 2))


def _forehead_lines(canvas, relief, shade, shape: Shape) -> None:
    """Units 1 and 2 fold the forehead: in the middle for 1, over the outer brows for 2."""
    who = shape.who
    strongest = max(*shape.both(1), *shape.both(2), 0.25 * who.age)
    if strongest < 0.02:
        return
    box = canvas.box(-0.62, 0.62, -0.84, -0.36)
    x = box.x
    a = np.abs(x)
    one = shape.along(*shape.both(1), x) * ramp(a, 0.34, 0.12)
    two = shape.along(*shape.both(2), x) * ramp(a, 0.16, 0.32) * ramp(a, 0.60, 0.48)
    amount = np.maximum(one + two - 0.4 * one * two, 0.10 * who.age * ramp(a, 0.5, 0.3))
    width = max(0.012, 0.55 * canvas.step)
    for k, y in enumerate((-0.47, -0.555, -0.64)):
        # Lines follow the brows: level in the middle, arched over the outer brow.
        line = y + 0.012 * np.sin(9 * x + k) - 0.035 * two * bell(a, 0.36, 0.12) + 0.05 * a * a
        z = (box.y - line[None, :]) * (1 / width)
        groove = np.exp(-0.5 * z * z) * ((1 - 0.2 * k) * amount)[None, :]
        z = z - 2.2
        roll = np.exp(-0.5 * z * z) * ((1 - 0.2 * k) * amount)[None, :]
        relief[box.at] += 0.007 * roll - 0.007 * groove
        shade[box.at] += 0.36 * groove
