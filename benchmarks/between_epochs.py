"""What TensorFlow sleeps between two epochs: `python benchmarks/between_epochs.py`

Trains a small network on one core, first as Keras does it, then with
`course_utils.models.between_epochs`. Says for each epoch after the first how long it lasted and how
much of that passed before its first batch. An epoch is made to work for some twelve seconds: the
pauses in question end 10, 20, 41 and 82 seconds after an epoch's begin.

Prints one JSON object as the last line. `--quick` works for two seconds, which shows nothing.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import time

import numpy as np

from course_utils.models.between_epochs import never_sleep
from course_utils.quiet import quiet_tensorflow

BATCH, EPOCHS = 32, 4


def main() -> None:
    """Train twice, and compare the epochs."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--quick", action="store_true")
    seconds = 2 if parser.parse_args().quick else 12
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    quiet_tensorflow()
    pictures = train(40 * BATCH, epochs=2)["pictures_a_second"] * seconds
    result = {"benchmark": "between_epochs", "as_keras_does": train(pictures)}
    never_sleep()
    result["never_sleep"] = train(pictures)
    ratio = result["never_sleep"]["epoch_s"] / result["as_keras_does"]["epoch_s"]
    print(json.dumps(result | {"ratio": round(ratio, 2)}))


def train(pictures: int, epochs: int = EPOCHS) -> dict:
    """Train on so many pictures; seconds of the middle epoch of those after the first."""
    import keras

    class Clock(keras.callbacks.Callback):
        """Wall time at the begin of epochs, at their first batches and at their ends."""

        def __init__(self):
            super().__init__()
            self.begins, self.firsts, self.ends = [], [], []

        def on_epoch_begin(self, epoch, logs=None):
            self.begins.append(time.perf_counter())

        def on_train_batch_begin(self, batch, logs=None):
            if batch == 0:
                self.firsts.append(time.perf_counter())

        def on_epoch_end(self, epoch, logs=None):
            self.ends.append(time.perf_counter())

    x = np.random.default_rng(0).random((pictures, 48, 48, 1), dtype=np.float32)
    layers = [
        keras.Input((48, 48, 1)),
        keras.layers.Conv2D(48, 5, strides=2, activation="relu"),
        keras.layers.Conv2D(64, 3, activation="relu"),
        keras.layers.GlobalAveragePooling2D(),
        keras.layers.Dense(6, "softmax"),
    ]
    model, clock = keras.Sequential(layers), Clock()
    model.compile("adam", "sparse_categorical_crossentropy")
    model.fit(
        x, np.arange(pictures) % 6, batch_size=BATCH, epochs=epochs, callbacks=[clock], verbose=0
    )
    lasted, idle = (
        [end - begin for begin, end in zip(clock.begins, ends, strict=True)][1:]
        for ends in (clock.ends, clock.firsts)
    )
    print(f"{pictures} pictures:", ", ".join(f"{s:.1f} s" for s in lasted), flush=True)
    return {
        "epoch_s": round(statistics.median(lasted), 1),
        "before_the_first_batch_s": round(statistics.median(idle), 1),
        "pictures_a_second": int(pictures / (statistics.median(lasted) - statistics.median(idle))),
    }


if __name__ == "__main__":
    main()
