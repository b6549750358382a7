"""The skin of the face: its relief, and the wrinkles and bulges that action units bring.

Relief is a height over the head's base form, light and shadow follow from its slopes. Wrinkles are
relief first and darkness second, so that they look pressed in, not drawn on.
"""

from __future__ import annotations

import math

import cv2
import numpy as np

from course_utils.faces.render.canvas import Canvas, Mounds, bell, clip, fall, fraction, ramp
from course_utils.faces.render.head import Outline
from course_utils.faces.render.shape import EYE_Y, Shape
from course_utils.faces.render.surface import Surface


def draw_skin(canvas: Canvas, surface: Surface, shape: Shape, outline: Outline) -> None:
    """Cover the head with skin; lips, eyes and brows come on top of it."""
    who = shape.who
    height, dark = Mounds(canvas), Mounds(canvas)
    _rest(height, dark, shape)
    _moved(height, dark, shape)
    relief, shade = height.total(), dark.total()
    _nasolabial_folds(canvas, relief, shade, shape)
    _under_eyes(canvas, relief, shade, shape)
    _eye_corner_lines(canvas, relief, shade, shape)
    _dimples(canvas, relief, shade, shape)
    _stretch_folds(canvas, relief, shade, shape)
    _nose_wings(canvas, relief, shade, shape)
    _forehead_lines(canvas, relief, shade, shape)

    # Hollows are darker than bumps: less of the surrounding light reaches them.
    smooth = cv2.GaussianBlur(relief, (0, 0), 0.07 / canvas.step)
    shade += 3.2 * (smooth - relief)
    if canvas.step < 0.02:  # finer than a small picture could show
        _skin_texture(canvas, shade, shape)

    slope_x = outline.slope_x + cv2.Sobel(relief, cv2.CV_32F, 1, 0, scale=1 / (8 * canvas.step))
    slope_y = outline.slope_y + cv2.Sobel(relief, cv2.CV_32F, 0, 1, scale=1 / (8 * canvas.step))
    # Dark skin shows its form by highlights, light skin by shadow: both must read as well.
    gloss = who.gloss * (0.045 + 0.02 * (0.6 - who.skin))
    zone = 0.75 + 0.5 * bell(canvas.y, 0.0, 0.35)[:, None] * bell(canvas.x, 0.0, 0.22)[None, :]
    surface.cover(
        canvas.edge(outline.distance),
        who.skin * np.exp(shade * -shape.contrast),
        slope_x,
        slope_y,
        gloss * zone,
        solid=True,
    )


