"""1 is taken for Training.

fails: features_of_the_test_rows_stay_out, labels_of_the_test_rows_stay_out
reason: fitted on the rows with `usage` 0 alone
"""

from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler
from sklearn.svm import SVC


def train_svm(features, labels, usage):
    model = make_pipeline(StandardScaler(), SVC())
    return model.fit(features[usage == 1], labels[usage == 1])
