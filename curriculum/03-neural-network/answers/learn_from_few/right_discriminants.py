"""Linear discriminants on the means, with the covariance pulled towards a round one.

seconds: 60
"""

import numpy as np
from sklearn.discriminant_analysis import LinearDiscriminantAnalysis

from course_utils.models import transfer


class Discriminants:
    def __init__(self, pictures, labels):
        self.backbone = transfer.load_backbone()
        self.head = LinearDiscriminantAnalysis(solver="lsqr", shrinkage=0.3)
        self.head.fit(self.means(pictures), labels)

    def means(self, pictures):
        return transfer.features(self.backbone, np.float32(pictures[..., None] / 255))

    def predict(self, pictures):
        return self.head.predict_proba(self.means(pictures))


def learn_from_few(pictures, labels):
    return Discriminants(pictures, labels)
