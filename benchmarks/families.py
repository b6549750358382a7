"""The table of the network families: `python benchmarks/families.py [--quick] [--write]`

Builds each network of `keras.applications` with random weights, one process each, because the
largest needs a gigabyte, and counts. AlexNet and GoogLeNet are not in Keras: their numbers come
from their papers. `--write` puts the table into `course_utils/models/families.csv`; `--quick`
counts the smallest one. Prints one JSON object as the last line.
"""

from __future__ import annotations

import argparse
import json
import multiprocessing

import pandas as pd

from course_utils.models.transfer import FAMILIES

#: Name in `keras.applications` -> year and number of the paper's first version on arXiv.
OF_KERAS = {
    "VGG16": (2014, "Simonyan & Zisserman, arXiv 1409.1556"),
    "VGG19": (2014, "Simonyan & Zisserman, arXiv 1409.1556"),
    "ResNet50": (2015, "He et al., arXiv 1512.03385"),
    "InceptionV3": (2015, "Szegedy et al., arXiv 1512.00567"),
    "Xception": (2016, "Chollet, arXiv 1610.02357"),
    "MobileNet": (2017, "Howard et al., arXiv 1704.04861"),
}
#: AlexNet: "60 million parameters", section 1; five convolutions and three dense layers. GoogLeNet:
#: the sum of the column "params" of its table 1, whose pictures have a side of 224; "22 layers
#: deep when counting only layers with parameters", section 5. Neither count is exact.
OF_PAPERS = [
    ("AlexNet", 2012, 60_000_000, 224, 8, "Krizhevsky, Sutskever & Hinton, NeurIPS 25"),
    ("GoogLeNet", 2014, 6_798_000, 224, 22, "Szegedy et al., arXiv 1409.4842"),
]
COLUMNS = ["network", "year", "parameters", "megabytes", "side", "layers", "paper", "numbers"]


def counted(name: str) -> tuple[int, int, int]:
    """Parameters with top, side of the pictures, and layers with a kernel, of a fresh network."""
    from course_utils.quiet import quiet_tensorflow

    quiet_tensorflow()
    import keras

    model = getattr(keras.applications, name)(weights=None)
    # A layer with a kernel multiplies; the two halves of a separable convolution are two layers.
    with_kernel = sum(
        sum("kernel" in weight.name for weight in layer.weights) for layer in model.layers
    )
    return model.count_params(), model.input_shape[1], with_kernel


def main() -> None:
    """Count, print, and write where asked."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--quick", action="store_true")
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()

    rows = [(n, y, p, side, deep, paper, "paper") for n, y, p, side, deep, paper in OF_PAPERS]
    spawn = multiprocessing.get_context("spawn")
    for name, (year, paper) in OF_KERAS.items():
        if options.quick and name != "MobileNet":
            continue
        with spawn.Pool(1) as one:
            parameters, side, layers = one.apply(counted, (name,))
        rows.append((name, year, parameters, side, layers, paper, "Keras"))
        print(*rows[-1], flush=True)
    rows = [(n, y, p, round(4 * p / 1e6), *rest) for n, y, p, *rest in rows]
    table = pd.DataFrame(rows, columns=COLUMNS).sort_values("year", kind="stable")
    if options.write and not options.quick:
        table.to_csv(FAMILIES, index=False)
    print(json.dumps({"benchmark": "families", "rows": table.to_dict("records")}))


if __name__ == "__main__":
    main()
