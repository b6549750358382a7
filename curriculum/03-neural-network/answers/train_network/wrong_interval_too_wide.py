"""The whole line from 0 to 1, which is always right and says nothing.

fails: the_score_is_where_it_was_said
reason: the interval is too wide
"""

import cv2
import numpy as np
from sklearn.decomposition import PCA
from sklearn.linear_model import LogisticRegression
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
    return Edges(pictures, labels), 0.0, 1.0
