"""Trees of one single step, so that no rule of two features is found.

fails: a_rule_that_no_line_follows, as_many_votes_as_trees
reason: the label depends on two features together
"""

from sklearn.ensemble import RandomForestClassifier


def train_forest(features, labels, trees, seed):
    forest = RandomForestClassifier(n_estimators=trees, max_depth=1, random_state=seed)
    return forest.fit(features, labels)
