"""Only the last split is taken for the test, so PublicTest is learned from.

fails: features_of_the_test_rows_stay_out, labels_of_the_test_rows_stay_out
reason: labels of the test rows leak into your model
"""

from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler
from sklearn.svm import SVC


def train_svm(features, labels, usage):
    model = make_pipeline(StandardScaler(), SVC())
    return model.fit(features[usage < 2], labels[usage < 2])
