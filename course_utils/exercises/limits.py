"""How much one message may hold: checked before anything of it is decoded."""

from __future__ import annotations

from dataclasses import dataclass

MIB = 1024 * 1024


@dataclass(frozen=True)
class MessageLimits:
    """Upper bounds for one message between a test and a student's code.

    Attributes:
        text_bytes: length of the JSON part, in bytes.
        frame_bytes: sum of the lengths of all raw array frames, in bytes.
        frames: number of raw array frames.
        depth: how deep containers may be nested.
        nodes: how many values a message may hold in all; the elements of an array do not count,
            and each array and table weighs as many as take the time to make it.
    """

    text_bytes: int = 16 * MIB
    frame_bytes: int = 256 * MIB
    frames: int = 20_000
    depth: int = 64
    nodes: int = 2_000_000


DEFAULT = MessageLimits()
