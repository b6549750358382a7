"""Hair of all kinds, and the headscarf.

Brows and eyes stay free whatever the hair: a fringe ends above the highest raised brow.
"""

from __future__ import annotations

import cv2
import numpy as np

from course_utils.faces.render.canvas import Canvas, bell, clip, ramp, textures
from course_utils.faces.render.head import Outline
from course_utils.faces.render.shape import Shape
from course_utils.faces.render.surface import Surface

#: Hair that leaves the ears free.
EARS_FREE = ("bald", "short", "side-parted", "tied back")
_LONG = ("long straight", "wavy", "fringe")


def draw_hair_behind(canvas: Canvas, surface: Surface, shape: Shape) -> None:
    """What hangs behind neck and ears; drawn before them."""
    who = shape.who
    if who.hair_name not in _LONG:
        return
    outer = _fall(canvas.y, who)
    mask = canvas.edge(outer[:, None] - np.abs(canvas.x)[None, :])
    surface.cover(mask, 0.45 * who.hair_shade, gloss=0.0, solid=True)


def draw_hair(canvas: Canvas, surface: Surface, shape: Shape, outline: Outline) -> None:
    """Hair in front of the head, or the headscarf."""
    who = shape.who
    if who.hair_name == "bald":
        return
    if who.headscarf:
        _draw_scarf(canvas, surface, shape, outline)
        return
    x, y = canvas.x, canvas.y
    coiled = who.hair_name == "coiled"
    strand = _coils(canvas, who.texture) if coiled else _strands(canvas, who)

    ragged = {"coiled": 0.022, "fringe": 0.016}.get(who.hair_name, 0.009) * strand
    line = _hairline(x, who)
    front = clip((line[None, :] - y[:, None] + ragged) * (1 / 0.045) + 0.5, 0, 1)
    volume = _volume(x, y, who)
    mask = canvas.edge(outline.distance + volume + (0.018 * strand if coiled else 0.0))
    ends = {"coiled": 0.30, "tied back": -0.10}.get(who.hair_name, 0.06)
    beside = canvas.edge(0.02 - outline.distance, 0.03) * ramp(y, ends + 0.02, ends - 0.02)[:, None]
    mask *= np.maximum(front, beside)
    if who.hair_name in _LONG:
        mask = np.maximum(mask, _curtains(canvas, who, ragged))
    if who.hair_name == "tied back":
        r2 = x[None, :] ** 2 + ((y + who.head_top + 0.10) * 1.15)[:, None] ** 2
        mask = np.maximum(mask, canvas.edge(0.24 - np.sqrt(r2)))

    # Hair throws a soft shadow on the forehead.
    surface.albedo *= 1 - 0.22 * clip((line[None, :] + 0.06 - y[:, None]) * (1 / 0.09), 0, 1)

    # The shine lies as a band over the crown and, on long hair, beside the cheeks.
    shine = bell(y, -0.92, 0.11) + 0.5 * bell(y, 0.05, 0.2)
    depth = 1 - 0.35 * bell(outline.distance, 0.0, 0.05)
    albedo = who.hair_shade * np.exp((0.30 if coiled else 0.17) * strand) * depth
    surface.cover(
        mask,
        albedo,
        slope_x=0.75 * outline.slope_x + (0.22 if coiled else 0.13) * strand,
        slope_y=0.75 * outline.slope_y + (0.2 * np.roll(strand, 1, 0) if coiled else 0.0),
        gloss=(0.0 if coiled else 0.045) * (0.35 + shine)[:, None] * (1 + 0.3 * strand),
        solid=True,
    )


def _hairline(x: np.ndarray, who) -> np.ndarray:
    """(width,) lower border of the hair on the forehead; sideburns come down at the temples."""
    a = np.abs(x)
    w = who.head_width
    line = who.hairline + 0.16 * a * a
    kind = who.hair_name
    if kind == "fringe":
        return -0.545 + 0.10 * a * a + 0.5 * ramp(a, w - 0.17, w - 0.02)
    if kind == "side-parted":
        t = (x - who.hair_part) * np.sign(who.hair_part)
        line = line - 0.05 * bell(t, 0, 0.10) + 0.10 * ramp(-t, 0.05, 0.75)
    if kind in ("long straight", "wavy"):
        # Parted: the forehead shows as an arch under the part.
        t = np.abs(x - who.hair_part * (1.0 if kind == "wavy" else 0.35))
        return who.hairline - 0.06 + 0.95 * t * t + 0.5 * ramp(a, w - 0.16, w)
    line = line - 0.20 * who.receding * bell(a, 0.34, 0.12) - 0.10 * who.receding
    down = {"tied back": 0.40, "coiled": 0.75}.get(kind, 0.72)
    # The arch of the temples is rounder on some people than on others.
    return line + down * np.power(a * (1 / w), 4.5 + 9 * abs(who.hair_part))


