"""The plan's registers in a bundle: every revision that a desk knows.

Taking in is idempotent and in any order; which revision of a record stands is decided when it is read. The desk that
collects may have another plan, so a revision is checked for its shape and not against a register's fields.
"""

import re
import sqlite3
from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any

from services_catalog.errors import BundleRefusedError
from services_catalog.exchange.exchanged import (
    CLOCKS_DIFFER,
    Item,
    check_fields,
    check_ids,
    checked_moment,
)
from services_catalog.registers import moment_of
from services_catalog.store import bundle_rows, register_rows
from services_catalog.store.register_rows import Revision
from services_catalog.vietnamese import clean

LONGEST = 4000
LARGEST = 10**12
_RECORD = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_NAME = re.compile(r"[a-z0-9][a-z0-9-]{0,59}")
_UNIT = re.compile(r"[A-Za-z0-9-]{0,60}")
_MOST_FIELDS = 60


class Records:
    """What was written in the registers, changed and removed."""

    kind = "record"
    label = "lần ghi sổ kế hoạch"

    def outgoing(self, connection: sqlite3.Connection, *, everything: bool) -> Iterator[Item]:
        """Every revision that this desk knows and has not sent."""
        for row in bundle_rows.unsent(connection, register_rows.OUTBOX, everything=everything):
            yield register_rows.revision_of(row)._asdict()

    def sent(self, connection: sqlite3.Connection, ids: Sequence[str], at: str) -> None:
        """Note it in the outbox."""
        bundle_rows.mark_sent(connection, register_rows.OUTBOX, ids, at)

    def check(self, item: Item, now: datetime) -> None:
        """See that it is a revision that some desk could have written."""
        check_fields(item, Revision._fields)
        check_ids(item["id"], item["desk"])
        checked_moment(item["at"], now)
        shapes = (("record", _RECORD), ("register", _NAME), ("unit", _UNIT))
        sound = all(isinstance(item[name], str) and shape.fullmatch(item[name]) for name, shape in shapes)
        moment, fields = item["moment"], item["fields"]
        sound = sound and isinstance(item["deleted"], bool) and _is_whole(moment)
        # A later moment than any clock tells would let no correction stand after it.
        if not sound or not 0 < moment <= moment_of(now + CLOCKS_DIFFER):
            raise BundleRefusedError("Gói có dòng sổ không đúng dạng.")
        if len(fields) > _MOST_FIELDS or not all(_is_value(*each) for each in fields.items()):
            raise BundleRefusedError("Gói có dòng sổ chứa nội dung không hợp lệ.")

    def incoming(self, connection: sqlite3.Connection, item: Item) -> bool:
        """Add it, unless it is known."""
        revision = Revision(**item)
        known = register_rows.known(connection, revision.id)
        if known is not None and known != revision:
            raise BundleRefusedError("Gói có một dòng sổ mâu thuẫn với chính dòng đó ở bàn này.")
        if known is None:
            register_rows.append(connection, revision)
        return known is None


def _is_whole(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


def _is_value(name: Any, value: Any) -> bool:
    if not isinstance(name, str) or not _NAME.fullmatch(name):
        return False
    if isinstance(value, str):
        return value == clean(value) and len(value) <= LONGEST
    return isinstance(value, bool) or (_is_whole(value) and abs(value) <= LARGEST)
