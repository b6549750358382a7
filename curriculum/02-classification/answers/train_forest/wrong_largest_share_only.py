"""`predict_proba` gives one share a row: that of the answer.

fails: one_column_a_label_in_rising_order, as_many_votes_as_trees, trees_see_parts_of_rows_and_features, the_seed_settles_every_vote
reason: a column for each label that occurs
"""

from sklearn.ensemble import RandomForestClassifier


class Forest:
    def __init__(self, forest):
        self.forest = forest

    def predict(self, rows):
        return self.forest.predict(rows)

    def predict_proba(self, rows):
        return self.forest.predict_proba(rows).max(axis=1)


def train_forest(features, labels, trees, seed):
    forest = RandomForestClassifier(n_estimators=trees, random_state=seed)
    return Forest(forest.fit(features, labels))
