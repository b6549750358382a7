"""The scaler is fitted on Training, the PCA on all rows.

fails: features_of_the_test_rows_stay_out
reason: Scaler, PCA and SVM should be fitted on the rows with `usage` 0 alone
"""

from sklearn.decomposition import PCA
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler
from sklearn.svm import SVC


def train_svm(features, labels, usage):
    training = usage == 0
    scaler = StandardScaler().fit(features[training])
    pca = PCA(n_components=30, random_state=0).fit(scaler.transform(features))
    rows = pca.transform(scaler.transform(features[training]))
    return make_pipeline(scaler, pca, SVC().fit(rows, labels[training]))
