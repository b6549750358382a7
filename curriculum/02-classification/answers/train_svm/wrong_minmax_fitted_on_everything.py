"""Smallest and largest number of each feature are taken over all rows.

fails: features_of_the_test_rows_stay_out
reason: features of the test rows leak into your model
"""

from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import MinMaxScaler
from sklearn.svm import LinearSVC


def train_svm(features, labels, usage):
    scaler = MinMaxScaler().fit(features)
    svm = LinearSVC(random_state=0).fit(scaler.transform(features)[usage == 0], labels[usage == 0])
    return make_pipeline(scaler, svm)