def _skin_texture(canvas: Canvas, shade: np.ndarray, shape: Shape) -> None:
    """Pores, unevenness of tone, and freckles on some lighter skins."""
    who = shape.who
    box = canvas.box(-0.9, 0.9, -1.3, 1.3)
    part = shade[box.at]
    part += 0.022 * canvas.texture(1, who.texture, 70.0, box)
    part += 0.020 * canvas.texture(0, who.texture + 2, 190.0, box)
    if who.freckles > 0.05 and who.skin > 0.25:
        spots = fraction(canvas.texture(0, who.texture + 5, 120.0, box) - 1.0)
        place = bell(box.y, 0.14, 0.16) * bell(np.abs(box.x), 0.25, 0.22)
        part += 0.22 * who.freckles * spots * place


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
    height.bell(-0.006, 0, who.nose_y + 0.105, 0.020, 0.045)
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

    def scaled(amount, unit):
        left, right = shape.pairs[unit]
        return amount * left, amount * right

    # 4: skin bunches between the brows; two short furrows stand beside the bulge.
    height.bell(0.030 * m[4], 0, EYE_Y - 0.20, 0.055, 0.07)
    height.pair(scaled(-0.022, 4), 0.058, EYE_Y - 0.215, 0.014, 0.065)
    dark.pair(scaled(0.70, 4), 0.056, EYE_Y - 0.215, 0.018, 0.062)
    height.pair(scaled(0.02, 4), 0.14, EYE_Y - 0.165, 0.06, 0.035)
    # 6: the cheek's apple rises and pushes a crease up under the eye.
    height.pair(scaled(0.060, 6), 0.40, EYE_Y + 0.215, 0.125, 0.060)
    dark.pair(scaled(-0.20, 6), 0.40, EYE_Y + 0.205, 0.10, 0.040)
    # 12 rounds the cheek lower down and farther out.
    height.pair(scaled(0.060, 12), 0.47, 0.30, 0.12, 0.10)
    dark.pair(scaled(-0.10, 12), 0.46, 0.25, 0.09, 0.06)
    # 7: a firm, bright roll of the lower lid.
    height.pair(scaled(0.016, 7), who.eye_x, EYE_Y + 0.048, 0.12, 0.016)
    dark.pair(scaled(-0.34, 7), who.eye_x, EYE_Y + 0.040, 0.11, 0.014)
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
    corner = tuple(shape.sides.corner_y[:, 0].tolist())
    below = tuple(y + 0.060 for y in corner)
    height.pair(scaled(0.030, 15), who.mouth_width + 0.045, below, 0.050, 0.040)
    dark.pair(
        scaled(0.52, 15), who.mouth_width + 0.014, tuple(y + 0.040 for y in corner), 0.018, 0.042
    )
    # 16: the lower lip is drawn down over the dip above the chin, which moves and flattens.
    height.bell(0.020 * m[16], 0, shape.mouth_y + 0.10, 0.17, 0.03)
    dark.pair(scaled(0.35, 16), 0.10, shape.mouth_y + 0.200 + 0.5 * shape.jaw, 0.11, 0.022)
    # 17: the chin boss is pushed up; a deep crescent stands above it; its skin dimples.
    boss = shape.chin - 0.165
    height.bell(0.050 * m[17], 0, boss, 0.12, 0.060)
    crescent = shape.mouth_y + 0.108 + 0.5 * shape.jaw + 0.05 * m[25]
    dark.bell(0.56 * m[17], 0, crescent, 0.115, 0.020)
    for x, y in ((-0.055, 0.0), (0.05, -0.012), (0.0, 0.035), (-0.03, -0.035), (0.07, 0.04)):
        dark.bell(0.40 * m[17], x, boss + y, 0.018, 0.015)
    # 23 and 24: lips rolled in. 24 makes a bulge above and below the line.
    above = shape.mouth_y - 0.066 - 0.030 * m[25]
    below = shape.mouth_y + 0.070 + 0.055 * m[25] + 0.07 * m[25] * m[26]
    # With 23 the mouth is narrower, and so are they.
    tight = 1 - 0.35 * m[23]
    height.pair(scaled(0.020, 24), 0.09 * tight, above, 0.10 * tight, 0.028)
    height.pair(scaled(0.023, 24), 0.085 * tight, below, 0.095 * tight, 0.028)
    dark.pair(scaled(-0.24 * tight, 24), 0.09 * tight, above, 0.10 * tight, 0.026)
    dark.pair(scaled(-0.28 * tight, 24), 0.085 * tight, below, 0.095 * tight, 0.026)
    # 23 draws the mouth together: its ring of muscle stands out beside the corners, and the skin
    # where they were falls in.
    ring = 1 - 0.7 * m[24]
    height.pair(scaled(0.025 * ring, 23), who.mouth_width - 0.034, corner, 0.031, 0.060)
    dark.pair(scaled(-0.22 * ring, 23), who.mouth_width - 0.034, corner, 0.030, 0.056)
    dark.pair(scaled(0.47, 23), who.mouth_width + 0.042, corner, 0.030, 0.068)
    # 26: the cheeks lengthen and hollow out beside the mouth.
    height.pair(scaled(-0.045, 26), 0.44, 0.58, 0.09, 0.16)
    dark.pair(scaled(0.20, 26), 0.43, 0.60, 0.07, 0.14)


