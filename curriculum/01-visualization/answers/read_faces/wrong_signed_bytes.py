"""Signed bytes hold only -128 to 127: bright pixels become negative.

fails: each_pixel_in_its_place, one_byte_a_pixel, a_part_of_a_larger_table, a_single_picture, the_table_given_is_left_alone
reason: `pictures` should be of type uint8, but its dtype is int8
"""

import numpy as np


def read_faces(table):
    pictures = [np.array(text.split(), dtype=int).reshape(48, 48) for text in table["pixels"]]
    return np.stack(pictures).astype(np.int8), table["emotion"].to_numpy()
