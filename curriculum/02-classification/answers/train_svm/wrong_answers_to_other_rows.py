"""`predict` answers the rows that it was trained on, whatever it is asked.

fails: it_learns_labels_of_any_number, every_feature_has_a_like_spread, features_of_the_test_rows_stay_out, labels_of_the_test_rows_stay_out, a_row_alone_is_answered_as_among_many, what_is_given_stays_and_so_do_the_answers
reason: has the wrong length
"""

from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler
from sklearn.svm import SVC


class Model:
    def __init__(self, rows, labels):
        self.rows = rows
        self.pipeline = make_pipeline(StandardScaler(), SVC()).fit(rows, labels)

    def predict(self, rows):
        return self.pipeline.predict(self.rows)


def train_svm(features, labels, usage):
    return Model(features[usage == 0], labels[usage == 0])