def _volume(x, y, who) -> np.ndarray:
    """How far the hair stands off the skull: (height, width) or (height, 1)."""
    v = who.hair_volume
    kind = who.hair_name
    if kind == "coiled":
        return ((0.13 + 0.20 * v) * ramp(y, 0.42, -0.15))[:, None]
    if kind == "tied back":
        return (0.020 + 0.015 * v) * ramp(y, 0.05, -0.3)[:, None]
    if kind == "short":
        return (0.035 + 0.045 * v) * ramp(y, 0.10, -0.6)[:, None]
    if kind == "side-parted":
        swell = 1 - 0.35 * ramp(x * np.sign(who.hair_part), 0.0, 0.5)
        return (0.05 + 0.06 * v) * ramp(y, 0.12, -0.55)[:, None] * swell[None, :]
    return (0.06 + 0.05 * v) * ramp(y, 0.6, -0.4)[:, None]


def _fall(y, who) -> np.ndarray:
    """(height,) half-width of long hair; 0 below its ends."""
    v = who.hair_volume
    kind = who.hair_name
    top = np.sqrt(clip(1 - clip((-0.25 - y) / (who.head_top - 0.17), 0, 1) ** 2, 0, 1))
    half = (who.head_width + 0.07 + 0.05 * v) * top
    if kind == "wavy":
        half = half + (0.06 * v + 0.035 * np.sin(8.5 * y + who.texture % 6)) * ramp(y, -0.5, 0.2)
    if kind == "fringe":
        return (half + 0.03 * ramp(y, 0.1, 0.6)) * ramp(y, 0.66 + 0.25 * v, 0.60 + 0.25 * v)
    return half * ramp(y, 1.75, 1.55) + 0.04 * ramp(y, 0.3, 1.2)


def _curtains(canvas: Canvas, who, ragged) -> np.ndarray:
    """Hair that falls on both sides of the face, over ears and shoulders."""
    a = np.abs(canvas.x)[None, :]
    y = canvas.y
    inner = who.head_width - 0.055 - 0.10 * ramp(y, 0.35, 1.0)
    if who.hair_name == "wavy":
        inner = inner + 0.025 * np.sin(8.5 * y + 1.3 + who.texture % 6)
    down = ramp(y, -0.62, -0.25)[:, None]
    outer = _fall(y, who)[:, None] - a
    return canvas.edge(a - inner[:, None] + ragged, 0.03) * canvas.edge(outer) * down


def _strands(canvas: Canvas, who) -> np.ndarray:
    """Noise drawn out along the strands, which fan out from the part; mean 0, sd about 1."""
    x, y = canvas.x, canvas.y
    part = 0.35 * who.hair_part if who.hair_name != "side-parted" else who.hair_part
    spread = 0.42 + 1.1 * (1 - np.exp(-clip(y + 1.35, 0, None) * 1.1))
    across = (x - part)[None, :] * (1 / spread)[:, None]
    if who.hair_name == "wavy":
        across = across + (0.035 * np.sin(8.5 * y + who.texture % 6))[:, None]
    # Two widths of strand; the finer one fades out where a cell cannot hold it.
    fine = min(1.0, 0.012 / canvas.step)
    shift = who.texture % 211
    along = np.broadcast_to((y * 7.0 + shift)[:, None], across.shape)
    maps = (across * 95 + shift).astype(np.float32), np.ascontiguousarray(along, np.float32)
    coarse, small = textures()[0], textures()[0]
    noise = 0.75 * cv2.remap(coarse, *maps, cv2.INTER_LINEAR, borderMode=cv2.BORDER_WRAP)
    if fine > 0.5:
        maps = maps[0] * 2.7, maps[1] * 1.3
        noise = noise + 0.7 * fine * cv2.remap(
            small, *maps, cv2.INTER_LINEAR, borderMode=cv2.BORDER_WRAP
        )
    return clip(noise, -2, 2)


def _coils(canvas: Canvas, seed: int) -> np.ndarray:
    """Small round tufts; mean about 0."""
    tuft = canvas.texture(0, seed, 55.0)
    fine = canvas.texture(0, seed + 3, 120.0) * min(1.0, 0.012 / canvas.step)
    return clip(0.8 * tuft + 0.6 * fine, -1.6, 1.6)


def _draw_scarf(canvas: Canvas, surface: Surface, shape: Shape, outline: Outline) -> None:
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
    wave = np.sin(34 * depth + 3.2 * lean[None, :] + phase) * clip(depth * 14, 0, 1)
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
