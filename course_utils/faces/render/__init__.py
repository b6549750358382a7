"""The renderer: (units, identity, nuisance) to a gray picture; it never sees a label.

One file a purpose: `shape` moves features by action units; `head`, `skin`, `eyes`, `mouth`, `hair`
and `extras` draw them from the front onto a `surface`; `light` shades it; `pose` turns it; `camera`
takes the picture.
"""

from __future__ import annotations

import math
from functools import lru_cache

import cv2
import numpy as np

from course_utils.faces.identity import Identity
from course_utils.faces.nuisance import Nuisance
from course_utils.faces.render import camera
from course_utils.faces.render.canvas import Canvas
from course_utils.faces.render.extras import draw_beard, draw_glasses
from course_utils.faces.render.eyes import draw_brows, draw_eyes
from course_utils.faces.render.hair import EARS_FREE, draw_hair, draw_hair_behind
from course_utils.faces.render.head import Outline, draw_ears, draw_neck
from course_utils.faces.render.light import shade
from course_utils.faces.render.mouth import draw_mouth
from course_utils.faces.render.pose import BUST, CROP, View, place
from course_utils.faces.render.scarf import draw_scarf
from course_utils.faces.render.shape import Lips, Shape
from course_utils.faces.render.skin import draw_skin
from course_utils.faces.render.surface import Surface
from course_utils.faces.schema import SIZE, FacesError
from course_utils.faces.units import check

__all__ = ["BUST", "CROP", "render", "render_alpha"]


def render(units, identity: Identity, nuisance: Nuisance, size: int = SIZE) -> np.ndarray:
    """Draw one face.

    Args:
        units: (18, 2) intensities 0 to 1 of the action units in `units.UNITS` order; left, right.
        identity: who is drawn.
        nuisance: pose, framing, light, background and camera.
        size: width and height in pixels, 16 to 1024.

    Returns:
        (size, size) uint8, gray levels. Equal arguments give equal pictures, up to one gray level
        between machines.

    Raises:
        UnitsError: units of another shape or outside 0 to 1.
        FacesError: a size that cannot be drawn.
    """
    linear, alpha = _draw(check(units), identity, nuisance, _size(size), CROP)
    wall = camera.background(size, nuisance)
    linear = wall + alpha * (linear - wall)
    return camera.capture(camera.expose(linear, identity.skin, nuisance), nuisance)


def render_alpha(
    units, identity: Identity, nuisance: Nuisance, size: int, view: View = BUST
) -> tuple[np.ndarray, np.ndarray]:
    """Draw one face without background, for pasting into a scene; blur and noise are left out.

    Returns:
        picture (size, size) float32, encoded brightness 0 to 1, and alpha (size, size) float32, 1
        where the person covers the background.
    """
    linear, alpha = _draw(check(units), identity, nuisance, _size(size), view)
    return camera.expose(linear, identity.skin, nuisance), alpha


def _size(size: int) -> int:
    if not 16 <= size <= 1024:
        raise FacesError(f"a face of {size} pixels cannot be drawn; use 16 to 1024")
    return size


def _canvas_for(x: np.ndarray, y: np.ndarray, view: View) -> Canvas:
    """The smallest canvas, in blocks of four cells, that holds every place which a picture shows.

    So nothing is drawn in vain, and whatever shift, scale and roll, nothing is missing.
    """
    step = 2 * view.half / len(x)

    def cells(distance) -> int:
        return 4 * math.ceil((float(distance) / step + 0.5) / 4)

    across = max(x.max(), -x.min())
    return _canvas(step, view.y, *map(cells, (across, view.y - y.min(), y.max() - view.y)))


@lru_cache(maxsize=256)
def _canvas(step: float, middle: float, columns: int, above: int, below: int) -> Canvas:
    return Canvas(columns * step, middle - above * step, middle + below * step, step)


def _draw(units, who, nuisance, size: int, view: View) -> tuple[np.ndarray, np.ndarray]:
    """Linear brightness (0 outside the person) and alpha, each (size, size) float32."""
    # Small pictures are drawn on a finer grid and averaged down; edges are anti-aliased anyway.
    cells = 3 * size // 2 if size < 96 else size
    x, y = place(cells, view, nuisance)
    canvas = _canvas_for(x, y, view)
    shape = Shape(units, who)
    surface = Surface(canvas.shape)
    outline = Outline(canvas, shape)

    draw_hair_behind(canvas, surface, shape)
    draw_neck(canvas, surface, shape)
    if who.hair_name in EARS_FREE:
        draw_ears(canvas, surface, outline, who)
    draw_skin(canvas, surface, shape, outline)
    draw_eyes(canvas, surface, shape, nuisance)
    lips = Lips(shape, canvas.x)
    draw_mouth(canvas, surface, shape, lips)
    draw_beard(canvas, surface, shape, outline, lips)
    draw_brows(canvas, surface, shape)
    draw_glasses(canvas, surface, shape)
    draw_hair(canvas, surface, shape, outline)
    if who.headscarf:
        draw_scarf(canvas, surface, shape, outline)

    drawn = cv2.merge((shade(surface, nuisance) * surface.alpha, surface.alpha))
    scale = 1 / canvas.step
    seen = cv2.remap(
        drawn,
        (x - canvas.left) * scale - 0.5,
        (y - canvas.top) * scale - 0.5,
        cv2.INTER_LINEAR,
        borderMode=cv2.BORDER_REPLICATE,
    )
    if cells != size:
        seen = cv2.resize(seen, (size, size), interpolation=cv2.INTER_AREA)
    alpha = np.ascontiguousarray(seen[..., 1])
    return seen[..., 0] / np.maximum(alpha, 1e-3), alpha
