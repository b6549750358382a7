"""A network of scikit-learn on gradients of mirrored faces; a list comes back."""

import cv2
import numpy as np
from sklearn.neural_network import MLPClassifier
from sklearn.preprocessing import StandardScaler


def gradients(pictures):
    hog = cv2.HOGDescriptor((48, 48), (16, 16), (8, 8), (8, 8), 9)
    return np.stack([hog.compute(np.ascontiguousarray(p)).ravel() for p in pictures])


class Neurons:
    def fit(self, pictures, labels):
        both = np.concatenate([pictures, pictures[:, :, ::-1]])
        self.scaler = StandardScaler()
        rows = self.scaler.fit_transform(gradients(both))
        self.network = MLPClassifier((32,), alpha=3, max_iter=15, random_state=0)
        self.network.fit(rows, np.tile(labels, 2))
        return self

    def predict(self, pictures):
        return self.network.predict_proba(self.scaler.transform(gradients(pictures)))


def train_network(pictures, labels):
    import warnings

    # Fifteen epochs are meant: the network is not to fit to the end.
    warnings.simplefilter("ignore")
    return [Neurons().fit(pictures, labels), 0.485, 0.605]
