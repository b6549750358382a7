"""Resamples and votes by hand; the single trees are scikit-learn's."""

import numpy as np
from sklearn.tree import DecisionTreeClassifier


class Forest:
    def __init__(self, features, labels, trees, seed):
        rng = np.random.default_rng(seed)
        self.names = np.unique(labels)
        self.trees = []
        for _ in range(trees):
            rows = rng.integers(0, len(labels), size=len(labels))
            tree = DecisionTreeClassifier(max_features="sqrt", random_state=rng.integers(2**31))
            self.trees.append(tree.fit(features[rows], labels[rows]))

    def predict_proba(self, rows):
        answers = np.stack([tree.predict(rows) for tree in self.trees])
        return np.stack([(answers == name).mean(axis=0) for name in self.names], axis=1)

    def predict(self, rows):
        return self.names[self.predict_proba(rows).argmax(axis=1)]


def train_forest(features, labels, trees, seed):
    return Forest(features, labels, trees, seed)
