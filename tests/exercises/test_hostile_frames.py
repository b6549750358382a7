"""What a student's process may write instead of a reply: refused, cheaply, with one exception."""

from __future__ import annotations

import json
import os
import random
import struct
import threading
import tracemalloc
from types import SimpleNamespace

import numpy as np
import pandas as pd
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from course_utils.exercises import codec
from course_utils.exercises.codec import (
    HEADER,
    MAGIC,
    CodecError,
    FixtureSpec,
    OpaqueValue,
    decode,
    encode,
    lengths,
)
from course_utils.exercises.limits import DEFAULT, MIB, MessageLimits
from course_utils.exercises.student import (
    Handle,
    Raised,
    Refused,
    Student,
    StudentError,
    describe,
    files_of,
    read,
)
from course_utils.grading.launcher import PlainChild

SMALL = MessageLimits(text_bytes=MIB, frame_bytes=MIB, nodes=20_000)


def message(body, frames=(), identifier="", sizes=None, **head):
    """A message as an attacker would write it."""
    parts = {"id": identifier, "frames": [len(f) for f in frames], "body": body}
    if sizes is not None:
        parts["frames"] = sizes
    text = json.dumps(parts | head).encode()
    return HEADER.pack(MAGIC, len(text), sum(map(len, frames))) + text + b"".join(frames)


def npy(header: str | bytes, content: bytes = b"", version=(1, 0), length=None) -> bytes:
    head = header if isinstance(header, bytes) else header.encode()
    size = struct.pack("<H" if version == (1, 0) else "<I", len(head) if length is None else length)
    return b"\x93NUMPY" + bytes(version) + size + head + content


def header(descr="'<f8'", order="False", shape="(1,)") -> str:
    return f"{{'descr': {descr}, 'fortran_order': {order}, 'shape': {shape}, }}\n"


def refused(content: bytes, limits=DEFAULT, **options) -> str:
    with pytest.raises(CodecError) as caught:
        decode(content, limits=limits, **options)
    return str(caught.value)


class Peak:
    """The most memory that Python took inside a block, in bytes."""

    def __enter__(self):
        tracemalloc.start()
        return self

    def __exit__(self, *_):
        self.bytes = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()


# ---------------------------------------------------------------- the head


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"FACE",
        b"\x80\x04\x95" + bytes(20),  # pickle
        b"FADE" + message(1)[4:],
        message(1)[:-1],
        message(1) + b"x",
        message(1, frames=[b"abc"])[:-1],
        HEADER.pack(MAGIC, 0, 0),
        HEADER.pack(MAGIC, 2, 0) + b"{}",
        HEADER.pack(MAGIC, 2, 0) + b"\xff\xff",
        HEADER.pack(MAGIC, 3, 0) + b"NaN",
        message(1, extra=1),
        message(1, frames=[b"abc"], identifier=7),
        message(1, sizes=[3]),
        message(1, sizes=[-1, 1]),
        message(1, sizes=[True, False]),
        message(1, sizes={}),
        message(1, sizes=[0] * 20_001),
    ],
    ids=range(18),
)
def test_a_broken_head_is_refused(content):
    refused(content)


@pytest.mark.parametrize(
    ("text", "frames"),
    [(2**32 - 1, 0), (0, 2**31), (0, 2**64 - 1), (16 * MIB + 1, 0), (0, 256 * MIB + 1)],
)
def test_announced_lengths_are_refused_before_memory_is_taken(text, frames):
    head = HEADER.pack(MAGIC, text, frames)
    with Peak() as peak, pytest.raises(CodecError):
        lengths(head)
    assert peak.bytes < MIB
    # The grader's end of the pipe: nothing behind the head is even asked for.
    to_grader, from_child = os.pipe()
    to_child, from_grader = os.pipe()
    os.write(from_child, head + b"x" * 1000)
    child = PlainChild(SimpleNamespace(pid=os.getpid()), to_grader, from_grader)
    try:
        with Peak() as peak, pytest.raises(CodecError):
            child.exchange(message(1), 5)
        assert peak.bytes < MIB
        assert os.read(to_grader, 2000) == b"x" * 1000
    finally:
        for descriptor in (to_grader, from_child, to_child, from_grader):
            os.close(descriptor)


