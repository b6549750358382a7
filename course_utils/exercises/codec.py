"""Values as bytes and back: tagged JSON with raw npy frames, never pickle.

A message is::

    b"FACE" | u32 length of the text | u64 length of all frames | text | frames

The text is JSON: ``{"id": …, "frames": [length, …], "body": tagged value}``. Scalars, strings and
lists stand for themselves; everything else is an object with a tag ``"t"``. Arrays are npy frames
(numpy's published format), whose header, type and length are checked before one byte is decoded.

What no tag exists for is *opaque*: the encoder hands it to ``keep``, which gives back the number
under which it stays where it is, and the other side receives a `Handle`.
"""

from __future__ import annotations

import io
import json
import math
import struct
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from course_utils.exercises.limits import DEFAULT, MessageLimits

MAGIC = b"FACE"
HEADER = struct.Struct("<4sIQ")
#: Array types that may cross: bool, int, unsigned, float, complex, text, date, time span.
KINDS = "biufcUMm"
#: pandas' own array types that may cross by name.
EXTENSION_DTYPES = frozenset(
    ["boolean", "Float32", "Float64", "string", "str"]
    + [f"{sign}Int{bits}" for sign in ("", "U") for bits in (8, 16, 32, 64)]
)
#: Python writes longer integers only on request, so they do not cross.
LONGEST_INT_BITS = 4096
#: What arrays and tables weigh, in values: each takes longer to make than a number does.
ARRAY_WEIGHT, COLUMN_WEIGHT, INDEX_WEIGHT = 50, 20, 200


class CodecError(ValueError):
    """A message that is refused: malformed, too large, or of a type that may not cross."""


class Opaque(TypeError):
    """A value that has no tag and that nobody keeps."""


@dataclass(frozen=True)
class OpaqueValue:
    """What stands in a message for a value that stays on the other side.

    Attributes:
        number: the key under which the other side keeps it.
        type: its type, as ``module.Name``.
    """

    number: int
    type: str


@dataclass(frozen=True)
class FixtureSpec:
    """What stands in a message for an object that the receiver is to make (see `fixtures`)."""

    kind: str
    options: dict[str, Any]


def type_name(value: Any) -> str:
    """The type of `value` as ``module.Name``, without the module for built-in types."""
    kind = type(value)
    module = str(getattr(kind, "__module__", ""))
    name = str(getattr(kind, "__qualname__", "object"))
    return (name if module == "builtins" else f"{module}.{name}")[:200]


# ---------------------------------------------------------------- encoding