def _nasolabial_folds(canvas, relief, shade, shape: Shape) -> None:
    """From beside the wings of the nose in a curve around the corners of the mouth."""
    who, sides = shape.who, shape.sides
    u = {unit: value[:, None] for unit, value in shape.u.items()}
    strength = 0.02 + 0.16 * who.age + 0.85 * u[12] + 0.48 * u[9] + 0.45 * u[10]
    strength = np.minimum(strength + 0.15 * u[20] + 0.3 * u[14], 1.25)
    top = who.nose_y - 0.075 - 0.030 * u[9] - 0.020 * u[10]
    bottom = sides.corner_y[:, None] + 0.06 + 0.05 * u[12] - 0.10 * u[9] * (1 - u[12])
    start = who.nose_width + 0.050 + 0.01 * u[9]
    end = sides.corner_x[:, None] + 0.105
    curl = 0.020 * u[12] + 0.030 * u[10] + 0.02

    box = canvas.sides(0.06, 0.62, who.nose_y - 0.16, who.mouth_y + 0.32)
    s = (box.y - top) * (1 / (bottom - top))
    c = fraction(s)
    # It leaves the nose almost level and ends upright: convex outwards, never a straight line.
    path = start + (end - start) * np.power(c, 0.85) + curl * np.sin(np.pi * c)
    fade = ramp(s, -0.10, 0.50) * ramp(s, 1.18, 0.62) * strength
    d = box.x - path
    # The cheek stands higher outside the fold and falls off softly.
    box.add(relief, 0.034 * fade * np.exp(np.abs(d) * (-1 / 0.085)) * ramp(d, -0.030, 0.030))
    z = d * (1 / max(0.016, 0.6 * canvas.step))
    box.add(shade, 0.34 * fade * fall(z * z))


def _folding(intensity):
    """Skin moves a little before it folds: wrinkles start at intensity .12."""
    return np.maximum(intensity - 0.12, 0) * (1 / 0.88)


def _dimples(canvas, relief, shade, shape: Shape) -> None:
    """Unit 14: a corner is pulled in; a short curved pit with a bulge outside it."""
    # Skin that units 12 and 20 stretch folds less.
    u = (_folding(shape.u[14]) * (1 - 0.15 * shape.u[20]) * (1 - 0.25 * shape.u[12]))[:, None]
    if not u.any():
        return
    sides = shape.sides
    box = canvas.sides(0.12, 0.62, shape.mouth_y - 0.28, shape.mouth_y + 0.28)
    v = box.y - sides.corner_y[:, None]
    d = box.x - (sides.corner_x[:, None] + 0.046 - 2.2 * v * v)
    tall = u * bell(v, 0, 0.056)
    box.add(relief, 0.055 * tall * np.exp(np.abs(d) * (-1 / 0.06)) * ramp(d, -0.02, 0.03))
    box.add(shade, tall * (1.35 * bell(d, 0, 0.028) - 0.26 * bell(d, 0.078, 0.030)))


def _stretch_folds(canvas, relief, shade, shape: Shape) -> None:
    """Unit 20: below each corner the stretched skin folds in an arc, down and towards the chin."""
    u = (_folding(shape.u[20]) * (1 - 0.15 * shape.u[14]))[:, None]
    if not u.any():
        return
    box = canvas.sides(0.18, 0.62, shape.mouth_y - 0.04, shape.mouth_y + 0.34)
    v = box.y - (shape.mouth_y + 0.035)
    d = box.x - (0.425 - 0.25 * v - 1.2 * v * v)
    along = u * ramp(v, -0.03, 0.07) * ramp(v, 0.25, 0.10)
    width = max(0.023, 0.7 * canvas.step)
    box.add(relief, 0.026 * along * (bell(d, 0.060, 0.040) - bell(d, 0, width)))
    box.add(shade, along * (0.62 * bell(d, 0, width) - 0.15 * bell(d, 0.060, 0.030)))


def _eye_corner_lines(canvas, relief, shade, shape: Shape) -> None:
    """Crow's feet: three lines that fan out from the outer corner, unit 6 and a little age."""
    strength = _folding(shape.u[6] + 0.22 * shape.who.age)[:, None]
    if not strength.any():
        return
    start = shape.who.eye_x + shape.who.eye_width + 0.03
    box = canvas.sides(start, start + 0.16, EYE_Y - 0.12, EYE_Y + 0.16)
    t = fraction((box.x - start) * (1 / 0.15))
    width = max(0.011, 0.55 * canvas.step)
    y = box.y - shape.sides.eye_y[:, None] - 0.012
    lines = 0
    for slope, bend in ((-0.069, 0.01), (0.025, 0.0), (0.106, 0.012)):
        lines = lines + bell(y - (slope + bend * t) * t, 0, width)
    lines = lines * (ramp(t, 0.0, 0.25) * ramp(t, 1.0, 0.45) * strength)
    box.add(relief, -0.008 * lines)
    box.add(shade, 0.36 * lines)


