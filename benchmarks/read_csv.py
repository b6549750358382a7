"""How fast is `fer2013.csv` read, and in how much memory?

Makes its own csv of random gray levels with FER2013's number of rows (a tenth with `--quick`) and
compares, one after the other in turns: the course's reader; `pandas.read_csv` and `str.split`, as
most published code has it; `pandas.read_csv` and `numpy.fromstring`, the fastest ready-made way
that we know of, which checks nothing. Every reading happens in a process of its own, as the peak
of memory belongs to a process; only the reading is timed, not the start and the imports.
Prints one JSON object: seconds are medians, ratios are medians over pairs of turns.
"""

from __future__ import annotations

import argparse
import importlib
import json
import os
import statistics
import subprocess
import sys
import tempfile
import threading
import time
import warnings
from pathlib import Path

import numpy as np

from course_utils.faces.csv_form import write_csv
from course_utils.faces.schema import SIZE, FaceSet

ROWS = 35_887
WAYS = ("course", "split", "fromstring")


def main() -> None:
    """Run the benchmark, or one reading of it (`--way`)."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="a tenth of the rows, two turns")
    parser.add_argument("--turns", type=int, help="how many times each way is timed")
    parser.add_argument("--way", choices=WAYS, help=argparse.SUPPRESS)
    parser.add_argument("--file", type=Path, help="read this csv file instead of a made one")
    options = parser.parse_args()
    if options.way:
        print(json.dumps(read_once(options.way, options.file)))
        return
    turns = options.turns or (2 if options.quick else 5)
    with tempfile.TemporaryDirectory() as folder:
        path = options.file or make_csv(
            Path(folder) / "fer2013.csv", ROWS // 10 if options.quick else ROWS
        )
        print(json.dumps(compare(path, turns)))


def make_csv(path: Path, rows: int) -> Path:
    """A csv of random pictures in FER2013's form."""
    rng = np.random.default_rng(0)
    faces = FaceSet(
        pixels=rng.integers(0, 256, (rows, SIZE, SIZE), dtype=np.uint8),
        emotion=rng.integers(0, 7, rows, dtype=np.uint8),
        usage=rng.integers(0, 3, rows, dtype=np.uint8),
    )
    return write_csv(faces, path)


def compare(path: Path, turns: int) -> dict:
    """Time every way `turns` times, in turns."""
    results = {way: [] for way in WAYS}
    for _ in range(turns):
        for way in WAYS:
            results[way].append(read_in_a_process(way, path))
    if len({result["sum"] for way in WAYS for result in results[way]}) != 1:
        sys.exit("the ways of reading disagree about the pixels")

    def median(way: str, measure: str) -> float:
        return round(statistics.median(result[measure] for result in results[way]), 3)

    def ratio(way: str, measure: str) -> float:
        pairs = zip(results[way], results["course"], strict=True)
        return round(statistics.median(other[measure] / own[measure] for other, own in pairs), 2)

    measures = ("seconds", "cpu_seconds", "peak_mib")
    return {
        "benchmark": "read_csv",
        "megabytes": round(path.stat().st_size / 1e6, 1),
        "turns": turns,
        **{measure: {way: median(way, measure) for way in WAYS} for measure in measures},
        "times_the_course": {
            measure: {way: ratio(way, measure) for way in WAYS[1:]} for measure in measures
        },
    }


def read_in_a_process(way: str, path: Path) -> dict:
    """What `read_once` says in a process of its own."""
    command = [sys.executable, __file__, "--way", way, "--file", str(path)]
    return json.loads(subprocess.run(command, capture_output=True, text=True, check=True).stdout)


def read_once(way: str, path: Path) -> dict:
    """Read the file once: seconds, growth of resident memory in MiB, sum of all gray levels."""
    reader = {"course": course_way, "split": split_way, "fromstring": fromstring_way}[way]
    # Imports are not timed.
    importlib.import_module("course_utils.faces.fer2013" if way == "course" else "pandas")
    with PeakOfMemory() as memory:
        start, cpu_start = time.perf_counter(), time.process_time()
        pixels = reader(path)
        seconds, cpu_seconds = time.perf_counter() - start, time.process_time() - cpu_start
    assert pixels.shape[1:] == (SIZE, SIZE) and pixels.dtype == np.uint8
    return {
        "seconds": seconds,
        "cpu_seconds": cpu_seconds,
        "peak_mib": memory.growth_mib,
        "sum": int(pixels.sum(dtype=np.int64)),
    }


def course_way(path: Path) -> np.ndarray:
    """The course's reader, without its cache."""
    from course_utils.faces.fer2013 import read

    return read(path, cached=False).pixels


def split_way(path: Path) -> np.ndarray:
    """`pandas.read_csv`, then `str.split` row by row."""
    import pandas

    table = pandas.read_csv(path)
    rows = [np.array(row.split(), dtype=np.uint8) for row in table["pixels"]]
    return np.stack(rows).reshape(-1, SIZE, SIZE)


def fromstring_way(path: Path) -> np.ndarray:
    """`pandas.read_csv`, then `numpy.fromstring` row by row."""
    import pandas

    table = pandas.read_csv(path)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        rows = [np.fromstring(row, dtype=np.uint8, sep=" ") for row in table["pixels"]]
    return np.stack(rows).reshape(-1, SIZE, SIZE)


class PeakOfMemory:
    """Growth of this process's resident memory, looked at every 5 ms (psutil, as ipykernel has)."""

    def __enter__(self):
        import psutil

        self._process = psutil.Process(os.getpid())
        self._before = self._peak = self._process.memory_info().rss
        self._done = threading.Event()
        self._watcher = threading.Thread(target=self._watch)
        self._watcher.start()
        return self

    def __exit__(self, *_):
        self._done.set()
        self._watcher.join()
        self._look()

    @property
    def growth_mib(self) -> float:
        """The highest growth seen, in MiB."""
        return (self._peak - self._before) / 2**20

    def _look(self):
        self._peak = max(self._peak, self._process.memory_info().rss)

    def _watch(self):
        while not self._done.wait(0.005):
            self._look()


if __name__ == "__main__":
    main()