def test_another_request_s_reply_is_refused_before_its_body_is_decoded(monkeypatch):
    monkeypatch.setattr(codec, "_Decoder", None)
    assert "another request" in refused(message(1, identifier="a"), identifier="b")


# ---------------------------------------------------------------- npy


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\x93NUMPY",
        npy(header("'|O'"), bytes(8)),
        npy(header("[('a', '<f8')]"), bytes(8)),
        npy(header("'V8'"), bytes(8)),
        npy(header("('<f8', (2,))"), bytes(16)),
        npy(header("'|S8'"), bytes(8)),
        npy(header("'T'"), bytes(8)),
        npy(header("'x'"), bytes(8)),
        npy(header("None"), bytes(8)),
        npy(header("'<f8, <f8'"), bytes(16)),
        npy(header(shape="(-1,)"), bytes(8)),
        npy(header(shape="(-1, -1)"), bytes(8)),
        npy(header(shape="(2,)"), bytes(8)),
        npy(header(shape="(1,)"), bytes(9)),
        npy(header(shape="(4611686018427387904, 4)"), bytes(8)),
        npy(header(shape="(18446744073709551617,)"), bytes(8)),
        npy(header(shape="(0, 1000000000000)")),
        npy(header(shape="(0, 268435456, 268435456)")),
        npy(header(shape="(1.0,)"), bytes(8)),
        npy(header(shape="(True,)"), bytes(8)),
        npy(header(shape="1"), bytes(8)),
        npy(header(shape=f"({'1, ' * 40})"), bytes(8)),
        npy(header(order="'no'"), bytes(8)),
        npy(header(shape="__import__('os').getpid()"), bytes(8)),
        npy(header(descr="open('x', 'w')"), bytes(8)),
        npy("(" * 400, bytes(8)),
        npy("'''", bytes(8)),
        npy("{", bytes(8)),
        npy("\0", bytes(8)),
        npy("[" * 200 + "]" * 200, bytes(8)),
        npy(header() + " " * 2000, bytes(8)),
        npy(header(), bytes(8), version=(2, 0)),
        npy(header(), bytes(8), version=(3, 0)),
        npy(header(), bytes(8), version=(9, 9)),
        npy(header(), bytes(8)).replace(b"Y\x01\x00", b"Y\x03\x00"),
        npy(header(), bytes(8), length=65535),
        npy(header(), bytes(8), length=0),
        npy("{'descr': '<f8', 'shape': (1,)}", bytes(8)),
        npy(header("'<U1'"), b"\xff\xff\xff\xff"),
        npy(header("'>U1'"), b"\xff\x00\x00\x00"),
        npy(header("'|b1'"), b"\x07"),
        npy(header("'<U0'", shape="(3000000,)")),
        npy(b"\xff\xfe", bytes(8)),
    ],
    ids=range(44),
)
def test_tricks_with_the_header_of_an_array_are_refused(content, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    refused(message({"t": "array", "v": 0}, [content]))
    refused(message({"t": "frame", "v": [{"t": "array", "v": 0}]}, [content]))
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("number", [-1, 1, 10**30, 0.0, True, None, "0", [], {}])
def test_a_frame_that_is_not_there_is_refused(number):
    good = npy(header(), bytes(8))
    refused(message({"t": "array", "v": number}, [good]))
    refused(message({"t": "bytes", "v": number}, [good]))


# ---------------------------------------------------------------- small messages for much memory


@pytest.mark.parametrize(
    ("body", "frames"),
    [
        ([{"t": "array", "v": 0}] * 5000, [npy(header(shape="(1000,)"), bytes(8000))]),
        ([{"t": "bytes", "v": 0}] * 5000, [bytes(8000)]),
        ([{"t": "array", "v": 0}] * 5000, [npy(header("'<U0'", shape="(20000,)"))]),
        ([{"t": "range", "v": [0, 10**18, 1]}], []),
        ([{"t": "rangeindex", "v": [0, 10**12, 1], "name": None}], []),
        ([{"t": "rangeindex", "v": [0, -(10**30), -1], "name": None}], []),
        (
            {
                "t": "frame",
                "v": [],
                "columns": {"t": "rangeindex", "v": [0, 0, 1], "name": None},
                "index": {"t": "rangeindex", "v": [0, 10**12, 1], "name": None},
            },
            [],
        ),
        ([{"t": "objects", "shape": [0, 10**15], "v": []}], []),
        ([{"t": "rangeindex", "v": [0, 0, 1], "name": None}] * 5000, []),
        ([0] * 30_000, []),
        ({"t": "text", "v": [10**9]}, []),
        ({"t": "dtype", "v": "<U2000000000"}, []),
    ],
    ids=range(12),
)
def test_a_small_message_cannot_ask_for_much(body, frames):
    content = message(body, frames)
    with Peak() as peak:
        refused(content, SMALL)
    assert peak.bytes < 8 * MIB


def test_deep_nesting_is_refused():
    for opening, closing in (("[", "]"), ('{"t":"tuple","v":[', "]}")):
        for depth in (66, 900, 100_000):
            text = '{"id":"","frames":[],"body":' + opening * depth + closing * depth + "}"
            raw = text.encode()
            refused(HEADER.pack(MAGIC, len(raw), 0) + raw)
    index = {"t": "index", "name": None, "v": None}
    for _ in range(300):
        index = {"t": "index", "name": None, "v": {"t": "categorical", "categories": index}}
    refused(message(index))


@pytest.mark.parametrize("text", ["NaN", "Infinity", "-Infinity", "1" * 5000])
def test_numbers_that_encode_never_writes_are_refused(text):
    raw = ('{"id":"","frames":[],"body":' + text + "}").encode()
    refused(HEADER.pack(MAGIC, len(raw), 0) + raw)


# ---------------------------------------------------------------- fuzzing

TAGS = [tag for tag in codec._TAGS if isinstance(tag, str)]
FIELDS = ["t", "v", "dtype", "name", "names", "index", "columns", "categories", "codes", "ordered"]
FIELDS += ["shape", "options", "type"]
GOOD_FRAMES = [
    npy(header(shape="(2,)"), bytes(16)),
    npy(header("'<i8'", shape="(2,)"), struct.pack("<qq", 0, 1)),
    npy(header("'<U1'", shape="(2,)"), "ab".encode("utf-32-le")),
    npy(header("'<M8[s]'", shape="()"), bytes(8)),
    npy(header("'|i1'", shape="(2,)"), b"\x00\xff"),
]
leaves = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.integers(-1, 6),
    st.floats(allow_nan=False, allow_infinity=False),
    st.text(max_size=3),
    st.sampled_from(
        ["U", "<f8", "|b1", "|O", "<M8[s]", "00", "0000000000000000", "nan", "NA", "NaT"]
        + ["Int64", "boolean", "string", "str", "object", "Float64", "clock"]
    ),
)


