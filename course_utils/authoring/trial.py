"""Putting something in the place of a student's answer, in this process, within a time."""

from __future__ import annotations

import functools
import importlib
import inspect
import pkgutil
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from course_utils.exercises.alarm import time_limit
from course_utils.exercises.registry import Test
from course_utils.exercises.student import LocalStudent, Unresponsive
from course_utils.exercises.verdict import Verdict, run_test
from course_utils.grading.shipment import PRIVATE_ROOMS

#: A trial that takes longer has failed.
SECONDS = 20


def judge(
    tests: Sequence[Test], names: dict[str, Any], source: str, seed: bytes, seconds: int = SECONDS
) -> list[Verdict]:
    """The verdict of each test on the names that an answer defines."""
    student = LocalStudent(names, cells=[source])
    return [_run(test, student, seed, seconds) for test in tests]


def _run(test: Test, student: LocalStudent, seed: bytes, seconds: int) -> Verdict:
    try:
        with time_limit(seconds):
            return run_test(test, student, seed)
    except Unresponsive as error:
        return Verdict(test.name, False, f"your `{test.exercise}` gave no answer: {error}")


def shipped_callables(package: str = "course_utils") -> dict[str, Callable]:
    """Every function, class and method of the shipment: dotted name -> what a student can import.

    Private ones too: an underscore stops nobody.
    """
    found: dict[str, Callable] = {}
    for name in _modules(package):
        module = importlib.import_module(name)
        for attribute, thing in vars(module).items():
            if not _stands_in(thing, name):
                continue
            found[f"{name}.{attribute}"] = thing
            if inspect.isclass(thing):
                for method, function in vars(thing).items():
                    if isinstance(function, staticmethod | classmethod):
                        function = function.__get__(None, thing)
                    if callable(function) and not method.startswith("__"):
                        found[f"{name}.{attribute}.{method}"] = function
    return found


def _stands_in(thing: Any, module: str) -> bool:
    """Whether a module's callable was made there, and not only imported."""
    made = isinstance(thing, functools.partial | np.vectorize)
    return callable(thing) and (made or getattr(thing, "__module__", None) == module)


def _modules(package: str) -> list[str]:
    names = [package]
    for module in pkgutil.walk_packages(importlib.import_module(package).__path__, f"{package}."):
        private = module.name.split(".")[1] in PRIVATE_ROOMS
        if not private and not module.name.endswith("__main__"):
            names.append(module.name)
    return [name for name in names if name.split(".")[1:2] != ["hidden"]]
