"""The registers' part of what desks send each other: revisions, as JSON values, of the bundle kind «record».

Taking in is idempotent and in any order; which revision of a record stands is decided when it is read.
"""

import re
import sqlite3
from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta
from typing import Any

from services_catalog.register_values import RegisterRefusedError
from services_catalog.store import register_rows
from services_catalog.store.register_rows import Revision
from services_catalog.vietnamese import clean

KIND = "record"
LONGEST = 4000
LAST_MOMENT = 4_102_444_800_000
"""The year 2100: a later one would let no correction stand after it."""
_ID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_NAME = re.compile(r"[a-z0-9][a-z0-9-]{0,59}")
_UNIT = re.compile(r"[A-Za-z0-9-]{0,60}")
_MOST_FIELDS = 60


def outgoing(connection: sqlite3.Connection) -> Iterator[dict[str, Any]]:
    """Every revision that this desk knows, other desks' too, as JSON values."""
    for each in register_rows.all_revisions(connection):
        yield each._asdict() | {"fields": dict(each.fields)}


def check(item: Any) -> None:
    """Whether `item` is a revision that can be taken in. Raises RegisterRefusedError with what is wrong."""
    if not isinstance(item, dict) or set(item) != set(Revision._fields):
        raise RegisterRefusedError("Dòng sổ trong gói sai dạng.")
    for name, shape in (("id", _ID), ("record", _ID), ("desk", _ID), ("register", _NAME), ("unit", _UNIT)):
        if not isinstance(item[name], str) or not shape.fullmatch(item[name]):
            raise RegisterRefusedError(f"Dòng sổ trong gói có «{name}» sai dạng.")
    if not _is_moment(item["at"], item["moment"]) or not isinstance(item["deleted"], bool):
        raise RegisterRefusedError("Dòng sổ trong gói có thời điểm sai.")
    fields = item["fields"]
    if (
        not isinstance(fields, dict)
        or len(fields) > _MOST_FIELDS
        or not all(_is_value(*each) for each in fields.items())
    ):
        raise RegisterRefusedError("Dòng sổ trong gói có nội dung sai dạng.")


def incoming(connection: sqlite3.Connection, item: Mapping[str, Any]) -> bool:
    """Take in a checked item, inside the caller's transaction; False where this desk has it already."""
    return register_rows.take_in(connection, Revision(**item))


def _is_moment(at: Any, moment: Any) -> bool:
    try:
        offset = datetime.fromisoformat(at).utcoffset()
    except (TypeError, ValueError):
        return False
    known = isinstance(moment, int) and not isinstance(moment, bool) and 0 < moment < LAST_MOMENT
    return known and offset is not None and abs(offset) <= timedelta(hours=14)


def _is_value(name: Any, value: Any) -> bool:
    if not isinstance(name, str) or not _NAME.fullmatch(name):
        return False
    if isinstance(value, str):
        return value == clean(value) and len(value) <= LONGEST
    return isinstance(value, bool) or (isinstance(value, int) and abs(value) < LAST_MOMENT)
