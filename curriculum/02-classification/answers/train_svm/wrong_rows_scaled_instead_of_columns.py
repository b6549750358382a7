"""Each row is brought to length 1; the columns keep their spreads.

fails: every_feature_has_a_like_spread
reason: every column should be scaled
"""

from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import Normalizer
from sklearn.svm import SVC


def train_svm(features, labels, usage):
    model = make_pipeline(Normalizer(), SVC(C=3))
    return model.fit(features[usage == 0], labels[usage == 0])
