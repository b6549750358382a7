"""scikit-learn's pipeline of StandardScaler and SVC."""

from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler
from sklearn.svm import SVC


def train_svm(features, labels, usage):
    model = make_pipeline(StandardScaler(), SVC(C=3))
    model.fit(features[usage == 0], labels[usage == 0])
    return model
