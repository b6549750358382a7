"""What was read once is kept as npz in the platform's cache folder, so that it is there at once.

The name of a kept file says which source it was made from (path) and in which state (size, time
of the last change, a hash of some of the content). A changed source is therefore read anew, and
what was kept of its older state is removed.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
from collections.abc import Iterable
from pathlib import Path

import platformdirs

from course_utils.faces.cache import FOLDER_VARIABLE
from course_utils.faces.npz_form import load_npz, save_npz
from course_utils.faces.schema import FacesError, FaceSet

#: Raise it when the same file is read into another face set than before.
VERSION = 1
_FEW = 100
_SAMPLE = 1 << 16


def folder() -> Path:
    """Where read face sets are kept; not made yet."""
    usual = platformdirs.user_cache_dir("course", appauthor=False)
    return Path(os.environ.get(FOLDER_VARIABLE) or usual) / "fer2013"


def place(sources: Iterable[Path], asked: str) -> Path:
    """The file in which the face set made from `sources` is kept, whether it is there or not.

    Args:
        sources: every file that the set depends on. Of a few, some content counts as well; of
            many (a tree of pictures), only names, sizes and times of the last change.
        asked: what the reader was asked for; other requests on the same files are kept apart.
    """
    sources = list(sources)
    state = hashlib.sha256(f"{VERSION}".encode())
    for source in sources:
        facts = source.stat()
        state.update(f"{source}\0{facts.st_size}\0{facts.st_mtime_ns}\0".encode())
        if len(sources) <= _FEW:
            state.update(_sample(source, facts.st_size))
    request = hashlib.sha256(asked.encode()).hexdigest()[:16]
    return folder() / f"{request}-{state.hexdigest()[:24]}.npz"


def get(kept: Path) -> FaceSet | None:
    """The face set kept in a file, or None where there is none or it is damaged."""
    if not kept.is_file():
        return None
    try:
        return load_npz(kept, str(kept))
    except FacesError:
        return None


def put(faces: FaceSet, kept: Path) -> None:
    """Keep `faces`; where the folder cannot be written or is full, go on without.

    Two processes that keep the same set at once both write a file of their own and rename it;
    whichever is last stays, and both are the same.
    """
    with contextlib.suppress(OSError):
        kept.parent.mkdir(parents=True, exist_ok=True)
        save_npz(faces, kept)
        for other in kept.parent.glob(f"{kept.name.split('-')[0]}-*.npz"):
            if other != kept:
                other.unlink()


def _sample(source: Path, size: int) -> bytes:
    """Some bytes of the beginning, the middle and the end: small files whole, large ones fast."""
    with source.open("rb") as stream:
        pieces = []
        for start in {0, max(0, size // 2 - _SAMPLE // 2), max(0, size - _SAMPLE)}:
            stream.seek(start)
            pieces.append((start, stream.read(_SAMPLE)))
    return hashlib.sha256(b"".join(piece for _, piece in sorted(pieces))).digest()