def tagged(inner):
    fields = st.dictionaries(st.sampled_from(FIELDS), inner, max_size=6)
    return st.builds(lambda tag, rest: rest | {"t": tag}, st.sampled_from(TAGS), fields)


bodies = st.recursive(
    leaves,
    lambda inner: st.one_of(
        st.lists(inner, max_size=3),
        tagged(inner),
        tagged(inner),
        st.dictionaries(st.text(max_size=2), inner, max_size=2),
    ),
    max_leaves=15,
)


def value_or_refusal(content: bytes) -> bool:
    """Decode as the grader would; whether a value came out."""
    try:
        decode(content, limits=SMALL)
    except CodecError:
        return False
    return True


@settings(max_examples=600)
@given(bodies)
@example({"t": []})
@example({"t": {}})
@example({"t": "frame", "columns": 1, "index": [], "v": 0})
@example({"t": "set", "v": [[]]})
@example({"t": "dict", "v": [[{"t": "dict", "v": []}, 1]]})
@example({"t": "index", "v": [], "name": None})
@example({"t": "categorical", "v": [], "categories": {}, "ordered": 1})
@example({"t": "extension", "dtype": ["Int64"], "v": []})
@example({"t": "extension", "dtype": "Int64", "v": [2**70]})
@example({"t": "extension", "dtype": "Int64", "v": [[1], {"t": "tuple", "v": []}]})
@example({"t": "complex", "v": [2**4000, 0]})
@example({"t": "text", "v": [-1]})
@example({"t": "scalar", "dtype": "|b1", "v": "07"})
@example({"t": "scalar", "dtype": "<U0", "v": ""})
@example({"t": "scalar", "dtype": "U", "v": [1]})
@example({"t": "range", "v": [0, 1, 0]})
@example({"t": "slice", "v": [[], {}]})
def test_any_json_is_a_value_or_refused(body):
    value_or_refusal(message(body, GOOD_FRAMES))


