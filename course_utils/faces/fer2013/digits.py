"""Gray levels written as decimal numbers, turned into bytes a whole block of rows at a time.

Python's own way (`row.split()`, then `int`) looks at 80 million numbers one by one. Here every
byte of the text computes the number that *would* end at it, from itself and the two bytes before;
then only the bytes at which a number does end are kept. Each step is one numpy operation over the
block, and a block is small enough to stay in the processor's cache.
"""

from __future__ import annotations

import numpy as np

_SPACE = np.uint8(ord(" "))
_ZERO = np.uint8(ord("0"))
# Three spaces before the text, so that its first bytes have neighbours, and one after it.
_BEFORE, _AFTER = b"   ", b" "


def gray_levels(fields: list[bytes], count: int) -> np.ndarray | None:
    """The numbers of all `fields`, or None when any field is not in order.

    Args:
        fields: one text a row: numbers from 0 to 255 with spaces between them, and neither white
            space nor anything else at its ends.
        count: how many numbers each field must hold.

    Returns:
        (len(fields), count) uint8; None when a field holds another count of numbers, a number
        above 255 or of more than three digits, or any byte that is neither digit nor space.
    """
    if not fields or not all(fields):
        return None
    text = np.frombuffer(_BEFORE + b" ".join(fields) + _AFTER, np.uint8)
    is_digit = text >= _ZERO
    digit = text - _ZERO
    if ((digit > 9) & (text != _SPACE)).any():
        return None
    digit *= is_digit

    # For the byte at i: ones at i, tens at i - 1, hundreds at i - 2. A space counts as 0, and where
    # i or i - 1 is a space, the digit at i - 2 belongs to the number before.
    pair = is_digit[1:] & is_digit[:-1]
    low = digit[1:-2] * np.uint8(10)
    low += digit[2:-1]
    hundreds = digit[:-3] * pair[1:-1]
    level = hundreds * np.uint8(100)
    level += low
    # Two digits and 200 at most make 299, which runs over 255 to a value below its own two digits.
    four_digits = pair[2:] & pair[:-2]
    if hundreds.max() > 2 or (level < low).any() or four_digits.any():
        return None

    ends = np.flatnonzero(is_digit[2:-1] > is_digit[3:])
    lengths = np.fromiter(map(len, fields), np.int64, len(fields))
    last_bytes = np.cumsum(lengths + 1) - 2 + len(_BEFORE) - 2
    if len(ends) != len(fields) * count or (ends[count - 1 :: count] != last_bytes).any():
        return None
    return level.take(ends).reshape(len(fields), count)
