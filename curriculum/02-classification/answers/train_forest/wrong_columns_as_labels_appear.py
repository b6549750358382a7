"""The columns stand in the order in which the labels are met.

fails: one_column_a_label_in_rising_order
reason: the labels in rising order
"""

import numpy as np
import pandas as pd
from sklearn.ensemble import RandomForestClassifier


class Forest:
    def __init__(self, features, labels, trees, seed):
        codes, self.names = pd.factorize(labels)
        self.forest = RandomForestClassifier(n_estimators=trees, random_state=seed)
        self.forest.fit(features, codes)

    def predict(self, rows):
        return self.names[self.forest.predict(rows)]

    def predict_proba(self, rows):
        return self.forest.predict_proba(rows)


def train_forest(features, labels, trees, seed):
    return Forest(features, labels, trees, seed)
