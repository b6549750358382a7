"""The shipped model against the labels of one split, with all pictures and without the leaked."""

from __future__ import annotations

import numpy as np

from course_utils.faces import EMOTIONS, USAGES, FaceSet
from course_utils.models.errors import ModelsError
from course_utils.models.leaks import Fresh
from course_utils.models.scores import Scores
from course_utils.models.shipped import SIX, ShippedModel, in_six


class Evaluation:
    """All that `course evaluate` says.

    Attributes:
        faces: name of the face set.
        split: name of the split.
        parts: "all" -> scores of every picture; "leak_free" -> of those without a twin in
            Training, if it was asked for and there are any.
        six: the same parts with *disgust* counted as *angry*.
    """

    def __init__(
        self, faces: FaceSet, model: ShippedModel, split: str | None = None, leak_free: bool = True
    ):
        """Measure `model` on one split of `faces`.

        Args:
            faces: a face set.
            model: what `shipped.load` gives.
            split: a name in `USAGES`; None means the last test split that has pictures.
            leak_free: whether to score the leak-free part too.

        Raises:
            FacesError: there is no such split.
            ModelsError: the split has no pictures.
        """
        self.faces, self.split = faces.name, split or _last_test(faces)
        chosen = faces.split(self.split)
        if not len(chosen):
            raise ModelsError(f"{faces.name} has no pictures in {self.split}; choose another split")
        seven = model.predict(chosen.pixels)
        six_labels = np.array([SIX.index(name) if name in SIX else 0 for name in EMOTIONS])
        rows = {"all": np.ones(len(chosen), bool)}
        if leak_free and self.split != "Training":
            rows["leak_free"] = Fresh(faces, self.split).rows
        rows = {name: part for name, part in rows.items() if part.any()}
        self.parts = {
            name: Scores(probabilities=seven[part], labels=chosen.emotion[part])
            for name, part in rows.items()
        }
        self.six = {
            name: Scores(probabilities=in_six(seven[part]), labels=six_labels[chosen.emotion[part]])
            for name, part in rows.items()
        }

    def as_dict(self) -> dict:
        """Plain values: the scores of all pictures on top, everything else below them."""
        known = {"faces": self.faces, "split": self.split, "labels": list(EMOTIONS)}
        known |= self.parts["all"].as_dict()
        known["per_label"] = per_label(self.parts["all"])
        known["six"] = self.six["all"].as_dict()
        if "leak_free" in self.parts:
            known["leak_free"] = self.parts["leak_free"].as_dict()
            known["leak_free"]["six"] = self.six["leak_free"].as_dict()
        return known


def per_label(scores: Scores) -> dict[str, dict]:
    """Label -> pictures, precision and recall of a seven-label `Scores`; None where undefined."""
    table = {}
    for row, name in enumerate(EMOTIONS):
        hits, with_label = int(scores.confusion[row, row]), int(scores.confusion[row].sum())
        answered = int(scores.confusion[:, row].sum())
        table[name] = {
            "pictures": with_label,
            "precision": hits / answered if answered else None,
            "recall": hits / with_label if with_label else None,
        }
    return table


def _last_test(faces: FaceSet) -> str:
    for code in (2, 1):
        if (faces.usage == code).any():
            return USAGES[code]
    raise ModelsError(f"{faces.name} has no test split; say --split Training to score that one")
