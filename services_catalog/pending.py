"""Counts that an import could not place, kept until the officer says which unit or service they mean.

A match counts at once, in the month that the file told, beside what stands there. A newer file of the same unit and
month takes the place of what still waits, as it does of what was counted.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from services_catalog.counts import CountRefusedError
from services_catalog.model import PublicOrganization
from services_catalog.store import count_rows, journal_rows, pending_rows, ready_rows
from services_catalog.store.count_rows import SliceRow
from services_catalog.store.journal_file import JournalFile
from services_catalog.store.pending_rows import Kind, PendingRow
from services_catalog.vietnamese import fold


@dataclass(frozen=True, slots=True)
class PendingText:
    """A unit's or a service's text that nobody has matched yet, and what waits for it; months as «2026-09»."""

    kind: Kind
    text: str
    name: str
    rows: int
    dossiers: int
    first_month: str
    last_month: str


@dataclass(frozen=True, slots=True)
class Matched:
    """What a match did: rows that count now, and their dossiers. Rows that still wait for the other half are not in."""

    rows: int
    dossiers: int


class PendingCounts:
    """The waiting counts in the journal's file, for any number of threads and beside other programs."""

    def __init__(self, path: Path, clock: Callable[[], datetime]) -> None:
        self._file = JournalFile(path)
        self._clock = clock

    def texts(self) -> list[PendingText]:
        """What waits: units first, then services, those with the most dossiers first."""
        found: list[PendingText] = []
        for kind in ("unit", "service"):
            rows = self._file.read(lambda connection, kind=kind: pending_rows.groups(connection, kind)) or []  # type: ignore[misc]
            found += [PendingText(kind, each.text, each.name, *each[3:]) for each in rows]
        return found

    def match_service(self, text: str, code: str) -> Matched:
        """Count what waits for a service's text as the service `code`."""
        return self._match("service", text, code)

    def match_unit(self, text: str, unit: PublicOrganization) -> Matched:
        """Count what waits for a unit's text as this unit.

        Raises CountRefusedError where the unit did not exist in one of the months; nothing has changed then.
        """
        key = fold(text)
        months = self._file.read(lambda connection: pending_rows.months_of(connection, "unit", key)) or []
        wrong = [month for month in months if not unit.exists_on(date.fromisoformat(f"{month}-01"))]
        if wrong:
            raise CountRefusedError(
                f"{unit.name} không hoạt động trong tháng {', '.join(wrong)}.",
                next_step="Chọn đơn vị có trong các tháng đó. Chưa có số nào thay đổi.",
            )
        return self._match("unit", text, unit.code)

    def _match(self, kind: Kind, text: str, code: str) -> Matched:
        at = self._clock().isoformat(timespec="milliseconds")
        with self._file.writing() as connection:
            pending_rows.match(connection, kind, fold(text), code)
            rows = pending_rows.take_complete(connection)
            if rows:
                desk = journal_rows.desk_id(connection)
                slices: dict[tuple[str, str, str], int] = {}
                for row in rows:
                    key = (row.unit, row.month, row.system)
                    if key not in slices:
                        slices[key] = count_rows.touch_slice(
                            connection, SliceRow(*key, row.delivery, at, desk)
                        )
                count_rows.add_counts(connection, _placed(rows, slices))
                ready_rows.change(connection)
        return Matched(len(rows), sum(row.online + row.in_person + row.postal for row in rows))

    def close(self) -> None:
        """Let go of the file; a later call opens it again."""
        self._file.close()


def _placed(
    rows: Iterable[PendingRow], slices: dict[tuple[str, str, str], int]
) -> Iterable[tuple[int, str, int, int, int, int | None]]:
    return (
        (
            slices[row.unit, row.month, row.system],
            row.service,
            row.online,
            row.in_person,
            row.postal,
            row.resulted,
        )
        for row in rows
    )
