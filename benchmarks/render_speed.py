"""Faces drawn in a second: at 48 and 224 pixels, on one core, and with more processes.

python benchmarks/render_speed.py [--quick]

Blocks of the two sizes and of each number of processes run in turn, so that other work on the
machine falls on all of them alike. "Undisturbed" takes each face's fastest of many drawings and so
tells what the code can do on a quiet core; the median block tells what this machine gave. CPU time
counts only the process's own work. Last line: one JSON object.
"""

from __future__ import annotations

import argparse
import json
import os
import time
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from statistics import median

# As in the drawing processes: a second thread of linear algebra waits busily and counts as work.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

import cv2

from course_utils.faces.face import draw

TEXTS = ("6+12+25", "1+4+15", "4+5+7+23", "0", "1+2+5+25+26", "9+15+16", "R12+R14")


def block(start: int, count: int, size: int) -> tuple[float, float]:
    """Draw `count` faces; wall and CPU seconds."""
    cv2.setNumThreads(1)
    wall, cpu = time.perf_counter(), time.process_time()
    for index in range(start, start + count):
        draw(0, index, TEXTS[index % len(TEXTS)], size)
    return time.perf_counter() - wall, time.process_time() - cpu


def undisturbed(size: int, faces: int, times: int) -> float:
    """Faces a second if each face took its fastest of several drawings: other work left out."""
    fastest = []
    for index in range(faces):
        fastest.append(min(block(index, 1, size)[0] for _ in range(times)))
    return faces / sum(fastest)


def main() -> None:
    """Measure and report."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="a few seconds")
    options = parser.parse_args()
    rounds, small, large = (4, 60, 6) if options.quick else (20, 200, 20)

    for size in (48, 224):
        block(0, 10, size)
    times = {48: [], 224: []}
    for r in range(rounds):
        for size, count in ((48, small), (224, large)):
            wall, cpu = block(r * count, count, size)
            times[size].append((count / wall, count / cpu))

    cores = os.cpu_count() or 1
    growth = {}
    pools = {p: ProcessPoolExecutor(p, get_context("spawn")) for p in sorted({1, 2, cores})}
    for p, pool in pools.items():
        list(pool.map(block, [0] * p, [10] * p, [48] * p))
        growth[p] = []
    for r in range(max(3, rounds // 3)):
        for p, pool in pools.items():
            start = time.perf_counter()
            list(pool.map(block, [r * small] * p, [small] * p, [48] * p))
            growth[p].append(p * small / (time.perf_counter() - start))
    for pool in pools.values():
        pool.shutdown()

    result = {"cores": cores}
    for size, values in times.items():
        result[f"faces_per_second_{size}"] = {
            "undisturbed": round(undisturbed(size, 10, 20 if options.quick else 100), 1),
            "best": round(max(wall for wall, _ in values), 1),
            "median": round(median(wall for wall, _ in values), 1),
            "median_per_cpu_second": round(median(cpu for _, cpu in values), 1),
        }
    result["by_processes_48"] = {str(p): round(median(v), 1) for p, v in growth.items()}
    result["growth"] = {
        str(p): round(median(b / a for a, b in zip(growth[1], v, strict=True)), 2)
        for p, v in growth.items()
    }
    print(json.dumps(result))


if __name__ == "__main__":
    main()
