"""Who a drawn face is: shape of head and features, skin, hair, beard, glasses, age marks.

Lengths are in face units: half the height of a face is about 1, y points down, x to the picture's
right, the origin lies between the eyes and the nose. Shades are linear reflectances, 0 to 1. All
ranges are our own choice: wide where a face may be wide (skin, hair, nose), narrow around the eyes,
where at 48 pixels a wider range would hide action units 1, 2, 5, 6 and 7.
"""

from __future__ import annotations

from dataclasses import dataclass

from course_utils.faces.draws import Draws

HAIR = (
    "bald",
    "short",
    "side-parted",
    "long straight",
    "wavy",
    "coiled",
    "tied back",
    "fringe",
    "headscarf",
)
BEARD = ("none", "stubble", "moustache", "full beard")
GLASSES = ("none", "round glasses", "square glasses")
SKIN = ("light", "medium", "dark")
EYES = ("almond", "round", "single-fold", "hooded")

#: Linear reflectance below which skin counts as medium, and as dark.
SKIN_LIMITS = (0.32, 0.16)

STREAM = 1


@dataclass(frozen=True)
class Identity:
    """One drawn person; `dataclasses.asdict` gives plain numbers.

    Numbers of a kind (`hair`, `beard`, `glasses`, `eyes`) are positions in `HAIR`, `BEARD`,
    `GLASSES`, `EYES`; the `..._name` properties and `skin_group` give the words for an audit.
    """

    head_width: float
    head_top: float
    jaw: float
    chin: float
    cheekbone: float
    build: float
    eyes: int
    eye_x: float
    eye_width: float
    eye_upper: float
    eye_lower: float
    eye_peak: float
    eye_tilt: float
    crease: float
    iris: float
    iris_shade: float
    lashes: float
    brow_height: float
    brow_arch: float
    brow_thickness: float
    brow_tilt: float
    nose_width: float
    nose_y: float
    bridge_height: float
    bridge_width: float
    tip: float
    mouth_y: float
    mouth_width: float
    upper_lip: float
    lower_lip: float
    bow: float
    mouth_rest: float
    lip_shade: float
    skin: float
    gloss: float
    hair: int
    hair_shade: float
    hairline: float
    hair_volume: float
    hair_part: float
    receding: float
    cloth: float
    beard: int
    beard_density: float
    glasses: int
    frame_shade: float
    age: float
    freckles: float
    brow_uneven: float
    eye_uneven: float
    mouth_uneven: float
    nose_uneven: float
    texture: int

    @property
    def skin_group(self) -> str:
        """`light`, `medium` or `dark`, by `SKIN_LIMITS`."""
        return SKIN[sum(self.skin < limit for limit in SKIN_LIMITS)]

    @property
    def hair_name(self) -> str:
        """The kind of hair, one of `HAIR`."""
        return HAIR[self.hair]

    @property
    def beard_name(self) -> str:
        """The kind of beard, one of `BEARD`."""
        return BEARD[self.beard]

    @property
    def glasses_name(self) -> str:
        """The kind of glasses, one of `GLASSES`."""
        return GLASSES[self.glasses]

    @property
    def headscarf(self) -> bool:
        """Whether the head is covered."""
        return HAIR[self.hair] == "headscarf"


