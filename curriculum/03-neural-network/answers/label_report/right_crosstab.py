"""pandas counts the pairs; rows and columns of the table have names of their own."""

import pandas as pd


def label_report(labels, answers, names):
    every = range(len(names))
    pairs = pd.crosstab(labels, answers).reindex(index=every, columns=every, fill_value=0)
    hits = pd.Series([pairs.loc[k, k] for k in every])
    answered, faces = pairs.sum(axis=0), pairs.sum(axis=1)
    report = pd.DataFrame({"precision": hits / answered, "recall": hits / faces})
    report["f1"] = 2 * hits / (answered + faces)
    report = report.fillna(0.0)
    report["faces"] = faces
    report.index = pd.Index(names, name="label")
    report.columns.name = "share"
    return report
