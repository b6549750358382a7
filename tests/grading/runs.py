"""`course grade` as a process of its own, and everybody whom it has started."""

from __future__ import annotations

import contextlib
import os
import subprocess
import sys
import time
from pathlib import Path

import psutil

from . import toy

#: The command line with the toy's hidden tests.
COMMAND = f"""
import signal
import sys
from course_utils import cli
from course_utils.grading import nbgrader_setup
nbgrader_setup.HIDDEN = {toy.HIDDEN!r}
# What runs in the background of a script, tests too, is started deaf to Ctrl-C.
signal.signal(signal.SIGINT, signal.default_int_handler)
sys.argv = ["course", "grade", "--workers", "2"]
cli.main()
"""


def start(root: Path, **environment: str) -> subprocess.Popen:
    """`course grade --workers 2` in a course folder, in a process group of its own."""
    return subprocess.Popen(
        [sys.executable, "-c", COMMAND],
        cwd=root,
        env=os.environ | {"PYTHONPATH": str(toy.HERE.parent)} | environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        start_new_session=True,
    )


def started_by(run: subprocess.Popen) -> list[psutil.Process]:
    """Workers, sandboxes and kernels of a run."""
    with contextlib.suppress(psutil.Error):
        return psutil.Process(run.pid).children(recursive=True)
    return []


def is_there(process: psutil.Process) -> bool:
    with contextlib.suppress(psutil.Error):
        return process.is_running() and process.status() != psutil.STATUS_ZOMBIE
    return False


def within(seconds: float, condition) -> bool:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if condition():
            return True
        time.sleep(0.1)
    return condition()
