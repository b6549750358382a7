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

#: Name of the model that answers with labels; other models stand beside it under other names.
EXPRESSIONS = "expressions"
ARRAYS, SPEC = f"{EXPRESSIONS}.npz", f"{EXPRESSIONS}.json"
#: Raise it when older files would be read wrongly.
VERSION = 1
_DAMAGE = (OSError, ValueError, KeyError, EOFError, TypeError, zipfile.BadZipFile, zlib.error)


def write_weights(
    folder: Path, arrays: dict[str, np.ndarray], spec: dict, name: str = EXPRESSIONS
) -> None:
    """Write `arrays` as float16 and `spec` with their hash into `folder`, each file whole.

    Args:
        folder: where; it is there.
        arrays: the weights.
        spec: what is to be known about them, as plain values for JSON.
        name: of both files, before `.npz` and `.json`.
    """
    temporary = folder / f".{name}.npz.part"
    halves = {name: array.astype(np.float16) for name, array in arrays.items()}
    with temporary.open("wb") as stream:
        np.savez_compressed(stream, allow_pickle=False, **halves)
    spec = spec | {"version": VERSION, "sha256": _hash(temporary)}
    os.replace(temporary, folder / f"{name}.npz")
    temporary = folder / f".{name}.json.part"
    temporary.write_text(json.dumps(spec, indent=1) + "\n", encoding="utf-8")
    os.replace(temporary, folder / f"{name}.json")


def read_weights(
    folder: Path, name: str = EXPRESSIONS, made_by: str = "course train"
) -> tuple[dict[str, np.ndarray], dict]:
    """The arrays as float32 and the spec that `write_weights` wrote into `folder`.

    Args:
        folder: where they are.
        name: of both files, before `.npz` and `.json`.
        made_by: the command that makes such files, for the messages.

    Raises:
        ModelsError: a file is missing, damaged, of another version, or the hash is not right.
    """
    spec_file, arrays_file = folder / f"{name}.json", folder / f"{name}.npz"
    for file in (spec_file, arrays_file):
        if not file.is_file():
            raise ModelsError(
                f"there is no model in {folder}: {file.name} is missing; make one with: {made_by}"
            )
    try:
        spec = json.loads(spec_file.read_text(encoding="utf-8"))
        if spec["version"] != VERSION:
            raise ValueError(f"version {spec['version']}")
        if _hash(arrays_file) != spec["sha256"]:
            raise ValueError(f"{arrays_file.name} is not the file that {spec_file.name} speaks of")
        with np.load(arrays_file, allow_pickle=False) as stored:
            return {name: stored[name].astype(np.float32) for name in stored.files}, spec
    except _DAMAGE as error:
        raise ModelsError(
            f"the model in {folder} is damaged ({error}); install the course anew, "
            f"or make a model with: {made_by}"
        ) from error


def _hash(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()
