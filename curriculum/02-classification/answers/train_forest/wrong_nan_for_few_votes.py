"""A label with few votes gets nan.

fails: one_column_a_label_in_rising_order, as_many_votes_as_trees, trees_see_parts_of_rows_and_features, the_seed_settles_every_vote
reason: of `predict_proba` are nan or infinite
"""

import numpy as np
from sklearn.ensemble import RandomForestClassifier


class Forest:
    def __init__(self, forest):
        self.forest = forest

    def predict(self, rows):
        return self.forest.predict(rows)

    def predict_proba(self, rows):
        votes = self.forest.predict_proba(rows)
        return np.where(votes >= 0.2, votes, np.nan)


def train_forest(features, labels, trees, seed):
    forest = RandomForestClassifier(n_estimators=trees, random_state=seed)
    return Forest(forest.fit(features, labels))
