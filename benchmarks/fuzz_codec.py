"""Does the decoder stand whatever bytes a student's kernel sends?

A million frames: random ones, and real ones with bytes changed, cut, doubled and crossed, in text
and in arrays. Each must be decoded or refused with `CodecError`: no other exception, no more memory
than a bound that follows from the limits of a message.

    python benchmarks/fuzz_codec.py [--quick] [--seed N]

The last line is one JSON object.
"""

from __future__ import annotations

import argparse
import json
import random
import resource
import struct
import time
import tracemalloc

import numpy as np
import pandas as pd

from course_utils.exercises.codec import HEADER, MAGIC, CodecError, FixtureSpec, decode, encode
from course_utils.exercises.limits import MIB, MessageLimits

FRAMES, QUICK_FRAMES = 1_000_000, 20_000
#: Small enough that a frame that got past a bound would stand out.
LIMITS = MessageLimits(text_bytes=1 * MIB, frame_bytes=4 * MIB, frames=64, depth=32, nodes=20_000)
#: What one frame may take: its limits, once as text, once as values, with room for objects.
MOST_MEMORY = 64 * MIB
#: Looking at memory costs time; every so many frames are looked at, one by one.
EVERY = 50

#: Texts that mean something to the decoder or to what stands below it.
WORDS = (
    b'{"t":',
    b'"array"',
    b'"handle"',
    b'"fixture"',
    b'"scalar"',
    b'"multiindex"',
    b'"categorical"',
    b'"extension"',
    b'"rangeindex"',
    b'"range"',
    b"NaN",
    b"1e999",
    b"-0",
    b"99999999999999999999999999",
    b"\\ud800",
    b"[[[[[[[[",
    b"]]]]]]]]",
    b'{"t":"dict","v":[[',
    b"\x93NUMPY\x01\x00",
    b"'descr': '|O'",
    b"'shape': (4611686018427387904, 8)",
    b"'fortran_order': True",
    b"<U0",
    b"<M8[ns]",
    b"|V8",
)


def seeds() -> list[bytes]:
    """One real message of each kind of value."""
    rng = np.random.default_rng(0)
    values = [
        None,
        [1, 2.5, "text", True, float("nan"), 10**30, "\ud800"],
        {"a": (1, 2), 3: {4, 5}, "f": frozenset([6]), (1, "b"): [None]},
        np.arange(24, dtype=np.uint8).reshape(2, 3, 4),
        np.asfortranarray(rng.normal(size=(4, 5))),
        np.array(["ab", "c"]),
        np.array(["2020-01-01"], dtype="datetime64[ns]"),
        np.array([1, "x", None], dtype=object),
        np.float32(1.5),
        complex(1, 2),
        b"bytes",
        range(3, 9, 2),
        slice(1, None, 2),
        np.dtype("float32"),
        pd.DataFrame({"x": [1, 2, 3], "y": ["a", None, "c"]}, index=[3, 4, 5]),
        pd.DataFrame({("a", 1): [1.0], ("b", 2): [2.0]}),
        pd.Series(pd.Categorical(["u", "v", "u"]), name="kind"),
        pd.Series([1, None], dtype="Int64"),
        pd.MultiIndex.from_tuples([(1, "a"), (2, "b")]),
        FixtureSpec("folder", {"images": {"a.png": np.zeros((2, 2), np.uint8)}}),
        object(),
        [np.zeros(3), [np.ones(2), {"z": np.int8(1)}]],
    ]
    return [
        encode({"value": value, "arguments": [value]}, identifier="id", keep=lambda thing: 1)
        for value in values
    ]


def mutated(pool: list[bytes], random_: random.Random) -> bytes:
    """A frame that is almost one, or not at all."""
    kind = random_.random()
    if kind < 0.05:
        return random_.randbytes(random_.randrange(200))
    if kind < 0.10:
        text, frames = random_.randbytes(random_.randrange(64)), random_.randbytes(16)
        return HEADER.pack(MAGIC, len(text), len(frames)) + text + frames
    if kind < 0.55:
        return regrown(random_.choice(pool), random_.choice(pool), random_)
    message = bytearray(random_.choice(pool))
    for _ in range(1 + int(random_.expovariate(0.7))):
        place = random_.randrange(len(message)) if message else 0
        step = random_.randrange(7)
        if step == 0 and message:
            message[place] ^= 1 << random_.randrange(8)
        elif step == 1:
            message[place : place + random_.randrange(9)] = random_.randbytes(random_.randrange(9))
        elif step == 2:
            message[place:place] = random_.choice(WORDS)
        elif step == 3:
            other = random_.choice(pool)
            begin = random_.randrange(len(other))
            message[place:place] = other[begin : begin + random_.randrange(200)]
        elif step == 4:
            del message[place : place + random_.randrange(40)]
        elif step == 5:
            digits = str(random_.choice((0, -1, 2**31, 2**63, 10**18, random_.randrange(300))))
            message[place : place + 1] = digits.encode()
        else:
            message[place:place] = message[place : place + random_.randrange(60)]
    if random_.random() < 0.85:
        message = resealed(message)
    return bytes(message)


