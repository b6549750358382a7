"""Pictures in folders named after their labels, such as `train/angry/Training_3908.jpg`."""

from __future__ import annotations

import io
import re
import warnings
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import PurePosixPath

import numpy as np
from PIL import Image

from course_utils.faces.fer2013.members import Member, read_exactly
from course_utils.faces.fer2013.spellings import emotion_code, usage_code
from course_utils.faces.schema import SIZE, USAGES, FacesError

SUFFIXES = {".png", ".jpg", ".jpeg", ".bmp", ".gif", ".webp", ".tif", ".tiff", ".pgm"}
#: A tree in which more than this share of the pictures cannot be used is refused.
TOLERATED = 0.01
#: Sides of a picture of one face, in pixels, and by how much one side may pass the other.
SMALLEST, LARGEST, MOST_OBLONG = 24, 1024, 1.1
_MOST_BYTES = 8 << 20
_USAGE_IN_NAME = re.compile(r"(training|publictest|privatetest)", re.IGNORECASE)

Progress = Callable[[float], None]


@dataclass(frozen=True)
class Tree:
    """What a tree of pictures holds.

    Attributes:
        pixels: (n, 48, 48) uint8 gray levels, in the order of the pictures' names.
        emotion: (n,) uint8, position in `EMOTIONS`.
        usage: (n,) uint8, position in `USAGES`.
        skipped: one sentence for each kind of picture that was left out.
        notes: one sentence for each kind of change that was made.
    """

    pixels: np.ndarray
    emotion: np.ndarray
    usage: np.ndarray
    skipped: tuple[str, ...]
    notes: tuple[str, ...]


@dataclass
class _Tally:
    """How many pictures met one fate, and which was the first."""

    count: int = 0
    first: str = ""

    def add(self, label: str) -> None:
        self.count += 1
        self.first = self.first or label


@dataclass
class _Fates:
    unlabelled: _Tally = field(default_factory=_Tally)
    unreadable: _Tally = field(default_factory=_Tally)
    misshapen: _Tally = field(default_factory=_Tally)
    coloured: _Tally = field(default_factory=_Tally)
    resized: _Tally = field(default_factory=_Tally)
    unsplit: _Tally = field(default_factory=_Tally)


def label_of(name: str) -> int | None:
    """The position in `EMOTIONS` that the folders of a picture name, the nearest folder first."""
    folders = PurePosixPath(name).parts[-2::-1]
    # A folder "3" may number anything, so a word further up is believed before a number.
    for folder in sorted(folders, key=str.isdigit):
        if (code := emotion_code(folder)) is not None:
            return code
    return None


def split_of(name: str, root: str) -> int | None:
    """The position in `USAGES` that a picture's own name, its folders or their root tell."""
    path = PurePosixPath(name)
    if match := _USAGE_IN_NAME.match(path.name):
        return usage_code(match[0])
    for folder in (*path.parts[-2::-1], root):
        if (code := usage_code(folder)) is not None:
            return code
    return None


def is_picture(member: Member) -> bool:
    """Whether a member's name ends like a picture's."""
    return member.suffix in SUFFIXES


def read_tree(members: list[Member], root: str, progress: Progress | None = None) -> Tree:
    """All faces among the pictures of a tree.

    Colour becomes gray (ITU-R 601 luma). A picture of another size is brought to 48 x 48 by the
    mean over areas, or by cubic interpolation where it is smaller. What cannot be read, or is no
    nearly square picture of 24 to 1,024 pixels, is left out and reported.

    Args:
        members: the pictures.
        root: name of the folder or archive that holds them, where a split may be named as well.
        progress: called with the share that is done, 0 to 1.

    Raises:
        FacesError: no picture lies in a folder named after a label, or more than one picture in a
            hundred cannot be used.
    """
    fates = _Fates()
    pixels, emotion, usage = [], bytearray(), bytearray()
    with warnings.catch_warnings():
        # Pillow warns of very large pictures, which are left out below anyway.
        warnings.simplefilter("ignore")
        for done, member in enumerate(members, 1):
            label = label_of(member.name)
            if label is None:
                fates.unlabelled.add(member.label)
            elif (face := _face(member, fates)) is not None:
                split = split_of(member.name, root)
                if split is None:
                    fates.unsplit.add(member.label)
                pixels.append(face)
                emotion.append(label)
                usage.append(split or 0)
            if progress:
                progress(done / len(members))
    _refuse_if_bad(fates, len(pixels), root)
    usages = np.frombuffer(usage, np.uint8).copy()
    return Tree(
        pixels=np.stack(pixels),
        emotion=np.frombuffer(emotion, np.uint8).copy(),
        usage=usages,
        skipped=_skipped(fates),
        notes=_notes(fates, usages),
    )


