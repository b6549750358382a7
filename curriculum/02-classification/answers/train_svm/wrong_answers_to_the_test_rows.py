"""The answers to the test rows come back instead of the model.

fails: it_learns_labels_of_any_number, every_feature_has_a_like_spread, features_of_the_test_rows_stay_out, labels_of_the_test_rows_stay_out, a_row_alone_is_answered_as_among_many, what_is_given_stays_and_so_do_the_answers
reason: should be a fitted model, but a numpy array came back
"""

from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler
from sklearn.svm import SVC


def train_svm(features, labels, usage):
    model = make_pipeline(StandardScaler(), SVC(C=3))
    model.fit(features[usage == 0], labels[usage == 0])
    return model.predict(features)
