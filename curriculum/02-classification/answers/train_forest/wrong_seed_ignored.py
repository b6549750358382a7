"""The forest is another one each time.

fails: the_seed_settles_every_vote
reason: the same `seed` should give the same votes
"""

from sklearn.ensemble import RandomForestClassifier


def train_forest(features, labels, trees, seed):
    return RandomForestClassifier(n_estimators=trees).fit(features, labels)
