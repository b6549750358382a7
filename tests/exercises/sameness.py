"""Equality without goodwill: type, dtype, shape, order, names and values all count."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pandas as pd


def same(a: Any, b: Any) -> bool:
    """Whether `a` and `b` are the same in every way that a test could tell."""
    if type(a) is not type(b):
        return False
    if isinstance(a, np.ndarray):
        return _same_arrays(a, b)
    if isinstance(a, np.generic):
        return a.dtype == b.dtype and a.tobytes() == b.tobytes()
    if isinstance(a, float):
        if math.isnan(a):
            return math.isnan(b)
        return a == b and math.copysign(1, a) == math.copysign(1, b)
    if isinstance(a, complex):
        return same(a.real, b.real) and same(a.imag, b.imag)
    if isinstance(a, list | tuple):
        return len(a) == len(b) and all(map(same, a, b))
    if isinstance(a, dict):
        return same(list(a.items()), list(b.items()))
    if isinstance(a, set | frozenset):
        return same(sorted(a, key=_order), sorted(b, key=_order))
    if isinstance(a, pd.DataFrame):
        return (
            a.shape == b.shape
            and same(a.columns, b.columns)
            and same(a.index, b.index)
            and all(
                _same_columns(a.iloc[:, i], b.iloc[:, i], names=False) for i in range(a.shape[1])
            )
        )
    if isinstance(a, pd.Series):
        return same(a.name, b.name) and same(a.index, b.index) and _same_columns(a, b)
    if isinstance(a, pd.MultiIndex):
        return (
            same(list(a.names), list(b.names))
            and a.nlevels == b.nlevels
            and all(
                _same_columns(
                    pd.Series(a.get_level_values(i)), pd.Series(b.get_level_values(i)), names=False
                )
                for i in range(a.nlevels)
            )
        )
    if isinstance(a, pd.RangeIndex):
        return same(a.name, b.name) and (a.start, a.stop, a.step) == (b.start, b.stop, b.step)
    if isinstance(a, pd.Index):
        return same(a.name, b.name) and _same_columns(pd.Series(a), pd.Series(b), names=False)
    if isinstance(a, pd.Categorical):
        return _same_columns(pd.Series(a), pd.Series(b))
    return a is b or a == b


def _order(item: Any) -> tuple[str, str]:
    return type(item).__name__, repr(item)


def _same_arrays(a: np.ndarray, b: np.ndarray) -> bool:
    if a.dtype != b.dtype or a.shape != b.shape:
        return False
    if a.dtype.kind == "O":
        return all(map(same, a.ravel().tolist(), b.ravel().tolist()))
    return a.tobytes() == b.tobytes()


def _same_columns(a: pd.Series, b: pd.Series, names: bool = True) -> bool:
    if a.dtype != b.dtype or len(a) != len(b) or (names and not same(a.name, b.name)):
        return False
    if isinstance(a.dtype, pd.CategoricalDtype):
        return (
            a.dtype.ordered == b.dtype.ordered
            and same(a.dtype.categories, b.dtype.categories)
            and a.cat.codes.tolist() == b.cat.codes.tolist()
        )
    if isinstance(a.dtype, np.dtype):
        return _same_arrays(a.to_numpy(), b.to_numpy())
    gone = a.isna().tolist()
    return gone == b.isna().tolist() and same(
        [None if g else x for g, x in zip(gone, a.tolist(), strict=True)],
        [None if g else x for g, x in zip(gone, b.tolist(), strict=True)],
    )
