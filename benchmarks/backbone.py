"""Trains the course's backbone: `python benchmarks/backbone.py [--quick] [--keep DIR] [--write]`

The backbone with a mean over its maps and 18 yes-or-no answers on top learns the action units of
drawn faces whose units are independent of one another, from seeds that no other part of the course
uses. Fresh faces of fresh people then give its balanced accuracy for each unit, with intervals that
hold for all of them together (Bonferroni).

With `--keep DIR` drawn faces and the state after each epoch stay there; `--stop-after MINUTES` ends
a run between two epochs, and the same command goes on where it stood. `--write` puts the weights
into `course_utils/models/weights/` and the numbers into the model card. Prints progress, then one
JSON object as the last line. `--quick` takes a minute or two, and its weights say nothing.
"""

from __future__ import annotations

import argparse
import json
import time
from pathlib import Path

import numpy as np
import reader
from intervals import balanced, corrected_z
from recover_units import PREVALENCE, practice

from course_utils.faces.manifest import VERSION as FACES_VERSION
from course_utils.faces.units import NAMES, UNITS
from course_utils.models import backbone, shipped
from course_utils.models.weights_file import write_weights

keras = reader.keras

#: Seeds of the faces to learn from and to be judged on; benchmarks/recover_units.py has others.
TRAIN_SEED, TEST_SEED = 9101, 9102
BATCH, PEAK_RATE = 128, 3e-3
RESULTS = Path(__file__).parent / "results" / "backbone.json"
CARD = shipped.FOLDER / "model-card.md"
BEGIN, END = "<!-- backbone table -->", "<!-- end of backbone table -->"


