"""Each test picture against each training picture: slow, but right."""

import numpy as np


def score_by_leak(pictures, labels, usage, answers):
    training = [i for i in range(len(usage)) if usage[i] == 0]
    hits = {True: [], False: []}
    for i in range(len(usage)):
        if usage[i] > 0:
            leaks = any(np.array_equal(pictures[i], pictures[j]) for j in training)
            hits[leaks].append(int(labels[i] == answers[i]))
    both = hits[True] + hits[False]
    return [sum(part) / len(part) for part in (both, hits[False], hits[True])]
