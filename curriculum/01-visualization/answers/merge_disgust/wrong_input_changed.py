"""The array that was given is changed in place.

fails: the_array_given_is_left_alone
reason: should be left as it is
"""


def merge_disgust(emotions):
    emotions[emotions > 0] -= 1
    return emotions
