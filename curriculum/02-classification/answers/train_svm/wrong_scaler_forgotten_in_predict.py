"""The SVM is trained on scaled rows, and the bare SVM comes back.

fails: every_feature_has_a_like_spread
reason: by the same numbers in `fit` and in `predict`
"""

from sklearn.preprocessing import StandardScaler
from sklearn.svm import SVC


def train_svm(features, labels, usage):
    rows = StandardScaler().fit_transform(features[usage == 0])
    return SVC(C=3).fit(rows, labels[usage == 0])
