"""Face sets that take a while to make, kept on disk: checked, and safe for two at once."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import platformdirs
from filelock import FileLock

from course_utils.faces.npz_form import load_npz, save_npz
from course_utils.faces.schema import FacesError, FaceSet

#: This variable names another folder for the cache, where the usual one is small or not writable.
FOLDER_VARIABLE = "COURSE_CACHE"


def folder() -> Path:
    """The folder of the cache: the platform's usual one, or what `COURSE_CACHE` names."""
    chosen = os.environ.get(FOLDER_VARIABLE)
    return (
        Path(chosen)
        if chosen
        else Path(platformdirs.user_cache_dir("course", appauthor=False)) / "drawn"
    )


def kept(name: str, make: Callable[[], FaceSet], is_sound: Callable[[FaceSet], bool]) -> FaceSet:
    """The set of this name, from the cache or else made now and kept there.

    Args:
        name: of the file, without ending; it holds all that the set depends on.
        make: makes the set. Of two processes that start at once one makes it, the other waits.
        is_sound: whether what was read is what it should be; if not, the set is made anew.

    Raises:
        FacesError: the folder cannot be written. The embedded faces need no folder.
    """
    path = folder() / f"{name}.npz"
    found = _read(path, is_sound)
    if found is not None:
        return found
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with FileLock(path.with_suffix(".lock")):
            # Somebody else may have made it while we waited for the lock.
            found = _read(path, is_sound)
            if found is None:
                found = make()
                save_npz(found, path)
            return found
    except OSError as error:
        raise FacesError(
            f"cannot keep faces in {path.parent} ({error}); let {FOLDER_VARIABLE} name a folder "
            'that you can write to, or use faces.load("embedded")'
        ) from error


def _read(path: Path, is_sound: Callable[[FaceSet], bool]) -> FaceSet | None:
    if not path.exists():
        return None
    try:
        found = load_npz(path, str(path))
        return found if is_sound(found) else None
    except FacesError:
        return None
