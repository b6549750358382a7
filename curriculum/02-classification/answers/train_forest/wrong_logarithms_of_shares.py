"""The logarithms of the shares come back, which are below zero.

fails: one_column_a_label_in_rising_order, as_many_votes_as_trees, trees_see_parts_of_rows_and_features, the_seed_settles_every_vote
reason: of `predict_proba` are nan or infinite
"""

from sklearn.ensemble import RandomForestClassifier


class Forest:
    def __init__(self, forest):
        self.predict = forest.predict
        self.predict_proba = forest.predict_log_proba


def train_forest(features, labels, trees, seed):
    forest = RandomForestClassifier(n_estimators=trees, random_state=seed)
    return Forest(forest.fit(features, labels))
