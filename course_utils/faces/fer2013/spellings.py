"""What people call the labels and the splits, in columns and in folder names."""

from __future__ import annotations

import re

from course_utils.faces.schema import EMOTIONS, USAGES

_EMOTION_WORDS = {
    "Angry": ("angry", "anger"),
    "Disgust": ("disgust", "disgusted"),
    "Fear": ("fear", "fearful", "afraid", "scared"),
    "Happy": ("happy", "happiness", "joy"),
    "Sad": ("sad", "sadness"),
    "Surprise": ("surprise", "surprised"),
    "Neutral": ("neutral", "calm"),
}
_USAGE_WORDS = {
    "Training": ("training", "train"),
    "PublicTest": ("publictest", "public", "validation", "valid", "val", "dev"),
    "PrivateTest": ("privatetest", "private", "test", "testing"),
}


def plain(word: str) -> str:
    """`word` in small letters without white space, quotes, hyphens and underscores."""
    return re.sub(r"[\s\"'_-]+", "", word).lower()


def _codes(names: tuple[str, ...], words: dict[str, tuple[str, ...]]) -> dict[str, int]:
    return {word: code for code, name in enumerate(names) for word in words[name]}


_EMOTION_CODES = _codes(EMOTIONS, _EMOTION_WORDS) | {str(code): code for code in range(7)}
_USAGE_CODES = _codes(USAGES, _USAGE_WORDS)


def emotion_code(word: str) -> int | None:
    """The position in `EMOTIONS` that `word` names ("3", "Happy", "03_happiness"), or None."""
    spoken = plain(word)
    if "-" in word and spoken.isdigit():
        return None  # "-1" is no spelling of "1"
    return _EMOTION_CODES.get(spoken, _EMOTION_CODES.get(spoken.lstrip("0123456789.")))


def usage_code(word: str) -> int | None:
    """The position in `USAGES` that `word` names ("Training", "val", "fer2013 test"), or None."""
    spoken = plain(word)
    return _USAGE_CODES.get(spoken, _USAGE_CODES.get(spoken.removeprefix("fer2013")))
