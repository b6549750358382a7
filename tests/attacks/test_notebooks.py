"""Hostile notebooks, one after the other, with an honest one between them."""

from __future__ import annotations

import json
import re
import threading

import psutil
import pytest

from attacks import attack, world
from attacks.for_harm import FOR_HARM
from attacks.for_pages import FOR_PAGES
from attacks.for_points import FOR_POINTS
from attacks.for_secrets import FOR_SECRETS
from attacks.hidden.toy import CANARY

ATTACKS = [*FOR_POINTS, *FOR_SECRETS, *FOR_HARM, *FOR_PAGES]


def check(name: str) -> str:
    return f'check("{name}")'


CASES = [
    pytest.param(one, id=one.name, marks=[] if one.core else [pytest.mark.long]) for one in ATTACKS
]


@pytest.mark.parametrize("one", CASES)
def test_gets_nothing(one, grade, course, tmp_path):
    notebook = attack.notebook(one, course, check)
    folder = tmp_path / "submitted"
    folder.mkdir()
    if one.files:
        one.files(folder, course)
    before, descriptors = world.snapshot(course), psutil.Process().num_fds()
    graded = grade(notebook, folder, **one.limits)
    assert world.points(graded) == 0
    assert CANARY not in world.everything_said(graded)
    assert world.snapshot(course) == before
    assert world.leftovers() == []
    assert psutil.Process().num_fds() <= descriptors
    if one.shows:
        assert re.search(one.shows, world.shown(graded)), world.shown(graded)
    said = "\n".join([*graded.events, *world.reasons(graded)])
    if one.says:
        assert re.search(one.says, said), said
    assert re.search(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e]", said) is None
    assert len(json.dumps(graded.notebook)) < 60_000_000
    assert len(said) < 100_000


def test_the_honest_neighbour_gets_all(grade, course):
    """After all of the above, and with nobody's leftovers in the way."""
    graded = grade(attack.honest(check))
    assert world.points(graded) == sum(attack.POINTS.values())
    assert graded.events == [] and world.reasons(graded) == []


@pytest.mark.parametrize(
    "name",
    ["a fork bomb", "fills the memory", "signals everybody: siblings, parent, process 1, all"],
)
def test_a_neighbour_at_the_same_time_notices_nothing(name, grade, course):
    (one,) = [a for a in ATTACKS if a.name == name]
    result = {}

    def attacker():
        notebook = attack.notebook(one, course, check)
        result["hostile"] = grade(notebook, **one.limits)

    thread = threading.Thread(target=attacker)
    thread.start()
    honest = grade(attack.honest(check))
    thread.join()
    assert world.points(honest) == sum(attack.POINTS.values())
    assert honest.events == []
    assert world.points(result["hostile"]) == 0


def test_there_are_enough_of_them():
    assert len(ATTACKS) >= 40
    assert len({one.name for one in ATTACKS}) == len(ATTACKS)
