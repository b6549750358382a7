"""The labels are made texts, so the columns stand in the order of the alphabet.

fails: a_rule_that_no_line_follows, one_column_a_label_in_rising_order
reason: labels as numbers, but these are texts
"""

from sklearn.ensemble import RandomForestClassifier


def train_forest(features, labels, trees, seed):
    forest = RandomForestClassifier(n_estimators=trees, random_state=seed)
    return forest.fit(features, labels.astype(str))
