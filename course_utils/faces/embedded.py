"""The first 600 faces of the drawn set, which come with the package.

`python -m course_utils.faces.embedded` draws them anew; a test says when that is due.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np

from course_utils.faces.npz_form import load_npz, save_npz
from course_utils.faces.schema import FaceSet

#: Faces in the package: 480 for Training, 60 for each of the test splits.
N = 600
PATH = Path(__file__).with_name("embedded.npz")


def embedded() -> FaceSet:
    """The faces that come with the package, with everything that is known of them."""
    return load_npz(PATH, PATH.name)


def build() -> None:
    """Draw the embedded faces and write them into the package."""
    from course_utils.faces.drawn import draw

    save_npz(draw(N), PATH)
    with np.load(PATH) as plain:
        arrays = dict(plain)
    np.savez_compressed(PATH, **arrays)
    print(f"{N} faces in {PATH.name}, {PATH.stat().st_size / 1e6:.2f} MB")


if __name__ == "__main__":
    build()
