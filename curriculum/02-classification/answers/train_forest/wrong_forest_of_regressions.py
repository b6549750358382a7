"""A regression forest answers with numbers between the labels.

fails: a_rule_that_no_line_follows, one_column_a_label_in_rising_order, as_many_votes_as_trees, trees_see_parts_of_rows_and_features, the_seed_settles_every_vote
reason: but fractions came back
"""

from sklearn.ensemble import RandomForestRegressor


def train_forest(features, labels, trees, seed):
    return RandomForestRegressor(n_estimators=trees, random_state=seed).fit(features, labels)
