"""A fixed number in the place of the seed.

fails: the_seed_settles_every_vote
reason: is it handed on?
"""

from sklearn.ensemble import RandomForestClassifier


def train_forest(features, labels, trees, seed):
    return RandomForestClassifier(n_estimators=trees, random_state=42).fit(features, labels)
