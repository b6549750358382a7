"""The model takes rows of features, and gets pictures.

fails: better_than_the_baseline_by_the_margin, the_score_is_where_it_was_said
reason: `predict` stopped with ValueError
"""

from sklearn.linear_model import RidgeClassifier


def train_challenger(pictures, labels):
    rows = pictures.reshape(len(pictures), -1) / 255
    return RidgeClassifier(alpha=100).fit(rows, labels), 0.3, 0.42
