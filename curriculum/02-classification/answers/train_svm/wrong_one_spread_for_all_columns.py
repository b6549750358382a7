"""One mean and one standard deviation of the whole table.

fails: every_feature_has_a_like_spread
reason: every column should be scaled
"""

from sklearn.svm import SVC


class Model:
    def __init__(self, rows, labels):
        self.mean, self.spread = rows.mean(), rows.std()
        self.svm = SVC(C=3).fit((rows - self.mean) / self.spread, labels)

    def predict(self, rows):
        return self.svm.predict((rows - self.mean) / self.spread)


def train_svm(features, labels, usage):
    return Model(features[usage == 0], labels[usage == 0])
