"""All numbers of the model card: scores on PublicTest, speed, and how the weights were made.

    python benchmarks/shipped_model.py FACES [--model DIR] [--write]

FACES is the real FER2013 in any form. Results go to `benchmarks/results/shipped_model.json`;
`--write` puts the tables between their marks in `course_utils/models/weights/model-card.md`.
"""

from __future__ import annotations

import argparse
import json
import statistics
import time
from pathlib import Path

import numpy as np

from course_utils.faces import load
from course_utils.models import shipped
from course_utils.models.evaluation import Evaluation

RESULTS = Path(__file__).parent / "results" / "shipped_model.json"
CARD = shipped.FOLDER / "model-card.md"
BEGIN, END = "<!-- model tables -->", "<!-- end of model tables -->"
ROWS = {
    "accuracy": "accuracy",
    "macro_f1": "macro-F1",
    "top2": "right label among the first two",
    "ece": "calibration error",
}


def main() -> None:
    """Measure, keep the results, print the tables, and write them where asked."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("faces")
    parser.add_argument("--model", type=Path)
    parser.add_argument("--write", action="store_true")
    chosen = parser.parse_args()

    model = shipped.load(chosen.model)
    known = Evaluation(load(chosen.faces), model, "PublicTest").as_dict()
    known["faces"] = Path(known["faces"]).name  # Where the file lies is nobody's business.
    known |= {"speed": speed(model), "model": model.spec}
    RESULTS.write_text(json.dumps(known, indent=1) + "\n", encoding="utf-8")
    tables = f"{BEGIN}\n{made(known)}\n{scores(known)}\n{labels(known)}\n{timing(known)}{END}"
    print(tables)
    if chosen.write:
        before, rest = CARD.read_text(encoding="utf-8").split(BEGIN)
        CARD.write_text(before + tables + rest.split(END)[1], encoding="utf-8")


def speed(model) -> dict[str, dict[str, float]]:
    """Faces at a time -> milliseconds a face, median of 50: wall time and processor time."""
    faces = np.random.default_rng(0).integers(0, 256, (32, 48, 48)).astype(np.uint8)
    found = {}
    for n in (1, 32):
        model.predict(faces[:n])
        walls, cpus = [], []
        for _ in range(50):
            wall, cpu = time.perf_counter(), time.process_time()
            model.predict(faces[:n])
            walls.append((time.perf_counter() - wall) / n)
            cpus.append((time.process_time() - cpu) / n)
        found[str(n)] = {
            "wall_ms": 1000 * statistics.median(walls),
            "cpu_ms": 1000 * statistics.median(cpus),
        }
    return found


def made(known: dict) -> str:
    """One paragraph: how long the run was and where it stands."""
    spec = known["model"]
    plan, held = spec["plan"], spec["held_out"]["pictures"]
    return (
        f"{spec['epochs_done']} of {plan['epochs']} epochs ({plan['small_epochs']} of them on "
        f"pictures of {plan['small_size']} pixels), {spec['cpu_seconds']:,} CPU seconds, seed "
        f"{plan['seed']}, {plan['precision']}; temperature {spec['temperature']:.3f}, fitted to "
        f"{held:,} held-out Training pictures; data {spec['data']}.\n"
    )


def scores(known: dict) -> str:
    """The four scores with their intervals, all pictures and the leak-free part."""
    fresh = known["leak_free"]
    columns = {
        f"seven labels, all {known['n']:,}": known,
        f"seven, no twin in Training ({fresh['n']:,})": fresh,
        "six labels, all": known["six"],
        "six, no twin": fresh["six"],
    }
    lines = [f"| PublicTest | {' | '.join(columns)} |", "|---" * (len(columns) + 1) + "|"]
    for key, name in ROWS.items():
        cells = (
            f"{part[key]['value']:.3f} [{part[key]['low']:.3f}, {part[key]['high']:.3f}]"
            for part in columns.values()
        )
        lines.append(f"| {name} | {' | '.join(cells)} |")
    return "\n".join(lines) + "\n"


def labels(known: dict) -> str:
    """Label by label."""
    lines = ["| label | pictures | recall | precision |", "|---|---|---|---|"]
    for name, row in known["per_label"].items():
        shares = (f"{row[k]:.3f}" if row[k] is not None else "–" for k in ("recall", "precision"))
        lines.append(f"| {name} | {row['pictures']} | {' | '.join(shares)} |")
    return "\n".join(lines) + "\n"


def timing(known: dict) -> str:
    """Milliseconds a face."""
    lines = ["| faces at a time | ms a face | CPU ms a face |", "|---|---|---|"]
    for n, row in known["speed"].items():
        lines.append(f"| {n} | {row['wall_ms']:.2f} | {row['cpu_ms']:.2f} |")
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    main()
