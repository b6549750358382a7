"""Arrays that a long benchmark keeps on disk, so that it can be run in parts."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np

from course_utils.faces.manifest import VERSION


def kept(
    folder: Path | None, name: str, make: Callable[[], dict[str, np.ndarray]]
) -> dict[str, np.ndarray]:
    """The arrays called `name` in `folder`, made and written down if they are not there yet.

    Faces of another version count as not there. Without a folder they are made each time.
    """
    if folder is None:
        return make()
    path = folder / f"{name}-version-{VERSION}.npz"
    if not path.exists():
        arrays = make()
        folder.mkdir(parents=True, exist_ok=True)
        # Written beside it first: a run that is stopped leaves no half file.
        half = path.with_suffix(".half.npz")
        np.savez(half, **arrays)
        half.replace(path)
    with np.load(path) as stored:
        return dict(stored)