def learner(epochs: int, faces: int):
    """The backbone, and the model with 18 answers on top of it, ready for training."""
    keras.utils.set_random_seed(0)
    body = backbone.build()
    pooled = keras.layers.GlobalAveragePooling2D()(body.output)
    answers = keras.layers.Dense(len(UNITS), activation="sigmoid", name="units")(pooled)
    model = keras.Model(body.input, answers)
    steps = epochs * (faces // BATCH)
    warm = max(1, steps // 5)
    schedule = keras.optimizers.schedules.CosineDecay(
        1e-4, steps - warm, alpha=1e-3, warmup_target=PEAK_RATE, warmup_steps=warm
    )
    model.compile(keras.optimizers.AdamW(schedule, weight_decay=1e-3), "binary_crossentropy")
    model.optimizer.build(model.trainable_variables)
    return body, model


def one_epoch(model, pixels: np.ndarray, bits: np.ndarray, random) -> float:
    """Show every face once, half of them mirrored; gives the mean loss."""
    order, loss = random.permutation(len(pixels)), 0.0
    model.reset_metrics()
    for start in range(0, len(order) - BATCH + 1, BATCH):
        rows = order[start : start + BATCH]
        x = pixels[rows].astype(np.float32) / 255
        mirrored = random.random(BATCH) < 0.5
        x[mirrored] = x[mirrored, :, ::-1]
        # What comes back is the mean since the metrics were reset.
        loss = float(model.train_on_batch(x[..., None], bits[rows].astype(np.float32)))
    return loss


class State:
    """What a training needs to go on: everything that moves, and how many epochs are done."""

    def __init__(self, model, path: Path | None):
        self.variables = [*model.weights, *model.optimizer.variables]
        self.path, self.done, self.seconds = path, 0, 0.0
        if path is not None and path.exists():
            with np.load(path) as stored:
                self.done, self.seconds = int(stored["done"]), float(stored["seconds"])
                for number, variable in enumerate(self.variables):
                    variable.assign(stored[str(number)])

    def keep(self, seconds: float) -> None:
        """Count one more epoch, which took so many CPU seconds, and write everything down."""
        self.done, self.seconds = self.done + 1, self.seconds + seconds
        if self.path is None:
            return
        arrays = {str(n): variable.numpy() for n, variable in enumerate(self.variables)}
        half = self.path.with_suffix(".half.npz")
        np.savez(half, done=self.done, seconds=self.seconds, **arrays)
        half.replace(self.path)


def scores(model, faces: int, keep: Path | None) -> dict[str, list[float]]:
    """Unit -> balanced accuracy on fresh faces, and half the width of its interval."""
    pixels, truth, _ = practice(TEST_SEED, faces, keep)
    answers = reader.answers(model, pixels, flip=False) >= PREVALENCE
    z = corrected_z(len(UNITS))
    found = {}
    for k, unit in enumerate(UNITS):
        accuracy, error = balanced(truth[:, k], answers[:, k])
        found[str(unit)] = [round(accuracy, 4), round(z * error, 4)]
    return found


def table(known: dict) -> str:
    """The model card's lines: how it was made, and unit by unit."""
    made = (
        f"{known['faces']:,} drawn faces (version {known['faces_version']}, seed {TRAIN_SEED}), "
        f"{known['epochs']} epochs, {known['cpu_seconds']:,} CPU seconds. Balanced accuracy on "
        f"{known['test_faces']:,} others (seed {TEST_SEED}); the intervals hold for all units "
        "together.\n"
    )
    lines = ["| action unit | balanced accuracy |", "|---|---|"]
    for unit, (value, half) in known["balanced_accuracy"].items():
        lines.append(f"| {unit} {NAMES[int(unit)]} | {value:.3f} ± {half:.3f} |")
    return "\n".join([made, *lines]) + "\n"


def main() -> None:
    """Train or go on training; measure and write when the last epoch is done."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--quick", action="store_true", help="a small run, for trying out")
    parser.add_argument("--keep", type=Path, metavar="DIR", help="keep faces and state there")
    parser.add_argument("--stop-after", type=float, metavar="MINUTES", help="needs --keep")
    parser.add_argument("--write", action="store_true", help="ship the weights, write the card")
    options = parser.parse_args()
    if options.stop_after and not options.keep:
        parser.error("--stop-after needs --keep DIR, or what was learned is lost")
    faces, test_faces, epochs = (8000, 1000, 3) if options.quick else (30000, 3000, 6)

    began = time.perf_counter()
    pixels, bits, _ = practice(TRAIN_SEED, faces, options.keep)
    print(f"{faces} faces after {time.perf_counter() - began:.0f} s", flush=True)
    body, model = learner(epochs, faces)
    file = f"backbone-{faces}-faces-{epochs}-epochs-version-{FACES_VERSION}.npz"
    state = State(model, options.keep and options.keep / file)
    while state.done < epochs:
        if options.stop_after and time.perf_counter() - began > 60 * options.stop_after:
            print(f"stopped after {state.done} of {epochs} epochs; run it again to go on")
            return
        cpu = time.process_time()
        loss = one_epoch(model, pixels, bits, np.random.default_rng([TRAIN_SEED, state.done]))
        state.keep(time.process_time() - cpu)
        passed = time.perf_counter() - began
        print(f"epoch {state.done} of {epochs}: loss {loss:.4f}, {passed:.0f} s", flush=True)

    found = scores(model, test_faces, options.keep)
    worst = min(found, key=lambda unit: found[unit][0])
    known = {
        "benchmark": "backbone",
        "quick": options.quick,
        "faces": faces,
        "test_faces": test_faces,
        "faces_version": FACES_VERSION,
        "epochs": epochs,
        "cpu_seconds": round(state.seconds),
        "balanced_accuracy": found,
        "mean": round(float(np.mean([value for value, _ in found.values()])), 4),
        "worst": [int(worst), found[worst][0]],
    }
    if options.write:
        arrays = {weight.path: weight.numpy() for weight in body.weights}
        write_weights(shipped.FOLDER, arrays, known, backbone.NAME)
        RESULTS.write_text(json.dumps(known, indent=1) + "\n", encoding="utf-8")
        before, rest = CARD.read_text(encoding="utf-8").split(BEGIN)
        text = f"{before}{BEGIN}\n{table(known)}{END}{rest.split(END)[1]}"
        CARD.write_text(text, encoding="utf-8")
    print(json.dumps(known))


if __name__ == "__main__":
    main()