def sample_identity(seed: int, index: int) -> Identity:
    """The person with this number; it depends on nothing but (seed, index).

    Shapes of the nose, the eyes, the mouth and the head are drawn without regard to skin. Two
    things follow it: coiled hair is more frequent with darker skin (but found with every skin), and
    blond hair stays with lighter skin. `build` (softer to stronger features) goes with jaw, brows
    and lips, with beards, baldness and headscarves, and loosely with the length of hair.
    """
    d = Draws(seed, index, STREAM)
    build = d.uniform(0, 1)
    age = max(0.0, d.uniform(-0.5, 1))
    tone = d.uniform(0, 1)
    # Even steps of the reflectance's logarithm look even to the eye.
    skin = 0.60 * (0.075 / 0.60) ** tone
    coiled = 6 + 16 * tone
    if build > 0.5:
        hair = d.choose([9, 26, 22, 5, 4, coiled, 6, 3, 0])
    else:
        hair = d.choose([0, 7, 7, 17, 15, coiled, 14, 13, 18])
    dark_hair = 0.012 + 0.03 * d.uniform(0, 1)
    hair_shade = dark_hair + (0.33 * (1 - tone) ** 1.5) * d.uniform(0, 1) ** 2
    grey = max(0.0, age - 0.45) / 0.55 * d.uniform(0, 1)
    hair_shade = hair_shade * (1 - grey) + 0.36 * grey
    beard = d.choose([9, 3, 2, 4]) if build > 0.5 else 0
    eyes = d.choose([4, 3, 3, 2])
    kind = EYES[eyes]
    return Identity(
        head_width=d.uniform(0.715, 0.775) + 0.02 * build,
        head_top=d.uniform(1.14, 1.20),
        jaw=min(max(0.25 + 0.5 * build + d.normal(0, 0.14), 0.0), 1.0),
        chin=d.uniform(0.985, 1.015),
        cheekbone=d.uniform(0.3, 1.0),
        build=build,
        eyes=eyes,
        eye_x=d.uniform(0.310, 0.326),
        eye_width=d.uniform(0.148, 0.158) - 0.004 * (kind == "round"),
        eye_upper={"almond": 0.066, "round": 0.072, "single-fold": 0.063, "hooded": 0.064}[kind]
        + d.uniform(-0.002, 0.002),
        eye_lower={"almond": 0.042, "round": 0.047, "single-fold": 0.041, "hooded": 0.043}[kind]
        + d.uniform(-0.002, 0.002),
        eye_peak=d.uniform(-0.18, 0.12),
        eye_tilt=d.normal(0, 0.004, 2),
        crease={"almond": 1.0, "round": 1.0, "single-fold": 0.12, "hooded": 0.6}[kind]
        * d.uniform(0.75, 1.0),
        iris=d.uniform(0.060, 0.065),
        iris_shade=0.02 + 0.16 * (1 - tone) * d.uniform(0, 1) ** 2,
        lashes=d.uniform(0.5, 1.0) - 0.3 * build,
        brow_height=d.uniform(0.198, 0.212),
        brow_arch=d.uniform(0.016, 0.042) - 0.012 * build,
        brow_thickness=d.uniform(0.027, 0.036) + 0.008 * build,
        brow_tilt=d.normal(0, 0.006, 2),
        nose_width=d.uniform(0.116, 0.196),
        nose_y=d.uniform(0.325, 0.35),
        bridge_height=d.uniform(0.45, 1.15),
        bridge_width=d.uniform(0.050, 0.075),
        tip=d.uniform(0.75, 1.25),
        mouth_y=d.uniform(0.575, 0.59),
        mouth_width=d.uniform(0.232, 0.26),
        upper_lip=d.uniform(0.038, 0.060) - 0.006 * build,
        lower_lip=d.uniform(0.056, 0.080) - 0.006 * build,
        bow=d.uniform(0.35, 1.0),
        mouth_rest=d.uniform(0.010, 0.018),
        lip_shade=d.uniform(0.54, 0.68) + 0.12 * build,
        skin=skin,
        gloss=d.uniform(0.7, 1.3),
        hair=hair,
        hair_shade=hair_shade,
        hairline=d.uniform(-0.83, -0.75),
        hair_volume=d.uniform(0.5, 1.0),
        hair_part=d.uniform(0.15, 0.38) * (1 if d.chance(0.5) else -1),
        receding=age * build * d.uniform(0, 1),
        cloth=0.03 + 0.5 * d.uniform(0, 1) ** 1.5,
        beard=beard,
        beard_density=d.uniform(0.6, 1.0),
        glasses=d.choose([84, 8, 8]),
        frame_shade=_frame(d, skin),
        age=age,
        freckles=max(0.0, d.uniform(-1.5, 1)),
        brow_uneven=d.normal(0, 0.004, 2),
        eye_uneven=d.normal(0, 0.003, 2),
        mouth_uneven=d.normal(0, 0.006, 2),
        nose_uneven=d.normal(0, 0.006, 2),
        texture=d.integer(1 << 30),
    )


def _frame(d: Draws, skin: float) -> float:
    """Frames are dark, or of light metal where the skin is dark enough for it to be seen."""
    dark = 0.008 + 0.03 * d.uniform(0, 1) ** 2
    return min(2.6 * skin, 0.42) if d.chance(0.6) and skin < 0.25 else dark