GOOD = [
    encode(body, identifier="0123")
    for body in (
        {"value": [1, "two", 3.5, None, (4, {5}), {6: 7}], "arguments": [], "keywords": {}},
        {"value": np.arange(6, dtype=np.uint8).reshape(2, 3), "n": np.float32(1.5)},
        {"value": np.array([["a", "b"]]), "o": np.array([1, "a", None], dtype=object)},
        {"value": pd.DataFrame({"a": [1, 2], "b": ["x", None]}, index=["r", "s"])},
        {"value": pd.Series(pd.Categorical(["a", "b"]), name="c")},
        {"value": pd.MultiIndex.from_product([["a"], [1, 2]]), "h": OpaqueValue(1, "a.B")},
        {"value": pd.Series([1, pd.NA], dtype="Int64"), "d": np.datetime64("2020-01-01")},
    )
]


def mutated(rng: random.Random) -> bytes:
    """A good message with some bytes changed, cut, doubled or swapped."""
    content = bytearray(rng.choice(GOOD))
    for _ in range(rng.randint(1, 6)):
        place = rng.randrange(len(content)) if rng.random() < 0.3 else None
        place = rng.randrange(HEADER.size, len(content)) if place is None else place
        kind = rng.random()
        if kind < 0.4:
            content[place] = rng.randrange(256)
        elif kind < 0.7:  # digits and brackets make other messages rather than broken ones
            content[place] = rng.choice(b'0123456789-[]{}",:tvnulafe.U<>|b')
        elif kind < 0.8:
            del content[place : place + rng.randint(1, 8)]
        elif kind < 0.9:
            content[place:place] = content[place : place + rng.randint(1, 40)]
        else:
            other = rng.choice(GOOD)
            content[place : place + 16] = other[place : place + 16]
        if len(content) <= HEADER.size:
            break
    if rng.random() < 0.7 and len(content) > HEADER.size:
        # Put the lengths right again, so that what is inside is reached.
        text, _ = struct.unpack_from("<IQ", rng.choice(GOOD), 4)
        text = max(0, content.rfind(b"}") + 1 - HEADER.size) if rng.random() < 0.9 else text
        frames = len(content) - HEADER.size - text
        if frames >= 0:
            struct.pack_into("<IQ", content, 4, text, frames)
    return bytes(content)


def fuzz(rounds: int, seed: int = 0) -> int:
    """Decode `rounds` mutated messages; anything but a value or CodecError is raised.

    Run it for long with ``python -c "import test_hostile_frames as t; t.fuzz(10**7, 1)"``.

    Returns:
        How many were still values.
    """
    rng = random.Random(seed)
    return sum(value_or_refusal(mutated(rng)) for _ in range(rounds))


def test_mutated_messages_are_values_or_refused():
    survived = fuzz(5000)
    assert 0 < survived < 5000  # both ways were taken


# ---------------------------------------------------------------- replies that lie


