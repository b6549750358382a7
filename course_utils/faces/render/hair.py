"""Hair of all kinds.

Brows and eyes stay free whatever the hair: a fringe ends above the highest raised brow.
"""

from __future__ import annotations

import cv2
import numpy as np

from course_utils.faces.identity import Identity
from course_utils.faces.render.canvas import Box, Canvas, bell, clip, fraction, ramp, textures
from course_utils.faces.render.head import Outline
from course_utils.faces.render.shape import Shape
from course_utils.faces.render.surface import Surface

#: Hair that leaves the ears free.
EARS_FREE = ("bald", "short", "side-parted", "tied back")
_LONG = ("long straight", "wavy", "fringe")
#: How far down short hair can reach; nothing is drawn below.
_SHORT_END = 0.38


def draw_hair_behind(canvas: Canvas, surface: Surface, shape: Shape) -> None:
    """What hangs behind neck and ears; drawn before them."""
    who = shape.who
    if who.hair_name not in _LONG:
        return
    mask = canvas.edge(_fall(canvas.y[:, None], who) - np.abs(canvas.x))
    surface.cover(mask, 0.45 * who.hair_shade, gloss=0.0, solid=True)


def draw_hair(canvas: Canvas, surface: Surface, shape: Shape, outline: Outline) -> None:
    """Hair in front of the head."""
    who = shape.who
    kind = who.hair_name
    if kind == "bald" or who.headscarf:
        return
    coiled, long = kind == "coiled", kind in _LONG
    box = canvas.box(-9, 9, -9, 9 if long else _SHORT_END)
    x, y, at = box.x, box.y, box.at
    distance = outline.distance[at]
    strand = _coils(canvas, who, box) if coiled else _strands(canvas, who, box)

    ragged = {"coiled": 0.022, "fringe": 0.016}.get(kind, 0.009) * strand
    line = np.minimum(_hairline(x, who), 0.2)
    front = fraction((line - y + ragged) * (1 / 0.045) + 0.5)
    mask = canvas.edge(distance + _volume(x, y, who) + (0.018 * strand if coiled else 0.0))
    ends = {"coiled": 0.30, "tied back": -0.10}.get(kind, 0.06)
    beside = canvas.edge(0.02 - distance, 0.03) * ramp(y, ends + 0.02, ends - 0.02)
    mask *= np.maximum(front, beside)
    if long:
        mask = np.maximum(mask, _curtains(canvas, who, box, ragged))
    if kind == "tied back":
        up = (y + who.head_top + 0.10) * 1.15
        mask = np.maximum(mask, canvas.edge(0.24 - np.sqrt(x * x + up * up)))

    # Hair throws a soft shadow on the forehead.
    surface.albedo[at] *= 1 - clip((line + 0.06 - y) * (0.22 / 0.09), 0, 0.22)

    slope_x, slope_y = 0.75 * outline.slope_x[at], 0.75 * outline.slope_y[at]
    depth = 1 - 0.35 * bell(distance, 0.0, 0.05)
    if coiled:
        albedo = who.hair_shade * np.exp(0.30 * strand) * depth
        slope_x += 0.22 * strand
        slope_y += 0.20 * np.roll(strand, 1, 0)
        gloss = 0.0
    else:
        albedo = who.hair_shade * np.exp(0.17 * strand) * depth
        slope_x += 0.13 * strand
        # The shine lies as a band over the crown and, on long hair, beside the cheeks.
        shine = 0.35 + bell(y, -0.92, 0.11) + 0.5 * bell(y, 0.05, 0.2)
        gloss = 0.045 * shine * (1 + 0.3 * strand)
    surface.cover(mask, albedo, slope_x, slope_y, gloss, at, solid=True)


def _hairline(x: np.ndarray, who: Identity) -> np.ndarray:
    """(width,) lower border of the hair on the forehead; sideburns come down at the temples."""
    a = np.abs(x)
    w = who.head_width
    line = who.hairline + 0.16 * a * a
    kind = who.hair_name
    if kind == "fringe":
        return -0.545 + 0.10 * a * a + 0.5 * ramp(a, w - 0.17, w - 0.02)
    if kind in ("long straight", "wavy"):
        # Parted: the forehead shows as an arch under the part.
        t = x - who.hair_part * (1.0 if kind == "wavy" else 0.35)
        return who.hairline - 0.06 + 0.95 * t * t + 0.5 * ramp(a, w - 0.16, w)
    if kind == "side-parted":
        side = 1 if who.hair_part > 0 else -1
        t = side * (x - who.hair_part)
        line = line - 0.05 * bell(t, 0, 0.10) + 0.10 * ramp(t, -0.05, -0.75)
    line = line - who.receding * (0.10 + 0.20 * bell(a, 0.34, 0.12))
    down = {"tied back": 0.40, "coiled": 0.75}.get(kind, 0.72)
    # The arch of the temples is rounder on some people than on others.
    return line + down * np.power(a * (1 / w), 4.5 + 9 * abs(who.hair_part))