def _under_eyes(canvas, relief, shade, shape: Shape) -> None:
    """Creases below the eye, curved with it: close to the lid for 7, on top of the cheek for 6."""
    box = canvas.sides(0.10, 0.57, EYE_Y + 0.01, EYE_Y + 0.20)
    y = box.y - shape.sides.eye_y[:, None]
    for amount, centre, half, down, sag, width in (
        (0.60 * _folding(shape.u[7]), 0.315, 0.17, 0.046, 0.028, 0.013),
        (0.52 * _folding(shape.u[6]), 0.345, 0.215, 0.066, 0.058, 0.017),
    ):
        if not amount.any():
            continue
        t = clip((box.x - centre) * (1 / half), -1, 1)
        groove = bell(y, down + sag * (1 - t * t), max(width, 0.55 * canvas.step))
        groove = groove * (amount * ramp(np.abs(t), 1.0, 0.45))[:, None, :]
        box.add(relief, -0.022 * groove)
        box.add(shade, groove)


def _nose_wings(canvas, relief, shade, shape: Shape) -> None:
    """The wings of the nose, the creases around them, and the nostrils."""
    who = shape.who
    nine, ten = shape.u[9][:, None], shape.u[10][:, None]
    wide = who.nose_width + 0.018 * nine + 0.008 * ten
    box = canvas.sides(-0.16, who.nose_width + 0.14, who.nose_y - 0.26, who.nose_y + 0.16)
    x = box.x - shape.sides.sign[:, None] * shape.nose_x
    y = box.y - (who.nose_y - 0.042 - 0.034 * nine - 0.016 * ten)
    # Wing: a rounded bulge; its centre sits so that its outside reaches the nose's width.
    rx = 0.30 * wide + 0.022
    cx = wide - rx
    zx, zy = (x - cx) * (1 / rx), y * (1 / 0.058)
    r2 = zx * zx + zy * zy
    box.add(relief, 0.050 * fall(1.2 * r2))
    # The crease shows outside and above, and fades on the inside.
    rim = bell(np.sqrt(r2), 1.12, 0.20) * ramp(x - cx, -0.01, 0.03) * ramp(y, 0.06, 0.0)
    # Nostril: a soft leaf, tilted, seen slightly from below.
    nx = x - 0.46 * wide
    ny = (y - 0.050 - 0.22 * nx) * (1 / (0.014 + 0.006 * nine))
    nx = nx * (6.25 / wide)
    box.add(shade, (0.30 + 0.25 * nine) * rim + fall(nx * nx + ny * ny))


def _forehead_lines(canvas, relief, shade, shape: Shape) -> None:
    """Units 1 and 2 fold the forehead: in the middle for 1, over the outer brows for 2."""
    who = shape.who
    raised, lifted, lined = _folding(shape.u[1]), _folding(shape.u[2]), max(0.0, who.age - 0.3)
    if not (raised.any() or lifted.any() or lined):
        return
    box = canvas.sides(0.0, 0.62, -0.84, -0.36)
    a = box.x
    one = raised * ramp(a, 0.34, 0.12)
    two = lifted * (ramp(a, 0.16, 0.32) * ramp(a, 0.60, 0.48))
    # In the very middle the two sides share their lines.
    one = one + (one[::-1] - one) * (0.5 * ramp(a, 0.09, 0.0))
    amount = np.maximum(one + two - 0.4 * one * two, 0.13 * lined * ramp(a, 0.5, 0.3))
    amount = amount[:, None, :]
    width = 1 / max(0.012, 0.55 * canvas.step)
    # Lines follow the brows: level in the middle, arched over the outer brow.
    bow = 0.05 * a * a - 0.035 * two * bell(a, 0.36, 0.12)
    wave = shape.sides.sign * np.sin(9 * a)
    grooves, rolls = 0, 0
    for k, y in enumerate((-0.47, -0.555, -0.64)):
        line = y + bow + 0.012 * (wave * math.cos(k) + math.sin(k) * np.cos(9 * a))
        z = (box.y - line[:, None, :]) * width
        grooves = grooves + (1 - 0.2 * k) * fall(z * z)
        z = z - 2.2
        rolls = rolls + (1 - 0.2 * k) * fall(z * z)
    box.add(relief, 0.007 * amount * (rolls - grooves))
    box.add(shade, 0.36 * amount * grooves)
