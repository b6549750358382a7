"""The photo is taken for blue, green, red, OpenCV's usual order.

fails: colours_are_red_green_blue
reason: the colours stand in the order red, green, blue
"""

import cv2


def crop_face(photo, size):
    gray = cv2.cvtColor(photo, cv2.COLOR_BGR2GRAY)
    path = cv2.data.haarcascades + "haarcascade_frontalface_default.xml"
    boxes = cv2.CascadeClassifier(path).detectMultiScale(gray, scaleFactor=1.1, minNeighbors=5)
    if len(boxes) == 0:
        return None
    x, y, width, height = max(boxes, key=lambda box: box[2] * box[3])
    face = gray[y : y + height, x : x + width]
    return cv2.resize(face, (size, size), interpolation=cv2.INTER_AREA)
