"""Always the commonest label of Training.

fails: it_learns_labels_of_any_number, every_feature_has_a_like_spread, features_of_the_test_rows_stay_out, labels_of_the_test_rows_stay_out, a_row_alone_is_answered_as_among_many, what_is_given_stays_and_so_do_the_answers
reason: often answers with the wrong one
"""

import numpy as np


class Model:
    def __init__(self, labels):
        self.label = np.bincount(labels).argmax()

    def predict(self, rows):
        return np.full(len(rows), self.label)


def train_svm(features, labels, usage):
    return Model(labels[usage == 0])
