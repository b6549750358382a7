"""matplotlib's list of fonts, made once and copied into every kernel's empty home.

Without it each kernel looks through all fonts of the machine when it first imports matplotlib. The
list is made by our own process, from the system's fonts and matplotlib's own, before any student's
code runs; kernels get a copy. A font that was removed since makes matplotlib look anew, as without
the list; one that was added since is not found until the shipment or matplotlib changes.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

from course_utils.grading.boxes import Box
from course_utils.grading.launcher import FONTS, environment


def make(shipment: Path) -> None:
    """Put the list beside the students' `course_utils`.

    Args:
        shipment: folder that kernels import from; the list lands in ``.matplotlib`` there.
    """
    box = Box()  # swept by the next grader when this one is killed
    try:
        home = box.path / "home"
        subprocess.run(
            [sys.executable, "-c", "import matplotlib.font_manager"],
            cwd=home,
            env=environment(shipment, home),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            check=False,  # without a list every kernel makes its own
        )
        (shipment / FONTS).mkdir()
        for path in (home / FONTS).glob("fontlist-*.json"):
            shutil.copyfile(path, shipment / FONTS / path.name)
    finally:
        box.remove()
