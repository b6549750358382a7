"""What leakage is worth: answers by memory, where a test picture has a copy in Training."""

from __future__ import annotations

import numpy as np


def remember(train, tests, answers: np.ndarray) -> np.ndarray:
    """`answers` (n, 7), but for tests with an identical Training picture that picture's label.

    Args:
        train: the face set whose pictures and labels are remembered.
        tests: the face set that is asked for.
        answers: shares of the labels for the tests that nobody remembers.
    """
    label = {}
    for picture, emotion in zip(train.pixels, train.emotion, strict=True):
        label.setdefault(picture.tobytes(), emotion)
    answers = answers.copy()
    for row, picture in enumerate(tests.pixels):
        if picture.tobytes() in label:
            answers[row] = np.eye(7)[label[picture.tobytes()]]
    return answers
