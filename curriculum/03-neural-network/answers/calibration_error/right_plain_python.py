"""Lists and a dictionary of bins."""

from collections import defaultdict


def calibration_error(probabilities, labels, bins):
    members = defaultdict(list)
    for row, label in zip(probabilities.tolist(), labels.tolist()):
        confidence = max(row)
        place = min(int(confidence * bins), bins - 1)
        members[place].append((confidence, row.index(confidence) == label))
    total = 0.0
    for pairs in members.values():
        sure = sum(confidence for confidence, _ in pairs) / len(pairs)
        hits = sum(hit for _, hit in pairs) / len(pairs)
        total += len(pairs) * abs(sure - hits)
    return total / len(labels)
