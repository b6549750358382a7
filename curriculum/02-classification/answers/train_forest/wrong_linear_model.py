"""A logistic regression instead of trees.

fails: a_rule_that_no_line_follows, as_many_votes_as_trees, the_seed_settles_every_vote
reason: the label depends on two features together
"""

from sklearn.linear_model import LogisticRegression


def train_forest(features, labels, trees, seed):
    return LogisticRegression(random_state=seed).fit(features, labels)
