"""What was handed out, in a bundle: each print meets the rules that count it at a desk."""

import sqlite3
from collections.abc import Iterator, Sequence
from datetime import datetime

from services_catalog.errors import BundleRefusedError
from services_catalog.exchange.exchanged import Item, check_fields, check_ids, checked_moment
from services_catalog.prints import LONGEST, check_print
from services_catalog.settings import Destination
from services_catalog.store import bundle_rows
from services_catalog.store.print_rows import PrintRow
from services_catalog.vietnamese import clean

_TEXTS = ("service_code", "unit")


class Prints:
    """How many copies of what were made, when and where."""

    kind = "print"
    label = "lần in"

    def outgoing(self, connection: sqlite3.Connection, *, everything: bool) -> Iterator[Item]:
        """Every print that this desk knows and has not sent."""
        for row in bundle_rows.unsent(connection, bundle_rows.PRINTS, everything=everything):
            yield bundle_rows.print_of(row)._asdict()

    def sent(self, connection: sqlite3.Connection, ids: Sequence[str], at: str) -> None:
        """Note it in the outbox."""
        bundle_rows.mark_sent(connection, bundle_rows.PRINTS, ids, at)

    def check(self, item: Item, now: datetime) -> None:
        """See that a desk could have counted it."""
        check_fields(item, PrintRow._fields)
        check_ids(item["id"], item["desk"])
        at = checked_moment(item["at"], now)
        if item["day"] != at.date().isoformat() or item["destination"] not in list(Destination):
            raise BundleRefusedError("Gói có lần in không đúng dạng.")
        check_print(item["format"], item["copies"])
        for name in _TEXTS:
            text = item[name]
            if not isinstance(text, str) or clean(text, LONGEST) != text:
                raise BundleRefusedError("Gói có lần in chứa chữ không hợp lệ.")

    def incoming(self, connection: sqlite3.Connection, item: Item) -> bool:
        """Add it, unless it is known."""
        row = PrintRow(**item)
        known = bundle_rows.known_print(connection, row.id)
        if known is not None and known != row:
            raise BundleRefusedError("Gói có một lần in mâu thuẫn với chính lần in đó ở bàn này.")
        if known is None:
            bundle_rows.take_print(connection, row)
        return known is None