class _Encoder:
    def __init__(self, keep: Callable[[Any], int] | None, limits: MessageLimits):
        self.keep = keep
        self.limits = limits
        self.frames: list[bytes] = []
        self.nodes = 0

    def value(self, value: Any, depth: int = 0) -> Any:
        self.nodes += 1
        if depth > self.limits.depth:
            raise CodecError(f"nested more than {self.limits.depth} deep")
        if self.nodes > self.limits.nodes:
            raise CodecError(f"more than {self.limits.nodes:,} values")
        if value is None or value is True or value is False:
            return value
        if isinstance(value, np.generic) and not isinstance(value, np.void | np.object_ | bytes):
            # np.float64 and np.str_ are also Python's float and str, so this comes first.
            return self.scalar(value)
        if isinstance(value, str):
            return self.text(str.__str__(value))
        if isinstance(value, int):
            number = int.__index__(value)
            if number.bit_length() > LONGEST_INT_BITS:
                raise CodecError("an integer of more than 1,200 digits")
            return number
        if isinstance(value, float):
            number = float.__float__(value)
            return number if math.isfinite(number) else {"t": "float", "v": repr(number)}
        if isinstance(value, list):
            return [self.value(item, depth + 1) for item in list.__iter__(value)]
        for kind, tag in _CONTAINERS:
            if isinstance(value, kind):
                items = [self.value(item, depth + 1) for item in kind.__iter__(value)]
                return {"t": tag, "v": items}
        if isinstance(value, dict):
            items = [
                [self.value(key, depth + 1), self.value(item, depth + 1)]
                for key, item in dict.items(value)
            ]
            return {"t": "dict", "v": items}
        return self.object(value, depth)

    def object(self, value: Any, depth: int) -> Any:
        if isinstance(value, np.ndarray) and not isinstance(value, np.ma.MaskedArray):
            return self.array(np.asarray(value), depth)
        if isinstance(value, pd.DataFrame):
            columns = [self.column(value.iloc[:, i], depth) for i in range(value.shape[1])]
            return {
                "t": "frame",
                "columns": self.index(value.columns, depth),
                "index": self.index(value.index, depth),
                "v": columns,
            }
        if isinstance(value, pd.Series):
            return {
                "t": "series",
                "name": self.value(value.name, depth + 1),
                "index": self.index(value.index, depth),
                "v": self.column(value, depth),
            }
        if isinstance(value, pd.Index):
            return self.index(value, depth)
        if isinstance(value, pd.Categorical):
            return self.column(pd.Series(value), depth)
        if isinstance(value, complex):
            return {"t": "complex", "v": [self.value(value.real), self.value(value.imag)]}
        if isinstance(value, bytes | bytearray):
            return {"t": "bytes", "v": self.frame(bytes(value))}
        if value is pd.NA or value is pd.NaT:
            return {"t": "missing", "v": "NA" if value is pd.NA else "NaT"}
        if isinstance(value, range):
            _short(value, self.limits)
            return {"t": "range", "v": [value.start, value.stop, value.step]}
        if isinstance(value, slice):
            parts = [self.value(p, depth + 1) for p in (value.start, value.stop, value.step)]
            return {"t": "slice", "v": parts}
        if isinstance(value, np.dtype) and value.kind in KINDS and value.fields is None:
            return {"t": "dtype", "v": value.str}
        if isinstance(value, OpaqueValue):
            return {"t": "handle", "v": value.number, "type": value.type}
        if isinstance(value, FixtureSpec):
            options = self.value(value.options, depth + 1)
            return {"t": "fixture", "v": value.kind, "options": options}
        if self.keep is None:
            raise Opaque(f"a {type_name(value)} cannot cross to the other side")
        return {"t": "handle", "v": self.keep(value), "type": type_name(value)}

    def text(self, text: str) -> Any:
        try:
            text.encode()
        except UnicodeEncodeError:  # half a surrogate pair: JSON text cannot hold it in UTF-8
            return {"t": "text", "v": [ord(character) for character in text]}
        return text

    def scalar(self, value: np.generic) -> Any:
        if isinstance(value, np.str_):
            return {"t": "scalar", "dtype": "U", "v": self.text(str.__str__(value))}
        array = np.asarray(value)
        return {"t": "scalar", "dtype": array.dtype.str, "v": array.tobytes().hex()}

    def weigh(self, weight: int) -> None:
        self.nodes += weight
        if self.nodes > self.limits.nodes:
            raise CodecError("too many arrays and tables")

    def array(self, array: np.ndarray, depth: int = 0) -> Any:
        if array.dtype.kind == "O":
            items = [self.value(item, depth + 1) for item in array.ravel().tolist()]
            return {"t": "objects", "shape": list(array.shape), "v": items}
        if array.dtype.kind not in KINDS or array.dtype.fields is not None:
            if self.keep is None:
                raise Opaque(f"an array of type {array.dtype} cannot cross to the other side")
            return {"t": "handle", "v": self.keep(array), "type": "numpy.ndarray"}
        self.weigh(ARRAY_WEIGHT)
        buffer = io.BytesIO()
        np.lib.format.write_array(buffer, array, version=(1, 0), allow_pickle=False)
        return {"t": "array", "v": self.frame(buffer.getvalue())}

    def column(self, column: pd.Series, depth: int) -> Any:
        self.weigh(COLUMN_WEIGHT)
        dtype = column.dtype
        if isinstance(dtype, pd.CategoricalDtype):
            return {
                "t": "categorical",
                "categories": self.index(dtype.categories, depth),
                "ordered": bool(dtype.ordered),
                "v": self.array(column.cat.codes.to_numpy()),
            }
        if isinstance(dtype, np.dtype):
            return self.array(column.to_numpy(), depth + 1)
        # Both forms of pandas' text type are "string" on the way; "str" holds nan, "string" NA.
        name = "str" if str(dtype) == "str" else str(dtype)
        missing = column.isna().to_numpy()
        items = [
            None if gone else self.value(item, depth + 1)
            for gone, item in zip(missing, column.tolist(), strict=True)
        ]
        if name not in EXTENSION_DTYPES:
            name = "object"
        return {"t": "extension", "dtype": name, "v": items}

    def index(self, index: pd.Index, depth: int) -> Any:
        self.weigh(INDEX_WEIGHT)
        if isinstance(index, pd.RangeIndex):
            _short(range(index.start, index.stop, index.step), self.limits)
            name = self.value(index.name, depth + 1)
            return {"t": "rangeindex", "v": [index.start, index.stop, index.step], "name": name}
        if isinstance(index, pd.MultiIndex):
            levels = [
                self.column(pd.Series(index.get_level_values(i)), depth)
                for i in range(index.nlevels)
            ]
            names = [self.value(name, depth + 1) for name in index.names]
            return {"t": "multiindex", "v": levels, "names": names}
        return {
            "t": "index",
            "v": self.column(pd.Series(index), depth),
            "name": self.value(index.name, depth + 1),
        }

    def frame(self, content: bytes) -> int:
        self.frames.append(content)
        if len(self.frames) > self.limits.frames:
            raise CodecError(f"more than {self.limits.frames} arrays")
        if len(content) > self.limits.frame_bytes:
            raise CodecError(f"an array of more than {self.limits.frame_bytes:,} bytes")
        return len(self.frames) - 1


