"""The course secret: hidden inputs are drawn from it, so that no student can know them.

It is made once. Its fingerprint stands beside the gradebook; a machine with another secret would
draw other inputs and give other scores, and is refused.
"""

from __future__ import annotations

import contextlib
import hashlib
import hmac
import os
import secrets
import tempfile
from pathlib import Path

from course_utils.errors import UserMistake
from course_utils.grading.course import Course

FINGERPRINT = "gradebook.secret"


def course_secret(course: Course) -> bytes:
    """The secret of this course, made at the first call.

    Raises:
        UserMistake: the gradebook was made with another secret, or the secret is damaged.
    """
    path = course.private / "secret"
    fingerprint = course.root / FINGERPRINT
    # In this order: whoever makes a secret writes the fingerprint last.
    if fingerprint.exists() and not path.exists():
        raise UserMistake(
            f"this gradebook was made with a secret that is not here: copy {path.name} from the "
            f"first grading machine to {path}, or remove {fingerprint.name} to grade everybody anew"
        )
    if not path.exists():
        _make(path, secrets.token_hex(32))
    try:
        secret = bytes.fromhex(path.read_text().strip())
    except ValueError:  # text that is no text, or no hexadecimal number
        secret = b""
    if len(secret) < 16:
        raise UserMistake(f"{path} is damaged; restore it from the first grading machine")
    own = hashlib.sha256(b"fingerprint" + secret).hexdigest()[:16]
    if not fingerprint.exists():
        _make(fingerprint, own + "\n")
    if fingerprint.read_text().strip() != own:
        raise UserMistake(
            f"this gradebook was made with another secret than {path}: use the first grading "
            f"machine's, or remove {fingerprint.name} to grade everybody anew"
        )
    return secret


def _make(path: Path, text: str) -> None:
    """Write a new file for its owner alone; of two that start at once, one wins whole."""
    path.parent.mkdir(parents=True, exist_ok=True)
    descriptor, making = tempfile.mkstemp(prefix=f"{path.name}.", dir=path.parent)
    with os.fdopen(descriptor, "w") as file:
        file.write(text)
    with contextlib.suppress(FileExistsError):
        os.link(making, path)
    os.unlink(making)


def student_seed(secret: bytes, student: str) -> bytes:
    """The seed of one student's hidden inputs: not to be guessed without the secret."""
    return hmac.new(secret, student.encode(), hashlib.sha256).digest()
