"""The number of trees is not handed on.

fails: as_many_votes_as_trees
reason: is `trees` the number of trees
"""

from sklearn.ensemble import RandomForestClassifier


def train_forest(features, labels, trees, seed):
    return RandomForestClassifier(random_state=seed).fit(features, labels)
