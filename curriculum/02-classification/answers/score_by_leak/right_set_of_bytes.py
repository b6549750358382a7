"""A set of the training pictures' bytes."""

import numpy as np


def score_by_leak(pictures, labels, usage, answers):
    in_training = {picture.tobytes() for picture in pictures[usage == 0]}
    test = usage != 0
    leaks = np.array([picture.tobytes() in in_training for picture in pictures[test]])
    hits = (labels == answers)[test]
    return hits.mean(), hits[~leaks].mean(), hits[leaks].mean()
