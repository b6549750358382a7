"""A scaler that is not needed, and another rule for the splits."""

from sklearn.ensemble import RandomForestClassifier
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler


def train_forest(features, labels, trees, seed):
    forest = RandomForestClassifier(
        n_estimators=trees, criterion="entropy", max_features="log2", random_state=seed
    )
    model = make_pipeline(StandardScaler(), forest)
    model.fit(features, labels)
    return model
