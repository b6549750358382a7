"""Only the pictures come back.

fails: each_pixel_in_its_place, one_byte_a_pixel, labels_in_the_order_of_the_rows, a_part_of_a_larger_table, a_single_picture, the_table_given_is_left_alone
reason: should be two things, `pictures` and `labels`, but a numpy array came back
"""

import numpy as np


def read_faces(table):
    pictures = [np.array(text.split(), dtype=int).reshape(48, 48) for text in table["pixels"]]
    return np.stack(pictures).astype(np.uint8)
