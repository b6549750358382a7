"""Bagged trees that look at all features.

fails: trees_see_parts_of_rows_and_features
reason: a random part of the features
"""

from sklearn.ensemble import BaggingClassifier


def train_forest(features, labels, trees, seed):
    return BaggingClassifier(n_estimators=trees, random_state=seed).fit(features, labels)
