"""Whatever comes back, an expectation passes or gives a reason; it never fails itself."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from course_utils.exercises import describe, expect
from course_utils.exercises.codec import OpaqueValue
from course_utils.exercises.expect import NotYet
from course_utils.exercises.registry import Test
from course_utils.exercises.student import Handle, LocalStudent, Refused, StudentError
from course_utils.exercises.verdict import run_test


def objects(*items):
    array = np.empty(len(items), dtype=object)
    for place, item in enumerate(items):
        array[place] = item
    return array


HANDLE = Handle(None, OpaqueValue(1, "builtins.generator"), "f")
ODD = [
    None,
    True,
    0,
    -1,
    2**4000,
    1e308,
    float("nan"),
    float("inf"),
    1j,
    "",
    "text",
    b"bytes",
    [],
    [[]],
    [1, "a", None],
    (),
    {},
    {1: 2},
    {"a": np.arange(3)},
    set(),
    frozenset({1}),
    range(3),
    slice(None),
    pd.NA,
    pd.NaT,
    HANDLE,
    [HANDLE, HANDLE, HANDLE],
    {"a": HANDLE, "b": 1},
    np.float32(2),
    np.str_("a"),
    np.datetime64("2020-01-01"),
    np.datetime64("NaT"),
    np.timedelta64(3, "s"),
    np.dtype("f4"),
    np.array(3),
    np.array("a"),
    np.zeros(0),
    np.zeros(3),
    np.zeros((3, 1)),
    np.zeros(3, complex),
    np.array([np.nan, np.inf, 0]),
    np.array(["a", "b", "c"]),
    np.array(["2020", "2021", "NaT"], "M8[D]"),
    np.array([1, 2, 3], "m8[s]"),
    objects(1, 2, 3),
    objects(2**4000, 2, 3),
    objects(np.arange(2), np.arange(2), np.arange(2)),
    objects(HANDLE, HANDLE, HANDLE),
    objects(pd.NA, None, pd.NaT),
    pd.Series([1, 2, 3]),
    pd.Series([1, None, 3], dtype="Int64"),
    pd.Series(pd.Categorical(["a", "b", "c"])),
    pd.Index([1, 2, 3]),
    pd.MultiIndex.from_product([[1], [1, 2, 3]]),
    pd.Categorical(["a", "b", "c"]),
    pd.DataFrame(),
    pd.DataFrame({"a": [1.0, 2.0, 3.0], "b": ["x", "y", "z"]}),
    pd.DataFrame({"a": ["1", "2", "3"], "b": ["x", "y", "z"]}),
    pd.DataFrame({"a": objects(1, 2**4000, 3), "b": ["x", "y", "z"]}),
    pd.DataFrame({"a": pd.array([1, None, 3], dtype="Int64"), "b": ["x", "y", pd.NA]}),
    pd.DataFrame({"a": [1.0, 2.0, 4.0], "b": objects(np.arange(2), [1], HANDLE)}),
    pd.DataFrame({"a": [1.0, 2.0, 3.0], "b": objects(np.arange(2), np.arange(2), pd.NA)}),
    pd.DataFrame([[1, 2]] * 3, columns=["a", "a"]),
    pd.DataFrame([[1, 2]] * 3, columns=["a", "b"], index=["r", "r", "r"]),
    pd.DataFrame([[1, 2]] * 3, columns=pd.MultiIndex.from_tuples([("a", 1), ("b", 2)])),
    pd.DataFrame({"a": pd.date_range("2020", periods=3), "b": ["x", "y", "z"]}),
    pd.DataFrame({0: [1, 2, 3], "b": ["x", "y", "z"]}, index=[pd.NaT, None, 1]),
]
TABLE = pd.DataFrame({"a": [9.0, 8.0, 7.0], "b": ["p", "q", "r"]})
KEYED = TABLE.set_index("b")
EXPECTATIONS = {
    "number": lambda v: expect.number(v, 7.25, reason="wrong"),
    "whole number": lambda v: expect.number(v, 9, reason="wrong", atol=0.5),
    "array": lambda v: expect.array(v, np.array([7.0, 8.0, 9.0]), reason="wrong"),
    "array, near": lambda v: expect.array(v, np.full(3, 7.0), reason="wrong", atol=0.1),
    "array of text": lambda v: expect.array(v, np.array(["x", "y", "z"]), reason="wrong"),
    "array of integers": lambda v: expect.array(
        v, np.array([7, 8, 9]), reason="wrong", dtype="integer"
    ),
    "scalar array": lambda v: expect.array(v, np.array(7), reason="wrong"),
    "sequence": lambda v: expect.sequence(v, [7, 8, 9], reason="wrong"),
    "sequence of floats": lambda v: expect.sequence(v, [7.5, 8.5, 9.5], reason="wrong"),
    "sequence of text": lambda v: expect.sequence(v, ["x", "y", "z"], reason="wrong"),
    "sequence of arrays": lambda v: expect.sequence(v, [np.ones(2)] * 3, reason="wrong"),
    "sequence in any order": lambda v: expect.sequence(v, [7, 8, 9], reason="wrong", ordered=False),
    "mapping": lambda v: expect.mapping(v, {"a": 7, "b": 2.5}, reason="wrong"),
    "mapping to arrays": lambda v: expect.mapping(v, {"a": np.ones(3)}, reason="wrong"),
    "mapping to tuples": lambda v: expect.mapping(v, {1: (1, 2)}, reason="wrong"),
    "frame": lambda v: expect.frame(v, TABLE, reason="wrong"),
    "frame in any order": lambda v: expect.frame(v, TABLE, reason="wrong", ordered=False),
    "frame with index": lambda v: expect.frame(v, KEYED, reason="wrong"),
    "unchanged array": lambda v: expect.unchanged(v, np.array([7.0, 8.0])),
    "unchanged frame": lambda v: expect.unchanged(v, TABLE),
    "unchanged list": lambda v: expect.unchanged(v, [7, 8, 9]),
    "unchanged dict": lambda v: expect.unchanged(v, {"a": np.ones(3)}),
    "kind": lambda v: expect.kind(v, bytearray, called="a bytearray"),
}


@pytest.mark.parametrize("name", EXPECTATIONS)
def test_a_wrong_value_of_any_kind_gets_a_reason(name):
    for value in ODD:
        with pytest.raises((NotYet, StudentError)) as caught:
            EXPECTATIONS[name](value)
        text = str(caught.value)
        assert 0 < len(text) < 3000
        assert "7.25" not in text


def test_finite_takes_any_value():
    for value in ODD:
        try:
            expect.finite(value)
        except (NotYet, StudentError):
            continue
        assert np.isfinite(np.asarray(value, dtype=float)).all()


def test_right_values_in_other_clothes_pass():
    expect.number(np.array(7.25), 7.25, reason="")
    expect.number(np.float32(7.25), 7.25, reason="")
    expect.number(7, 7.0, reason="")
    expect.array(np.array([7, 8, 9]), np.array([7.0, 8.0, 9.0]), reason="")
    expect.sequence((7, 8, 9), [7, 8, 9], reason="")
    expect.sequence(np.array([9, 8, 7]), [7, 8, 9], reason="", ordered=False)
    expect.sequence(pd.Series(["x", "y"]), ["x", "y"], reason="")
    expect.mapping({"b": np.float64(2.5), "a": np.int64(7)}, {"a": 7, "b": 2.5}, reason="")
    expect.frame(TABLE.astype({"b": object}), TABLE, reason="")
    expect.frame(TABLE.astype(object), TABLE, reason="")
    expect.frame(TABLE.iloc[::-1, ::-1], TABLE, reason="", ordered=False)
    expect.frame(TABLE.astype({"a": "Float64", "b": "category"}), TABLE, reason="")
    expect.unchanged(TABLE.copy(), TABLE)
    expect.unchanged(np.array([np.nan]), np.array([np.nan]))
    expect.unchanged({"a": [1.0, float("nan")]}, {"a": [1.0, float("nan")]})


def test_a_reason_stays_short_whatever_the_labels_of_a_table_are():
    student = LocalStudent({"f": lambda: pd.DataFrame({"\ud800" + "x" * 10**6: [1]})}, [])
    test = Test("f", "t", lambda s, rng: expect.frame(s.f().value, TABLE[["a"]][:1], reason=""), "")
    verdict = run_test(test, student)
    assert not verdict.passed
    verdict.reason.encode()
    assert len(verdict.reason) < 2500


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (np.zeros(2), "a numpy array came back"),
        ([1], "a list came back"),
        (None, "None .is there a `return`.. came back"),
        (Handle, "a type came back"),
    ],
)
def test_what_is_no_figure_is_named_in_a_students_words(value, words):
    with pytest.raises(Refused, match=words):
        describe(value)
