"""Weights of a regression, and the softmax by SciPy; the model is a namespace with a function.

seconds: 60
"""

from types import SimpleNamespace

import numpy as np
from scipy.special import softmax
from sklearn.linear_model import LogisticRegression

from course_utils.models import transfer


def learn_from_few(pictures, labels):
    backbone = transfer.load_backbone()

    def seen(gray):
        return transfer.features(backbone, np.float32(gray / 255)[..., np.newaxis])

    features = seen(pictures)
    spread = features.std(axis=0) + 1e-3
    head = LogisticRegression(C=0.01, max_iter=1000).fit(features / spread, labels)

    def predict(gray):
        scores = seen(gray) / spread @ head.coef_.T + head.intercept_
        return softmax(scores, axis=1).astype(np.float32)

    return SimpleNamespace(predict=predict)
