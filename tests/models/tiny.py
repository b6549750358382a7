"""A run small enough for a test: pictures of stripes, whose direction is their label."""

from __future__ import annotations

import numpy as np

from course_utils.faces import FaceSet
from course_utils.models.architecture import Architecture
from course_utils.models.plan import Plan

NETWORK = Architecture(widths=(4, 8), squeeze=4)


def tiny_faces(training: int = 230, test: int = 30) -> FaceSet:
    """Pictures for Training and for PublicTest, all different, with votes for their label."""
    rng = np.random.default_rng(7)
    n = training + test
    emotion = rng.integers(0, 7, n).astype(np.uint8)
    angle = (emotion * np.pi / 7)[:, None, None]
    y, x = np.mgrid[:48, :48]
    stripes = np.sin((x * np.cos(angle) + y * np.sin(angle)) / 2)
    pixels = 128 + 60 * stripes + rng.normal(0, 20, (n, 48, 48))
    votes = np.zeros((n, 10), np.uint8)
    votes[np.arange(n), emotion] = 10
    usage = np.repeat(np.array([0, 1], np.uint8), [training, test])
    return FaceSet(
        pixels=pixels.clip(0, 255).astype(np.uint8),
        emotion=emotion,
        usage=usage,
        votes=votes,
        name="stripes",
    )


def tiny_plan(**changes) -> Plan:
    choices = {"epochs": 4, "batch": 32, "small_epochs": 1, "small_size": 24} | changes
    return Plan(**choices)
