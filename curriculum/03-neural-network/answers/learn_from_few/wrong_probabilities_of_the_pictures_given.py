"""Gives back answers, not a model.

fails: better_than_without_a_past
reason: should be
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
        self.head = make_pipeline(StandardScaler(), LogisticRegression(C=0.01, max_iter=1000))
        self.head.fit(self.means(pictures), labels)

    def means(self, pictures):
        return transfer.features(self.backbone, np.float32(pictures[..., None] / 255))

    def predict(self, pictures):
        return self.head.predict_proba(self.means(pictures))


def learn_from_few(pictures, labels):
    return Answers(pictures, labels).predict(pictures)
