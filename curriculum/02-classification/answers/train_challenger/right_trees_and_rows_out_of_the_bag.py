"""Extra trees on gradients; each tree is scored on the pictures that its resample lacks."""

import cv2
import numpy as np
from sklearn.ensemble import ExtraTreesClassifier


class Trees:
    def __init__(self, pictures, labels):
        self.trees = ExtraTreesClassifier(200, bootstrap=True, oob_score=True, random_state=0)
        self.trees.fit(self.features(pictures), labels)

    def features(self, pictures):
        hog = cv2.HOGDescriptor((48, 48), (16, 16), (8, 8), (8, 8), 9)
        return np.array([hog.compute(np.ascontiguousarray(p)).ravel() for p in pictures])

    def predict(self, pictures):
        return self.trees.predict(self.features(pictures)).astype(float)


def train_challenger(pictures, labels):
    model = Trees(pictures, labels)
    low = model.trees.oob_score_ - 0.06
    return [model, low, low + 0.12]
