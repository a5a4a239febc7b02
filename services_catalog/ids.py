"""Ids that are unique across desks without a server: UUID version 7 (RFC 9562, section 5.7)."""

import os
import time
import uuid


def new_id(milliseconds: int | None = None) -> str:
    """Return a UUIDv7: 48 bits of time in milliseconds, then 74 random bits, so ids sort by when they were made.

    Python has `uuid.uuid7` only from 3.14 on.
    """
    stamp = time.time_ns() // 1_000_000 if milliseconds is None else milliseconds
    value = (stamp & 0xFFFF_FFFF_FFFF) << 80 | int.from_bytes(os.urandom(10), "big")
    value = value & ~(0xF << 76) | 0x7 << 76
    return str(uuid.UUID(int=value & ~(0x3 << 62) | 0x2 << 62))
