"""The SVM's C is chosen by cross-validation on Training."""

from sklearn.model_selection import GridSearchCV
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import MaxAbsScaler
from sklearn.svm import SVC


def train_svm(features, labels, usage):
    training = usage == 0
    search = GridSearchCV(make_pipeline(MaxAbsScaler(), SVC()), {"svc__C": [1, 10]}, cv=3)
    return search.fit(features[training], labels[training])
