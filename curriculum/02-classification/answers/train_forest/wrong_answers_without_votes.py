"""The forest has `predict` alone.

fails: one_column_a_label_in_rising_order, as_many_votes_as_trees, trees_see_parts_of_rows_and_features, the_seed_settles_every_vote
reason: has no method `predict_proba`
"""

from sklearn.ensemble import RandomForestClassifier


class Forest:
    def __init__(self, forest):
        self.predict = forest.predict


def train_forest(features, labels, trees, seed):
    forest = RandomForestClassifier(n_estimators=trees, random_state=seed)
    return Forest(forest.fit(features, labels))
