"""Picture by picture with OpenCV, colour by colour."""

import cv2
import numpy as np


def for_backbone(pictures, side):
    answer = np.empty((len(pictures), side, side, 3), dtype="float32")
    for place, picture in enumerate(pictures):
        large = cv2.resize(picture.astype("float32"), (side, side), interpolation=cv2.INTER_LINEAR)
        for colour in range(3):
            answer[place, :, :, colour] = (large - 127.5) / 127.5
    return answer
