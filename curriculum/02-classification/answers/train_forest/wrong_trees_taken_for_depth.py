"""`trees` limits how deep the trees grow.

fails: as_many_votes_as_trees
reason: is `trees` the number of trees
"""

from sklearn.ensemble import RandomForestClassifier


def train_forest(features, labels, trees, seed):
    return RandomForestClassifier(max_depth=trees, random_state=seed).fit(features, labels)
