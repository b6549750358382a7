"""The seed is set for the whole of numpy; classes are weighted by how rare they are."""

import numpy as np
from sklearn.ensemble import RandomForestClassifier


def train_forest(features, labels, trees, seed):
    np.random.seed(seed)
    forest = RandomForestClassifier(n_estimators=trees, class_weight="balanced")
    forest.fit(features, labels)
    return forest