_CONTAINERS = ((tuple, "tuple"), (set, "set"), (frozenset, "frozenset"))


def encode(
    body: Any,
    *,
    identifier: str = "",
    keep: Callable[[Any], int] | None = None,
    limits: MessageLimits = DEFAULT,
) -> bytes:
    """Encode `body` as one message.

    Args:
        body: any value of the types named at the head of this module.
        identifier: the request that the message belongs to.
        keep: takes an opaque value, gives the number under which it is kept.
        limits: bounds; the sender keeps them too, so that its own mistake is named at its place.

    Returns:
        The message.

    Raises:
        CodecError: a bound is passed.
        Opaque: a value has no tag and `keep` is None.
    """
    encoder = _Encoder(keep, limits)
    try:
        tagged = encoder.value(body)
    except RecursionError:
        raise CodecError(f"nested more than {limits.depth} deep") from None
    frames = encoder.frames
    text = json.dumps(
        {"id": identifier, "frames": [len(frame) for frame in frames], "body": tagged},
        ensure_ascii=False,
        allow_nan=False,
        separators=(",", ":"),
    ).encode()
    length = sum(map(len, frames))
    check_lengths(len(text), length, limits)
    return b"".join([HEADER.pack(MAGIC, len(text), length), text, *frames])


def _short(numbers: range, limits: MessageLimits) -> range:
    """Refuse three small numbers that stand for more values than a message may hold."""
    # len() fails beyond the platform's largest length; the first test has none.
    if numbers and (numbers[-1] - numbers[0]) // numbers.step >= limits.nodes:
        raise CodecError(f"a range of more than {limits.nodes:,} numbers")
    return numbers


# ---------------------------------------------------------------- decoding


def check_lengths(text: int, frames: int, limits: MessageLimits) -> None:
    """Refuse a message by its announced lengths, before any memory is taken for it.

    Raises:
        CodecError: one of the lengths passes its bound.
    """
    if text > limits.text_bytes:
        raise CodecError(f"a message of {text:,} bytes of text; {limits.text_bytes:,} may cross")
    if frames > limits.frame_bytes:
        raise CodecError(f"arrays of {frames:,} bytes; {limits.frame_bytes:,} may cross")


def lengths(header: bytes, limits: MessageLimits = DEFAULT) -> tuple[int, int]:
    """The lengths of text and frames that a message's first `HEADER.size` bytes announce.

    Raises:
        CodecError: not the head of a message, or a length passes its bound.
    """
    if len(header) != HEADER.size:
        raise CodecError("a message that ends within its head")
    magic, text, frames = HEADER.unpack(header)
    if magic != MAGIC:
        raise CodecError("bytes that are no message")
    check_lengths(text, frames, limits)
    return text, frames


@dataclass(frozen=True)
class Message:
    """A decoded message: the request it belongs to, and its body."""

    identifier: str
    body: Any


