"""Mean 0 and standard deviation 1 instead of 0 to 1.

fails: each_picture_is_one_row, the_scale_is_the_same_for_all, any_number_and_size_of_pictures, the_pictures_are_left_alone
reason: black is 0 and white is 1
"""


def flatten_and_scale(pictures):
    rows = pictures.reshape(len(pictures), -1)
    return (rows - rows.mean()) / rows.std()