def _volume(x: np.ndarray, y: np.ndarray, who: Identity) -> np.ndarray:
    """How far the hair stands off the skull: (height, width) or (height, 1)."""
    v = who.hair_volume
    kind = who.hair_name
    if kind == "coiled":
        return (0.13 + 0.20 * v) * ramp(y, 0.42, -0.15)
    if kind == "tied back":
        return (0.020 + 0.015 * v) * ramp(y, 0.05, -0.3)
    if kind == "short":
        return (0.035 + 0.045 * v) * ramp(y, 0.10, -0.6)
    if kind == "side-parted":
        side = 1 if who.hair_part > 0 else -1
        return (0.05 + 0.06 * v) * ramp(y, 0.12, -0.55) * (1 - 0.35 * ramp(side * x, 0.0, 0.5))
    return (0.06 + 0.05 * v) * ramp(y, 0.6, -0.4)


def _fall(y: np.ndarray, who: Identity) -> np.ndarray:
    """Half-width of long hair at each y; 0 or less below its ends."""
    v = who.hair_volume
    kind = who.hair_name
    up = fraction((-0.25 - y) * (1 / (who.head_top - 0.17)))
    half = (who.head_width + 0.07 + 0.05 * v) * np.sqrt(1 - up * up)
    if kind == "wavy":
        half = half + (0.06 * v + 0.035 * np.sin(8.5 * y + who.texture % 6)) * ramp(y, -0.5, 0.2)
    if kind == "fringe":
        return (half + 0.03 * ramp(y, 0.1, 0.6)) * ramp(y, 0.68 + 0.25 * v, 0.60 + 0.25 * v)
    return (half + 0.04 * ramp(y, 0.3, 1.2)) * ramp(y, 1.95, 1.55)


def _curtains(canvas: Canvas, who: Identity, box: Box, ragged: np.ndarray) -> np.ndarray:
    """Hair that falls on both sides of the face, over ears and shoulders."""
    a, y = np.abs(box.x), box.y
    inner = who.head_width - 0.055 - 0.10 * ramp(y, 0.35, 1.0)
    if who.hair_name == "wavy":
        inner = inner + 0.025 * np.sin(8.5 * y + 1.3 + who.texture % 6)
    outer = _fall(y + 4 * ragged, who) - a
    return canvas.edge(a - inner + ragged, 0.03) * canvas.edge(outer) * ramp(y, -0.62, -0.25)


def _strands(canvas: Canvas, who: Identity, box: Box) -> np.ndarray:
    """Noise drawn out along the strands, which fan out from the part; mean 0, sd about 1."""
    x, y = box.x, box.y
    part = who.hair_part * (1.0 if who.hair_name == "side-parted" else 0.35)
    spread = 1.52 - 1.1 * np.exp(np.maximum(y + 1.35, 0) * -1.1)
    across = (x - part) * (1 / spread)
    if who.hair_name == "wavy":
        across = across + 0.035 * np.sin(8.5 * y + who.texture % 6)
    shift = who.texture % 211
    across = across * 95 + shift
    along = np.empty_like(across)
    along[:] = y * 7 + shift
    tile = textures()[0]
    noise = 0.75 * cv2.remap(tile, across, along, cv2.INTER_LINEAR, borderMode=cv2.BORDER_WRAP)
    # A finer width of strand, where the cells can hold it.
    fine = min(1.0, 0.012 / canvas.step)
    if fine > 0.5:
        across, along = across * 2.7, along * 1.3
        noise += (0.7 * fine) * cv2.remap(
            tile, across, along, cv2.INTER_LINEAR, borderMode=cv2.BORDER_WRAP
        )
    return clip(noise, -2, 2)


def _coils(canvas: Canvas, who: Identity, box: Box) -> np.ndarray:
    """Small round tufts; mean about 0."""
    tuft = 0.8 * canvas.texture(0, who.texture, 55.0, box)
    fine = min(1.0, 0.012 / canvas.step)
    if fine > 0.5:
        tuft += (0.6 * fine) * canvas.texture(0, who.texture + 3, 120.0, box)
    return clip(tuft, -1.6, 1.6)