def decode(
    message: bytes,
    *,
    identifier: str | None = None,
    resolve: Callable[[OpaqueValue | FixtureSpec], Any] | None = None,
    limits: MessageLimits = DEFAULT,
) -> Message:
    """Decode one message.

    Args:
        message: what `encode` gave.
        identifier: when given, a message of another identifier is refused before its body is
            decoded.
        resolve: turns the stand-ins (`OpaqueValue`, `FixtureSpec`) into the things they stand
            for; without it they are given as they are.
        limits: bounds.

    Returns:
        The identifier and the body.

    Raises:
        CodecError: anything about the message that is not as `encode` would have written it.
    """
    text, frame_bytes = lengths(message[: HEADER.size], limits)
    if len(message) != HEADER.size + text + frame_bytes:
        raise CodecError("a message whose length is not the announced one")
    try:
        head = json.loads(message[HEADER.size : HEADER.size + text], parse_constant=_refuse)
    except (ValueError, RecursionError):
        raise CodecError("text that is no JSON, or nested too deep") from None
    if not isinstance(head, dict) or set(head) != {"id", "frames", "body"}:
        raise CodecError("a message without its three parts")
    if not isinstance(head["id"], str) or identifier not in (None, head["id"]):
        raise CodecError("a message that answers another request")
    spans = _spans(head["frames"], frame_bytes, HEADER.size + text, limits)
    decoder = _Decoder(memoryview(message), spans, resolve, limits)
    try:
        body = decoder.value(head["body"])
    except CodecError:
        raise
    except Exception as error:  # whatever numpy and pandas say of parts that do not fit
        raise CodecError(f"a value that does not fit its tag ({type(error).__name__})") from None
    return Message(head["id"], body)


def _refuse(constant: str) -> float:
    raise ValueError(constant)


def _spans(sizes: Any, total: int, start: int, limits: MessageLimits) -> list[tuple[int, int]]:
    whole = isinstance(sizes, list) and all(type(n) is int and n >= 0 for n in sizes)
    if not whole or len(sizes) > limits.frames or sum(sizes) != total:
        raise CodecError("frames that do not add up")
    spans = []
    for size in sizes:
        spans.append((start, start + size))
        start += size
    return spans


