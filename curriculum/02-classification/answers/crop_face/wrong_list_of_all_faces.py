"""A list of all faces comes back.

fails: the_box_is_cut_out, colours_are_red_green_blue, the_largest_of_several, any_size_that_is_asked_for, none_where_there_is_no_face, the_photo_is_left_alone
reason: should be a numpy array, but a list came back
"""

import cv2


def crop_face(photo, size):
    gray = cv2.cvtColor(photo, cv2.COLOR_RGB2GRAY)
    path = cv2.data.haarcascades + "haarcascade_frontalface_default.xml"
    boxes = cv2.CascadeClassifier(path).detectMultiScale(gray, scaleFactor=1.1, minNeighbors=5)
    if len(boxes) == 0:
        return None
    return [
        cv2.resize(gray[y : y + h, x : x + w], (size, size), interpolation=cv2.INTER_AREA)
        for x, y, w, h in boxes
    ]
