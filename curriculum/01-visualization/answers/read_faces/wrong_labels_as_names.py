"""The labels come back as names, not as numbers.

fails: labels_in_the_order_of_the_rows, a_part_of_a_larger_table, a_single_picture
reason: `labels` should be of type integer
"""

import numpy as np

NAMES = np.array(["Angry", "Disgust", "Fear", "Happy", "Sad", "Surprise", "Neutral"])


def read_faces(table):
    pictures = [np.array(text.split(), dtype=int).reshape(48, 48) for text in table["pixels"]]
    return np.stack(pictures).astype(np.uint8), NAMES[table["emotion"].to_numpy()]
