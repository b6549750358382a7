"""A list of rows instead of an array.

fails: each_picture_is_one_row, the_scale_is_the_same_for_all, any_number_and_size_of_pictures, the_pictures_are_left_alone
reason: should be a numpy array, but a list came back
"""


def flatten_and_scale(pictures):
    return [picture.ravel() / 255 for picture in pictures]
