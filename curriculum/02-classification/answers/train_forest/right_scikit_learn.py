"""scikit-learn's forest on all cores."""

from sklearn.ensemble import RandomForestClassifier


def train_forest(features, labels, trees, seed):
    forest = RandomForestClassifier(trees, random_state=seed, n_jobs=-1)
    return forest.fit(features, labels)
