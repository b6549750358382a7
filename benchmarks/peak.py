"""What share of this machine's peak a training step reaches: `python benchmarks/peak.py [--quick]`

The peak is a large float32 matrix product in TensorFlow. Against it stands the training of the
notebook's network by `fit`, with batches of several sizes, with and without the compiler XLA
(`jit_compile`), from numpy arrays and from a `tf.data` pipeline, with the channels last and first,
and with the notebook's augmentation in front. A step counts as three forward passes, of which only
convolutions and dense layers are counted.

Every round measures the product and then each setting once; a share is the median of its rounds,
and so is the cost against the first setting. All in CPU seconds, which suffer least from what else
runs. Prints progress, then one JSON object as the last line. The whole takes some two minutes of
CPU time, `--quick` (one round of few pictures) half a minute.
"""

from __future__ import annotations

import argparse
import json
import time
from collections.abc import Callable

import numpy as np
from network import solutions

SIDE = 3000


def cpu_of(do: Callable[[], object]) -> float:
    """CPU seconds of one call."""
    start = time.process_time()
    do()
    return time.process_time() - start


def forward_operations(network) -> int:
    """Multiplications and additions of one picture in convolutions and dense layers."""
    total = 0
    for layer in network.layers:
        if type(layer).__name__ == "Conv2D":
            total += 2 * int(np.prod(layer.kernel.shape)) * int(np.prod(layer.output.shape[1:3]))
        elif type(layer).__name__ == "Dense":
            total += 2 * int(np.prod(layer.kernel.shape))
    return total


def channels_first(network):
    """The same layers for pictures (1, 48, 48)."""
    config = network.get_config()
    for layer in config["layers"]:
        options = layer["config"]
        if layer["class_name"] == "InputLayer":
            options["batch_shape"] = (None, 1, 48, 48)
        if "data_format" in options:
            options["data_format"] = "channels_first"
        if layer["class_name"] == "BatchNormalization":
            options["axis"] = 1
        # What was built for the other order is built anew.
        layer.pop("build_config", None)
    config.pop("build_input_shape", None)
    return type(network).from_config(config)


def training(keras, network, pictures: int, batch: int, jit: bool, pipeline: bool, first: bool):
    """A call that trains `network` once on so many pictures; it has been traced already."""
    import tensorflow as tf

    rng = np.random.default_rng(0)
    x = rng.random((pictures, 1, 48, 48) if first else (pictures, 48, 48, 1)).astype(np.float32)
    y = np.eye(6, dtype=np.float32)[np.arange(pictures) % 6]
    network.compile(keras.optimizers.Adam(0.001), "categorical_crossentropy", jit_compile=jit)
    given = {"x": x, "y": y, "batch_size": batch}
    if pipeline:
        rows = tf.data.Dataset.from_tensor_slices((x, y)).shuffle(pictures)
        given = {"x": rows.batch(batch).prefetch(tf.data.AUTOTUNE), "shuffle": False}
    network.fit(**given, epochs=1, verbose=0)
    return lambda: network.fit(**given, epochs=1, verbose=0)


def settings(names: dict, pictures: int):
    """Name of each setting, and how to make the call that is measured."""
    keras, build = names["keras"], names["build_cnn"]

    def usual(batch=32, jit=False, pipeline=False):
        return training(keras, build(), pictures, batch, jit, pipeline, first=False)

    def turned():
        return training(keras, channels_first(build()), pictures, 32, False, False, first=True)

    def augmented():
        stack = [keras.Input((48, 48, 1)), names["build_augmentation"](0), build()]
        return training(keras, keras.Sequential(stack), pictures, 32, False, False, first=False)

    return {
        "batches of 32": usual,
        "batches of 64": lambda: usual(batch=64),
        "batches of 128": lambda: usual(batch=128),
        "jit": lambda: usual(jit=True),
        "tf.data": lambda: usual(pipeline=True),
        "channels first": turned,
        "augmented": augmented,
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--quick", action="store_true", help="one round, 256 pictures")
    quick = parser.parse_args().quick
    pictures, rounds = (256, 1) if quick else (640, 5)
    names = solutions()
    import tensorflow as tf

    ready, refused = {}, {}
    for name, make in settings(names, pictures).items():
        try:
            ready[name] = make()
        except Exception as error:  # A layout that this build of TensorFlow cannot do.
            refused[name] = f"{type(error).__name__}: {str(error).splitlines()[0][:120]}"
            print(f"{name}: does not run ({refused[name]})", flush=True)
    a = tf.random.normal((SIDE, SIDE))

    def product():
        tf.reduce_sum(tf.linalg.matmul(a, a)).numpy()

    product()
    costs: dict[str, list[float]] = {name: [] for name in ("product", *ready)}
    for number in range(rounds):
        for name, do in {"product": product, **ready}.items():
            costs[name].append(cpu_of(do))
        print(f"round {number + 1} of {rounds}", flush=True)
    table = {name: np.array(each) for name, each in costs.items()}
    peak = 2 * SIDE**3 / table["product"]
    work = 3 * forward_operations(names["build_cnn"]()) * pictures
    report = {"benchmark": "peak", "quick": quick, "rounds": rounds, "pictures": pictures}
    report["peak_gflop_a_cpu_second"] = round(float(np.median(peak)) / 1e9, 1)
    report["forward_mflop"] = round(work / 3 / pictures / 1e6, 2)
    report["settings"] = {
        name: {
            "cpu_ms_a_picture": round(1000 * float(np.median(table[name])) / pictures, 3),
            "share_of_peak": round(float(np.median(work / table[name] / peak)), 3),
            "cost_against_first": round(float(np.median(table[name] / table["batches of 32"])), 3),
        }
        for name in ready
    }
    print(json.dumps(report | {"do_not_run": refused}))


if __name__ == "__main__":
    main()
