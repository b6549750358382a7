"""Units as text, and faces in words."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from course_utils.faces.face import Face
from course_utils.faces.identity import BEARD, GLASSES, HAIR, sample_identity
from course_utils.faces.nuisance import Nuisance
from course_utils.faces.units import MUSCLES, NAMES, UNITS, UnitsError, parse, to_text
from course_utils.faces.words import describe_face


def test_names_and_muscles_for_every_unit():
    assert tuple(NAMES) == tuple(MUSCLES) == UNITS
    assert len(UNITS) == 18


def test_parse_reads_sides_and_letters():
    units = parse("1 + r12+5B")
    assert units.shape == (18, 2) and units.dtype == np.float32
    assert units[UNITS.index(1)].tolist() == [1, 1]
    assert units[UNITS.index(12)].tolist() == [0, 1]
    assert units[UNITS.index(5)] == pytest.approx([0.4, 0.4])
    assert units.sum() == pytest.approx(3.8)


@pytest.mark.parametrize("text", ["0", "1+2", "6+12+25", "1+2+R12", "L4+9+26"])
def test_text_survives_the_round_trip(text):
    assert to_text(parse(text)) == text


def test_both_sides_given_one_by_one_are_the_whole_unit():
    assert to_text(parse("L12+R12")) == "12"


@pytest.mark.parametrize("text", ["", " 0 "])
def test_neutral(text):
    assert not parse(text).any()


@pytest.mark.parametrize("text", ["3", "12F", "1++2", "+", "smile", "L", "R12L", "1,2", 12, None])
def test_what_cannot_be_read_is_named(text):
    with pytest.raises(UnitsError, match="unit"):
        parse(text)


def _face(text: str, nuisance=None, **changes) -> Face:
    who = replace(sample_identity(0, 0), hair=5, beard=0, glasses=1, skin=0.08)
    return Face(parse(text), replace(who, **changes), nuisance or Nuisance())


def test_a_face_in_words():
    words = describe_face(_face("1+2+25+26", Nuisance(yaw=0.2)))
    assert words == (
        "A drawn face with dark skin tone, coiled hair and round glasses, turned slightly to its "
        "left. Brows raised (1, 2) and mouth open and jaw dropped (25, 26)."
    )


def test_one_side_and_a_weaker_side_are_said():
    words = describe_face(_face("R12+R14"))
    assert "lip corners dimpled on its right side only (14)" in words
    units = parse("6+12")
    units[:, 0] *= 0.6
    words = describe_face(replace(_face("0"), units=units))
    assert words.endswith("The left side moves less than the right.")


def test_at_rest():
    assert describe_face(_face("0")).endswith("The face is at rest.")


def test_every_unit_and_every_kind_of_person_has_words():
    for unit in UNITS:
        assert f"({unit})" in describe_face(_face(str(unit)))
    for hair in range(len(HAIR)):
        for beard in range(len(BEARD)):
            for glasses in range(len(GLASSES)):
                words = describe_face(_face("0", hair=hair, beard=beard, glasses=glasses))
                assert words.startswith("A drawn face with dark skin tone") and "none" not in words


def test_words_never_name_a_feeling():
    words = describe_face(_face("+".join(map(str, UNITS)))).lower()
    for feeling in ("happ", "sad", "ang", "fear", "disgust", "surpris", "contempt", "smil"):
        assert feeling not in words
