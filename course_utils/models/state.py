"""Where a run stands: one npz file, written whole or not at all, read without pickle."""

from __future__ import annotations

import json
import os
import zipfile
import zlib
from pathlib import Path

import numpy as np

from course_utils.models.errors import ModelsError

_DAMAGE = (OSError, ValueError, KeyError, EOFError, TypeError, zipfile.BadZipFile, zlib.error)


def write_state(path: Path, about: dict, arrays: dict[str, np.ndarray]) -> None:
    """Write a run's state; whoever pulls the plug meanwhile leaves the state before it.

    Args:
        path: of the file; its folder exists.
        about: plain values for JSON.
        arrays: name -> array, no Python objects; the name "about" is taken.
    """
    temporary = path.with_name(f".{path.name}.part")
    with temporary.open("wb") as stream:
        np.savez(stream, allow_pickle=False, about=np.array(json.dumps(about)), **arrays)
        stream.flush()
        os.fsync(stream.fileno())
    os.replace(temporary, path)


def read_state(path: Path) -> tuple[dict, dict[str, np.ndarray]] | None:
    """What `write_state` wrote to `path`; None where there is no such file.

    Raises:
        ModelsError: the file is damaged or not a state.
    """
    if not path.exists():
        return None
    try:
        with np.load(path, allow_pickle=False) as stored:
            about = json.loads(str(stored["about"]))
            return about, {name: stored[name] for name in stored.files if name != "about"}
    except _DAMAGE as error:
        raise ModelsError(
            f"{path} is not the state of a training run ({error}); "
            "move it away to begin anew, or give another --out"
        ) from error
