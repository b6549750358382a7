"""The scaler sees all rows before the test is put aside.

fails: features_of_the_test_rows_stay_out
reason: features of the test rows leak into your model
"""

from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler
from sklearn.svm import SVC


def train_svm(features, labels, usage):
    scaler = StandardScaler().fit(features)
    svm = SVC(C=3).fit(scaler.transform(features)[usage == 0], labels[usage == 0])
    return make_pipeline(scaler, svm)
