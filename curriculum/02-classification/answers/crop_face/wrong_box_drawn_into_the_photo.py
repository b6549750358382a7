"""The box is drawn into the photo that was given, to look at it.

fails: the_photo_is_left_alone
reason: the photo should be left as it is
"""

import cv2


def crop_face(photo, size):
    gray = cv2.cvtColor(photo, cv2.COLOR_RGB2GRAY)
    path = cv2.data.haarcascades + "haarcascade_frontalface_default.xml"
    boxes = cv2.CascadeClassifier(path).detectMultiScale(gray, scaleFactor=1.1, minNeighbors=5)
    if len(boxes) == 0:
        return None
    x, y, width, height = max(boxes, key=lambda box: box[2] * box[3])
    cv2.rectangle(photo, (x, y), (x + width, y + height), (255, 0, 0), 2)
    face = gray[y : y + height, x : x + width]
    return cv2.resize(face, (size, size), interpolation=cv2.INTER_AREA)
