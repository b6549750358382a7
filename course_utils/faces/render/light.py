"""From surface to light: one soft main light, light from all around, and a highlight."""

from __future__ import annotations

import math

import numpy as np

from course_utils.faces.nuisance import Nuisance
from course_utils.faces.render.canvas import clip, fraction
from course_utils.faces.render.surface import Surface


def shade(surface: Surface, nuisance: Nuisance) -> np.ndarray:
    """(height, width) float32, linear brightness; 1 is white at exposure 1.

    The main light wraps around the form as it does from a large window, so shadows stay soft and
    open on every skin.
    """
    # The face is drawn frontal: turning the head is turning the light the other way.
    azimuth = nuisance.light_azimuth - nuisance.yaw
    elevation = nuisance.light_elevation + nuisance.pitch
    lx = math.sin(azimuth) * math.cos(elevation)
    ly = -math.sin(elevation)
    lz = math.cos(azimuth) * math.cos(elevation)

    sx, sy = surface.slope_x, surface.slope_y
    tilt = lx * sx + ly * sy
    # The normal is (-slope_x, -slope_y, 1) over its length.
    inverse = 1 / np.sqrt(1 + sx * sx + sy * sy)
    facing = (lz - tilt) * inverse
    wrap = 0.40
    direct = clip((facing + wrap) * (1 / (1 + wrap)), 0, None)
    direct *= direct
    # From all around, a little more from above and from the front.
    around = 0.72 * inverse + 0.30 + 0.12 * sy * inverse

    # Halfway between light and viewer.
    hz = lz + 1
    norm = 1 / math.sqrt(lx * lx + ly * ly + hz * hz)
    half = fraction((hz - tilt) * (inverse * norm))
    broad = half * half
    broad *= broad
    broad *= broad
    tight = broad * broad
    tight *= tight
    highlight = surface.gloss * (1.3 * broad + 1.1 * tight)

    key = 1.30 * (1 - nuisance.ambient)
    return surface.albedo * (key * direct + nuisance.ambient * around) + key * highlight
