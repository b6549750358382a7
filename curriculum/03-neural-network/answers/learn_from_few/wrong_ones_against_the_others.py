"""Six yes-or-no models, whose answers do not sum to 1.

fails: better_than_without_a_past
reason: should be probabilities
seconds: 60
"""

import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

from course_utils.models import transfer


class Answers:
    def __init__(self, pictures, labels):
        self.backbone = transfer.load_backbone()
        means = self.means(pictures)
        self.heads = [
            make_pipeline(StandardScaler(), LogisticRegression(C=0.01)).fit(means, labels == k)
            for k in range(6)
        ]

    def means(self, pictures):
        return transfer.features(self.backbone, np.float32(pictures[..., None] / 255))

    def predict(self, pictures):
        means = self.means(pictures)
        return np.stack([head.predict_proba(means)[:, 1] for head in self.heads], axis=1)


def learn_from_few(pictures, labels):
    return Answers(pictures, labels)
