"""Finding tests: one decorator marks them, one function collects them.

A visible check (`course_utils.checks.*`) and a hidden test (`course_utils.hidden.*`) are the same
kind of function, ``test(student, rng)``; which of the two it is, is told by where it stands.
"""

from __future__ import annotations

import importlib
import importlib.util
import pkgutil
from collections.abc import Callable
from dataclasses import dataclass
from types import ModuleType


@dataclass(frozen=True)
class Test:
    """One test of one exercise.

    Attributes:
        exercise: the exercise's name, which is the name that the student defines.
        name: the function's name, in words.
        run: ``run(student, rng)``; returns None, or raises `expect.NotYet` with the reason.
        module: where it stands.
    """

    __test__ = False  # pytest: not a test class

    exercise: str
    name: str
    run: Callable
    module: str


def tests(exercise: str) -> Callable[[Callable], Callable]:
    """Mark a function ``(student, rng)`` as a test of `exercise`."""

    def mark(function: Callable) -> Callable:
        function.exercise = exercise
        return function

    return mark


tests.__test__ = False


def tests_in(module: ModuleType) -> list[Test]:
    """The tests that `module` defines, in the order in which they stand there."""
    return [
        Test(thing.exercise, name, thing, module.__name__)
        for name, thing in vars(module).items()
        if callable(thing)
        and getattr(thing, "__module__", None) == module.__name__
        and isinstance(getattr(thing, "exercise", None), str)
    ]


def load_tests(package: str) -> dict[str, list[Test]]:
    """All tests of a package: exercise name -> its tests, in order; empty without the package.

    Args:
        package: ``"course_utils.checks"`` or ``"course_utils.hidden"``, or another package whose
            modules hold tests.
    """
    found: dict[str, list[Test]] = {}
    for module in modules(package):
        for test in tests_in(module):
            found.setdefault(test.exercise, []).append(test)
    return found


def load_hints(package: str) -> dict[str, list[str]]:
    """All hints: exercise name -> sentences from the gentlest to the plainest.

    Each module of the package may have a dict ``HINTS``.
    """
    found: dict[str, list[str]] = {}
    for module in modules(package):
        found.update(getattr(module, "HINTS", {}))
    return found


def modules(package: str) -> list[ModuleType]:
    """The modules of a package by name; none when the package is not installed."""
    if importlib.util.find_spec(package) is None:
        return []
    path = importlib.import_module(package).__path__
    names = sorted(module.name for module in pkgutil.iter_modules(path))
    return [importlib.import_module(f"{package}.{name}") for name in names]
