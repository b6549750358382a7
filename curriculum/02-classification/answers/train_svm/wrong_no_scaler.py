"""The SVM gets the features as they are.

fails: every_feature_has_a_like_spread
reason: drowned by those with large ones
"""

from sklearn.svm import SVC


def train_svm(features, labels, usage):
    return SVC(C=3).fit(features[usage == 0], labels[usage == 0])
