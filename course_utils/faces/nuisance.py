"""What a picture adds to a face: pose, framing, light, background and camera."""

from __future__ import annotations

from dataclasses import dataclass

from course_utils.faces.draws import Draws

#: How strong pose, framing, light and camera vary in the drawn set: 0 not at all, 1 very much.
#: Shift and scale decide how well models do on raw pixels; tuned by measurement on the drawn set.
DEFAULT = 0.56

STREAM = 2


@dataclass(frozen=True)
class Nuisance:
    """All of a picture that is neither the person nor the expression.

    Attributes:
        yaw: turn of the head in radians, positive towards the person's own left.
        pitch: nod in radians, positive downwards.
        roll: tilt in radians, positive clockwise in the picture.
        shift_x: the face's displacement to the right, as a part of the picture's width.
        shift_y: the same downwards.
        scale: size of the face, 1 for the usual crop.
        gaze_x: where the eyes look, -1 to 1, positive to the picture's right.
        gaze_y: the same, positive downwards.
        light_azimuth: of the main light in radians, positive from the picture's right.
        light_elevation: of the main light in radians, positive from above.
        ambient: part of the light that comes from all around, 0 to 1.
        exposure: factor on all light, 1 for a normal picture.
        gamma: of the camera; above 1 darkens the middle grays.
        blur: standard deviation in pixels of a 48-pixel picture; scales with the size.
        noise: standard deviation of the sensor's noise, as a part of white.
        background: kind of the background, 0 smooth, 1 soft shapes.
        background_shade: its linear reflectance.
        background_slope: how much lighter it is on one side, -1 to 1.
        noise_seed: of the sensor noise and the background's shapes.
    """

    yaw: float = 0.0
    pitch: float = 0.0
    roll: float = 0.0
    shift_x: float = 0.0
    shift_y: float = 0.0
    scale: float = 1.0
    gaze_x: float = 0.0
    gaze_y: float = 0.0
    light_azimuth: float = -0.45
    light_elevation: float = 0.40
    ambient: float = 0.40
    exposure: float = 1.0
    gamma: float = 1.0
    blur: float = 0.0
    noise: float = 0.0
    background: int = 0
    background_shade: float = 0.30
    background_slope: float = 0.3
    noise_seed: int = 0


def sample_nuisance(seed: int, index: int, strength: float = DEFAULT) -> Nuisance:
    """The picture with this number; it depends on (seed, index, strength) alone.

    Args:
        seed: of the set.
        index: of the face.
        strength: factor on the spread of everything; 0 gives an even, frontal, sharp picture. The
            standard deviations at 1 are yaw .22, pitch .13, roll .12 radians, shift 4.5 % and
            scale 7 %; they follow a trial in which .35 gave FER2013's published ladder of scores.
    """
    d, k = Draws(seed, index, STREAM), float(strength)
    return Nuisance(
        yaw=d.normal(0, 0.22 * k),
        pitch=d.normal(0, 0.13 * k),
        roll=d.normal(0, 0.138 * k),
        shift_x=d.normal(0, 0.061 * k),
        shift_y=d.normal(0, 0.061 * k),
        scale=1 + d.normal(0, 0.094 * k),
        gaze_x=d.normal(0, 0.5 * k),
        gaze_y=d.normal(0, 0.2 * k),
        light_azimuth=d.uniform(-1.6, 1.6) * k,
        light_elevation=0.40 + d.uniform(-0.7, 0.7) * k,
        ambient=0.40 + d.uniform(-0.25, 0.25) * k,
        exposure=2.0 ** d.normal(0, 0.55 * k),
        gamma=2.0 ** d.normal(0, 0.25 * k),
        blur=abs(d.normal(0, 0.55 * k)),
        noise=abs(d.normal(0, 0.018 * k)),
        background=int(d.chance(0.5)),
        background_shade=0.04 + 0.7 * d.uniform(0, 1) ** 1.5,
        background_slope=d.uniform(-0.6, 0.6),
        noise_seed=d.integer(1 << 30),
    )
