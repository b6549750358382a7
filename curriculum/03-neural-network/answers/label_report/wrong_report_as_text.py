"""scikit-learn's report as text.

fails: precision_and_recall_of_each_label, f1_from_both, faces_that_carry_the_label, labels_that_do_not_occur, rows_and_columns_in_order, any_type_of_whole_numbers
reason: should be a pandas DataFrame, but a str came back
"""

from sklearn.metrics import classification_report


def label_report(labels, answers, names):
    return classification_report(
        labels, answers, labels=range(len(names)), target_names=names, zero_division=0
    )
