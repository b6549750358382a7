"""Scores: bonus, lateness and extensions, by hand-made numbers."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from course_utils.errors import UserMistake
from course_utils.grading.course import load_course
from course_utils.grading.scores import Dates, LateRule, Mark, total

DUE = datetime(2026, 11, 20, 18, tzinfo=UTC)
RULE = LateRule(per_day=0.1, most=0.5, grace_minutes=15)
MARKS = [Mark("a", 2, 2), Mark("b", 1.5, 3, waits=True), Mark("extra", 1, 1, bonus=True)]


def test_bonus_stays_out_of_the_denominator():
    found = total(MARKS)
    assert (found.earned, found.bonus, found.out_of, found.points) == (4.5, 1, 5, 4.5)
    assert found.waits == ("b",)
    assert total([Mark("a", 2, 2), Mark("extra", 1, 1, bonus=True)]).percent == 150
    assert total([Mark("extra", 1, 1, bonus=True)]).percent == 0


@pytest.mark.parametrize(
    ("late", "share"),
    [
        (timedelta(hours=-5), 0),
        (timedelta(0), 0),
        (timedelta(minutes=15), 0),
        (timedelta(minutes=16), 0.1),
        (timedelta(days=1), 0.1),
        (timedelta(days=1, seconds=1), 0.2),
        (timedelta(days=4, hours=1), 0.5),
        (timedelta(days=400), 0.5),
    ],
)
def test_what_lateness_costs(late, share):
    found = total(MARKS, Dates(DUE, DUE + late), RULE)
    assert found.lost == round(4.5 * share, 2)
    assert found.points == round(4.5 - found.lost, 2)


def test_an_extension_moves_the_date():
    dates = Dates(DUE, DUE + timedelta(days=2), timedelta(days=2))
    assert total(MARKS, dates, RULE).lost == 0
    later = Dates(DUE, DUE + timedelta(days=2, hours=1), timedelta(days=2))
    assert total(MARKS, later, RULE).lost == 0.45


@pytest.mark.parametrize("dates", [Dates(), Dates(due=DUE), Dates(submitted=DUE)])
def test_without_dates_nothing_is_late(dates):
    assert total(MARKS, dates, RULE).lost == 0


def test_time_zones_are_counted():
    east = datetime.fromisoformat("2026-11-20T20:00:00+02:00")
    assert total(MARKS, Dates(DUE, east), LateRule(per_day=1)).lost == 0


@given(st.lists(st.integers(0, 1000)), st.floats(0, 1), st.floats(0, 1), st.integers(0, 10**7))
def test_totals_are_never_negative_and_never_more_than_earned(cents, per_day, most, seconds):
    marks = [Mark(str(i), c / 100, 10) for i, c in enumerate(cents)]
    dates = Dates(DUE, DUE + timedelta(seconds=seconds))
    found = total(marks, dates, LateRule(per_day, most))
    assert 0 <= found.points <= found.earned == round(sum(cents) / 100, 2)


# ---------------------------------------------------------------- what course.toml says

HEAD = '[[assignment]]\nname = "a"\n'


@pytest.mark.parametrize(
    ("text", "due"),
    [
        ("due = 2026-11-20T18:00:00Z", DUE),
        ("due = 2026-11-20T19:00:00+01:00", DUE),
        ("due = 2026-11-20", datetime(2026, 11, 20, 23, 59, 59).astimezone()),
        ("", None),
    ],
)
def test_due_dates(tmp_path, text, due):
    (tmp_path / "course.toml").write_text(HEAD + text)
    assert load_course(tmp_path).assignments[0].due == due


def test_the_late_rule_of_the_course_and_of_an_assignment(tmp_path):
    (tmp_path / "course.toml").write_text(
        "[late]\nper_day = 0.1\nmost = 0.5\n" + HEAD + "late = { per_day = 0.2 }\n"
    )
    assert load_course(tmp_path).assignments[0].late == LateRule(0.2, 0.5)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ('due = "tomorrow"', "without quotes"),
        ("late = { per_week = 1 }", "not 'per_week'"),
        ("late = { per_day = -1 }", "not negative"),
        ("late = { per_day = 10 }", "at most 1"),
        ("late = { most = true }", "must be a number"),
    ],
)
def test_what_it_may_not_say(tmp_path, text, words):
    (tmp_path / "course.toml").write_text(HEAD + text)
    with pytest.raises(UserMistake, match=words):
        load_course(tmp_path)
