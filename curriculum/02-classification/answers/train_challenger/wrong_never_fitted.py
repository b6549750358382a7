"""A new pipeline that was never fitted.

fails: better_than_the_baseline_by_the_margin, the_score_is_where_it_was_said
reason: the model was never fitted
"""

from sklearn.decomposition import PCA
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import FunctionTransformer
from sklearn.svm import SVC


def flatten(pictures):
    return pictures.reshape(len(pictures), -1) / 255


def train_challenger(pictures, labels):
    model = make_pipeline(FunctionTransformer(flatten), PCA(50), SVC())
    return model, 0.35, 0.47
