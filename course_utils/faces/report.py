"""What there is to know about a face set before anybody trains on it: counts and faults."""

from __future__ import annotations

from dataclasses import asdict, dataclass

import numpy as np

from course_utils.faces.schema import EMOTIONS, USAGES, VOTES, FaceSet

#: A picture whose gray levels have a smaller standard deviation than this shows nothing.
BLANK_BELOW = 1.0
#: FER+'s most frequent answer is the label on about 60 % of the pictures, by chance on about 20 %.
#: Below this share, of at least so many pictures, the votes probably belong to other pictures.
FOREIGN_VOTES_BELOW, FOREIGN_VOTES_FROM = 0.35, 200
#: The vote columns that name the seven labels, in `EMOTIONS` order.
_VOTE_OF_LABEL = ("anger", "disgust", "fear", "happiness", "sadness", "surprise", "neutral")


@dataclass(frozen=True)
class Copies:
    """Pictures that stand more than once in a set, equal in every pixel.

    Attributes:
        groups: how many different pictures do.
        pictures: how many pictures all groups have together.
        surplus: how many would go if one of each group stayed.
        largest: pictures in the largest group.
        leaks: test split -> how many of its pictures stand in Training as well.
        conflicting_groups: groups whose pictures have different labels.
        conflicting_pictures: pictures in those groups.
    """

    groups: int
    pictures: int
    surplus: int
    largest: int
    leaks: dict[str, int]
    conflicting_groups: int
    conflicting_pictures: int


@dataclass(frozen=True)
class Agreement:
    """How far those who voted agree, over the pictures that have votes.

    It is agreement among labellers about a word, not accuracy about a feeling.

    Attributes:
        pictures: how many have votes.
        top_share: mean share of a picture's votes that its most frequent answer got, 0 to 1.
        unanimous: share of the pictures on which all agree, 0 to 1.
        top_is_label: share of the pictures whose most frequent answer is their label, 0 to 1;
            where two answers are equally frequent, the label counts if it is one of them.
        simulated: whether the voters are a model's, as in every drawn set.
    """

    pictures: int
    top_share: float
    unanimous: float
    top_is_label: float
    simulated: bool


@dataclass(frozen=True)
class Ceiling:
    """The best accuracy that a model can expect on drawn faces, with 7 or 6 classes.

    Attributes:
        classes: 7, or 6 with disgust counted as anger.
        expected: of the label model that the course's faces are drawn with, exact.
        realised: of Bayes' rule with the true units on the leak-free test pictures of this set.
        pictures: how many those are.
    """

    classes: int
    expected: float
    realised: float
    pictures: int


@dataclass(frozen=True)
class Report:
    """All that `course faces describe` says about a set, as plain numbers.

    Attributes:
        name: of the set.
        source: the file it was read from, or "".
        form: what that file is, or "".
        pictures: how many faces.
        counts: split -> label -> how many.
        copies: exact duplicates.
        blank: split -> pictures with (almost) one gray level.
        agreement: of the voters; None where there are no votes.
        ceilings: for drawn sets with test pictures, seven classes then six; else empty.
        skipped: a sentence for everything that was left out on reading.
        notes: a sentence for everything else that a person should know.
    """

    name: str
    source: str
    form: str
    pictures: int
    counts: dict[str, dict[str, int]]
    copies: Copies
    blank: dict[str, int]
    agreement: Agreement | None
    ceilings: tuple[Ceiling, ...]
    skipped: tuple[str, ...]
    notes: tuple[str, ...]

    def as_dict(self) -> dict:
        """The report as dicts, lists, numbers and texts, ready for JSON."""
        return asdict(self)


def describe(faces: FaceSet) -> Report:
    """Count what is in `faces` and what is wrong with it; 36,000 faces take about a second."""
    agreement = _agreement(faces)
    return Report(
        name=faces.name,
        source=faces.manifest.get("source", ""),
        form=faces.manifest.get("form", ""),
        pictures=len(faces),
        counts={
            usage: {
                emotion: int(((faces.usage == split) & (faces.emotion == label)).sum())
                for label, emotion in enumerate(EMOTIONS)
            }
            for split, usage in enumerate(USAGES)
        },
        copies=_copies(faces),
        blank=_blank(faces),
        agreement=agreement,
        ceilings=_ceilings(faces),
        skipped=tuple(faces.manifest.get("skipped", ())),
        notes=(*faces.manifest.get("notes", ()), *_doubts(agreement)),
    )


# Students are asked to find copies, leaks and blanks from arrays of pixels. The helpers below
# take whole sets and give totals, so that none of them answers an exercise.


def _copies(faces: FaceSet) -> Copies:
    rows_of: dict[bytes, list[int]] = {}
    for row, picture in enumerate(faces.pixels):
        rows_of.setdefault(picture.tobytes(), []).append(row)
    groups = [rows for rows in rows_of.values() if len(rows) > 1]
    conflicting = [rows for rows in groups if len(set(faces.emotion[rows].tolist())) > 1]
    leaks = dict.fromkeys(USAGES[1:], 0)
    for rows in groups:
        splits = [USAGES[code] for code in faces.usage[rows]]
        for usage in leaks:
            leaks[usage] += splits.count(usage) if USAGES[0] in splits else 0
    return Copies(
        groups=len(groups),
        pictures=sum(map(len, groups)),
        surplus=sum(len(rows) - 1 for rows in groups),
        largest=max(map(len, groups), default=0),
        leaks=leaks,
        conflicting_groups=len(conflicting),
        conflicting_pictures=sum(map(len, conflicting)),
    )


def _blank(faces: FaceSet) -> dict[str, int]:
    counts = dict.fromkeys(USAGES, 0)
    # One picture at a time: the standard deviation of all at once would take eight times the set.
    for picture, usage in zip(faces.pixels, faces.usage, strict=True):
        if picture.std() < BLANK_BELOW:
            counts[USAGES[usage]] += 1
    return counts


def _agreement(faces: FaceSet) -> Agreement | None:
    if faces.votes is None or not faces.votes.any():
        return None
    voted = faces.votes.any(axis=1)
    votes, label = faces.votes[voted].astype(int), faces.emotion[voted]
    top, total = votes.max(axis=1), votes.sum(axis=1)
    column = np.array([VOTES.index(name) for name in _VOTE_OF_LABEL])
    for_label = votes[np.arange(len(votes)), column[label]]
    return Agreement(
        pictures=len(votes),
        top_share=float((top / total).mean()),
        unanimous=float((top == total).mean()),
        top_is_label=float((for_label == top).mean()),
        simulated=faces.units is not None,
    )


def _doubts(agreement: Agreement | None) -> tuple[str, ...]:
    if agreement is None or agreement.pictures < FOREIGN_VOTES_FROM:
        return ()
    if agreement.top_is_label >= FOREIGN_VOTES_BELOW:
        return ()
    return (
        "votes and labels agree hardly more often than by chance: the votes probably belong to "
        "other rows; import the faces again with the fer2013new.csv of the same fer2013.csv",
    )


def _ceilings(faces: FaceSet) -> tuple[Ceiling, ...]:
    if faces.units is None or "source" not in faces.nuisance:
        return ()
    from course_utils.faces.labels import DEFAULT
    from course_utils.faces.manifest import leak_free

    tests = faces.take(leak_free(faces))
    if not len(tests):
        return ()
    return tuple(
        Ceiling(
            classes=classes,
            expected=DEFAULT.ceiling(classes),
            realised=DEFAULT.realised_ceiling(tests, classes),
            pictures=len(tests),
        )
        for classes in (7, 6)
    )
