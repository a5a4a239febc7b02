"""Assisted submissions as a report tells them (QĐ 984, Phụ lục II, II.2.c): which services, which places, how many.

They are never a source of the two rates.
"""

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from services_catalog.store import assisted_rows
from services_catalog.store.journal_file import JournalFile
from services_catalog.submission import LABELS, HelperRole, HelpKind, PostalUse, Result


@dataclass(frozen=True, slots=True)
class AssistedCount:
    """Dossiers that were helped with, of one group; `filed` of them were filed, `by_post` used the post."""

    key: str
    name: str
    quantity: int
    filed: int
    by_post: int


@dataclass(frozen=True, slots=True)
class Assisted:
    """The assisted submissions of some units in a period; each table has the largest quantity first.

    `elsewhere` counts dossiers of entries that name no unit.
    """

    entries: int
    quantity: int
    filed: int
    post_sent: int
    post_received: int
    by_service: tuple[AssistedCount, ...]
    by_place: tuple[AssistedCount, ...]
    by_role: tuple[AssistedCount, ...]
    by_help: tuple[AssistedCount, ...]
    elsewhere: int


@dataclass(frozen=True, slots=True)
class _Line:
    unit: str
    role: str
    service: str
    service_name: str
    help: str
    quantity: int
    entries: int
    filed: int
    postal: PostalUse


def assisted(path: Path, first: date, last: date, units: Collection[str] | None) -> Assisted:
    """Add up the journal's entries of a period, both days included; `units` limits them to some, None means all.

    Raises a StoreError.
    """
    file = JournalFile(path)
    rows = file.read(
        lambda connection: assisted_rows.grouped(connection, first.isoformat(), last.isoformat())
    )
    lines = [
        _Line(
            row["unit"],
            row["role"],
            row["service_code"],
            row["service_name"],
            row["help"],
            row["quantity"],
            row["entries"],
            row["quantity"] if row["result"] == Result.FILED else 0,
            PostalUse(row["postal"]),
        )
        for row in rows or ()
    ]
    wanted = [each for each in lines if units is None or each.unit in units]
    sent = {PostalUse.SEND, PostalUse.BOTH}
    received = {PostalUse.RECEIVE, PostalUse.BOTH}
    return Assisted(
        entries=sum(each.entries for each in wanted),
        quantity=sum(each.quantity for each in wanted),
        filed=sum(each.filed for each in wanted),
        post_sent=sum(each.quantity for each in wanted if each.postal in sent),
        post_received=sum(each.quantity for each in wanted if each.postal in received),
        by_service=_by(wanted, lambda each: (each.service, each.service_name)),
        by_place=_by(wanted, lambda each: (each.unit, each.unit)),
        by_role=_by(wanted, lambda each: (each.role, LABELS[HelperRole(each.role)])),
        by_help=_by(wanted, lambda each: (each.help, LABELS[HelpKind(each.help)])),
        elsewhere=sum(each.quantity for each in lines if not each.unit) if units is not None else 0,
    )


def _by(lines: Iterable[_Line], named: Callable[[_Line], tuple[str, str]]) -> tuple[AssistedCount, ...]:
    found: dict[str, AssistedCount] = {}
    for each in lines:
        key, name = named(each)
        before = found.get(key, AssistedCount(key, name, 0, 0, 0))
        found[key] = AssistedCount(
            key,
            name,
            before.quantity + each.quantity,
            before.filed + each.filed,
            before.by_post + (each.quantity if each.postal is not PostalUse.NONE else 0),
        )
    return tuple(sorted(found.values(), key=lambda count: (-count.quantity, count.key)))
