"""squeeze takes the dimension of length one away.

fails: a_single_picture
reason: `pictures` should have shape (1, 48, 48), but its shape is (48, 48)
"""

import numpy as np


def read_faces(table):
    pictures = [np.array(text.split(), dtype=int).reshape(48, 48) for text in table["pixels"]]
    return np.squeeze(np.array(pictures, dtype=np.uint8)), table["emotion"].to_numpy()
