"""A second drawn set in which one group is rare in Training and often badly lit, for the audit.

The group is *people who wear glasses*. Anybody can put glasses on and take them off, so the group
stands for no people, sex, age or faith; they are there to be seen in the picture; and the same
persons are found with and without. What harms the group's score here is what has harmed real
groups: few examples and poor light. Some wearers stand in good light and some others in poor
light, so that the two causes can be told apart.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from course_utils.faces import drawn
from course_utils.faces.labels import uniforms
from course_utils.faces.schema import FaceSet

SEED = 384
#: Faces in the set: 9,600 for Training, 1,200 for each of the test splits.
N = 12000
#: Share of pictures with glasses in Training, PublicTest and PrivateTest. An audit needs enough of
#: the rare group to say anything, so the tests hold more of it.
GLASSES = (0.04, 0.3, 0.3)
#: Share of badly lit pictures with and without glasses.
POOR_LIGHT = {True: 0.6, False: 0.1}
#: What poor light means: so much less light, and so much more sensor noise.
DIMMER, NOISIER = 0.2, 0.04

_STREAM = 109


def parameters(seed: int, index: int, person: int, bits: np.ndarray):
    """The recipe of the skewed set: as the drawn set's, but for glasses and light."""
    units, identity, nuisance = drawn.parameters(seed, index, person, bits)
    wears, kind, light = uniforms(seed, [index], _STREAM, 3)[0]
    # The split is the remainder of the index; it decides how rare glasses are, and nothing else.
    glasses = bool(wears < GLASSES[int(index) % 3])
    identity = replace(identity, glasses=1 + int(kind * 2) if glasses else 0)
    if light < POOR_LIGHT[glasses]:
        nuisance = replace(
            nuisance, exposure=nuisance.exposure * DIMMER, noise=nuisance.noise + NOISIER
        )
    return units, identity, nuisance


def draw(n: int = N, seed: int = SEED, painter: drawn.Painter = drawn.paint) -> FaceSet:
    """The skewed set; arguments and result as in `drawn.draw`."""
    faces = drawn.draw(n, seed, recipe=parameters, painter=painter)
    return replace(faces, name="skewed faces", manifest=faces.manifest | {"kind": "skewed"})
