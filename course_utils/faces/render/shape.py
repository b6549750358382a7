"""How action units move a face: from (units, identity) to the places of all features.

This is the only file that turns intensities into movements of brows, lids, lips and jaw; the
wrinkles and bulges that come with them are in `skin.py`. Movements are strong on purpose: they must
be seen at 48 pixels, where one pixel is .037 face units. Antagonists (5 and 7, 12 and 15, 23 and
25) act on different places, so that all combinations can be drawn and told apart. The strengths are
our own choice, by eye and by what simple readers of units could tell apart; they measure nobody.
"""

from __future__ import annotations

import numpy as np

from course_utils.faces.identity import Identity
from course_utils.faces.render.canvas import Box, bell, clip, fraction, ramp
from course_utils.faces.units import UNITS

EYE_Y = -0.12


class Sides:
    """Both sides of the face; every place is (2, 1) float32, the person's left first.

    x is counted outwards from the middle of the face, so both sides share one set of formulas.
    """

    def __init__(self, u: dict[int, np.ndarray], who: Identity):
        self.u = u
        self.sign = np.array([[1], [-1]], np.float32)
        uneven = 0.5 * self.sign

        self.eye_y = EYE_Y + uneven * who.eye_uneven
        self.upper = (
            who.eye_upper + 0.074 * u[5] - 0.009 * u[7] - 0.004 * u[6] * (1 - u[7]) - 0.006 * u[9]
        )
        self.lower = who.eye_lower - 0.051 * u[7] - 0.016 * u[6] * (1 - 0.85 * u[7])

        # Raised and knitted at once (1+4), the inner brow still rises: frontalis wins there.
        knit = u[4] * (1 - 0.75 * u[1])
        self.brow_y = EYE_Y - who.brow_height + uneven * who.brow_uneven
        self.brow_inner = -0.125 * u[1] + 0.088 * knit + 0.042 * u[9]
        self.brow_outer = -0.120 * u[2] + 0.056 * u[4] * (1 - 0.5 * u[2]) + 0.008 * u[9]
        self.brow_start = 0.125 - 0.050 * u[4]
        self.brow_end = 0.515 - 0.015 * u[4]

        self.corner_x = (
            who.mouth_width
            + 0.060 * u[12]
            + 0.120 * u[20]
            + 0.026 * u[14]
            - 0.106 * u[23]
            - 0.012 * u[17]
            - 0.035 * u[25] * u[26]
        )
        self.corner_y = (
            who.mouth_y
            - who.mouth_rest
            + uneven * who.mouth_uneven
            - 0.092 * u[12]
            + 0.100 * u[15]
            + 0.015 * u[17]
            + 0.012 * u[20]
            + (0.055 + 0.040 * u[25]) * u[26]
        )

    def brows(self, x: np.ndarray, who: Identity) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """Middle line, half thickness and cover (0 to 1) of the brows at outward x: (2, n) each."""
        t = (x - self.brow_start) * (1 / (self.brow_end - self.brow_start))
        c = fraction(t)
        late = c - 0.62
        arch = who.brow_arch * (1.0 - 3.2 * late * late)
        inner = (1 - c) * (1 - c) * (1 + 0.6 * c)
        outer = ramp(c, -0.40, 0.72) * (1 - 0.32 * ramp(c, 0.70, 1.05))
        y = (
            self.brow_y
            - arch
            + who.brow_tilt * (c - 0.5)
            + self.brow_inner * inner
            + self.brow_outer * outer
        )
        thick = who.brow_thickness * (0.62 + 0.5 * ramp(c, 0.0, 0.25))
        thick *= 1 - 0.72 * ramp(c, 0.45, 1.0)
        return y, thick, ramp(t, -0.03, 0.09) * ramp(t, 1.03, 0.9)

    def lids(self, t: np.ndarray, who: Identity) -> tuple[np.ndarray, np.ndarray]:
        """Upper and lower lids at t = -1 (inner corner) to 1 (outer corner): (2, n) each."""
        c = clip(t, -1, 1)
        free = 1 - c * c
        skewed = clip(c - who.eye_peak * free, -1, 1)
        base = self.eye_y - (0.007 + who.eye_tilt) * c
        up = np.power(1 - np.power(np.abs(skewed), 2.3), 0.72)
        # A lid that is drawn tight is straight: the lower profile flattens with unit 7.
        tight = self.u[7]
        low = np.power(free, 0.85 - 0.25 * tight) * (1 + 0.18 * c * (1 - tight))
        return base - self.upper * up, base + self.lower * low


def response(units):
    """How far a face has moved at these intensities, 0 to 1: late at first, nearly all at .7.

    A trace of a unit hardly shows, as skin gives before it folds; a unit that is there shows
    clearly. So faces at rest and faces in motion lie apart at 48 pixels. The law is our choice.
    """
    return 0.4 * units + 0.6 * ramp(units, 0.05, 0.70)


