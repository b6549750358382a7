"""The mean of each map, and a regression with small weights.

seconds: 60
"""

import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.preprocessing import StandardScaler

from course_utils.models import transfer


class Regression:
    def __init__(self, pictures, labels):
        self.backbone = transfer.load_backbone()
        self.scaler = StandardScaler()
        rows = self.scaler.fit_transform(self.means(pictures))
        self.head = LogisticRegression(C=0.02, max_iter=1000).fit(rows, labels)

    def means(self, pictures):
        maps = self.backbone(pictures[:, :, :, None].astype("float32") / 255, training=False)
        return np.asarray(maps).mean(axis=(1, 2))

    def predict(self, pictures):
        return self.head.predict_proba(self.scaler.transform(self.means(pictures)))


def learn_from_few(pictures, labels):
    return Regression(pictures, labels)
