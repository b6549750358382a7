"""Which test pictures a model may have seen in training."""

from __future__ import annotations

import numpy as np

from course_utils.faces import USAGES, FaceSet
from course_utils.faces.manifest import leak_free


class Fresh:
    """The pictures of one split that have no twin in Training.

    On a drawn set near copies count as twins, because the set knows them; on a real one a twin is
    equal in every pixel, so near copies stay in.

    Attributes:
        rows: (n,) bool, a row for each picture of the split, in the set's order.
    """

    def __init__(self, faces: FaceSet, split: str):
        wanted = faces.usage == USAGES.index(split)
        if "source" in faces.nuisance:
            self.rows = leak_free(faces)[wanted]
            return
        seen = {picture.tobytes() for picture in faces.pixels[faces.usage == 0]}
        self.rows = np.array([p.tobytes() not in seen for p in faces.pixels[wanted]], bool)