class _Decoder:
    def __init__(self, message, spans, resolve, limits):
        self.message = message
        self.spans = spans
        self.resolve = resolve or (lambda stand_in: stand_in)
        self.limits = limits
        self.nodes = 0
        self.frame_left = limits.frame_bytes

    def value(self, tagged: Any, depth: int = 0) -> Any:
        self.nodes += 1
        if depth > self.limits.depth or self.nodes > self.limits.nodes:
            raise CodecError("too many values, or nested too deep")
        if isinstance(tagged, list):
            return self.items(tagged, depth)
        if not isinstance(tagged, dict):
            return tagged
        read = _TAGS.get(tagged.get("t"))
        if read is None:
            raise CodecError("a value with an unknown tag")
        return read(self, tagged, depth)

    def items(self, tagged: Any, depth: int) -> list:
        if not isinstance(tagged, list):
            raise CodecError("a container without a list")
        return [self.value(item, depth + 1) for item in tagged]

    def bytes(self, number: Any) -> memoryview:
        if type(number) is not int or not 0 <= number < len(self.spans):
            raise CodecError("a frame that is not there")
        start, stop = self.spans[number]
        # A frame may be named more than once; what is decoded in all stays within the bound.
        self.frame_left -= stop - start
        if self.frame_left < 0:
            raise CodecError("arrays that are named too often")
        return self.message[start:stop]

    def weigh(self, weight: int) -> None:
        self.nodes += weight
        if self.nodes > self.limits.nodes:
            raise CodecError("too many arrays and tables")

    def shape(self, shape: Any) -> tuple[int, ...]:
        shape = tuple(shape)
        whole = len(shape) <= 32 and all(type(n) is int and n >= 0 for n in shape)
        # An empty array takes no memory, but a sum over its empty axis would.
        if not whole or math.prod(max(n, 1) for n in shape) > self.limits.frame_bytes:
            raise CodecError("an array of impossible shape")
        return shape

    def array(self, tagged: dict, depth: int = 0) -> np.ndarray:
        self.weigh(ARRAY_WEIGHT)
        content = self.bytes(tagged["v"])
        head = io.BytesIO(bytes(content[:1024]))
        if np.lib.format.read_magic(head) != (1, 0):
            raise CodecError("an array in another form of npy")
        shape, fortran, dtype = np.lib.format.read_array_header_1_0(head, max_header_size=512)
        if dtype.kind not in KINDS or dtype.fields is not None or dtype.subdtype is not None:
            raise CodecError(f"an array of type {dtype}")
        start = head.tell()
        count = math.prod(self.shape(shape))
        if count * dtype.itemsize != len(content) - start:
            raise CodecError("an array whose length does not fit its shape")
        if not dtype.itemsize:  # numpy cannot read a buffer of empty texts
            self.weigh(count)
            return np.ndarray(shape, dtype)
        flat = np.frombuffer(content[start:], dtype=dtype, count=count)
        if not _whole(flat):
            raise CodecError("text that is no text, or truth that is neither true nor false")
        return flat.reshape(shape, order="F" if fortran else "C").copy(order="K")

    def scalar(self, tagged: dict, depth: int) -> np.generic:
        if tagged["dtype"] == "U":
            text = self.value(tagged["v"], depth + 1)
            if type(text) is not str:
                raise CodecError("a text that is none")
            return np.str_(text)
        dtype, content = self.dtype({"v": tagged["dtype"]}, depth), bytes.fromhex(tagged["v"])
        if len(content) != dtype.itemsize or not dtype.itemsize:
            raise CodecError("a scalar whose length does not fit its type")
        flat = np.frombuffer(content, dtype=dtype)
        if not _whole(flat):
            raise CodecError("text that is no text, or truth that is neither true nor false")
        return flat[0]

    def objects(self, tagged: dict, depth: int) -> np.ndarray:
        items, shape = self.items(tagged["v"], depth), self.shape(tagged["shape"])
        if math.prod(shape) != len(items):
            raise CodecError("an array whose length does not fit its shape")
        flat = np.empty(len(items), dtype=object)
        for place, item in enumerate(items):
            flat[place] = item
        return flat.reshape(shape)

    def column(self, tagged: dict, depth: int) -> Any:
        """An array that pandas takes as a column: numpy's, or one of its own."""
        self.weigh(COLUMN_WEIGHT)
        tag = tagged.get("t")
        if tag in ("array", "objects"):
            column = self.value(tagged, depth + 1)
            if column.ndim != 1:
                raise CodecError("a column that is a table")
            return column
        if tag == "categorical":
            codes = self.array(tagged["v"])
            categories = self.index(tagged["categories"], depth)
            return pd.Categorical.from_codes(
                codes, categories=categories, ordered=tagged["ordered"] is True
            )
        if tag == "extension" and tagged["dtype"] in EXTENSION_DTYPES | {"object"}:
            items = self.items(tagged["v"], depth)
            if tagged["dtype"] == "object":
                column = np.empty(len(items), dtype=object)
                for place, item in enumerate(items):
                    column[place] = item
                return column
            return pd.array(items, dtype=tagged["dtype"])
        raise CodecError("a column with an unknown tag")

    def index(self, tagged: dict, depth: int) -> pd.Index:
        self.weigh(INDEX_WEIGHT)
        tag = tagged.get("t")
        if tag == "rangeindex":
            numbers = _short(range(*self.ints(tagged["v"])), self.limits)
            name = self.name(tagged["name"], depth)
            return pd.RangeIndex(numbers.start, numbers.stop, numbers.step, name=name)
        if tag == "multiindex":
            levels = [
                _as_index(self.column(level, depth), None) for level in self.list(tagged["v"])
            ]
            names = [self.name(name, depth) for name in self.list(tagged["names"])]
            return pd.MultiIndex.from_arrays(levels, names=names)
        if tag == "index":
            column = self.column(tagged["v"], depth)
            name = self.name(tagged["name"], depth)
            return _as_index(column, name)
        raise CodecError("an index with an unknown tag")

    def frame(self, tagged: dict, depth: int) -> pd.DataFrame:
        columns = self.index(tagged["columns"], depth)
        index = self.index(tagged["index"], depth)
        data = [self.column(column, depth) for column in self.list(tagged["v"])]
        if len(data) != len(columns) or any(len(column) != len(index) for column in data):
            raise CodecError("a table whose columns differ in length")
        # Rows are named afterwards, so that pandas aligns nothing.
        table = pd.DataFrame(
            {place: _as_series(column) for place, column in enumerate(data)},
            index=pd.RangeIndex(len(index)),
        )
        table.index, table.columns = index, columns
        return table

    def series(self, tagged: dict, depth: int) -> pd.Series:
        series = _as_series(self.column(tagged["v"], depth))
        series.index = self.index(tagged["index"], depth)
        series.name = self.name(tagged["name"], depth)
        return series

    def name(self, tagged: Any, depth: int) -> Any:
        name = self.value(tagged, depth + 1)
        hash(name)
        return name

    def ints(self, values: Any, count: int = 3) -> list[int]:
        if not isinstance(values, list) or len(values) != count:
            raise CodecError("a range without its three numbers")
        if any(type(n) is not int for n in values):
            raise CodecError("a range without its three numbers")
        return values

    def list(self, values: Any) -> list:
        if not isinstance(values, list):
            raise CodecError("a container without a list")
        return values

    def dict(self, tagged: dict, depth: int) -> dict:
        pairs = self.list(tagged["v"])
        if any(not isinstance(pair, list) or len(pair) != 2 for pair in pairs):
            raise CodecError("a dict without pairs")
        return {self.value(k, depth + 1): self.value(v, depth + 1) for k, v in pairs}

    def complex(self, tagged: dict, depth: int) -> complex:
        real, imaginary = self.items(tagged["v"], depth)
        return complex(float(real), float(imaginary))

    def float(self, tagged: dict, depth: int) -> float:
        if tagged["v"] not in ("nan", "inf", "-inf"):
            raise CodecError("a float with an unknown name")
        return float(tagged["v"])

    def missing(self, tagged: dict, depth: int) -> Any:
        return {"NA": pd.NA, "NaT": pd.NaT}[tagged["v"]]

    def text(self, tagged: dict, depth: int) -> str:
        return "".join(map(chr, self.list(tagged["v"])))

    def dtype(self, tagged: dict, depth: int) -> np.dtype:
        dtype = np.dtype(str(tagged["v"])[:20])
        if dtype.kind not in KINDS or dtype.fields is not None:
            raise CodecError(f"an array type {dtype}")
        return dtype

    def handle(self, tagged: dict, depth: int) -> Any:
        number, kind = tagged["v"], tagged["type"]
        if type(number) is not int or not isinstance(kind, str) or len(kind) > 200:
            raise CodecError("a handle without number or type")
        return self.resolve(OpaqueValue(number, kind))

    def fixture(self, tagged: dict, depth: int) -> Any:
        options = self.value(tagged["options"], depth + 1)
        if not isinstance(tagged["v"], str) or not isinstance(options, dict):
            raise CodecError("a fixture without kind or options")
        return self.resolve(FixtureSpec(tagged["v"], options))


