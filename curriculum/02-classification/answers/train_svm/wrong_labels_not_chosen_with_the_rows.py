"""The Training rows are picked from the features, and the first labels go with them.

fails: it_learns_labels_of_any_number, every_feature_has_a_like_spread, features_of_the_test_rows_stay_out, labels_of_the_test_rows_stay_out, a_row_alone_is_answered_as_among_many, what_is_given_stays_and_so_do_the_answers
reason: features and labels of the same rows
"""

from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler
from sklearn.svm import SVC


def train_svm(features, labels, usage):
    rows = features[usage == 0]
    return make_pipeline(StandardScaler(), SVC()).fit(rows, labels[: len(rows)])
