"""A limit within a limit: checks may call what has a limit of its own."""

import time

import pytest

from course_utils.exercises.alarm import time_limit
from course_utils.exercises.student import Unresponsive

#: Long enough to be interrupted by a limit of one second, short enough to be waited for.
LONG = 5


def test_what_takes_too_long_is_stopped():
    with pytest.raises(Unresponsive, match="within 1 seconds"), time_limit(1):
        time.sleep(LONG)


def test_an_inner_limit_leaves_the_outer_one_in_force():
    with pytest.raises(Unresponsive, match="within 1 seconds"), time_limit(1):
        with time_limit(60):
            pass
        time.sleep(LONG)


def test_an_inner_limit_ends_with_the_outer_one():
    with time_limit(1), pytest.raises(Unresponsive), time_limit(60):
        time.sleep(LONG)


def test_after_the_outer_limit_nothing_is_stopped():
    with time_limit(2), time_limit(1):
        pass
    time.sleep(2.5)