class Puppet:
    """A transport whose replies are written by the test."""

    limits = SMALL

    def __init__(self, reply, frames=(), identifier=None):
        self.reply, self.frames, self.identifier = reply, frames, identifier
        self.was_broken = False

    def exchange(self, request):
        identifier = self.identifier
        if identifier is None:
            identifier = decode(request).identifier
        return message(self.reply, self.frames, identifier)

    def broken(self):
        self.was_broken = True


def in_dict(**items):
    return {"t": "dict", "v": [[k, v] for k, v in items.items()]}


def test_a_reply_with_another_identifier_breaks_the_connection():
    puppet = Puppet(in_dict(value=1), identifier="0")
    with pytest.raises(CodecError):
        Student(puppet, []).f()
    assert puppet.was_broken


@pytest.mark.parametrize("reply", [None, 1, "x", [], [1, 2], {"t": "tuple", "v": []}])
def test_a_reply_that_is_no_dict_is_refused(reply):
    with pytest.raises(Refused):
        Student(Puppet(reply), []).f()


@pytest.mark.parametrize("error", [None, 1, "x", [], in_dict(), in_dict(kind=[1], message=[2])])
def test_an_error_without_sense_is_still_no_pass(error):
    with pytest.raises(StudentError):
        Student(Puppet(in_dict(error=error)), []).f()


@pytest.mark.parametrize("families", [None, 7, "ValueError", [1, []], in_dict(a=1)])
def test_an_error_with_odd_fields_is_still_an_error(families):
    error = in_dict(kind="raised", type=[1], families=families, message=7, line=[], where="x")
    with pytest.raises(Raised) as caught:
        Student(Puppet(in_dict(error=error)), []).f()
    assert len(str(caught.value)) < 2000


def test_a_reason_is_printable_and_short_whatever_the_other_side_says():
    nasty = "\x1b[31m\0\ud800" + "x" * 5000
    error = in_dict(kind="raised", type=nasty, families=[], message=nasty, line=nasty)
    for body in (error, in_dict(kind="missing", message=nasty), in_dict(message=nasty)):
        with pytest.raises(StudentError) as caught:
            Student(Puppet(in_dict(error=body)), []).f()
        text = str(caught.value)
        text.encode()
        assert len(text) < 1000 and text.replace("\n", "").isprintable()


def test_a_pretended_handle_is_a_handle_and_no_value():
    handle = {"t": "handle", "v": 99, "type": "numpy.ndarray"}
    value = Student(Puppet(in_dict(value=handle)), []).f().value
    assert isinstance(value, Handle)
    assert not isinstance(value, np.ndarray)


@pytest.mark.parametrize(
    "ask",
    [
        lambda s: s.f(),
        lambda s: read(s.f),
        lambda s: describe(s.f),
        files_of,
    ],
)
@settings(max_examples=60)
@given(body=bodies)
def test_any_reply_is_an_answer_or_a_refusal(ask, body):
    for reply in (body, in_dict(value=body), in_dict(error=body)):
        try:
            ask(Student(Puppet(reply, GOOD_FRAMES), []))
        except (StudentError, CodecError):
            continue


def test_fixtures_do_not_come_from_the_student_s_side():
    fixture = {"t": "fixture", "v": "image_folder", "options": in_dict(images=in_dict())}
    value = Student(Puppet(in_dict(value=fixture)), []).f().value
    assert not isinstance(value, FixtureSpec) and not callable(value)


def test_a_child_that_writes_slowly_or_for_ever_does_not_hold_the_grader():
    to_grader, from_child = os.pipe()
    to_child, from_grader = os.pipe()
    child = PlainChild(SimpleNamespace(pid=os.getpid()), to_grader, from_grader)
    writer = threading.Timer(0.1, os.write, (from_child, HEADER.pack(MAGIC, 1000, 0)))
    writer.start()
    try:
        with pytest.raises(StudentError):
            child.exchange(message(1), 0.4)
    finally:
        writer.join()
        for descriptor in (to_grader, from_child, to_child, from_grader):
            os.close(descriptor)
