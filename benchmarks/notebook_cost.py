"""What a notebook costs: `python benchmarks/notebook_cost.py 02-classification [--faces WHERE]`

Runs the solved notebooks of an assignment, each in a fresh kernel, and measures the kernel's CPU
seconds, the wall time, the largest resident memory, and the largest private memory after a cell:
the resident one without the pages of library files, which all kernels share. Cells that take
more than a second, or raise the peak by more than 40 MiB, are listed. `--notebook NAME` runs only
one of them, `--folder WHERE` runs them in a folder that stays, with what earlier notebooks have
left there, and keeps the executed notebooks in it. `--faces` is what `COURSE_FACES` may be: drawn
(the default; drawn beforehand if need be, which does not count), embedded, or the path of a real
set. `--autograde` runs it as the grader does (600 embedded faces). What a cell writes to stderr
is printed: a student would lose points by it.

Prints one JSON object as the last line. `--quick` is `--autograde`.
"""

from __future__ import annotations

import argparse
import json
import os
import tempfile
import time
from contextlib import nullcontext
from pathlib import Path

import nbformat
import psutil
from nbclient import NotebookClient

from course_utils import faces

SOURCE = Path(__file__).resolve().parent.parent / "source"


class Meter(NotebookClient):
    """Executes a notebook and keeps what each cell cost its kernel."""

    def __init__(self, *arguments, **options):
        super().__init__(*arguments, **options)
        self.cells: list[dict] = []
        self.peak = self.private = 0

    async def async_execute_cell(self, cell, cell_index, *arguments, **options):
        kernel = psutil.Process(self.km.provisioner.pid)
        cpu, wall = cpu_of(kernel), time.perf_counter()
        done = await super().async_execute_cell(cell, cell_index, *arguments, **options)
        self.cells.append(
            {
                "cell": cell_index,
                "begins": cell.source.strip().split("\n")[0][:60],
                "cpu_s": round(cpu_of(kernel) - cpu, 2),
                "wall_s": round(time.perf_counter() - wall, 2),
            }
        )
        peak = mebibytes(kernel.pid, "VmHWM")
        self.private = max(self.private, mebibytes(kernel.pid, "RssAnon"))
        self.cells[-1]["peak_rose_mib"] = peak - self.peak
        self.peak = peak
        if is_dear(self.cells[-1]):
            told = "cell {cell:3} {cpu_s:7.1f} CPU s {peak_rose_mib:+5} MiB   {begins}"
            print(told.format(**self.cells[-1]), flush=True)
        return done


def is_dear(cell: dict) -> bool:
    """Whether a cell is worth a line: seconds, or a higher peak."""
    return cell["cpu_s"] > 1 or cell["wall_s"] > 2 or cell["peak_rose_mib"] > 40


def cpu_of(process: psutil.Process) -> float:
    """CPU seconds of a process, with those of its children that have ended."""
    times = process.cpu_times()
    return times.user + times.system + times.children_user + times.children_system


def mebibytes(pid: int, field: str) -> int:
    """One line of what Linux says of a process's memory: `VmHWM` (resident at most), `RssAnon`."""
    for line in Path(f"/proc/{pid}/status").read_text().splitlines():
        if line.startswith(f"{field}:"):
            return int(line.split()[1]) // 1024
    return 0


def measure(path: Path, kept: Path | None = None) -> dict:
    """Run one notebook; what it cost, and what it wrote to stderr.

    Args:
        path: of the notebook.
        kept: the folder in which it runs and its executed copy stays; None: one that is removed.
    """
    notebook = nbformat.read(path, as_version=4)
    with tempfile.TemporaryDirectory() if kept is None else nullcontext(kept) as folder:
        where = {"metadata": {"path": str(folder)}}
        client = Meter(notebook, timeout=7200, resources=where)  # a busy machine is slow
        begin = time.perf_counter()
        client.execute()
        wall = time.perf_counter() - begin
    if kept is not None:
        nbformat.write(notebook, kept / path.name)
    told = [
        out.text
        for cell in notebook.cells
        for out in cell.get("outputs", [])
        if out.output_type == "stream" and out.name == "stderr"
    ]
    for text in told:
        print(f"STDERR: {text}", end="")
    return {
        "notebook": path.stem,
        "cpu_s": round(sum(cell["cpu_s"] for cell in client.cells), 1),
        "wall_s": round(wall, 1),
        "peak_mib": client.peak,
        "private_mib": client.private,
        "stderr_outputs": len(told),
        "slow_cells": [cell for cell in client.cells if is_dear(cell)],
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("assignment")
    parser.add_argument("--notebook")
    parser.add_argument("--folder", type=Path)
    parser.add_argument("--faces", default="drawn")
    parser.add_argument("--autograde", "--quick", action="store_true")
    asked = parser.parse_args()
    notebooks = sorted((SOURCE / asked.assignment).glob(f"{asked.notebook or '*'}.ipynb"))
    if not notebooks:
        parser.error(f"there is no such notebook in source/{asked.assignment}/")
    if asked.folder is not None:
        asked.folder.mkdir(parents=True, exist_ok=True)
    os.environ["COURSE_FACES"] = asked.faces
    if asked.autograde:
        os.environ["NBGRADER_EXECUTION"] = "autograde"
        os.environ["COURSE_REFEREE"] = os.environ["OMP_NUM_THREADS"] = "1"
    n = len(faces.load())  # drawn or read now, so that the notebook finds it ready
    results = []
    for path in notebooks:
        results.append(measure(path, asked.folder))
    report = {"benchmark": "notebook_cost", "assignment": asked.assignment}
    print(json.dumps({**report, "autograde": asked.autograde, "faces": n, "notebooks": results}))


if __name__ == "__main__":
    main()
