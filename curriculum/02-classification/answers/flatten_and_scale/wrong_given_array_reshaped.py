"""The array that was given gets the new shape itself.

fails: the_pictures_are_left_alone
reason: the array of pictures should be left as it is
"""


def flatten_and_scale(pictures):
    pictures.shape = (len(pictures), -1)
    return pictures / 255
