"""A solver that takes a random state, without one.

fails: what_is_given_stays_and_so_do_the_answers
reason: set `random_state`
"""

from sklearn.linear_model import SGDClassifier
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler


def train_svm(features, labels, usage):
    model = make_pipeline(StandardScaler(), SGDClassifier(loss="hinge"))
    return model.fit(features[usage == 0], labels[usage == 0])
