"""One drawing process: `python -m course_utils.faces.worker MODULE SEED`.

Reads one row of 20 int64 a face from its standard input (index, person, 18 bits) and writes 48x48
bytes a face to its standard output. A process of its own rather than a `multiprocessing` worker:
that would import the student's script again, which on Windows and macOS starts it a second time.
"""

from __future__ import annotations

import sys
from importlib import import_module

import cv2
import numpy as np

from course_utils.faces.drawn import paint


def main() -> None:
    """Draw what standard input asks for; `MODULE` is the one that holds the recipe."""
    cv2.setNumThreads(1)
    recipe, seed = import_module(sys.argv[1]).parameters, int(sys.argv[2])
    jobs = np.frombuffer(sys.stdin.buffer.read(), "<i8").reshape(-1, 20)
    for job in jobs:
        picture = paint(recipe, seed, job[:1], job[1:2], job[None, 2:].astype(bool))
        sys.stdout.buffer.write(picture.tobytes())


if __name__ == "__main__":
    main()
