"""Extra trees learn from all rows unless told otherwise.

fails: trees_see_parts_of_rows_and_features
reason: on the rows that it learned from, all trees agree
"""

from sklearn.ensemble import ExtraTreesClassifier


def train_forest(features, labels, trees, seed):
    return ExtraTreesClassifier(n_estimators=trees, random_state=seed).fit(features, labels)
