"""Bagging does the resampling, its trees look at a part of the features."""

from sklearn.ensemble import BaggingClassifier
from sklearn.tree import DecisionTreeClassifier


def train_forest(features, labels, trees, seed):
    tree = DecisionTreeClassifier(max_features=0.5)
    return BaggingClassifier(tree, n_estimators=trees, random_state=seed).fit(features, labels)
