"""Thresholds by chance as well; each tree has a resample of its own."""

from sklearn.ensemble import ExtraTreesClassifier


def train_forest(features, labels, trees, seed):
    forest = ExtraTreesClassifier(n_estimators=trees, bootstrap=True, random_state=seed)
    return forest.fit(features, labels)
