"""`squeeze` takes away a dimension where there is one picture.

fails: any_number_and_size_of_pictures
reason: should have shape (1, 28), but its shape is (28,)
"""


def flatten_and_scale(pictures):
    return pictures.reshape(len(pictures), -1).squeeze() / 255
