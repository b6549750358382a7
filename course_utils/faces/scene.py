"""Pictures and endless video of several drawn faces, with the true box and number of each.

For lessons on finding and following faces: the truth is known, and nobody was filmed.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import count

import cv2
import numpy as np

from course_utils.faces.draws import Draws
from course_utils.faces.face import Face
from course_utils.faces.identity import sample_identity
from course_utils.faces.nuisance import Nuisance, sample_nuisance
from course_utils.faces.render import BUST, render_alpha
from course_utils.faces.render.canvas import textures
from course_utils.faces.schema import FacesError
from course_utils.faces.units import parse

BACKGROUNDS = ("calm", "busy")

#: Side of a true box in face units, and the height of its middle: what the frontal Haar cascade
#: of OpenCV marks on these faces, measured by `benchmarks/haar_scenes.py`.
BOX_SIDE = 1.62
BOX_MIDDLE = 0.005

#: Smallest and largest side of a true box in pixels.
FACE_SIDES = (80, 240)

#: What the people in scenes do with their faces: the published prototypes, and nothing.
EXPRESSIONS = (
    "0",
    "6+12",
    "6+12+25",
    "1+4+15",
    "1+2+5+25+26",
    "1+2+4+5+20+25",
    "4+5+7+23",
    "9+15+16",
    "4+10+17",
    "R12+R14",
)

_PLACES, _WALL, _MOTION = 11, 12, 13


@dataclass(frozen=True)
class Scene:
    """A picture of several faces.

    Attributes:
        image: (height, width) uint8 gray levels.
        boxes: (k, 4) int32, true boxes x, y, width, height in pixels, inside the image.
        ids: (k,) int32, number of the person in each box, the same in all frames of a video.
        faces: the k drawn faces.
    """

    image: np.ndarray
    boxes: np.ndarray
    ids: np.ndarray
    faces: tuple[Face, ...]


def scene(
    seed: int,
    index: int,
    size: tuple[int, int] = (480, 640),
    faces: tuple[int, int] = (1, 4),
    background: str = "calm",
    strength: float = 0.5,
) -> Scene:
    """The scene with this address: nothing but the arguments decides what is drawn.

    Args:
        seed: of the set of scenes.
        index: of the scene.
        size: height and width in pixels, each at least 160.
        faces: smallest and largest number of faces. Where the picture has no room for the number
            drawn, there are fewer, but never fewer than one (unless the largest number is 0).
        background: `"calm"` (a wall and soft shapes) or `"busy"` (things of all sizes).
        strength: how much pose and light vary, see `sample_nuisance`.

    Returns:
        a `Scene`; its boxes are 80 to 240 pixels wide, or up to half the picture where that is
        less, and no face covers another.

    Raises:
        FacesError: a size, number or background that cannot be drawn.
    """
    _check(size, faces, background)
    d = Draws(seed, index, _PLACES)
    wanted = faces[0] + d.integer(faces[1] - faces[0] + 1)
    light = sample_nuisance(seed, index, strength)
    people, spots = [], []
    for k in range(wanted):
        spot = _free_spot(d, size, spots)
        if spot is None:
            break
        number = index * 16 + k
        units = parse(EXPRESSIONS[d.integer(len(EXPRESSIONS))])
        people.append(
            Face(units, sample_identity(seed, number), _posed(seed, number, strength, light))
        )
        spots.append(spot)
    return _compose(_wall(seed, index, size, background), people, spots, range(len(people)), light)


def video(
    seed: int,
    frames: int | None = None,
    size: tuple[int, int] = (480, 640),
    faces: int = 3,
    background: str = "calm",
    fps: float = 25.0,
) -> Iterator[Scene]:
    """Film several faces that move smoothly, turn, and change their expressions.

    Args:
        seed: of the film: people, paths and expressions.
        frames: how many frames; None never ends.
        size: height and width in pixels.
        faces: number of people, 1 to 4; each stays in a lane of their own, so that no face ever
            covers another and all ids are there in every frame.
        background: as in `scene`.
        fps: frames a second of filmed time; it sets how far things move between two frames.

    Yields:
        a `Scene` a frame; `ids` are 0, 1, ... from left to right.

    Raises:
        FacesError: a size, number or background that cannot be drawn.
    """
    _check(size, (faces, faces), background)
    if not 1 <= faces <= 4:
        raise FacesError(f"a film has 1 to 4 faces, not {faces}")
    wall = _wall(seed, 0, size, background)
    light = sample_nuisance(seed, 0, 0.3)
    actors = [_Actor(seed, k, faces, size, light) for k in range(faces)]
    for frame in count() if frames is None else range(frames):
        moment = frame / fps
        people, spots = zip(*(actor.at(moment) for actor in actors), strict=True)
        yield _compose(wall, people, spots, range(faces), light)


class _Actor:
    """One person in a film: a path, a way of turning the head, and expressions in turn."""

    def __init__(self, seed: int, number: int, lanes: int, size: tuple[int, int], light: Nuisance):
        self.seed, self.number, self.light = seed, number, light
        self.identity = sample_identity(seed, number)
        height, width = size
        lane = width / lanes
        self.side = min(0.50 * lane, 0.36 * height, FACE_SIDES[1])
        self.middle = (lane * (number + 0.5), 0.45 * height)
        self.reach = (max(0.0, 0.5 * (lane - 1.5 * self.side)), 0.12 * height)
        # Sums of two slow waves look unplanned and never jump.
        d = Draws(seed, number, _MOTION)
        self.waves = [
            (d.uniform(0.05, 0.16), d.uniform(0, 6.28), d.uniform(0.17, 0.33), d.uniform(0, 6.28))
            for _ in range(6)
        ]

    def _wave(self, which: int, moment: float) -> float:
        """A smooth number in -1 to 1."""
        f, p, g, q = self.waves[which]
        return 0.6 * math.sin(math.tau * f * moment + p) + 0.4 * math.sin(math.tau * g * moment + q)

    def at(self, moment: float) -> tuple[Face, tuple[float, float, float]]:
        """The face at this second, and its spot."""
        x = self.middle[0] + self.reach[0] * self._wave(0, moment)
        y = self.middle[1] + self.reach[1] * self._wave(1, moment)
        side = self.side * (1 + 0.08 * self._wave(2, moment))
        pose = replace(
            self.light,
            yaw=0.16 * self._wave(3, moment),
            pitch=0.07 * self._wave(4, moment),
            roll=0.08 * self._wave(5, moment),
        )
        # A new expression every four seconds: up in .6, held for 1.6, down in .8, then at rest.
        turn, second = divmod(moment + 1.1 * self.number, 4.0)
        level = np.interp(second, (0.3, 0.9, 2.5, 3.3), (0, 1, 1, 0))
        which = Draws(self.seed, self.number * 100_003 + int(turn), _MOTION + 1)
        units = parse(EXPRESSIONS[1 + which.integer(len(EXPRESSIONS) - 1)])
        units = units * np.float32(0.5 - 0.5 * math.cos(math.pi * level))
        return Face(units, self.identity, pose), (x, y, side)


def _check(size, faces, background) -> None:
    if min(size) < 160 or max(size) > 4096:
        raise FacesError(f"a scene of {size} pixels cannot be drawn; use 160 to 4096 each way")
    if not 0 <= faces[0] <= faces[1]:
        raise FacesError(f"the smallest number of faces is above the largest: {faces}")
    if background not in BACKGROUNDS:
        raise FacesError(f"there is no background {background!r}; use {' or '.join(BACKGROUNDS)}")


def _posed(seed: int, number: int, strength: float, light: Nuisance) -> Nuisance:
    """The pose of one person under the light of the scene."""
    own = sample_nuisance(seed, number, strength)
    return replace(
        light,
        yaw=own.yaw,
        pitch=own.pitch,
        roll=own.roll,
        gaze_x=own.gaze_x,
        gaze_y=own.gaze_y,
    )


def _free_spot(d: Draws, size, taken) -> tuple[float, float, float] | None:
    """Middle and side of a box that keeps clear of the others, their hair and the border."""
    height, width = size
    largest = min(FACE_SIDES[1], 0.5 * min(size))
    for _ in range(60):
        # Small faces are as frequent as large ones by ratio, as they are in photographs.
        side = FACE_SIDES[0] * (largest / FACE_SIDES[0]) ** d.uniform(0, 1)
        x = d.uniform(0.62 * side, width - 0.62 * side)
        y = d.uniform(0.75 * side, height - 0.60 * side)
        if all(max(abs(x - u), abs(y - v)) > 0.85 * (side + s) for u, v, s in taken):
            return x, y, side
    return None


def _compose(wall, people, spots, ids, light: Nuisance) -> Scene:
    """Paste the people onto the wall and take the picture.

    Who stands lower in the picture is in front, so that no body covers a face.
    """
    image = wall.copy()
    boxes = [None] * len(people)
    for k in sorted(range(len(people)), key=lambda k: spots[k][1]):
        boxes[k] = _paste(image, people[k], spots[k])
    noise = np.random.Generator(np.random.PCG64(np.random.SeedSequence([light.noise_seed, 1])))
    grain = noise.random((2, *image.shape), np.float32)
    image += (grain[0] + grain[1] - 1) * 0.02
    return Scene(
        np.clip(image * 255 + 0.5, 0, 255).astype(np.uint8),
        np.array(boxes, np.int32).reshape(-1, 4),
        np.array(list(ids), np.int32),
        tuple(people),
    )


def _paste(image: np.ndarray, face: Face, spot) -> tuple[int, int, int, int]:
    """Draw one person into `image`; returns the true box, cut off at the border."""
    x, y, side = spot
    unit = side / BOX_SIDE  # pixels of a face unit
    size = min(max(round(2 * BUST.half * unit), 16), 1024)
    n = face.nuisance
    # Where the middle of the box comes to lie when the head turns and tilts.
    dx = 0.45 * math.sin(n.yaw)
    dy = BOX_MIDDLE - BUST.y + 0.45 * math.sin(n.pitch)
    cx = math.cos(n.roll) * dx - math.sin(n.roll) * dy
    cy = math.sin(n.roll) * dx + math.cos(n.roll) * dy
    picture, alpha = render_alpha(
        face.units, face.identity, replace(n, scale=1.0, shift_x=0.0, shift_y=0.0), size, BUST
    )

    height, width = image.shape
    left, top = round(x - size / 2 - cx * unit), round(y - size / 2 - cy * unit)
    # The body goes on down to the lower border of the image.
    below = max(0, height - (top + size))
    if below:
        picture = cv2.copyMakeBorder(picture, 0, below, 0, 0, cv2.BORDER_REPLICATE)
        alpha = cv2.copyMakeBorder(alpha, 0, below, 0, 0, cv2.BORDER_REPLICATE)
    i, j = max(0, -top), max(0, -left)
    part = image[top + i : top + len(picture), left + j : left + size]
    h, w = part.shape
    over, cover = picture[i : i + h, j : j + w], alpha[i : i + h, j : j + w]
    part += cover * (over - part)

    x0, y0 = max(0, round(x - side / 2)), max(0, round(y - side / 2))
    x1, y1 = min(width, round(x + side / 2)), min(height, round(y + side / 2))
    return x0, y0, x1 - x0, y1 - y0


def _wall(seed: int, index: int, size, background: str) -> np.ndarray:
    """(height, width) float32, encoded brightness of the background."""
    d = Draws(seed, index, _WALL)
    height, width = size
    y = np.linspace(-1, 1, height, dtype=np.float32)[:, None]
    x = np.linspace(-1, 1, width, dtype=np.float32)[None, :]
    wall = d.uniform(0.35, 0.75) + d.uniform(-0.12, 0.12) * x + d.uniform(-0.12, 0.12) * y
    busy = background == "busy"
    # Large soft shapes: furniture, a window, out of focus.
    for _ in range(9 if busy else 4):
        w, h = d.uniform(0.1, 0.6) * width, d.uniform(0.1, 0.7) * height
        cx, cy = d.uniform(0, width), d.uniform(0, height)
        corner = (round(cx - w / 2), round(cy - h / 2)), (round(cx + w / 2), round(cy + h / 2))
        cv2.rectangle(wall, *corner, d.uniform(0.15, 0.9), -1)
    wall = cv2.GaussianBlur(wall, (0, 0), 5 if busy else 14)
    if busy:
        tile = textures()[1]
        k = 90.0 / width
        matrix = np.array([[k, 0, d.uniform(0, 256)], [0, k, d.uniform(0, 256)]])
        flags = cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP
        wall += 0.05 * cv2.warpAffine(
            tile, matrix, (width, height), flags=flags, borderMode=cv2.BORDER_WRAP
        )
        for _ in range(14):
            a = round(d.uniform(0, width)), round(d.uniform(0, height))
            b = round(d.uniform(0, width)), round(d.uniform(0, height))
            cv2.line(wall, a, b, d.uniform(0.2, 0.85), 1 + d.integer(4), cv2.LINE_AA)
        wall = cv2.GaussianBlur(wall, (0, 0), 1.0)
    return np.clip(wall, 0.05, 0.95)
