"""What a rare, badly lit group costs: `python benchmarks/skewed.py [--quick]`

A straight SVM on histograms of oriented gradients learns from the Training part of
`faces.load("skewed")` and answers its leak-free tests. Its accuracy is told with and without
glasses, in good and in poor light, each with Wilson's 95 % interval, and once more for faces with
and without glasses in the same light: what is left of the gap then is not the light's doing.

Prints one JSON object as the last line; nothing is chosen on the tests. The full run takes some two
minutes of CPU time, `--quick` (2,000 faces) half a minute.
"""

from __future__ import annotations

import argparse
import json

import numpy as np
from classical import gradients
from intervals import share
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler
from sklearn.svm import LinearSVC

from course_utils.faces import load
from course_utils.faces.manifest import leak_free
from course_utils.faces.skewed import DIMMER, NOISIER


def poorly_lit(faces) -> np.ndarray:
    """(n,) bool: the pictures that the skewed set's recipe made dim and noisy.

    The recipe adds at least `NOISIER` to the noise, and no other picture has as much.
    """
    return faces.nuisance["noise"] >= NOISIER


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--quick", action="store_true", help="on 2,000 faces")
    options = parser.parse_args()
    faces = load("skewed", limit=2000 if options.quick else None)
    train = faces.split("Training")
    tests = faces.take(leak_free(faces))
    model = make_pipeline(StandardScaler(), LinearSVC(C=0.001, random_state=0))
    model.fit(gradients(train.pixels), train.emotion)
    right = model.predict(gradients(tests.pixels)) == tests.emotion

    glasses = tests.nuisance["glasses_name"] != "none"
    poor = poorly_lit(tests)
    parts = {
        "all": np.ones(len(tests), bool),
        "with glasses": glasses,
        "without glasses": ~glasses,
        "good light": ~poor,
        "poor light": poor,
        "with glasses, good light": glasses & ~poor,
        "without glasses, good light": ~glasses & ~poor,
        "with glasses, poor light": glasses & poor,
        "without glasses, poor light": ~glasses & poor,
    }
    result = {"benchmark": "skewed", "quick": options.quick, "training": len(train)}
    result |= {
        "glasses_in_training": round(float((train.nuisance["glasses_name"] != "none").mean()), 4),
        "darker_by": DIMMER,
        "accuracy": {
            name: {
                "tests": int(mask.sum()),
                "accuracy": round(float(right[mask].mean()), 4),
                "interval": share(int(right[mask].sum()), int(mask.sum())),
            }
            for name, mask in parts.items()
        },
    }
    for name, told in result["accuracy"].items():
        print(f"{name}: {told['accuracy']:.3f} of {told['tests']}, {told['interval']}")
    print(json.dumps(result))


if __name__ == "__main__":
    main()
