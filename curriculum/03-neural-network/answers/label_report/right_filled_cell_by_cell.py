"""An empty table, filled cell by cell: its columns are of the type object."""

import pandas as pd


def label_report(labels, answers, names):
    table = pd.DataFrame(index=names, columns=["precision", "recall", "f1", "faces"])
    for label, name in enumerate(names):
        hits = int(((labels == label) & (answers == label)).sum())
        answered, faces = int((answers == label).sum()), int((labels == label).sum())
        table.loc[name, "precision"] = hits / max(answered, 1)
        table.loc[name, "recall"] = hits / max(faces, 1)
        table.loc[name, "f1"] = 2 * hits / max(answered + faces, 1)
        table.loc[name, "faces"] = faces
    return table
