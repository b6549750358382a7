"""A column for each number up to the largest label.

fails: one_column_a_label_in_rising_order
reason: a column for each label that occurs
"""

import numpy as np
from sklearn.ensemble import RandomForestClassifier


class Forest(RandomForestClassifier):
    def predict_proba(self, rows):
        votes = np.zeros((len(rows), self.classes_.max() + 1))
        votes[:, self.classes_] = super().predict_proba(rows)
        return votes

    def predict(self, rows):
        return self.classes_[super().predict_proba(rows).argmax(axis=1)]


def train_forest(features, labels, trees, seed):
    return Forest(n_estimators=trees, random_state=seed).fit(features, labels)
