"""How well OpenCV's frontal Haar cascade finds the drawn faces.

python benchmarks/haar_scenes.py [--quick] [--scenes N] [--neighbors K]

Half of the scenes are calm, half busy. A face is found when a box overlaps its true box by an
intersection over union of .4; every further box is false. Last line: one JSON object.
"""

from __future__ import annotations

import argparse
import json

import cv2
import numpy as np

from course_utils.faces.identity import SKIN
from course_utils.faces.scene import scene

CASCADE = "haarcascade_frontalface_default.xml"
IOU = 0.4


def overlap(a, b) -> float:
    """Intersection over union of two boxes x, y, width, height."""
    w = min(a[0] + a[2], b[0] + b[2]) - max(a[0], b[0])
    h = min(a[1] + a[3], b[1] + b[3]) - max(a[1], b[1])
    both = max(w, 0) * max(h, 0)
    return both / (a[2] * a[3] + b[2] * b[3] - both)


def main() -> None:
    """Detect, compare, report."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="40 scenes")
    parser.add_argument("--scenes", type=int, default=1000)
    parser.add_argument("--neighbors", type=int, default=5)
    parser.add_argument("--seed", type=int, default=2026)
    options = parser.parse_args()
    n = 40 if options.quick else options.scenes

    cv2.setNumThreads(1)
    cascade = cv2.CascadeClassifier(cv2.data.haarcascades + CASCADE)
    ious, offsets, missed = [], [], []
    by_skin = {skin: [0, 0] for skin in SKIN}
    faces = false = 0
    false_on = {"calm": 0, "busy": 0}
    for index in range(n):
        background = ("calm", "busy")[index % 2]
        made = scene(options.seed, index, background=background)
        found = cascade.detectMultiScale(made.image, 1.1, options.neighbors, minSize=(60, 60))
        free = [tuple(map(int, box)) for box in found]
        for truth, person in zip(made.boxes, made.faces, strict=True):
            faces += 1
            tally = by_skin[person.identity.skin_group]
            tally[1] += 1
            best = max(free, key=lambda box: overlap(truth, box), default=None)
            if best is None or overlap(truth, best) < IOU:
                who = person.identity
                missed.append(f"{who.hair_name}/{who.skin_group}/{who.glasses_name}")
                continue
            free.remove(best)
            tally[0] += 1
            ious.append(overlap(truth, best))
            x, y, w, _ = truth
            offsets.append(
                (
                    (best[0] + best[2] / 2 - x - w / 2) / w,
                    (best[1] + best[3] / 2 - y - w / 2) / w,
                    best[2] / w,
                )
            )
        false += len(free)
        false_on[background] += len(free)

    dx, dy, scale = np.median(offsets, axis=0)
    print(f"{n} scenes, {faces} faces; missed: {sorted(missed)}")
    print(f"median offset of the found box: {dx:+.3f} {dy:+.3f} of a side, scale {scale:.3f}")
    result = {
        "scenes": n,
        "faces": faces,
        "min_neighbors": options.neighbors,
        "recall": round(len(ious) / faces, 4),
        "recall_by_skin": {skin: round(a / max(1, b), 4) for skin, (a, b) in by_skin.items()},
        "mean_iou": round(float(np.mean(ious)), 3),
        "false_boxes_per_image": round(false / n, 4),
        "false_calm": round(false_on["calm"] / max(1, (n + 1) // 2), 4),
        "false_busy": round(false_on["busy"] / max(1, n // 2), 4),
    }
    result["reached"] = result["recall"] >= 0.99 and result["false_boxes_per_image"] < 0.06
    print(json.dumps(result))


if __name__ == "__main__":
    main()
