"""Many faces at once: several drawing processes and a progress bar."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from functools import partial

import numpy as np
from rich.console import Console
from rich.progress import Progress, TextColumn, TimeRemainingColumn

from course_utils.faces.drawn import Recipe, paint
from course_utils.faces.schema import SIZE, FacesError

#: Below this number of faces a process takes longer to start than to draw its share.
FEW = 500


def paint_in_parallel(recipe: Recipe, seed: int, index, person, bits) -> np.ndarray:
    """Render faces in as many processes as there are processors: (n, 48, 48) uint8.

    Shows a progress bar on a terminal or in a notebook, nothing when the output is piped.

    Raises:
        FacesError: a drawing process failed.
    """
    if len(index) < FEW:
        return paint(recipe, seed, index, person, bits)
    jobs = np.column_stack([index, person, bits]).astype("<i8")
    pixels = np.empty((len(index), SIZE, SIZE), np.uint8)
    console = Console()
    bar = Progress(
        *Progress.get_default_columns()[:-1],
        TimeRemainingColumn(),
        TextColumn("{task.completed} of {task.total} faces"),
        console=console,
        disable=not (console.is_terminal or console.is_jupyter),
    )
    n = min(_processors(), len(index))
    with tempfile.TemporaryFile() as complaints:
        processes = [_start(recipe, seed, complaints) for _ in range(n)]
        try:
            with bar, ThreadPoolExecutor(n) as pool:
                task = bar.add_task("drawing faces (only once)", total=len(index))
                shares = [
                    pool.submit(
                        _fetch, process, jobs[k::n], pixels[k::n], partial(bar.advance, task)
                    )
                    for k, process in enumerate(processes)
                ]
                try:
                    for share in shares:
                        share.result()
                except BaseException:
                    # Otherwise an interrupt would wait for faces that nobody wants any more.
                    _stop(processes)
                    raise
        except (EOFError, OSError) as error:
            raise FacesError(
                f"a drawing process stopped before its time: {_last_line(complaints) or error}"
            ) from error
        finally:
            _stop(processes)
    return pixels


def _start(recipe: Recipe, seed: int, complaints) -> subprocess.Popen:
    # One thread a process: more would fight over the same processors.
    environment = os.environ | {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}
    environment["PYTHONPATH"] = os.pathsep.join(filter(None, sys.path))
    return subprocess.Popen(
        [sys.executable, "-m", "course_utils.faces.worker", recipe.__module__, str(seed)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=complaints,
        env=environment,
    )


def _fetch(process: subprocess.Popen, jobs: np.ndarray, pixels: np.ndarray, advance) -> None:
    """Let one process draw `jobs` into `pixels`; EOFError or OSError when it ends too early."""
    with process.stdin as stdin:
        stdin.write(jobs.tobytes())
    for row in range(len(jobs)):
        picture = process.stdout.read(SIZE * SIZE)
        if len(picture) < SIZE * SIZE:
            raise EOFError(f"{row} of {len(jobs)} faces were drawn")
        pixels[row] = np.frombuffer(picture, np.uint8).reshape(SIZE, SIZE)
        advance()


def _stop(processes: list[subprocess.Popen]) -> None:
    for process in processes:
        process.kill()
        process.wait()


def _last_line(complaints) -> str:
    """What the processes said last on their standard error."""
    complaints.seek(0)
    lines = complaints.read().decode(errors="replace").split("\n")
    return next((line for line in reversed(lines) if line.strip()), "")


def _processors() -> int:
    """Processors that this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
