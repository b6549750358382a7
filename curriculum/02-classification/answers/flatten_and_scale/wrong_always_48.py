"""Pictures of 48 by 48 pixels are taken for granted.

fails: each_picture_is_one_row, the_scale_is_the_same_for_all, any_number_and_size_of_pictures, the_pictures_are_left_alone
reason: `flatten_and_scale` stopped with ValueError
"""


def flatten_and_scale(pictures):
    return pictures.reshape(-1, 48 * 48) / 255
