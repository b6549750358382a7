"""A class of one's own that keeps means and spreads and asks an SVM."""

import numpy as np
from sklearn.svm import SVC


class ScaledSVM:
    def __init__(self, features, labels):
        self.mean = features.mean(axis=0)
        self.spread = features.std(axis=0)
        self.spread[self.spread == 0] = 1
        self.svm = SVC(kernel="linear").fit(self.scale(features), labels)

    def scale(self, rows):
        return (rows - self.mean) / self.spread

    def predict(self, rows):
        return self.svm.predict(self.scale(rows))


def train_svm(features, labels, usage):
    return ScaledSVM(features[usage == 0], labels[usage == 0])
