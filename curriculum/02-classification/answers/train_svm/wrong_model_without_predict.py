"""The fitted scaler comes back.

fails: it_learns_labels_of_any_number, every_feature_has_a_like_spread, features_of_the_test_rows_stay_out, labels_of_the_test_rows_stay_out, a_row_alone_is_answered_as_among_many, what_is_given_stays_and_so_do_the_answers
reason: has no method `predict`
"""

from sklearn.preprocessing import StandardScaler


def train_svm(features, labels, usage):
    return StandardScaler().fit(features[usage == 0])
