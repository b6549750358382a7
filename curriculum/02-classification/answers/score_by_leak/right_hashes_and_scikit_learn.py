"""Digests of the pictures, and scikit-learn's accuracy."""

import hashlib

import numpy as np
from sklearn.metrics import accuracy_score


def score_by_leak(pictures, labels, usage, answers):
    digests = np.array([hashlib.sha256(p.tobytes()).hexdigest() for p in pictures])
    leaks = np.isin(digests, digests[usage == 0])
    test = usage > 0
    return tuple(
        accuracy_score(labels[part], answers[part]) for part in (test, test & ~leaks, test & leaks)
    )
