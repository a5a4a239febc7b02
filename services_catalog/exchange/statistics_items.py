"""Statistics in a bundle: slices of counts, levels, published numbers and closed periods.

Of two versions of a slice, level or number the later (at, desk) stands on every desk, whatever the order in which
they arrive. Closed periods are never changed, so all of them are kept.
"""

import json
import sqlite3
from collections.abc import Iterator, Sequence
from datetime import datetime
from hashlib import sha256
from typing import Any

from services_catalog.closing import QUARTERS, figures_text
from services_catalog.counts import FIRST_MONTH, MOST, DossierCount, System, check_count
from services_catalog.errors import BundleRefusedError
from services_catalog.exchange.exchanged import Item, check_fields, check_ids, checked_day, checked_moment
from services_catalog.levels import MOST_SERVICES, ServiceLevel
from services_catalog.store import bundle_rows, closing_rows, count_rows, level_rows, ready_rows
from services_catalog.store.closing_rows import ClosingRow
from services_catalog.store.count_rows import DeliveryRow, SliceRow
from services_catalog.store.level_rows import LevelRow, PublishedRow
from services_catalog.vietnamese import clean

LONGEST = 200
MOST_IN_SLICE = 20_000


class _Versions:
    """What kinds without an outbox of their own share: an item's id names its version, sent ones are listed."""

    kind = ""
    label = ""

    def items(self, connection: sqlite3.Connection) -> Iterator[Item]:
        """Every item this desk knows."""
        raise NotImplementedError

    def outgoing(self, connection: sqlite3.Connection, *, everything: bool) -> Iterator[Item]:
        """Every item that this desk knows and has not sent."""
        sent = set() if everything else bundle_rows.sent_items(connection, self.kind)
        return (item for item in self.items(connection) if item["id"] not in sent)

    def sent(self, connection: sqlite3.Connection, ids: Sequence[str], at: str) -> None:
        """Note it beside the items of other kinds."""
        bundle_rows.mark_sent_items(connection, self.kind, ids, at)


class Slices(_Versions):
    """Dossier counts of one unit and month out of one system, with the delivery they came in."""

    kind = "slice"
    label = "bảng số liệu của một đơn vị, một tháng"

    def items(self, connection: sqlite3.Connection) -> Iterator[Item]:
        """Every slice, emptied ones too."""
        for row in count_rows.every_slice(connection):
            delivery = count_rows.delivery(connection, row.delivery)
            yield {
                "id": _version_id(row.unit, row.month, row.system, row.at, row.desk),
                **row._asdict(),
                "delivered": delivery._asdict() if delivery else None,
                "counts": [list(each) for each in count_rows.slice_counts(connection, *row[:3])],
            }

    def check(self, item: Item, now: datetime) -> None:
        """See that each count could have been taken in here."""
        check_fields(item, ("id", *SliceRow._fields, "delivered", "counts"))
        row = SliceRow(*(item[name] for name in SliceRow._fields))
        _check_texts(*row)
        _check_version(
            item, _version_id(row.unit, row.month, row.system, row.at, row.desk), row.at, row.desk, now
        )
        System(row.system)
        month = checked_day(f"{row.month}-01")
        if not FIRST_MONTH <= month <= now.date():
            raise BundleRefusedError("Gói có bảng số liệu của một tháng không nhận được.")
        counts = item["counts"]
        if not isinstance(counts, list) or len(counts) > MOST_IN_SLICE:
            raise BundleRefusedError("Gói có bảng số liệu không đúng dạng.")
        seen = set()
        for service, online, in_person, postal, resulted in counts:
            _check_texts(service)
            if not all(_whole(each) for each in (online, in_person, postal)) or service in seen:
                raise BundleRefusedError("Gói có số hồ sơ không đúng dạng.")
            if resulted is not None and not _whole(resulted):
                raise BundleRefusedError("Gói có số hồ sơ không đúng dạng.")
            seen.add(service)
            check_count(
                DossierCount(row.unit, month, service, online, in_person, postal, resulted), now.date()
            )
        _check_delivery(item["delivered"], row, now)

    def incoming(self, connection: sqlite3.Connection, item: Item) -> bool:
        """Let it stand, unless a later version does."""
        row = SliceRow(*(item[name] for name in SliceRow._fields))
        counts = [(each[0], each[1], each[2], each[3], each[4]) for each in item["counts"]]
        known = count_rows.one_slice(connection, *row[:3])
        if item["delivered"]:
            count_rows.add_delivery(connection, DeliveryRow(**item["delivered"]))
        if known is not None and (known.at, known.desk) >= (row.at, row.desk):
            same = (known.at, known.desk) == (row.at, row.desk)
            if same and count_rows.slice_counts(connection, *row[:3]) != sorted(counts):
                raise BundleRefusedError("Gói có bảng số liệu mâu thuẫn với chính bảng đó ở bàn này.")
            return False
        slice_id = count_rows.renew_slice(connection, row)
        count_rows.add_counts(connection, ((slice_id, *each) for each in counts))
        ready_rows.change(connection)
        return True


