"""A time limit does not count the time in which a kernel waits for a core."""

from __future__ import annotations

import contextlib
import os
import subprocess
import sys
import time

import pytest

from course_utils.grading import waiting

from . import toy

#: Uses a core for as many seconds of its own computing time.
WORK = """
import time
def double(numbers):
    end = time.thread_time() + {}
    while time.thread_time() < end:
        pass
    return [2 * number for number in numbers]
"""
THREE = 3 * 2.0  # hidden tests of `double`, and seconds for each

counted = pytest.mark.skipif(
    not os.path.exists("/proc/self/schedstat") or not hasattr(os, "sched_setaffinity"),
    reason="nobody counts here how long a thread waits",
)


@pytest.fixture
def crowded():
    """``crowded(n)``: this process and what it starts share one core with n others."""
    cores = os.sched_getaffinity(0)
    with contextlib.ExitStack() as stack:

        def crowd(others: int) -> None:
            os.sched_setaffinity(0, {min(cores)})
            for _ in range(others):
                spin = [sys.executable, "-c", "while True: pass"]
                stack.callback(subprocess.Popen(spin).kill)

        stack.callback(os.sched_setaffinity, 0, cores)
        yield crowd


def graded(grade, seconds, **limits):
    from course_utils.exercises.registry import load_tests

    tests = {"double": load_tests(toy.HIDDEN)["double"]}
    cells = (toy.exercise("double", WORK.format(seconds)), toy.test("double", 2.0))
    begun = time.monotonic()
    result = grade(*cells, tests=tests, **limits)
    return result, time.monotonic() - begun


@counted
def test_a_right_answer_that_waits_for_a_core_loses_nothing(grade, crowded):
    crowded(1)
    result, seconds = graded(grade, 1.5, request_seconds=2.0, submission_seconds=100.0)
    assert seconds > THREE, "the core was not shared; nothing was shown"
    assert result.scores["test_double"].points == 2.0 and result.events == []
    assert result.seconds > THREE


@counted
def test_nor_does_the_notebook_as_a_whole(grade, crowded):
    crowded(1)
    result, seconds = graded(grade, 1.5, request_seconds=4.0, submission_seconds=7.5)
    assert seconds > 7.5, "the core was not shared; nothing was shown"
    assert result.scores["test_double"].points == 2.0 and result.events == []


def test_a_limit_that_is_used_up_is_used_up(grade):
    result, seconds = graded(grade, 1000, request_seconds=1.0)
    assert result.scores["test_double"].points == 0
    assert "did not finish within 1 seconds" in result.events[0]


def test_sleeping_is_no_waiting():
    sleeper = subprocess.Popen(["sleep", "100"])
    try:
        limit = waiting.TimeLimit(sleeper.pid, 1.0)
        begun = time.monotonic()
        while (left := limit.left()) > 0:
            time.sleep(left)
        assert 1.0 <= time.monotonic() - begun < 2.0
    finally:
        sleeper.kill()
        sleeper.wait()


def test_no_limit_becomes_more_than_so_many_times_as_long(monkeypatch):
    looks = iter(range(1000))
    monkeypatch.setattr(waiting, "waits", lambda top: {(1, "1"): 10.0 * next(looks)})
    monkeypatch.setattr(waiting, "MOST", 3)
    limit = waiting.TimeLimit(1, 0.4)
    begun = time.monotonic()
    while (left := limit.left()) > 0:
        time.sleep(left)
    assert 1.0 <= time.monotonic() - begun < 3.0


def test_where_nobody_counts_wall_time_counts(monkeypatch):
    monkeypatch.setattr(waiting, "waits", lambda top: {})
    limit = waiting.TimeLimit(1, 0.5)
    time.sleep(0.3)
    assert 0 < limit.left() <= 0.2
    time.sleep(0.3)
    assert limit.left() == 0 and limit.waited() == 0


def test_a_process_that_is_gone_waits_no_more():
    gone = subprocess.Popen([sys.executable, "-c", ""])
    gone.wait()
    assert waiting.waits(gone.pid) == {}
