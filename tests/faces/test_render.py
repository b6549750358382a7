"""The drawn face: every unit changes the picture where it should, on its own side, for everyone."""

from __future__ import annotations

import json
from dataclasses import asdict, replace
from hashlib import sha256
from pathlib import Path

import numpy as np
import pytest

from course_utils.faces.draws import Draws
from course_utils.faces.face import draw, face
from course_utils.faces.identity import BEARD, GLASSES, HAIR, SKIN, Identity, sample_identity
from course_utils.faces.nuisance import Nuisance, sample_nuisance
from course_utils.faces.render import CROP, _canvas_for, render, render_alpha
from course_utils.faces.render.pose import place
from course_utils.faces.render.shape import response
from course_utils.faces.schema import FacesError
from course_utils.faces.units import UNITS, UnitsError, intensities, parse

SIZE = 96
EVEN = Nuisance(light_azimuth=0.0)
REFERENCE = Path(__file__).with_name("render_reference.npz")

#: Part of the picture (rows from, to, as parts of its height) in which a unit shows most.
ROWS = {
    **dict.fromkeys((1, 2, 4), (0.05, 0.45)),
    **dict.fromkeys((5, 7), (0.25, 0.50)),
    6: (0.30, 0.60),
    9: (0.25, 0.75),
    **dict.fromkeys((10, 12, 14, 15, 16, 17, 20, 23, 24, 25), (0.50, 0.95)),
    26: (0.60, 1.00),
}


def plain(**changes) -> Identity:
    """A person with an even face and nothing in front of it."""
    even = dict(brow_uneven=0.0, eye_uneven=0.0, mouth_uneven=0.0, nose_uneven=0.0, eye_tilt=0.0)
    who = replace(sample_identity(0, 1), hair=0, beard=0, glasses=0, freckles=0.0, **even)
    return replace(who, **changes)


def difference(text: str, who: Identity | None = None, size: int = SIZE) -> np.ndarray:
    """How much each pixel changes from the face at rest."""
    who = who or plain()
    rest = render(parse("0"), who, EVEN, size).astype(float)
    return np.abs(render(parse(text), who, EVEN, size) - rest)


@pytest.mark.parametrize("unit", UNITS)
def test_a_unit_shows_in_its_part_of_the_face(unit):
    change = difference(str(unit))
    top, bottom = (round(part * SIZE) for part in ROWS[unit])
    assert change[top:bottom].sum() > 0.7 * change.sum()
    assert change.max() > 20


@pytest.mark.parametrize("unit", UNITS)
def test_left_is_the_persons_own_left_and_right_its_mirror_image(unit):
    left, right = difference(f"L{unit}"), difference(f"R{unit}")
    half = SIZE // 2
    # The jaw and the chin move as a whole; even they lean to the side that moves.
    assert left[:, half:].sum() > (1.5 if unit not in (16, 17, 26) else 0.95) * left[:, :half].sum()
    # Forehead lines and the light in the eyes are not mirrored, in life neither.
    assert np.corrcoef(left.ravel(), right[:, ::-1].ravel())[0, 1] > 0.96


@pytest.mark.parametrize("skin", [0.55, 0.22, 0.08])
@pytest.mark.parametrize("cover", [{}, {"glasses": 1}, {"beard": 3}, {"hair": 7}, {"hair": 8}])
def test_every_unit_is_visible_at_48_pixels_for_everyone(skin, cover):
    who = plain(skin=skin, **cover)
    for unit in UNITS:
        assert difference(str(unit), who, 48).max() > 9, unit


@pytest.mark.parametrize("skin", [0.55, 0.22, 0.08])
@pytest.mark.parametrize("beard", ["stubble", "moustache", "full beard"])
def test_a_beard_does_not_hide_the_mouth(beard, skin):
    bearded, bare = (plain(skin=skin, beard=BEARD.index(kind)) for kind in (beard, "none"))
    for unit in (14, 15, 16, 20, 23, 24):
        seen, whole = (np.linalg.norm(difference(str(unit), who, 48)) for who in (bearded, bare))
        assert seen > 0.85 * whole, unit


def test_a_trace_hardly_shows_and_what_is_there_shows_clearly():
    intensity = np.linspace(0, 1, 101)
    moved = response(intensity)
    assert moved[0] == 0 and moved[-1] == 1 and (np.diff(moved) > 0).all()
    still, there = 0.12, 0.65 * 0.8
    assert response(still) < 0.6 * still and response(there) > 1.25 * there


@pytest.mark.parametrize("scale", [0.8, 1.2])
@pytest.mark.parametrize("roll", [0.0, 0.4])
@pytest.mark.parametrize("shift", [-0.2, 0.2])
def test_the_canvas_holds_all_that_a_picture_shows(shift, roll, scale):
    nuisance = Nuisance(shift_x=shift, shift_y=-shift, roll=roll, scale=scale, yaw=roll)
    x, y = place(72, CROP, nuisance)
    canvas = _canvas_for(x, y, CROP)
    assert canvas.x[0] <= x.min() and x.max() <= canvas.x[-1]
    assert canvas.y[0] <= y.min() and y.max() <= canvas.y[-1]