#: What a place in the text's tree may become.
VALUES = (None, True, 0, -1, 2**63, 1e308, "", "object", "nan", "<U0", "str", "Int64", [], {}, [[]])


def regrown(message: bytes, other: bytes, random_: random.Random) -> bytes:
    """A frame of well-formed JSON with places of its tree exchanged, removed, doubled."""
    head, frames = _parts(message)
    donor, _ = _parts(other)
    copies = 5000 if random_.random() < 0.002 else random_.choice((1, 2, 20))
    for _ in range(random_.randrange(1, 4)):
        places, gifts = _places(head), _places(donor)
        owner, key = random_.choice(places)
        step = random_.randrange(4)
        if step == 0:
            owner[key] = random_.choice(VALUES)
        elif step == 1:
            giver, place = random_.choice(gifts)
            owner[key] = json.loads(json.dumps(giver[place]))
        elif step == 2:
            del owner[key]
        elif isinstance(owner, list):
            owner += [owner[key]] * copies
            copies = 1  # once is many enough: copies of copies would fill our own memory
        else:
            owner[random_.choice(("t", "v", "index", "columns", "name", "dtype"))] = owner[key]
    text = json.dumps(head).encode()
    return HEADER.pack(MAGIC, len(text), len(frames)) + text + frames


def _parts(message: bytes) -> tuple[dict, bytes]:
    _, length, _ = HEADER.unpack(message[: HEADER.size])
    end = HEADER.size + length
    return json.loads(message[HEADER.size : end]), message[end:]


def _places(tree) -> list:
    """(owner, key) of every place in the tree, its lists and dicts."""
    pairs = list(tree.items()) if isinstance(tree, dict) else list(enumerate(tree))
    found = [(tree, key) for key, _ in pairs]
    for _, value in pairs:
        if isinstance(value, dict | list):
            found += _places(value)
    return found


def resealed(message: bytearray) -> bytearray:
    """The message with a head that fits its length, so that what follows is looked at as well."""
    body = bytes(message[HEADER.size :])
    end = body.rfind(b"}", 0, max(body.find(b"\x93NUMPY"), 0) or len(body)) + 1
    text, frames = body[:end], body[end:]
    return bytearray(struct.pack("<4sIQ", MAGIC, len(text), len(frames)) + text + frames)


def main() -> None:
    """Fuzz, and say what came of it."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--quick", action="store_true")
    parser.add_argument("--seed", type=int, default=0)
    chosen = parser.parse_args()
    count = QUICK_FRAMES if chosen.quick else FRAMES
    random_, pool = random.Random(chosen.seed), seeds()
    decoded, refused, crashes, most, slowest = 0, {}, [], 0, 0.0
    begun = time.monotonic()
    for number in range(count):
        message = mutated(pool, random_)
        watched = number % EVERY == 0
        if watched:
            tracemalloc.start()
        moment = time.perf_counter()
        try:
            decode(message, limits=LIMITS)
            decoded += 1
        except CodecError as error:
            words = " ".join(str(error).split()[:4])
            refused[words] = refused.get(words, 0) + 1
        except BaseException as error:  # what this looks for
            crashes.append((type(error).__name__, str(error)[:100], message.hex()[:2000]))
        slowest = max(slowest, time.perf_counter() - moment)
        if watched:
            most = max(most, tracemalloc.get_traced_memory()[1])
            tracemalloc.stop()
    for kind, text, message in crashes[:5]:
        print(f"CRASH {kind}: {text}\n{message}")
    resident = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
    print(f"{count:,} frames: {decoded:,} decoded, {count - decoded - len(crashes):,} refused")
    result = {
        "benchmark": "fuzz_codec",
        "frames": count,
        "decoded": decoded,
        "refused": sum(refused.values()),
        "kinds_of_refusal": len(refused),
        "crashes": len(crashes),
        "most_memory_of_a_frame_mib": round(most / MIB, 2),
        "memory_bound_mib": MOST_MEMORY // MIB,
        "peak_resident_mib": round(resident / MIB),
        "slowest_frame_seconds": round(slowest, 3),
        "seconds": round(time.monotonic() - begun, 1),
        "passed": not crashes and most <= MOST_MEMORY,
    }
    print(json.dumps(result))
    raise SystemExit(0 if result["passed"] else 1)


if __name__ == "__main__":
    main()
