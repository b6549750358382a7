"""Each batch that is to be predicted is scaled by its own means and spreads.

fails: a_row_alone_is_answered_as_among_many
reason: fit nothing new
"""

from sklearn.preprocessing import StandardScaler
from sklearn.svm import SVC


class Model:
    def fit(self, rows, labels):
        self.svm = SVC(C=3).fit(StandardScaler().fit_transform(rows), labels)
        return self

    def predict(self, rows):
        return self.svm.predict(StandardScaler().fit_transform(rows))


def train_svm(features, labels, usage):
    return Model().fit(features[usage == 0], labels[usage == 0])
