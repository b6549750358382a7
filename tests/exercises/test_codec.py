"""What goes in comes out equal in type, dtype, order and names; what is no value is a handle."""

from __future__ import annotations

import collections
import datetime
import enum
import math
import types

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp
from sameness import same

from course_utils.exercises.codec import (
    CodecError,
    FixtureSpec,
    Opaque,
    OpaqueValue,
    decode,
    encode,
)
from course_utils.exercises.limits import MessageLimits


def round_trip(value, **options):
    return decode(encode(value, **options)).body


# ---------------------------------------------------------------- every kind of value

any_text = st.text(st.characters())  # halves of surrogate pairs included
scalars = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.integers(-(2**4095), 2**4095),
    st.floats(),
    st.complex_numbers(),
    any_text,
    st.binary(max_size=20),
    st.builds(range, st.integers(-99, 99), st.integers(-99, 99), st.sampled_from([-3, 1, 2])),
    st.builds(slice, st.none() | st.integers(), st.none() | st.integers()),
)
plain_dtypes = st.one_of(
    hnp.boolean_dtypes(),
    hnp.integer_dtypes(endianness="?"),
    hnp.unsigned_integer_dtypes(endianness="?"),
    hnp.floating_dtypes(endianness="?", sizes=(16, 32, 64)),
    hnp.complex_number_dtypes(endianness="?", sizes=(64, 128)),
    hnp.unicode_string_dtypes(endianness="?", max_len=5),
    hnp.datetime64_dtypes(endianness="?"),
    hnp.timedelta64_dtypes(endianness="?"),
)
shapes = hnp.array_shapes(min_dims=0, max_dims=4, min_side=0, max_side=4)
arrays = hnp.arrays(plain_dtypes, shapes)
numpy_scalars = plain_dtypes.flatmap(lambda dtype: hnp.arrays(dtype, ())).map(lambda a: a[()])
hashables = st.recursive(
    scalars.filter(lambda v: not isinstance(v, slice)) | numpy_scalars,
    lambda inner: st.tuples(inner, inner) | st.frozensets(inner, max_size=3),
    max_leaves=5,
)


def without_nan(value):
    # nan is no key that can be found again; numpy's nan would also be its own equal by identity
    return "nan" not in repr(value).lower() and "nat" not in repr(value).lower()


keys = hashables.filter(without_nan)
values = st.recursive(
    scalars | numpy_scalars | arrays,
    lambda inner: st.one_of(
        st.lists(inner, max_size=4),
        st.lists(inner, max_size=4).map(tuple),
        st.dictionaries(keys, inner, max_size=4),
        st.dictionaries(st.integers(), st.dictionaries(st.integers(), inner), max_size=3),
        st.sets(keys, max_size=4),
        st.frozensets(keys, max_size=4),
    ),
    max_leaves=12,
)


@settings(max_examples=120)
@given(values)
def test_plain_values_come_out_equal(value):
    assert same(round_trip(value), value)


@settings(max_examples=200)
@given(arrays, st.sampled_from(["C", "F", "reversed", "strided", "read-only"]))
def test_arrays_in_every_layout_come_out_equal(array, layout):
    if layout == "F":
        array = np.asfortranarray(array)
    elif layout == "reversed" and array.ndim:
        array = array[::-1]
    elif layout == "strided" and array.ndim:
        array = array[..., ::2]
    elif layout == "read-only":
        array.flags.writeable = False
    out = round_trip(array)
    assert same(out, array)
    assert out.flags.writeable and (out.flags.owndata or out.base.flags.owndata)
    if array.flags.f_contiguous and not array.flags.c_contiguous:
        assert out.flags.f_contiguous


@settings(max_examples=80)
@given(shapes.flatmap(lambda shape: hnp.arrays(object, shape, elements=scalars | arrays)))
def test_object_arrays_come_out_equal(array):
    assert same(round_trip(array), array)


