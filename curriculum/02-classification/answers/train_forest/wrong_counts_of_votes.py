"""Votes are counted, and not divided by the number of trees.

fails: one_column_a_label_in_rising_order, as_many_votes_as_trees, trees_see_parts_of_rows_and_features, the_seed_settles_every_vote
reason: should sum to 1
"""

from sklearn.ensemble import RandomForestClassifier


class Forest(RandomForestClassifier):
    def predict_proba(self, rows):
        return super().predict_proba(rows) * self.n_estimators


def train_forest(features, labels, trees, seed):
    return Forest(n_estimators=trees, random_state=seed).fit(features, labels)
