"""A dictionary of counts and plain loops."""

from collections import Counter


def majority_baseline(train_labels, test_labels):
    counts = Counter(train_labels.tolist())
    most = max(counts.values())
    label = min(name for name, count in counts.items() if count == most)
    hits = 0
    for test_label in test_labels:
        if test_label == label:
            hits += 1
    return label, hits / len(test_labels)
