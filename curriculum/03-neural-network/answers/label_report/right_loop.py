"""One label after the other, in plain numbers; a row each."""

import pandas as pd


def label_report(labels, answers, names):
    rows = []
    for label in range(len(names)):
        faces = answered = hits = 0
        for one, other in zip(labels.tolist(), answers.tolist()):
            faces += one == label
            answered += other == label
            hits += one == other == label
        precision = hits / answered if answered else 0.0
        recall = hits / faces if faces else 0.0
        both = precision + recall
        f1 = 2 * precision * recall / both if both else 0.0
        rows.append((precision, recall, f1, faces))
    return pd.DataFrame(rows, index=names, columns=["precision", "recall", "f1", "faces"])
