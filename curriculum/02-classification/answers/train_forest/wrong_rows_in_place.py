"""The features are shuffled where they stand, column by column the same way.

fails: the_seed_settles_every_vote
reason: should be left as it is
"""

import numpy as np
from sklearn.ensemble import RandomForestClassifier


def train_forest(features, labels, trees, seed):
    np.random.default_rng(seed).shuffle(features)
    np.random.default_rng(seed).shuffle(labels)
    return RandomForestClassifier(n_estimators=trees, random_state=seed).fit(features, labels)
