"""Each tree learns from all rows.

fails: trees_see_parts_of_rows_and_features
reason: its own random resample
"""

from sklearn.ensemble import RandomForestClassifier


def train_forest(features, labels, trees, seed):
    forest = RandomForestClassifier(n_estimators=trees, bootstrap=False, random_state=seed)
    return forest.fit(features, labels)
