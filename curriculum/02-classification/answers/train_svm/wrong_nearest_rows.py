"""The nearest Training rows vote; that is no support vector machine.

fails: it_learns_labels_of_any_number
reason: asks for a support vector machine, but a KNeighborsClassifier came back
"""

from sklearn.neighbors import KNeighborsClassifier
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler


def train_svm(features, labels, usage):
    model = make_pipeline(StandardScaler(), KNeighborsClassifier())
    return model.fit(features[usage == 0], labels[usage == 0])
