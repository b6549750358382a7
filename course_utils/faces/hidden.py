"""Test faces that nobody can draw without the course's secret."""

from __future__ import annotations

import hashlib
import hmac

import numpy as np

from course_utils.faces import drawn
from course_utils.faces.labels import DEFAULT
from course_utils.faces.schema import USAGES, FacesError, FaceSet


def hidden_faces(secret: bytes, n: int, topic: str = "") -> FaceSet:
    """Draw `n` faces like those of the drawn set, without faults, from a secret.

    Args:
        secret: of the course, 16 bytes or more. The same secret gives the same faces.
        n: how many.
        topic: what the faces are for, such as an exercise's name; another topic, other faces.

    Returns:
        A set in which every picture counts as PrivateTest; its manifest does not hold the seed.

    Raises:
        FacesError: the secret is too short or no bytes.
    """
    if not isinstance(secret, bytes) or len(secret) < 16:
        raise FacesError("hidden faces need a secret of at least 16 bytes")
    digest = hmac.new(secret, f"hidden faces {topic}".encode(), hashlib.sha256).digest()
    # The highest bit keeps the seed apart from every public one, which are small numbers.
    seed = int.from_bytes(digest[:16], "little") | 1 << 127
    index = np.arange(n)
    emotion, bits = DEFAULT.sample(seed, index)
    person = drawn.persons(seed, index)
    columns = drawn.describe(drawn.parameters, seed, index, person, bits)
    return FaceSet(
        pixels=drawn.paint(drawn.parameters, seed, index, person, bits),
        emotion=emotion,
        usage=np.full(n, USAGES.index("PrivateTest"), np.uint8),
        name="hidden faces",
        units=columns.pop("units"),
        votes=DEFAULT.votes(seed, index, bits),
        group=person,
        nuisance=columns,
        manifest={"kind": "hidden", "faces": n},
    )