@pytest.mark.parametrize(
    "array",
    [
        np.array("text"),
        np.array(["", ""]),
        np.zeros((0, 3), "U5"),
        np.zeros(3, np.dtype("U0")),
        np.ndarray((3,), "U0"),
        np.array(["a\0b", "\0"]),
        np.array(["\ud800"]),
        np.array(3.5, dtype=np.float16),
        np.array([1.5], dtype=np.longdouble),
        np.array(["NaT", "2020-01-01"], dtype="M8[D]"),
        np.arange(24).reshape(2, 3, 4).transpose(2, 0, 1),
        np.zeros((1,) * 32),
    ],
    ids=lambda array: f"{array.dtype}{array.shape[:4]}",
)
def test_odd_arrays_come_out_equal(array):
    assert same(round_trip(array), array)


# ---------------------------------------------------------------- tables


def column_of(length: int, hashable: bool = False) -> st.SearchStrategy[pd.Series]:
    """A column of any kind that a student's table may have."""

    def listed(elements):
        return st.lists(elements, min_size=length, max_size=length)

    def series(elements, dtype):
        return listed(elements).map(lambda items: pd.Series(items, dtype=dtype))

    words = st.text("abcß ", max_size=4)
    odd = st.nothing() if hashable else st.lists(st.integers(), max_size=2)
    days = st.integers(-9999, 99999)
    return st.one_of(
        series(st.integers(-99, 99), "int64"),
        series(st.integers(0, 255), "uint8"),
        series(st.floats(), "float64"),
        series(st.floats(width=32), "float32"),
        series(st.booleans(), "bool"),
        series(words, "str"),
        series(words | st.none(), "str"),
        series(words | st.just(pd.NA), "string"),
        series(st.integers(-99, 99) | st.just(pd.NA), "Int64"),
        series(st.integers(0, 99) | st.just(pd.NA), "UInt8"),
        series(st.booleans() | st.just(pd.NA), "boolean"),
        series(st.floats(-9, 9) | st.just(pd.NA), "Float64"),
        series(st.none() | words | st.integers() | st.tuples(words) | odd, object),
        listed(days).map(lambda items: pd.Series(np.array(items, "M8[D]").astype("M8[s]"))),
        listed(days).map(lambda items: pd.Series(pd.to_timedelta(items, unit="h"))),
        st.builds(
            lambda items, ordered: pd.Series(
                pd.Categorical(items, categories=["b", "a", "unused"], ordered=ordered)
            ),
            listed(st.sampled_from(["a", "b", None])),
            st.booleans(),
        ),
        listed(st.integers(0, 2)).map(
            lambda items: pd.Series(pd.Categorical(items, categories=[2, 1, 0]))
        ),
    )


names = st.none() | st.text(max_size=3) | st.integers() | st.tuples(st.text(max_size=2))


@st.composite
def indexes(draw, length: int, levels: bool = True):
    kind = draw(st.sampled_from(["range", "plain", "multi"] if levels else ["range", "plain"]))
    if kind == "range":
        start, step = draw(st.integers(-9, 9)), draw(st.sampled_from([-2, 1, 3]))
        return pd.RangeIndex(start, start + step * length, step, name=draw(names))
    if kind == "plain":
        return pd.Index(draw(column_of(length, hashable=True)), name=draw(names))
    several = [draw(column_of(length, hashable=True)) for _ in range(draw(st.integers(1, 3)))]
    return pd.MultiIndex.from_arrays(several, names=[draw(names) for _ in several])


@st.composite
def tables(draw):
    rows, width = draw(st.integers(0, 4)), draw(st.integers(0, 4))
    table = pd.DataFrame({i: draw(column_of(rows)) for i in range(width)}, index=range(rows))
    table.index = draw(indexes(rows))
    table.columns = draw(indexes(width))
    return table


@settings(max_examples=60)
@given(tables())
def test_tables_come_out_equal(table):
    assert same(round_trip(table), table)


@settings(max_examples=120)
@given(st.data())
def test_series_and_indexes_come_out_equal(data):
    length = data.draw(st.integers(0, 5))
    series = data.draw(column_of(length))
    series.index, series.name = data.draw(indexes(length)), data.draw(names)
    assert same(round_trip(series), series)
    assert same(round_trip(series.index), series.index)


