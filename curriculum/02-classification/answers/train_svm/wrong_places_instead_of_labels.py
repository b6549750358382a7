"""The place of the largest score, taken for the label.

fails: it_learns_labels_of_any_number
reason: not their places in a list
"""

from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler
from sklearn.svm import SVC


class Model:
    def __init__(self, rows, labels):
        self.pipeline = make_pipeline(StandardScaler(), SVC()).fit(rows, labels)

    def predict(self, rows):
        return self.pipeline.decision_function(rows).argmax(axis=1)


def train_svm(features, labels, usage):
    return Model(features[usage == 0], labels[usage == 0])