def test_any_pattern_of_units_can_be_drawn():
    for index in range(60):
        d = Draws(5, index, 9)
        units = (d.uniforms(36) < 0.5).reshape(18, 2) * d.uniforms(36).reshape(18, 2)
        linear, alpha = render_alpha(
            units, sample_identity(5, index), sample_nuisance(5, index, 1.0), 48
        )
        assert np.isfinite(linear).all() and np.isfinite(alpha).all()
        assert 0 <= alpha.min() and alpha.max() <= 1.001
        picture = draw(5, index, units, strength=1.0)
        assert picture.dtype == np.uint8 and picture.shape == (48, 48)
        assert picture.std() > 8


def test_the_same_face_at_48_and_at_224():
    for index in range(4):
        who = sample_identity(2, index)
        small = render(parse("6+12"), who, EVEN, 48).astype(float)
        large = render(parse("6+12"), who, EVEN, 240).reshape(48, 5, 48, 5).mean((1, 3))
        assert np.corrcoef(small.ravel(), large.ravel())[0, 1] > 0.97


def test_a_face_is_addressed_by_seed_and_index():
    assert np.array_equal(draw(3, 8, "12"), draw(3, 8, "12"))
    assert not np.array_equal(draw(3, 8, "12"), draw(3, 9, "12"))
    assert face(3, 8, "12").identity == face(3, 8, "1+4+15").identity
    assert face(3, 8, "12").nuisance == face(3, 8, "1+4+15").nuisance
    bits = np.arange(18) % 3 == 0
    assert np.array_equal(face(3, 8, bits).units, face(3, 8, bits).units)


def test_intensity_follows_the_bit_and_nothing_else():
    bits = np.arange(18) % 2 == 0
    units = np.stack([intensities(bits, Draws(1, i, 3)) for i in range(400)])
    assert units.dtype == np.float32 and units.shape == (400, 18, 2)
    assert units[:, bits].max(-1).min() >= 0.65 and units[:, bits].min() >= 0.65 * 0.8
    assert units[:, ~bits].max() <= 0.12 + 1e-6
    left, right = units[:, bits].mean((0, 1))
    assert abs(left - right) < 0.01
    assert (units[:, bits, 0] != units[:, bits, 1]).mean() > 0.9


def test_identity_has_every_kind_in_every_skin_group():
    people = [sample_identity(0, i) for i in range(3000)]
    assert {p.skin_group for p in people} == set(SKIN)
    assert {p.beard_name for p in people} == set(BEARD)
    assert {p.glasses_name for p in people} == set(GLASSES)
    pairs = {(p.skin_group, p.hair_name) for p in people}
    assert len(pairs) == len(SKIN) * len(HAIR)
    assert all(type(v) in (int, float) for v in asdict(people[0]).values())
    assert all(type(v) in (int, float) for v in asdict(sample_nuisance(0, 0)).values())


def test_nose_width_does_not_follow_skin():
    people = [sample_identity(0, i) for i in range(3000)]
    r = np.corrcoef([p.skin for p in people], [p.nose_width for p in people])[0, 1]
    assert abs(r) < 0.05


def _parameters() -> str:
    # A strength of its own: tuning the drawn set must not touch this test.
    rows = [
        [asdict(sample_identity(s, i)), asdict(sample_nuisance(s, i, 0.4)),
         intensities(np.arange(18) % 2 == 0, Draws(s, i, 3)).tolist()]
        for s in (0, 1) for i in range(50)
    ]  # fmt: skip
    return sha256(json.dumps(rows).encode()).hexdigest()


def _pictures() -> np.ndarray:
    texts = ("0", "6+12+25", "1+2+5+25+26", "4+5+7+23", "R12+R14", "9+15+16", "4+10+17", "1+4+15")
    return np.stack([draw(11, i, texts[i % 8], strength=0.4) for i in range(24)])


def test_parameters_are_identical_and_pixels_within_one_gray_level_of_the_stored_ones():
    """A wanted change of the renderer: `python tests/faces/test_render.py` stores new ones."""
    with np.load(REFERENCE) as stored:
        assert _parameters() == str(stored["parameters"])
        off = np.abs(_pictures().astype(int) - stored["pictures"])
    assert off.max() <= 1
    assert (off > 0).mean() <= 0.001


@pytest.mark.parametrize("size", [0, 15, 1025])
def test_sizes_that_cannot_be_drawn(size):
    with pytest.raises(FacesError, match=str(size)):
        render(parse("0"), plain(), EVEN, size)


@pytest.mark.parametrize(
    "units", [np.zeros((14, 2)), np.full((18, 2), 1.2), np.full((18, 2), np.nan)]
)
def test_units_that_cannot_be_drawn(units):
    with pytest.raises(UnitsError):
        render(units, plain(), EVEN)


if __name__ == "__main__":
    np.savez_compressed(REFERENCE, parameters=_parameters(), pictures=_pictures())
