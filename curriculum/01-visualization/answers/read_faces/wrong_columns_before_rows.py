"""The numbers run down the columns instead of along the rows: each face lies on its side.

fails: each_pixel_in_its_place, one_byte_a_pixel, a_part_of_a_larger_table, a_single_picture, the_table_given_is_left_alone
reason: some pixels are not in their place
"""

import numpy as np


def read_faces(table):
    pictures = [
        np.array(text.split(), dtype=int).reshape(48, 48, order="F") for text in table["pixels"]
    ]
    return np.stack(pictures).astype(np.uint8), table["emotion"].to_numpy()
