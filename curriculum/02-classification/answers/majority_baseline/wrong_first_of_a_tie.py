"""Of equally common labels the one that is met first.

fails: of_equally_common_labels_the_smaller
reason: in whatever order they stand
"""

from collections import Counter

import numpy as np


def majority_baseline(train_labels, test_labels):
    label = Counter(train_labels.tolist()).most_common(1)[0][0]
    return label, np.mean(test_labels == label)
