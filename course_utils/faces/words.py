"""A drawn face in words, for people who do not see the picture."""

from __future__ import annotations

from course_utils.faces.face import Face
from course_utils.faces.units import UNITS

# What each unit looks like, in plain words; the numbers follow in brackets.
_LOOKS = {
    (1, 2): "brows raised",
    (25, 26): "mouth open and jaw dropped",
    (1,): "inner brows raised",
    (2,): "outer brows raised",
    (4,): "brows lowered and drawn together",
    (5,): "upper lids raised",
    (6,): "cheeks raised",
    (7,): "lids tightened",
    (9,): "nose wrinkled",
    (10,): "upper lip raised",
    (12,): "lip corners pulled up",
    (14,): "lip corners dimpled",
    (15,): "lip corners pulled down",
    (16,): "lower lip pulled down",
    (17,): "chin raised",
    (20,): "lips stretched",
    (23,): "lips tightened",
    (24,): "lips pressed together",
    (25,): "lips parted",
    (26,): "jaw dropped",
}
_SHOWN = 0.3


def describe_face(face: Face) -> str:
    """Say who is drawn, how the head is held, and what the face does; never a feeling.

    A unit is mentioned from intensity .3 on, with its side if only one side shows it.
    """
    return f"{_person(face)} {_expression(face)}"


def _person(face: Face) -> str:
    who, n = face.identity, face.nuisance
    things = ["a headscarf" if who.headscarf else _hair(who)]
    if who.beard_name != "none":
        things.append(who.beard_name if who.beard_name == "stubble" else f"a {who.beard_name}")
    if who.glasses_name != "none":
        things.append(who.glasses_name)
    text = f"A drawn face with {who.skin_group} skin tone, {_list(things)}"
    held = []
    if abs(n.yaw) > 0.08:
        held.append(f"turned slightly to its {'left' if n.yaw > 0 else 'right'}")
    if abs(n.pitch) > 0.06:
        held.append("looking slightly down" if n.pitch > 0 else "looking slightly up")
    if abs(n.roll) > 0.06:
        # Clockwise in the picture is towards the drawn person's own left shoulder.
        held.append(f"tilted to its {'left' if n.roll > 0 else 'right'}")
    return text + (f", {_list(held)}" if held else "") + "."


def _hair(who) -> str:
    return "no hair" if who.hair_name == "bald" else f"{who.hair_name} hair"


def _expression(face: Face) -> str:
    left = {unit for unit, pair in zip(UNITS, face.units, strict=True) if pair[0] >= _SHOWN}
    right = {unit for unit, pair in zip(UNITS, face.units, strict=True) if pair[1] >= _SHOWN}
    phrases = []
    for shown, where in (
        (left & right, ""),
        (left - right, " on its left side only"),
        (right - left, " on its right side only"),
    ):
        rest = set(shown)
        for units, look in _LOOKS.items():
            if rest.issuperset(units):
                rest -= set(units)
                phrases.append(f"{look}{where} ({', '.join(map(str, units))})")
    if not phrases:
        return "The face is at rest."
    text = _list(phrases)
    text = text[0].upper() + text[1:] + "."
    both = sorted(left & right)
    if both:
        rows = [UNITS.index(unit) for unit in both]
        mean_left, mean_right = face.units[rows].mean(axis=0)
        if abs(mean_left - mean_right) > 0.10:
            weak, strong = ("left", "right") if mean_left < mean_right else ("right", "left")
            text += f" The {weak} side moves less than the {strong}."
    return text


def _list(items: list[str]) -> str:
    return " and ".join(filter(None, [", ".join(items[:-1]), items[-1]]))