class LevelItems(_Versions):
    """How far a service is offered online, from a day on."""

    kind = "level"
    label = "mức cung cấp trực tuyến"

    def items(self, connection: sqlite3.Connection) -> Iterator[Item]:
        """Every level that was set."""
        for row in level_rows.every_level(connection):
            yield {"id": _version_id(row.service, row.unit, row.first_day, row.at, row.desk), **row._asdict()}

    def check(self, item: Item, now: datetime) -> None:
        """See that it could have been set here."""
        check_fields(item, ("id", *LevelRow._fields))
        row = LevelRow(*(item[name] for name in LevelRow._fields))
        _check_texts(*row)
        wanted = _version_id(row.service, row.unit, row.first_day, row.at, row.desk)
        _check_version(item, wanted, row.at, row.desk, now)
        checked_day(row.first_day)
        ServiceLevel(row.level)
        if not row.service:
            raise BundleRefusedError("Gói có mức cung cấp thiếu mã thủ tục.")

    def incoming(self, connection: sqlite3.Connection, item: Item) -> bool:
        """Let it stand, unless a later one does."""
        new = level_rows.put_level(connection, LevelRow(*(item[name] for name in LevelRow._fields)))
        if new:
            ready_rows.change(connection)
        return new


class PublishedItems(_Versions):
    """How many services a unit publishes, from a day on."""

    kind = "published"
    label = "số thủ tục đang công khai"

    def items(self, connection: sqlite3.Connection) -> Iterator[Item]:
        """Every number that was noted."""
        for row in level_rows.every_published(connection):
            yield {"id": _version_id(row.unit, row.first_day, row.at, row.desk), **row._asdict()}

    def check(self, item: Item, now: datetime) -> None:
        """See that it could have been noted here."""
        check_fields(item, ("id", *PublishedRow._fields))
        row = PublishedRow(*(item[name] for name in PublishedRow._fields))
        _check_texts(row.unit, row.first_day, row.at, row.desk)
        _check_version(item, _version_id(row.unit, row.first_day, row.at, row.desk), row.at, row.desk, now)
        checked_day(row.first_day)
        if not _whole(row.services) or row.services > MOST_SERVICES or not row.unit:
            raise BundleRefusedError("Gói có số thủ tục công khai không đúng dạng.")

    def incoming(self, connection: sqlite3.Connection, item: Item) -> bool:
        """Let it stand, unless a later one does."""
        new = level_rows.put_published(
            connection, PublishedRow(*(item[name] for name in PublishedRow._fields))
        )
        if new:
            ready_rows.change(connection)
        return new


class ClosedPeriods(_Versions):
    """Closed report periods, as they were signed."""

    kind = "period"
    label = "kỳ báo cáo đã chốt"

    def items(self, connection: sqlite3.Connection) -> Iterator[Item]:
        """Every closing."""
        for row in closing_rows.every(connection):
            yield row._asdict() | {"figures": json.loads(row.figures)}

    def check(self, item: Item, now: datetime) -> None:
        """See that nothing of it was changed since it was closed."""
        check_fields(item, ClosingRow._fields)
        check_ids(item["id"], item["desk"])
        checked_moment(item["at"], now)
        _check_texts(item["unit"], item["sha256"])
        until = checked_day(item["until"])
        if (
            item["year"] != until.year
            or item["quarter"] not in QUARTERS
            or not isinstance(item["figures"], dict)
        ):
            raise BundleRefusedError("Gói có kỳ báo cáo không đúng dạng.")
        if sha256(figures_text(item["figures"]).encode()).hexdigest() != item["sha256"]:
            raise BundleRefusedError("Gói có kỳ báo cáo bị sửa sau khi chốt.")

    def incoming(self, connection: sqlite3.Connection, item: Item) -> bool:
        """Add it, unless it is known."""
        row = _closing(item)
        known = closing_rows.one(connection, row.id)
        if known is not None and known != row:
            raise BundleRefusedError("Gói có một kỳ báo cáo mâu thuẫn với chính kỳ đó ở bàn này.")
        if known is None:
            closing_rows.add(connection, row)
        return known is None


def _closing(item: Item) -> ClosingRow:
    return ClosingRow(**{**item, "figures": figures_text(item["figures"])})


def _version_id(*parts: str) -> str:
    return "|".join(parts)


def _whole(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= MOST


def _check_texts(*texts: object) -> None:
    for text in texts:
        if not isinstance(text, str) or clean(text, LONGEST) != text:
            raise BundleRefusedError("Gói có mục chứa chữ không hợp lệ.")


def _check_version(item: Item, wanted: str, at: str, desk: str, now: datetime) -> None:
    if item["id"] != wanted:
        raise BundleRefusedError("Gói có mục mang số không đúng dạng.")
    check_ids(desk)
    checked_moment(at, now)


def _check_delivery(delivered: Any, row: SliceRow, now: datetime) -> None:
    if delivered is None:
        return
    check_fields(delivered, DeliveryRow._fields)
    found = DeliveryRow(**delivered)
    _check_texts(found.id, found.system, found.source, found.file_name, found.sha256)
    checked_moment(found.at, now)
    check_ids(found.id, found.desk)
    if found.id != row.delivery or not _whole(found.lines) or found.system != row.system:
        raise BundleRefusedError("Gói có lần nhập không đúng dạng.")
