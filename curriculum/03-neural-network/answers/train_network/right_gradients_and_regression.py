"""Histograms of gradients and a logistic regression; four parts say where it will land."""

import cv2
import numpy as np
from sklearn.decomposition import PCA
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import StratifiedKFold
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler


class Edges:
    """No network, but quick: histograms of gradients and a regression with six shares."""

    def __init__(self, pictures, labels):
        regression = LogisticRegression(C=0.02, max_iter=300)
        self.steps = make_pipeline(StandardScaler(), PCA(0.9, random_state=0), regression)
        self.steps.fit(self.gradients(pictures), labels)

    def gradients(self, pictures):
        hog = cv2.HOGDescriptor((48, 48), (16, 16), (8, 8), (8, 8), 9)
        return np.stack([hog.compute(np.ascontiguousarray(p)).ravel() for p in pictures])

    def predict(self, pictures):
        return self.steps.predict_proba(self.gradients(pictures))


def train_network(pictures, labels):
    hits = []
    for rest, out in StratifiedKFold(4, shuffle=True, random_state=0).split(pictures, labels):
        answers = Edges(pictures[rest], labels[rest]).predict(pictures[out]).argmax(axis=1)
        hits.extend(answers == labels[out])
    # With all the pictures it does a little better than with three quarters of them.
    low = np.mean(hits) - 0.035
    return Edges(pictures, labels), low, low + 0.12