@pytest.mark.parametrize(
    "table",
    [
        pd.DataFrame(),
        pd.DataFrame(index=["a", "b"]),
        pd.DataFrame(columns=["a", "b"]),
        pd.DataFrame([[1, "x"], [2, "y"]], columns=["a", "a"]),
        pd.DataFrame({0: [1], "0": [2]}),
        pd.DataFrame([[1, 2]], columns=pd.CategoricalIndex(["a", "b"], name="kind")),
        pd.DataFrame([[1, 2]], columns=pd.MultiIndex.from_product([["a"], [1, 2]])),
        pd.DataFrame({"a": [1, 2]}, index=pd.MultiIndex.from_tuples([(1, "x"), (1, None)])),
        pd.DataFrame({"emotion": [0, 0, 1], "n": [1, 2, 3]}).groupby("emotion").sum(),
        pd.crosstab(pd.Series([0, 1], name="emotion"), pd.Series(["a", "b"], name="split")),
        pd.DataFrame({"a": [1, 2], "b": [3, 4]}).describe(),
        pd.DataFrame({"v": [1, 2]}, index=pd.date_range("2020", periods=2)),
        pd.DataFrame({"v": [[1, 2], [3]]}),
        pd.DataFrame({"v": pd.Series(["a", "b"], dtype=object)}),
        pd.DataFrame([[1]], columns=pd.MultiIndex.from_arrays([pd.Index(["a"], dtype=object)])),
        pd.DataFrame([[1]], columns=pd.Index(["a"], dtype=object)),
    ],
    ids=range(16),
)
def test_tables_that_students_make_come_out_equal(table):
    assert same(round_trip(table), table)


def test_a_categorical_alone_comes_out_equal():
    for ordered in (True, False):
        value = pd.Categorical(["a", None], categories=["b", "a"], ordered=ordered)
        assert same(round_trip(value), value)


def test_missing_values_of_pandas_cross():
    assert round_trip(pd.NA) is pd.NA
    assert round_trip(pd.NaT) is pd.NaT
    column = pd.Series([1, pd.NA, pd.NaT, None], dtype=object)
    assert [type(item) for item in round_trip(column)] == [type(item) for item in column]


# ---------------------------------------------------------------- a student's own classes


class LyingInt(int):
    __hash__ = int.__hash__

    def __eq__(self, other):
        return True

    def __index__(self):
        return 99

    def __repr__(self):
        return "99"


class LyingFloat(float):
    def __float__(self):
        return 99.0

    def __repr__(self):
        return "99.0"


class LyingText(str):
    def __str__(self):
        return "right"

    def encode(self, *_):
        return b"right"

    def __iter__(self):
        return iter("right")


class LyingList(list):
    def __iter__(self):
        return iter(["right"])

    def __len__(self):
        return 1


class LyingTuple(tuple):
    def __iter__(self):
        return iter(["right"])


class LyingSet(set):
    def __iter__(self):
        return iter(["right"])


class LyingDict(dict):
    def items(self):
        return [("right", "right")]

    def __iter__(self):
        return iter(["right"])

    def __len__(self):
        return 1


class LyingArray(np.ndarray):
    def __eq__(self, other):
        return np.True_

    def __array__(self, *_, **__):
        return np.array([99])

    def tobytes(self, *_):
        return b"right"


class Emotion(enum.IntEnum):
    HAPPY = 3


class Word(enum.StrEnum):
    HAPPY = "happy"


@pytest.mark.parametrize(
    ("value", "plain"),
    [
        (LyingInt(3), 3),
        (LyingFloat(3.0), 3.0),
        (LyingText("wrong"), "wrong"),
        (LyingList([1, 2]), [1, 2]),
        (LyingTuple((1, 2)), (1, 2)),
        (LyingSet({1, 2}), {1, 2}),
        (LyingDict({1: 2}), {1: 2}),
        ({LyingInt(1): LyingList([LyingInt(2)])}, {1: [2]}),
        (np.arange(3).view(LyingArray), np.arange(3)),
        (Emotion.HAPPY, 3),
        (Word.HAPPY, "happy"),
        (collections.Counter("aab"), {"a": 2, "b": 1}),
        (collections.OrderedDict(a=1), {"a": 1}),
        (collections.defaultdict(list, {1: [2]}), {1: [2]}),
        (collections.namedtuple("Point", "x y")(1, 2), (1, 2)),
        (bytearray(b"x"), b"x"),
        (np.bytes_(b"x"), b"x"),
    ],
    ids=lambda value: type(value).__name__,
)
def test_subclasses_become_plain_values(value, plain):
    assert same(round_trip(value), plain)


