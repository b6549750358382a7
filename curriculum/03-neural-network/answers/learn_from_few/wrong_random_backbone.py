"""The backbone's build without what it has learned.

fails: better_than_without_a_past
reason: it should be better by at least
seconds: 60
"""

import keras
import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

from course_utils.models import backbone, transfer


class Answers:
    def __init__(self, pictures, labels):
        keras.utils.set_random_seed(1)
        self.body = backbone.build()
        self.head = make_pipeline(StandardScaler(), LogisticRegression(C=0.01, max_iter=1000))
        self.head.fit(self.means(pictures), labels)

    def means(self, pictures):
        return transfer.features(self.body, np.float32(pictures[..., None] / 255))

    def predict(self, pictures):
        return self.head.predict_proba(self.means(pictures))


def learn_from_few(pictures, labels):
    return Answers(pictures, labels)
