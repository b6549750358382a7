"""What is written down about a drawn set: seed, counts, hashes, which rows carry which fault."""

from __future__ import annotations

import hashlib

import numpy as np

from course_utils.faces.schema import EMOTIONS, USAGES, FacesError, FaceSet

_TRAINING = USAGES.index("Training")

#: Raise it when the same (seed, index) gives another picture or label: caches are then made anew.
VERSION = 5
#: Columns of the sidecar that say what the drawing added to face and expression.
NUISANCE_COLUMNS = (
    "yaw",
    "pitch",
    "roll",
    "shift_x",
    "shift_y",
    "scale",
    "light_azimuth",
    "light_elevation",
    "ambient",
    "exposure",
    "gamma",
    "blur",
    "noise",
)


def leak_free(faces: FaceSet) -> np.ndarray:
    """(n,) bool: the test pictures of a drawn set that have no copy in its Training split.

    Near copies (shifted, noisy, mirrored) count as copies. Ceilings hold for these pictures.

    Raises:
        FacesError: the set is not a drawn one; nobody wrote down which pictures are copies.
    """
    if "source" not in faces.nuisance:
        raise FacesError(f"{faces.name}: only a drawn set knows which of its pictures are copies")
    source, training = faces.nuisance["source"], faces.usage == _TRAINING
    return ~training & ~np.isin(source, source[training])


def fingerprint(faces: FaceSet) -> str:
    """A hash of labels and parameters; the same on every machine, which pixels are not quite."""
    columns = [faces.emotion, faces.usage, faces.votes, faces.group]
    columns += [faces.nuisance["index"], faces.nuisance["source"]]
    # Rounded: where machines differ in the last bit of a logarithm, the hash stays the same.
    columns += [(faces.units * 1000).round()]
    columns += [
        (faces.nuisance[name] * 1000).round() for name in (*NUISANCE_COLUMNS, "skin", "age")
    ]
    content = b"".join(np.ascontiguousarray(c, dtype="<i4").tobytes() for c in columns)
    return hashlib.sha256(content).hexdigest()[:16]


def describe_set(faces: FaceSet, seed: int, label_model: str, regulars: int) -> dict:
    """The manifest: plain values for JSON; rows are counted from 0 in the set as it was made.

    Args:
        faces: a drawn set.
        seed: of the set.
        label_model: fingerprint of the model that its labels come from.
        regulars: persons with a number below this come back on several pictures.
    """
    change, source = faces.nuisance["change"], faces.nuisance["source"]
    row_of = {index: row for row, index in enumerate(faces.nuisance["index"].tolist())}
    original = np.array([row_of[s] for s in source.tolist()])
    exact = np.isin(change, ("none", "copy", "blank", "rotated"))
    pairs = np.flatnonzero(original != np.arange(len(faces))).tolist()
    training = faces.usage == _TRAINING
    regular = (faces.group >= 0) & (faces.group < regulars)

    def rows(mask) -> list[int]:
        return np.flatnonzero(mask).tolist()

    return {
        "kind": "drawn",
        "version": VERSION,
        "seed": seed,
        "faces": len(faces),
        "label_model": label_model,
        "fingerprint": fingerprint(faces),
        "counts": {
            split: dict(
                zip(
                    EMOTIONS,
                    np.bincount(faces.emotion[faces.usage == code], minlength=7).tolist(),
                    strict=True,
                )
            )
            for code, split in enumerate(USAGES)
        },
        "persons": {
            "come back": len(np.unique(faces.group[regular])),
            "pictures of them": int(regular.sum()),
        },
        "exact_copies": [[row, int(original[row])] for row in pairs if exact[row]],
        "near_copies": [
            [row, int(original[row]), str(change[row])] for row in pairs if not exact[row]
        ],
        "conflicts": rows((change == "copy") & (faces.emotion != faces.emotion[original])),
        "blank": rows(change == "blank"),
        "rotated": rows(change == "rotated"),
        "leaks": rows(~training & np.isin(source, source[training])),
    }
