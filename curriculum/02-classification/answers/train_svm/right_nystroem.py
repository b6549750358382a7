"""An approximate kernel before a linear SVM."""

from sklearn.kernel_approximation import Nystroem
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler
from sklearn.svm import LinearSVC


def train_svm(features, labels, usage):
    training = usage == 0
    model = make_pipeline(
        StandardScaler(),
        Nystroem(gamma=0.005, n_components=120, random_state=0),
        LinearSVC(random_state=0),
    )
    return model.fit(features[training], labels[training])
