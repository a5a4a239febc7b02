"""Ids that are unique across desks without a server: UUID version 7 (RFC 9562, section 5.7)."""

import os
import re
import time
import uuid
from threading import Lock

_SHAPE = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}")
_LOCK = Lock()
_REMEMBERED = 8
_made: dict[int, int] = {}
"""The last id of each of the milliseconds that ids were made for last."""
_RANDOM = (1 << 62) - 1


def new_id(milliseconds: int | None = None) -> str:
    """Return a UUIDv7: 48 bits of time in milliseconds, then 74 random bits, so ids sort by when they were made.

    Also those that one program makes within a millisecond (RFC 9562, section 6.2, method 2). Python has
    `uuid.uuid7` only from 3.14 on.
    """
    stamp = time.time_ns() // 1_000_000 if milliseconds is None else milliseconds
    value = (stamp & 0xFFFF_FFFF_FFFF) << 80 | int.from_bytes(os.urandom(10), "big")
    value = value & ~(0xF << 76) | 0x7 << 76
    value = value & ~(0x3 << 62) | 0x2 << 62
    with _LOCK:
        before = _made.pop(stamp, 0)
        if before and before & _RANDOM < _RANDOM - (1 << 32):
            value = before + 1 + int.from_bytes(os.urandom(4), "big")
        _made[stamp] = value
        while len(_made) > _REMEMBERED:
            del _made[next(iter(_made))]
    return str(uuid.UUID(int=value))


def is_id(text: object) -> bool:
    """Whether `text` is an id as `new_id` writes it."""
    return isinstance(text, str) and _SHAPE.fullmatch(text) is not None
