"""The column of texts is replaced in the table that was given.

fails: the_table_given_is_left_alone
reason: the table that you were given should be left as it is
"""

import numpy as np


def read_faces(table):
    table["pixels"] = table["pixels"].apply(lambda text: np.array(text.split(), dtype=int))
    pictures = np.stack(table["pixels"].tolist()).astype(np.uint8).reshape(-1, 48, 48)
    return pictures, table["emotion"].to_numpy()
