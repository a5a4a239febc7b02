"""What offices write into their reports, in a bundle: every version that a desk knows.

Taking in is idempotent and in any order; which version stands is decided when it is read.
"""

import re
import sqlite3
from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any

from services_catalog.closing import QUARTERS
from services_catalog.errors import BundleRefusedError
from services_catalog.exchange.exchanged import (
    CLOCKS_DIFFER,
    Item,
    check_fields,
    check_ids,
    checked_moment,
)
from services_catalog.register_values import FIRST_YEAR, LAST_YEAR
from services_catalog.registers import moment_of
from services_catalog.report_texts import checked_text
from services_catalog.store import bundle_rows, report_text_rows
from services_catalog.store.report_text_rows import TextRow

_UNIT = re.compile(r"[A-Za-z0-9-]{1,60}")
_SECTION = re.compile(r"[A-Za-z0-9.:_-]{1,60}")


class Texts:
    """The offices' own paragraphs."""

    kind = "report-text"
    label = "đoạn viết trong báo cáo"

    def outgoing(self, connection: sqlite3.Connection, *, everything: bool) -> Iterator[Item]:
        """Every version that this desk knows and has not sent."""
        for row in bundle_rows.unsent(connection, report_text_rows.OUTBOX, everything=everything):
            yield report_text_rows.text_of(row)._asdict()

    def sent(self, connection: sqlite3.Connection, ids: Sequence[str], at: str) -> None:
        """Note it in the outbox."""
        bundle_rows.mark_sent(connection, report_text_rows.OUTBOX, ids, at)

    def check(self, item: Item, now: datetime) -> None:
        """See that it is a version that some desk could have written."""
        check_fields(item, TextRow._fields)
        check_ids(item["id"], item["desk"])
        checked_moment(item["at"], now)
        whole = all(_is_whole(item[name]) for name in ("year", "quarter", "moment"))
        if not whole or not FIRST_YEAR <= item["year"] <= LAST_YEAR or item["quarter"] not in QUARTERS:
            raise BundleRefusedError("Gói có đoạn báo cáo không đúng kỳ.")
        # A later moment than any clock tells would let no correction stand after it.
        if not 0 < item["moment"] <= moment_of(now + CLOCKS_DIFFER):
            raise BundleRefusedError("Gói có đoạn báo cáo ghi ở thời điểm không có thật.")
        if not _UNIT.fullmatch(item["unit"]) or not _SECTION.fullmatch(item["section"]):
            raise BundleRefusedError("Gói có đoạn báo cáo không rõ của đơn vị nào, mục nào.")
        if checked_text(item["text"]) != item["text"]:
            raise BundleRefusedError("Gói có đoạn báo cáo chứa chữ không hợp lệ.")

    def incoming(self, connection: sqlite3.Connection, item: Item) -> bool:
        """Add it, unless it is known."""
        row = TextRow(**item)
        known = report_text_rows.known(connection, row.id)
        if known is not None and known != row:
            raise BundleRefusedError("Gói có một đoạn báo cáo mâu thuẫn với chính đoạn đó ở bàn này.")
        if known is None:
            report_text_rows.append(connection, row)
        return known is None


def _is_whole(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)
