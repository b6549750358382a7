"""What a test may expect; each function raises `NotYet` with a reason, in the order type, shape,
value. A reason says what kind of thing came back and where to look; it never shows the answer.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from contextlib import contextmanager
from typing import Any

import numpy as np
import pandas as pd

from course_utils.exercises.student import Raised, a_kind


class NotYet(AssertionError):
    """The answer is not right yet; the text is the reason for the student."""


def that(condition: Any, reason: str) -> None:
    """Expect `condition` to be true.

    Raises:
        NotYet: with `reason`, when it is not.
    """
    if not bool(condition):
        raise NotYet(reason)


def kind(value: Any, kinds: type | tuple[type, ...], *, called: str, what: str = "the answer"):
    """Expect `value` to be of one of `kinds`; `called` names them for the student."""
    if not isinstance(value, kinds):
        raise NotYet(f"{what} should be {called}, but {a_kind(value)} came back")


def number(
    actual: Any,
    expected: float,
    *,
    reason: str,
    what: str = "the answer",
    atol: float = 1e-9,
    rtol: float = 1e-7,
) -> None:
    """Expect one number: Python's, numpy's, or an array without dimensions."""
    if isinstance(actual, np.ndarray) and actual.shape == ():
        actual = actual[()]
    numeric = isinstance(actual, int | float | np.integer | np.floating)
    if not numeric or isinstance(actual, bool | np.timedelta64):
        raise NotYet(f"{what} should be one number, but {a_kind(actual)} came back")
    that(_close(actual, expected, atol, rtol), reason)


def array(
    actual: Any,
    expected: np.ndarray,
    *,
    reason: str,
    what: str = "the answer",
    dtype: str | None = None,
    atol: float = 0.0,
    rtol: float = 0.0,
) -> None:
    """Expect a numpy array.

    Args:
        actual: what came back.
        expected: array of the right shape and values.
        reason: for wrong values.
        what: name of the thing in the sentence.
        dtype: ``"integer"``, ``"floating"``, ``"number"``, ``"bool"``, ``"text"``, or an exact
            name such as ``"uint8"``; None: any that holds the values.
        atol: allowed difference, absolute.
        rtol: allowed difference, relative to `expected`.
    """
    kind(actual, np.ndarray, called="a numpy array", what=what)
    _dtype(actual.dtype, dtype, what)
    if actual.shape != expected.shape:
        raise NotYet(f"{what} should have shape {expected.shape}, but its shape is {actual.shape}")
    that(_same(actual, expected, atol, rtol), reason)


_FAMILIES = {"integer": "iu", "floating": "f", "number": "iuf", "bool": "b", "text": "U"}


def _dtype(actual: np.dtype, wanted: str | None, what: str) -> None:
    if wanted is None:
        return
    fits = actual.kind in _FAMILIES[wanted] if wanted in _FAMILIES else actual == np.dtype(wanted)
    if not fits:
        raise NotYet(f"{what} should be of type {wanted}, but its dtype is {actual}")


def _same(actual: np.ndarray, expected: np.ndarray, atol: float, rtol: float) -> bool:
    if {actual.dtype.kind, expected.dtype.kind} <= set("biufc"):
        return _close(actual, expected, atol, rtol, equal_nan=True)
    return _equal(actual.tolist(), expected.tolist())


def _close(actual: Any, expected: Any, atol: float, rtol: float, equal_nan: bool = False) -> bool:
    """Whether all numbers are near; what no float can hold is not."""
    try:
        near = np.isclose(actual, expected, atol=atol, rtol=rtol, equal_nan=equal_nan)
    except (OverflowError, TypeError, ValueError):
        return False
    return bool(np.all(near))


def sequence(
    actual: Any, expected: Sequence, *, reason: str, what: str = "the answer", ordered: bool = True
) -> None:
    """Expect a list, a tuple or a one-dimensional array with these items."""
    kind(actual, (list, tuple, np.ndarray, pd.Series, pd.Index), called="a list", what=what)
    if isinstance(actual, np.ndarray) and actual.ndim == 0:
        raise NotYet(f"{what} should be a list, but an array without dimensions came back")
    items = list(actual.tolist() if hasattr(actual, "tolist") else actual)
    if len(items) != len(expected):
        raise NotYet(f"{what} should have {len(expected)} items, but it has {len(items)}")
    if ordered:
        that(all(_equal(a, b) for a, b in zip(items, expected, strict=True)), reason)
    else:
        left = list(expected)
        for item in items:
            match = next((i for i, other in enumerate(left) if _equal(item, other)), None)
            that(match is not None, reason)
            left.pop(match)


def mapping(actual: Any, expected: dict, *, reason: str, what: str = "the answer") -> None:
    """Expect a dict with these keys and values, in any order."""
    kind(actual, dict, called="a dict", what=what)
    missing = [key for key in expected if key not in actual]
    that(not missing, f"{what} lacks {len(missing)} of its {len(expected)} keys")
    that(len(actual) == len(expected), f"{what} has keys that do not belong there")
    that(all(_equal(actual[key], value) for key, value in expected.items()), reason)


def _equal(actual: Any, expected: Any) -> bool:
    """Equality of plain values, numbers up to rounding, arrays by content."""
    if isinstance(expected, np.ndarray) or isinstance(actual, np.ndarray):
        if isinstance(expected, np.ndarray) != isinstance(actual, np.ndarray):
            return _equal(_listed(actual), _listed(expected))
        return actual.shape == expected.shape and _same(actual, expected, 1e-9, 1e-7)
    if isinstance(expected, dict):
        same = isinstance(actual, dict) and actual.keys() == expected.keys()
        return same and all(_equal(actual[key], value) for key, value in expected.items())
    if isinstance(expected, list | tuple):
        same = isinstance(actual, list | tuple) and len(actual) == len(expected)
        return same and all(_equal(a, b) for a, b in zip(actual, expected, strict=True))
    if isinstance(expected, float | np.floating):
        numeric = isinstance(actual, int | float | np.number) and not isinstance(actual, bool)
        return numeric and _close(actual, expected, 1e-9, 1e-7, equal_nan=True)
    try:
        return bool(actual == expected)
    except (TypeError, ValueError):  # a comparison that gives no yes or no, such as a table's
        return False


def _listed(value: Any) -> Any:
    return value.tolist() if isinstance(value, np.ndarray) else value


def frame(
    actual: Any,
    expected: pd.DataFrame,
    *,
    reason: str,
    what: str = "the answer",
    ordered: bool = True,
    atol: float = 1e-9,
) -> None:
    """Expect a DataFrame: row and column labels first, then values.

    Args:
        actual: what came back.
        expected: the right table.
        reason: for wrong values.
        what: name of the thing in the sentence.
        ordered: whether the order of rows and columns counts.
        atol: allowed difference, absolute.
    """
    kind(actual, pd.DataFrame, called="a pandas DataFrame", what=what)
    if actual.shape != expected.shape:
        raise NotYet(
            f"{what} should have {expected.shape[0]} rows and {expected.shape[1]} columns, "
            f"but it has {actual.shape[0]} and {actual.shape[1]}"
        )
    for axis, mine, right in (
        ("rows", actual.index, expected.index),
        ("columns", actual.columns, expected.columns),
    ):
        mine, right = list(mine), list(right)
        if sorted(map(repr, map(_plain, mine))) != sorted(map(repr, map(_plain, right))):
            raise NotYet(f"the {axis} of {what} should be labelled {right}, not {mine}")
        if ordered and [_plain(m) for m in mine] != [_plain(r) for r in right]:
            raise NotYet(f"the {axis} of {what} should be in the order {right}")
    if not ordered:
        actual = actual.loc[list(expected.index), list(expected.columns)]
    for place in range(expected.shape[1]):
        mine, right = actual.iloc[:, place].to_numpy(), expected.iloc[:, place].to_numpy()
        if right.dtype.kind in "biuf":
            if mine.dtype.kind == "O":  # a table that was filled cell by cell
                mine = actual.iloc[:, place].infer_objects().to_numpy()
            if mine.dtype.kind not in "biuf":
                label = expected.columns[place]
                raise NotYet(f"the column {label!r} of {what} should hold numbers")
            that(np.allclose(mine, right, atol=atol, rtol=1e-7, equal_nan=True), reason)
        else:
            that(_equal([_plain(m) for m in mine], [_plain(r) for r in right]), reason)


def _plain(value: Any) -> Any:
    return value.item() if isinstance(value, np.generic) else value


def unchanged(after: Any, before: Any, *, what: str = "the array that you were given") -> None:
    """Expect an argument to be after the call as it was before."""
    if isinstance(before, pd.DataFrame | pd.Series):
        same = isinstance(after, type(before)) and after.equals(before)
    elif isinstance(before, np.ndarray):
        same = (
            isinstance(after, np.ndarray)
            and after.dtype == before.dtype
            and after.shape == before.shape
            and after.tobytes() == before.tobytes()
        )
    else:
        same = type(after) is type(before) and _equal(after, before)
    that(same, f"{what} should be left as it is, but your function changed it")


def finite(values: Any, *, what: str = "the answer") -> None:
    """Expect numbers without nan or infinity."""
    numeric = np.asarray(values)
    that(numeric.dtype.kind in "biuf", f"{what} should hold numbers, not {numeric.dtype}")
    bad = int((~np.isfinite(numeric.astype(float))).sum())
    some = "1 value that is" if bad == 1 else f"{bad} values that are"
    that(bad == 0, f"{what} holds {some} nan or infinite")


@contextmanager
def raises(names: str | Iterable[str], *, reason: str):
    """Expect the calls inside to raise an exception of the class named, or of a class under it.

    Args:
        names: one name (``"ValueError"``) or several.
        reason: for no exception, or another one.
    """
    wanted = {names} if isinstance(names, str) else set(names)
    try:
        yield
    except Raised as raised:
        if raised.type == "NotImplementedError" and "NotImplementedError" not in wanted:
            raise
        that(wanted & set(raised.families), reason)
    else:
        raise NotYet(reason)
