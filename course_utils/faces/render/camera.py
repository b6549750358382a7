"""From linear brightness to gray levels: background, exposure, lens and sensor."""

from __future__ import annotations

import cv2
import numpy as np

from course_utils.faces.nuisance import Nuisance
from course_utils.faces.render.canvas import clip, textures
from course_utils.faces.render.pose import picture_grid


def background(size: int, nuisance: Nuisance) -> np.ndarray:
    """(size, size) float32 linear brightness: a soft gradient, with large soft shapes or none."""
    x, y = picture_grid(size)
    shade = nuisance.background_shade
    wall = 1 + 0.5 * nuisance.background_slope * x - 0.2 * y
    if nuisance.background:
        start = nuisance.noise_seed
        k = 26.0 / size
        matrix = np.array([[k, 0, start % 251], [0, k, start // 251 % 241]])
        wall = wall + 0.22 * cv2.warpAffine(
            textures()[1],
            matrix,
            (size, size),
            flags=cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP,
            borderMode=cv2.BORDER_WRAP,
        )
    return shade * clip(wall, 0.15, 2)


def expose(linear: np.ndarray, skin: float, nuisance: Nuisance) -> np.ndarray:
    """Linear brightness to encoded brightness, both float32 about 0 to 1.

    A camera meters the face, but not fully: darker skin stays darker in the picture.
    """
    gain = 1.40 * nuisance.exposure * (0.45 / skin) ** 0.50
    exponent = 0.5 * nuisance.gamma
    encoded = clip(linear * gain, 0, None)
    encoded = np.sqrt(encoded) if exponent == 0.5 else np.power(encoded, exponent)
    # A soft shoulder instead of hard clipping.
    return np.where(encoded > 0.75, 1 - 0.25 * np.exp(np.minimum((0.75 - encoded) * 4, 0)), encoded)


def capture(encoded: np.ndarray, nuisance: Nuisance) -> np.ndarray:
    """Blur, noise and rounding: (size, size) float32 to uint8."""
    size = len(encoded)
    sd = nuisance.blur * size / 48
    if sd > 0.2:
        encoded = cv2.GaussianBlur(encoded, (0, 0), sd)
    if nuisance.noise > 0:
        random = np.random.Generator(
            np.random.PCG64(np.random.SeedSequence([nuisance.noise_seed, size]))
        )
        # The sum of four uniform numbers is as good as normal here, and much cheaper.
        flat = random.random((4, size, size), np.float32).sum(0) - 2
        encoded = encoded + flat * (nuisance.noise * 3**0.5)
    return clip(encoded * 255 + 0.5, 0, 255).astype(np.uint8)
