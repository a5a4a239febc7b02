"""The journal's events in a bundle: each meets the rules of the form, and happens to an entry that was logged."""

import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import fields
from datetime import datetime
from typing import Any

from services_catalog.errors import BundleRefusedError
from services_catalog.exchange.exchanged import Item, check_fields, check_ids, checked_day, checked_moment
from services_catalog.store import bundle_rows
from services_catalog.store.journal_rows import Event
from services_catalog.submission import (
    Draft,
    checked,
    checked_reason,
    draft_fields,
    draft_values,
)

_FIELDS = ("id", "entry", "event", "at", "desk", "payload", "reason")
_LATER = {"visit"}
"""Fields that came to the draft after its first version: events from before don't have them."""
_KINDS = ("logged", "corrected", "voided")


class Events:
    """Logged, corrected, cancelled."""

    kind = "event"
    label = "lần ghi, sửa, huỷ lượt hỗ trợ"

    def outgoing(self, connection: sqlite3.Connection, *, everything: bool) -> Iterator[Item]:
        """Every event that this desk knows and has not sent, in the order in which it came to know them."""
        for row in bundle_rows.unsent(connection, bundle_rows.EVENTS, everything=everything):
            event = bundle_rows.event_of(row)
            yield {("event" if name == "kind" else name): value for name, value in event._asdict().items()}

    def sent(self, connection: sqlite3.Connection, ids: Sequence[str], at: str) -> None:
        """Note it in the outbox; nothing is taken out of there."""
        bundle_rows.mark_sent(connection, bundle_rows.EVENTS, ids, at)

    def check(self, item: Item, now: datetime) -> None:
        """See that the form, or the cancellation, would have taken it."""
        check_fields(item, _FIELDS)
        check_ids(item["id"], item["entry"], item["desk"])
        at = checked_moment(item["at"], now)
        kind, payload, reason = item["event"], item["payload"], item["reason"]
        if kind not in _KINDS or not isinstance(payload, dict) or not isinstance(reason, str):
            raise BundleRefusedError("Gói có lượt không đúng dạng.")
        if kind == "logged" and reason:
            raise BundleRefusedError("Gói có lượt ghi mới mà kèm lý do sửa.")
        if kind != "logged" and checked_reason(reason) != reason:
            raise BundleRefusedError("Gói có lý do sửa hoặc huỷ chứa chữ không hợp lệ.")
        if kind == "voided":
            if payload:
                raise BundleRefusedError("Gói có lượt huỷ mà kèm nội dung.")
            return
        _check_draft(payload, at)

    def incoming(self, connection: sqlite3.Connection, item: Item) -> bool:
        """Add it, unless it is known; the entry follows."""
        event = Event(*(item[name] for name in _FIELDS))
        known = bundle_rows.known_event(connection, event.id)
        if known is not None:
            if known != event:
                raise BundleRefusedError("Gói có một lượt mâu thuẫn với chính lượt đó ở bàn này.")
            return False
        # A correction may come before what it corrects, from a third desk: then there is no entry yet.
        began = bundle_rows.began_at(connection, event.entry)
        if began and (event.kind == "logged" or event.at <= began):
            raise BundleRefusedError("Gói có một lượt bị sửa trước khi được ghi, hoặc ghi hai lần.")
        bundle_rows.take_event(connection, event)
        return True


def _check_draft(payload: Mapping[str, Any], at: datetime) -> None:
    if set(payload) | _LATER != set(_TYPES):
        raise BundleRefusedError("Gói có lượt thiếu hoặc thừa thông tin.")
    values = {"visit": ""} | dict(payload)
    for name, kind in _TYPES.items():
        if type(values[name]) is not kind and not (name == "reason" and values[name] is None):
            raise BundleRefusedError("Gói có lượt ghi sai loại giá trị.")
    checked_day(values["day"])
    draft = Draft(**draft_fields(values))
    if draft_values(checked(draft, at.date())) != values:
        raise BundleRefusedError("Gói có lượt chứa chữ không hợp lệ.")


_NUMBERS: Mapping[str, type] = {"quantity": int, "leaflet": bool, "organization": bool, "elderly": bool}
_TYPES = {each.name: _NUMBERS.get(each.name, str) for each in fields(Draft)}
