"""All rows are learned from, the tests too.

fails: features_of_the_test_rows_stay_out, labels_of_the_test_rows_stay_out
reason: labels of the test rows leak into your model
"""

from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler
from sklearn.svm import SVC


def train_svm(features, labels, usage):
    return make_pipeline(StandardScaler(), SVC(C=3)).fit(features, labels)