class Shape:
    """All moved places of one face.

    Attributes:
        sides: what lies on the sides of the face.
        u: unit -> (2, 1) intensities; mean: unit -> mean intensity of both sides.
        chin: y of the chin; jaw: how far it has dropped.
        contrast: factor on the darkness of folds and shadows, 1 on light skin.
        mouth_y: y of the mouth; nose_x: x of the nose.
    """

    def __init__(self, units: np.ndarray, who: Identity):
        self.who = who
        units = response(units)
        self.u = {unit: units[i, :, None] for i, unit in enumerate(UNITS)}
        self.pairs = {unit: tuple(row) for unit, row in zip(UNITS, units.tolist(), strict=True)}
        self.mean = m = {unit: sum(pair) / 2 for unit, pair in self.pairs.items()}
        self.sides = Sides(self.u, who)
        self.jaw = 0.140 * m[26]
        self.chin = who.chin + self.jaw - 0.03 * m[17] * (1 - m[26])
        self.mouth_y = who.mouth_y + 0.055 * m[26]
        self.nose_x = who.nose_uneven
        # On dark skin the same fold gives fewer gray levels: it is drawn a little deeper.
        self.contrast = 1 + 0.25 * ramp(who.skin, 0.35, 0.10)

    def along(self, left: float, right: float, x: np.ndarray) -> np.ndarray:
        """A quantity that has its own value on each side, blended over the middle of the face."""
        return right + (left - right) * ramp(x, -0.09, 0.09)


class Lips:
    """The curves of the mouth over x, each (n,): line, opening and outer borders.

    Attributes:
        s: 0 in the middle, 1 at the corners.
        inner_top, inner_bottom: borders of the opening (equal where the lips touch).
        top, bottom: outer borders of the lips.
        gap: height of the opening in the middle.
    """

    def __init__(self, shape: Shape, x: np.ndarray):
        who, m = shape.who, shape.mean
        # All quantities that differ between the sides, blended over the middle in one go.
        names = (10, 12, 14, 16, 17, 20, 23, 24, 25)
        left, right = np.array([shape.pairs[unit] for unit in names], np.float32).T[..., None]
        u = dict(zip(names, shape.along(left, right, x), strict=True))

        sides = shape.sides
        (left_x, right_x), (left_y, right_y) = sides.corner_x[:, 0], sides.corner_y[:, 0]
        self.t = x / np.where(x > 0, left_x, right_x)
        self.s = s = np.minimum(np.abs(self.t), 1)
        free = 1 - s * s

        corner_y = shape.along(left_y, right_y, x)
        middle = (
            shape.mouth_y
            + 0.016 * m[12]
            - 0.024 * m[15]
            - 0.054 * m[17]
            - 0.034 * m[10]
            - 0.010 * m[9]
            + 0.008 * m[16]
        )
        bend = 2.0 + 0.25 * m[12] + 1.6 * m[10]
        line = middle + (corner_y - middle) * np.power(s, bend)
        line = line + 0.007 * bell(self.t, 0, 0.22) * who.bow

        parted = u[25]
        drop = m[25] * m[26]
        press = u[24]
        open_ = 0.116 + 0.028 * u[12] + 0.016 * u[16] + 0.014 * u[10]
        # 16 alone bares the edge of the lower teeth, though the lips hardly part.
        bared = 0.028 * u[16] * (1 - parted) * (1 - 0.6 * press)
        wide = 0.150 * drop * (1 - 0.30 * m[12])
        self.gap = parted * open_ * (1 - 0.20 * press) + bared + wide
        share = 0.34 + 0.12 * u[10] - 0.10 * u[16] + 0.10 * drop * (1 - 1.8 * m[12])
        round_ = np.power(fraction(1 - (s * (1 / 0.94)) ** 2), 0.62)
        self.inner_top = line - self.gap * share * round_
        self.inner_bottom = line + self.gap * (1 - share) * round_
        self.line = line

        thin = (1 - 0.57 * u[23]) * (1 - 0.88 * press) * (1 - 0.36 * u[20]) * (1 - 0.18 * u[12])
        thin = thin * (1 - 0.08 * drop)
        bow = 1 - 0.30 * who.bow * bell(self.t, 0, 0.13) + 0.10 * bell(s, 0.26, 0.14)
        # Unit 10 lifts the outer thirds too: the upper border goes flat and square.
        flat = np.power(free, 0.85) * bow
        flat = flat + u[10] * (0.9 * np.power(fraction(1 - s**4), 0.8) - 0.55 * flat)
        dimple = 1 - 0.55 * u[14] * ramp(s, 0.35, 0.9)
        self.top = self.inner_top - (who.upper_lip * thin + 0.014 * u[10]) * flat * dimple
        full = np.power(fraction(1 - np.power(s, 2.3)), 0.9)
        square = np.power(fraction(1 - s**5), 0.8)
        low = full + u[16] * (square - full)
        lower = who.lower_lip * thin * (1 + 0.12 * u[17]) + 0.052 * u[16]
        self.bottom = self.inner_bottom + lower * low * dimple

    def between(self, box: Box) -> Lips:
        """The same curves over the columns of a box."""
        part = Lips.__new__(Lips)
        for name, curve in vars(self).items():
            setattr(part, name, curve[box.at[1]])
        return part
