"""What a kind of items must be able to do to travel in a bundle, and the checks that kinds share.

A new kind is one small module with such an object and one line in `bundle.KINDS`. A bundle with a kind that a
program does not know is refused whole, as one that a later version made.
"""

import re
import sqlite3
from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta
from typing import Any, Protocol

from services_catalog.errors import BundleRefusedError
from services_catalog.ids import is_id

Item = dict[str, Any]
"""One line of a bundle as JSON values: without its `kind`, always with an `id` that is unique in its kind."""
CLOCKS_DIFFER = timedelta(days=1)
_MOMENT = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}\+07:00")


class Exchanged(Protocol):
    """A kind of items that desks exchange. Merging an item twice, or in any order, must make no difference."""

    @property
    def kind(self) -> str:
        """The name that stands in the bundle."""

    @property
    def label(self) -> str:
        """What people call such items: «lượt ghi, sửa, huỷ»."""

    def outgoing(self, connection: sqlite3.Connection, *, everything: bool) -> Iterator[Item]:
        """What was in no bundle yet, also what came from other desks; or `everything`."""

    def sent(self, connection: sqlite3.Connection, ids: Sequence[str], at: str) -> None:
        """Note that a bundle with these items is safely written."""

    def check(self, item: Item, now: datetime) -> None:
        """See that the item meets the rules that hold for entering it at a desk.

        Raises BundleRefusedError, another MotcuaError, or KeyError, TypeError, ValueError for what is no such
        item. Nothing may be put right silently: every desk must come to hold the same.
        """

    def incoming(self, connection: sqlite3.Connection, item: Item) -> bool:
        """Take a checked item in, inside the caller's transaction; tell whether it was new to this desk.

        Raises BundleRefusedError where it contradicts what this desk knows: then the whole bundle is refused.
        """


def check_fields(item: Item, names: Sequence[str]) -> None:
    """See that the item has these fields and no others. Raises BundleRefusedError."""
    if set(item) != set(names):
        raise BundleRefusedError("Gói có mục thiếu hoặc thừa thông tin.")


def check_ids(*ids: object) -> None:
    """See that these are ids. Raises BundleRefusedError."""
    if not all(is_id(each) for each in ids):
        raise BundleRefusedError("Gói có mục mang số không đúng dạng.")


def checked_moment(text: object, now: datetime) -> datetime:
    """The moment that `text` tells in Vietnam's time; clocks may differ by `CLOCKS_DIFFER`.

    Raises BundleRefusedError.
    """
    if not isinstance(text, str) or not _MOMENT.fullmatch(text):
        raise BundleRefusedError("Gói có mục ghi thời điểm không đúng dạng.")
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        raise BundleRefusedError("Gói có mục ghi thời điểm không có thật.") from None
    if moment > now + CLOCKS_DIFFER:
        raise BundleRefusedError(
            f"Gói có mục ghi lúc {moment:%d/%m/%Y %H:%M}, tức là ở tương lai.",
            next_step="Không có gì thay đổi. Xem lại đồng hồ của máy này và của bàn gửi.",
        )
    return moment


def checked_day(text: object) -> date:
    """The day that `text` tells. Raises BundleRefusedError."""
    try:
        day = date.fromisoformat(text) if isinstance(text, str) else None
    except ValueError:
        day = None
    if day is None or day.isoformat() != text:
        raise BundleRefusedError("Gói có mục ghi ngày không đúng.")
    return day
