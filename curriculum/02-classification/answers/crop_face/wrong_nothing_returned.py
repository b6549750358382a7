"""The face is cut out, but there is no return.

fails: the_box_is_cut_out, colours_are_red_green_blue, the_largest_of_several, any_size_that_is_asked_for, none_where_there_is_no_face, the_photo_is_left_alone
reason: None came back for a photo with a face
"""

import cv2


def crop_face(photo, size):
    gray = cv2.cvtColor(photo, cv2.COLOR_RGB2GRAY)
    path = cv2.data.haarcascades + "haarcascade_frontalface_default.xml"
    boxes = cv2.CascadeClassifier(path).detectMultiScale(gray, scaleFactor=1.1, minNeighbors=5)
    if len(boxes) > 0:
        x, y, width, height = max(boxes, key=lambda box: box[2] * box[3])
        face = gray[y : y + height, x : x + width]
        face = cv2.resize(face, (size, size), interpolation=cv2.INTER_AREA)