def _as_index(column: Any, name: Any) -> pd.Index:
    """An index of exactly the column's type: pandas would guess at objects."""
    return pd.Index(column, dtype=_exact(column), name=name, tupleize_cols=False)


def _as_series(column: Any) -> pd.Series:
    return pd.Series(column, dtype=_exact(column))


def _exact(column: Any) -> Any:
    return object if isinstance(column, np.ndarray) and column.dtype == object else None


def _whole(flat: np.ndarray) -> bool:
    """Whether bytes that were read as text or truth values are some."""
    if flat.dtype.kind == "U" and flat.dtype.itemsize:
        order = flat.dtype.byteorder
        points = flat.view(np.dtype(np.uint32).newbyteorder(order))
        return bool(points.max(initial=0) <= 0x10FFFF)
    return flat.dtype.kind != "b" or bool(flat.view(np.uint8).max(initial=0) <= 1)


_TAGS: dict[Any, Callable[[_Decoder, dict, int], Any]] = {
    "array": _Decoder.array,
    "scalar": _Decoder.scalar,
    "objects": _Decoder.objects,
    "tuple": lambda self, tagged, depth: tuple(self.items(tagged["v"], depth)),
    "set": lambda self, tagged, depth: set(self.items(tagged["v"], depth)),
    "frozenset": lambda self, tagged, depth: frozenset(self.items(tagged["v"], depth)),
    "dict": _Decoder.dict,
    "float": _Decoder.float,
    "complex": _Decoder.complex,
    "text": _Decoder.text,
    "bytes": lambda self, tagged, depth: bytes(self.bytes(tagged["v"])),
    "missing": _Decoder.missing,
    "range": lambda self, tagged, depth: _short(range(*self.ints(tagged["v"])), self.limits),
    "slice": lambda self, tagged, depth: slice(*self.items(tagged["v"], depth)),
    "dtype": _Decoder.dtype,
    "frame": _Decoder.frame,
    "series": _Decoder.series,
    "index": _Decoder.index,
    "rangeindex": _Decoder.index,
    "multiindex": _Decoder.index,
    "categorical": _Decoder.column,
    "extension": _Decoder.column,
    "handle": _Decoder.handle,
    "fixture": _Decoder.fixture,
}
