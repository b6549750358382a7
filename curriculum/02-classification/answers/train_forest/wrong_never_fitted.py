"""A new forest comes back that was never fitted.

fails: a_rule_that_no_line_follows, one_column_a_label_in_rising_order, as_many_votes_as_trees, trees_see_parts_of_rows_and_features, the_seed_settles_every_vote
reason: the model was never fitted
"""

from sklearn.ensemble import RandomForestClassifier


def train_forest(features, labels, trees, seed):
    return RandomForestClassifier(n_estimators=trees, random_state=seed)
