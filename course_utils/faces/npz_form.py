"""A face set as one npz file of plain numpy arrays: no pickle, so that reading one runs no code.

Arrays: `pixels`, `emotion`, `usage` and, where they are known, `units`, `votes`, `group` and
`nuisance_<name>`; `about` holds the set's name and manifest as JSON and may be absent.
"""

from __future__ import annotations

import json
import os
import uuid
import zipfile
import zlib
from pathlib import Path
from typing import BinaryIO

import numpy as np

from course_utils.faces.schema import EMOTIONS, USAGES, VOTES, FacesError, FaceSet

#: Raise it when older files would be read wrongly.
VERSION = 1
_OPTIONAL = ("units", "votes", "group")
_NUISANCE = "nuisance_"
_DAMAGE = (OSError, ValueError, KeyError, EOFError, TypeError, MemoryError)
_DAMAGE += (zipfile.BadZipFile, zlib.error)


def save_npz(faces: FaceSet, path: Path | str) -> None:
    """Write `faces` to `path`, whole or not at all: the file appears when it is complete.

    Raises:
        OSError: the folder cannot be written.
        FacesError: a column holds Python objects, which npz can only keep by pickle.
    """
    path = Path(path)
    about = {"version": VERSION, "name": faces.name, "manifest": faces.manifest}
    arrays = {"pixels": faces.pixels, "emotion": faces.emotion, "usage": faces.usage}
    arrays |= {name: getattr(faces, name) for name in _OPTIONAL if getattr(faces, name) is not None}
    arrays |= {_NUISANCE + name: np.asarray(column) for name, column in faces.nuisance.items()}
    for name, array in arrays.items():
        if array.dtype.hasobject:
            raise FacesError(
                f"{faces.name}: column {name} holds Python objects, not numbers or text"
            )
    arrays["about"] = np.array(json.dumps(about))

    # Not `tempfile`, whose files only their owner may read: a teacher saves faces for a class.
    temporary = path.with_name(f".{path.stem}.{uuid.uuid4().hex}.part")
    try:
        with temporary.open("xb") as stream:
            np.savez(stream, **arrays)
        os.replace(temporary, path)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise


def is_npz(head: bytes) -> bool:
    """Whether a file that begins with `head` (512 bytes) is a zip whose first member is an npy."""
    name_length = int.from_bytes(head[26:28], "little")
    return head.startswith(b"PK\x03\x04") and head[30 : 30 + name_length].endswith(b".npy")


def load_npz(source: Path | str | BinaryIO, label: str) -> FaceSet:
    """The face set of a file that `save_npz` wrote.

    Args:
        source: path, or binary stream that can seek.
        label: what to call the file in messages.

    Raises:
        FacesError: damaged, of another version, with values outside the schema, or no face set.
    """
    try:
        with np.load(source, allow_pickle=False) as arrays:
            about = {"version": VERSION, "name": label, "manifest": {}}
            if "about" in arrays.files:
                about = json.loads(str(arrays["about"]))
            if about["version"] != VERSION:
                raise ValueError(f"version {about['version']}")
            faces = FaceSet(
                pixels=arrays["pixels"],
                emotion=arrays["emotion"],
                usage=arrays["usage"],
                name=about["name"],
                manifest=about["manifest"],
                nuisance={
                    key.removeprefix(_NUISANCE): arrays[key]
                    for key in arrays.files
                    if key.startswith(_NUISANCE)
                },
                **{name: arrays[name] for name in _OPTIONAL if name in arrays.files},
            )
    except _DAMAGE as error:
        raise FacesError(
            f"{label} is damaged, or not an npz file of faces that this course wrote ({error}); "
            "make it anew with: course faces draw, or course faces import"
        ) from error
    if not len(faces) or faces.emotion.max() >= len(EMOTIONS) or faces.usage.max() >= len(USAGES):
        raise FacesError(f"{label} holds no faces, or labels or usages that FER2013 does not have")
    if faces.votes is not None and faces.votes.shape[1:] != (len(VOTES),):
        raise FacesError(f"{label} holds votes that are not ten columns; make it anew")
    return faces
