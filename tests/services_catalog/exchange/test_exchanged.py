"""A new kind of items travels with one small object and one line in the registry."""

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing
from datetime import datetime
from pathlib import Path

import pytest

from services_catalog.errors import BundleRefusedError
from services_catalog.exchange import bundle
from services_catalog.exchange.exchanged import Exchanged, Item, check_fields, checked_day
from services_catalog.store import bundle_rows
from tests.services_catalog.exchange.bundling import Place, bundle_of, items_of


class Notices:
    """A kind without an outbox of its own, kept in memory."""

    kind = "notice"
    label = "thông báo"

    def __init__(self) -> None:
        self.held: dict[str, Item] = {}

    def outgoing(self, connection: sqlite3.Connection, *, everything: bool) -> Iterator[Item]:
        """What was not sent."""
        sent = set() if everything else bundle_rows.sent_items(connection, self.kind)
        yield from (item for name, item in self.held.items() if name not in sent)

    def sent(self, connection: sqlite3.Connection, ids: Sequence[str], at: str) -> None:
        """Note it."""
        bundle_rows.mark_sent_items(connection, self.kind, ids, at)

    def check(self, item: Item, now: datetime) -> None:  # noqa: ARG002 - the protocol has it
        """Only a day."""
        check_fields(item, ("id", "day"))
        checked_day(item["day"])

    def incoming(self, connection: sqlite3.Connection, item: Item) -> bool:  # noqa: ARG002 - the same
        """Take it in once."""
        new = item["id"] not in self.held
        self.held[item["id"]] = item
        return new


def test_a_kind_of_ones_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without it counts, levels and registers could not travel without changing the bundle itself."""
    notices: Exchanged = (mine := Notices())
    monkeypatch.setattr(bundle, "KINDS", (*bundle.KINDS, notices))
    item = {"id": "a", "day": "2026-09-30"}
    with closing(Place(tmp_path / "left")) as left, closing(Place(tmp_path / "right")) as right:
        mine.held["a"] = item
        file = left.send()
        assert items_of(file) == [{"kind": "notice", **item}]
        assert items_of(left.send("again")) == []
        assert items_of(left.send("all", everything=True)) == [{"kind": "notice", **item}]
        mine.held.clear()
        assert right.bundles.merge(file).new["notice"] == 1
        assert right.bundles.merge(file).known["notice"] == 1
        file.write_bytes(bundle_of([{"kind": "notice", "id": "b", "day": "2026-02-31"}]))
        with pytest.raises(BundleRefusedError):
            right.bundles.merge(file)
        assert set(mine.held) == {"a"}
