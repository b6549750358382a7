"""A model as two files: arrays without pickle, and a JSON file that says what they are."""

from __future__ import annotations

import hashlib
import json
import os
import zipfile
import zlib
from pathlib import Path

import numpy as np

from course_utils.models.errors import ModelsError

ARRAYS, SPEC = "expressions.npz", "expressions.json"
#: Raise it when older files would be read wrongly.
VERSION = 1
_DAMAGE = (OSError, ValueError, KeyError, EOFError, TypeError, zipfile.BadZipFile, zlib.error)


def write_weights(folder: Path, arrays: dict[str, np.ndarray], spec: dict) -> None:
    """Write `arrays` as float16 and `spec` with their hash into `folder`, each file whole."""
    temporary = folder / f".{ARRAYS}.part"
    halves = {name: array.astype(np.float16) for name, array in arrays.items()}
    with temporary.open("wb") as stream:
        np.savez_compressed(stream, allow_pickle=False, **halves)
    spec = spec | {"version": VERSION, "sha256": _hash(temporary)}
    os.replace(temporary, folder / ARRAYS)
    temporary = folder / f".{SPEC}.part"
    temporary.write_text(json.dumps(spec, indent=1) + "\n", encoding="utf-8")
    os.replace(temporary, folder / SPEC)


def read_weights(folder: Path) -> tuple[dict[str, np.ndarray], dict]:
    """The arrays as float32 and the spec that `write_weights` wrote into `folder`.

    Raises:
        ModelsError: a file is missing, damaged, of another version, or the hash is not right.
    """
    for name in (SPEC, ARRAYS):
        if not (folder / name).is_file():
            raise ModelsError(
                f"there is no model in {folder}: {name} is missing; make one with: course train"
            )
    try:
        spec = json.loads((folder / SPEC).read_text(encoding="utf-8"))
        if spec["version"] != VERSION:
            raise ValueError(f"version {spec['version']}")
        if _hash(folder / ARRAYS) != spec["sha256"]:
            raise ValueError(f"{ARRAYS} is not the file that {SPEC} speaks of")
        with np.load(folder / ARRAYS, allow_pickle=False) as stored:
            return {name: stored[name].astype(np.float32) for name in stored.files}, spec
    except _DAMAGE as error:
        raise ModelsError(
            f"the model in {folder} is damaged ({error}); install the course anew, "
            "or make a model with: course train"
        ) from error


def _hash(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()