def _face(member: Member, fates: _Fates) -> np.ndarray | None:
    with member.open() as stream:
        content = read_exactly(stream, _MOST_BYTES + 1)
    if len(content) > _MOST_BYTES:
        fates.misshapen.add(member.label)
        return None
    try:
        with Image.open(io.BytesIO(content)) as picture:
            short, long = sorted(picture.size)
            if short < SMALLEST or long > LARGEST or long > MOST_OBLONG * short:
                fates.misshapen.add(member.label)
                return None
            gray, has_colour = _gray(picture)
            if has_colour:
                fates.coloured.add(member.label)
            if gray.size != (SIZE, SIZE):
                fates.resized.add(member.label)
                shrinks = min(gray.size) >= SIZE
                method = Image.Resampling.BOX if shrinks else Image.Resampling.BICUBIC
                gray = gray.resize((SIZE, SIZE), method)
            return np.array(gray, dtype=np.uint8)
    except Exception:  # Pillow's readers raise errors of a dozen kinds on a broken file.
        fates.unreadable.add(member.label)
        return None


def _gray(picture: Image.Image) -> tuple[Image.Image, bool]:
    """The picture with gray levels from 0 to 255, and whether it had any colour."""
    if picture.mode.startswith("I;16"):
        return Image.fromarray((np.asarray(picture) >> 8).astype(np.uint8)), False
    if picture.mode in ("L", "LA", "1"):
        return picture.convert("L"), False
    red, green, blue = np.moveaxis(np.asarray(picture.convert("RGB")), -1, 0)
    has_colour = bool((red != green).any() or (green != blue).any())
    return picture.convert("RGB").convert("L"), has_colour


def _refuse_if_bad(fates: _Fates, found: int, root: str) -> None:
    bad = fates.unreadable.count + fates.misshapen.count
    if bad > TOLERATED * (found + bad):
        first = fates.unreadable.first or fates.misshapen.first
        reason = "cannot be read" if fates.unreadable.count else "is no picture of one face"
        raise FacesError(
            f"{first} {reason}; {bad} of {found + bad:,} pictures in {root} are of no use: "
            f"each must be readable and nearly square, {SMALLEST} to {LARGEST} pixels wide"
        )
    if not found:
        raise FacesError(
            f"{root} holds pictures, but none in a folder named after a label; "
            "put them in folders angry, disgust, fear, happy, sad, surprise and neutral"
        )


def _skipped(fates: _Fates) -> tuple[str, ...]:
    return _sentences(
        (fates.unlabelled, "lie in no folder named after one of the seven labels, left out"),
        (fates.unreadable, "cannot be read, left out"),
        (fates.misshapen, "are no pictures of one face (size or shape), left out"),
    )


def _notes(fates: _Fates, usage: np.ndarray) -> tuple[str, ...]:
    notes = _sentences(
        (fates.coloured, "had colour, turned into gray"),
        (fates.resized, f"had another size, brought to {SIZE} x {SIZE}"),
        (fates.unsplit, f"name no split, taken as {USAGES[0]}"),
    )
    absent = [name for code, name in enumerate(USAGES) if not (usage == code).any()]
    if absent:
        notes += (f"no picture belongs to {' or '.join(absent)}",)
    return notes


def _sentences(*fates: tuple[_Tally, str]) -> tuple[str, ...]:
    return tuple(
        f"pictures that {fate}: {tally.count:,} (the first: {tally.first})"
        for tally, fate in fates
        if tally.count
    )
