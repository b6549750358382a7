"""Means of the maps of face and mirrored face; thirty components, and a regression.

seconds: 60
"""

import numpy as np
from sklearn.decomposition import PCA
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

from course_utils.models import transfer


def learn_from_few(pictures, labels):
    backbone = transfer.load_backbone()
    steps = make_pipeline(
        StandardScaler(), PCA(30, random_state=0), LogisticRegression(C=0.03, max_iter=1000)
    )

    def means(gray):
        seen = [transfer.features(backbone, np.float32(p[..., None] / 255)) for p in views(gray)]
        return (seen[0] + seen[1]) / 2

    steps.fit(means(pictures), labels)

    class Answers:
        def predict(self, gray):
            return steps.predict_proba(means(gray))

    return Answers()


def views(gray):
    """The pictures and their mirror images."""
    return gray, gray[:, :, ::-1]
