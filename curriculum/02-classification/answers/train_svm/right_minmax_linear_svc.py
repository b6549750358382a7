"""Each feature from 0 to 1, then a linear SVM."""

from sklearn.pipeline import Pipeline
from sklearn.preprocessing import MinMaxScaler
from sklearn.svm import LinearSVC


def train_svm(features, labels, usage):
    rows = [row for row in range(len(usage)) if usage[row] == 0]
    steps = [("scale", MinMaxScaler()), ("svm", LinearSVC(C=0.1, random_state=0))]
    return Pipeline(steps).fit(features[rows], labels[rows])