# ---------------------------------------------------------------- what is no value


def a_generator():
    yield 1


def a_figure():
    from matplotlib.figure import Figure

    return Figure()


@pytest.mark.parametrize(
    "make",
    [
        a_generator,
        a_figure,
        lambda: len,
        lambda: a_generator,
        lambda: math,
        lambda: object(),
        lambda: type,
        lambda: types.SimpleNamespace(a=1),
        lambda: iter([1]),
        lambda: {1: 2}.keys(),
        lambda: datetime.date(2020, 1, 1),
        lambda: np.zeros(2, [("a", int)]),
        lambda: np.zeros(2, [("a", int)])[0],
        lambda: np.array([b"ab"]),
        lambda: np.ma.array([1, 2], mask=[0, 1]),
        lambda: np.dtype([("a", int)]),
        lambda: ...,
        lambda: memoryview(b"x"),
    ],
    ids=range(18),
)
def test_what_is_no_value_becomes_a_handle(make):
    thing, kept = make(), []

    def keep(value):
        kept.append(value)
        return len(kept)

    out = round_trip([1, thing, (thing,)], keep=keep)
    assert out[0] == 1
    assert isinstance(out[1], OpaqueValue) and isinstance(out[2][0], OpaqueValue)
    assert kept and all(type(value) is type(thing) for value in kept)
    with pytest.raises(Opaque):
        encode(thing)


def test_a_column_of_another_kind_keeps_its_length():
    spans = pd.Series(pd.interval_range(0, 3))
    out = round_trip(spans, keep=lambda value: 1)
    assert len(out) == 3 and all(isinstance(item, OpaqueValue) for item in out)


def test_stand_ins_cross_as_themselves_and_are_resolved_on_request():
    body = {"handle": OpaqueValue(3, "a.B"), "made": FixtureSpec("clock", {"times": [1.0]})}
    assert same(round_trip(body), body)
    resolved = decode(encode(body), resolve=lambda stand_in: type(stand_in).__name__).body
    assert resolved == {"handle": "OpaqueValue", "made": "FixtureSpec"}


# ---------------------------------------------------------------- the sender keeps the limits too


def nested(depth):
    value = []
    for _ in range(depth):
        value = [value]
    return value


def circular():
    value = []
    value.append(value)
    return value


@pytest.mark.parametrize(
    ("value", "limits"),
    [
        (nested(65), MessageLimits()),
        (nested(20_000), MessageLimits(depth=10**9)),
        (circular(), MessageLimits()),
        (2**4096, MessageLimits()),
        (-(2**4096), MessageLimits()),
        (list(range(11)), MessageLimits(nodes=10)),
        ("x" * 1000, MessageLimits(text_bytes=500)),
        (np.zeros(1000), MessageLimits(frame_bytes=5000)),
        ([np.zeros(300), np.zeros(300)], MessageLimits(frame_bytes=3000)),
        ([np.zeros(1)] * 5, MessageLimits(frames=4)),
        (b"x" * 1000, MessageLimits(frame_bytes=500)),
        (range(10**9), MessageLimits()),
        (range(10**30), MessageLimits()),
        (pd.RangeIndex(10**9), MessageLimits()),
        (pd.DataFrame(index=pd.RangeIndex(10**9)), MessageLimits()),
    ],
    ids=range(15),
)
def test_a_value_beyond_the_limits_is_refused_where_it_is_sent(value, limits):
    with pytest.raises(CodecError):
        encode(value, limits=limits)


def test_what_is_within_the_limits_passes():
    assert round_trip(nested(60)) == nested(60)
    assert round_trip(2**4095) == 2**4095
    assert len(round_trip(range(1_000_000))) == 1_000_000


def test_lists_of_numpy_numbers_and_of_pictures_are_not_too_many():
    numbers = list(np.arange(50_000) / 7)
    assert same(round_trip(numbers), numbers)
    faces = list(np.zeros((5_000, 4, 4), np.uint8))
    assert len(round_trip(faces)) == 5_000


def test_a_message_is_the_same_bytes_each_time():
    body = {"b": np.arange(3), "a": pd.DataFrame({"x": [1, 2]})}
    assert encode(body, identifier="7") == encode(body, identifier="7")
