"""Dossier counts: how many dossiers of each service each unit received in a month, by channel.

They come from the one-stop system, the Portal or a ministry's system as files, or are tallied by hand. What this
desk helped with (the journal) is never among them: QĐ 984, III.1 measures dossiers received, not help given.
"""

import sqlite3
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from pathlib import Path
from typing import NamedTuple

from services_catalog.errors import MotcuaError
from services_catalog.ids import new_id
from services_catalog.model import PublicOrganization
from services_catalog.store import count_rows, journal_rows, ready_rows
from services_catalog.store.count_rows import DeliveryRow, SliceRow
from services_catalog.store.journal_file import JournalFile
from services_catalog.vietnamese import clean

FIRST_MONTH = date(2015, 1, 1)
MOST = 10_000_000
_LONGEST = 200


class System(StrEnum):
    """Where counts come from.

    For the same unit, month and service the first of ONE_STOP, PORTAL and TALLY stands, as all three count the
    same dossiers; what a MINISTRY's own system received is another matter and is added, or left out, as chosen.
    """

    ONE_STOP = "one-stop"
    PORTAL = "portal"
    TALLY = "tally"
    MINISTRY = "ministry"


PRECEDENCE = (System.ONE_STOP, System.PORTAL, System.TALLY)
SYSTEM_NAMES = {
    System.ONE_STOP: "Hệ thống một cửa của tỉnh",
    System.PORTAL: "Cổng Dịch vụ công quốc gia",
    System.TALLY: "Tự đếm tại đơn vị",
    System.MINISTRY: "Hệ thống của bộ, ngành",
}


class CountRefusedError(MotcuaError):
    """Số liệu này chưa ghi được."""

    title = "Chưa ghi số liệu"
    next_step = "Sửa chỗ được nêu rồi làm lại. Chưa có số nào thay đổi."


class DossierCount(NamedTuple):
    """Dossiers of one service that one unit received in one month.

    `month` is its first day. `resulted` counts the online dossiers that ended with an electronic result, None
    where the source does not tell. A named tuple, because an import makes a million of them.
    """

    unit: str
    month: date
    service_code: str
    online: int = 0
    in_person: int = 0
    postal: int = 0
    resulted: int | None = None


@dataclass(frozen=True, slots=True)
class Delivery:
    """One file, or one afternoon of tallying, that counts came from.

    `standing` is how many unit-months of it have not been replaced since; 0 means that nothing of it counts.
    """

    id: str
    system: System
    source: str
    file_name: str
    sha256: str
    lines: int
    at: datetime
    desk: str
    standing: int
    first_month: str
    last_month: str


@dataclass(frozen=True, slots=True)
class Replaced:
    """What taking counts in did: which delivery, how many unit-months and counts; `already` if nothing was new."""

    delivery: str
    slices: int = 0
    counts: int = 0
    emptied: int = 0
    already: bool = False


@dataclass(frozen=True, slots=True)
class Slice:
    """One unit's figures of one month out of one system."""

    unit: str
    month: str
    system: System
    delivery: str
    at: datetime


class Counts:
    """The counts in the journal's file, for any number of threads and beside other programs.

    Months travel as «2026-09». Every method may raise a StoreError.
    """

    def __init__(self, path: Path, clock: Callable[[], datetime]) -> None:
        self._file = JournalFile(path)
        self._clock = clock

    def replace(
        self,
        system: System,
        counts: Iterable[DossierCount],
        *,
        source: str = "",
        file_name: str = "",
        sha256: str = "",
        whole_months: Collection[date] = (),
        fills: Collection[tuple[str, date]] = (),
        also: Callable[[sqlite3.Connection, SliceRow], None] | None = None,
    ) -> Replaced:
        """Take counts in, all or nothing: for each unit and month among them they replace that system's figures.

        With `whole_months`, units that the file does not name lose that system's figures of these months. A file
        (`sha256`) that was taken in before, of which everything still stands, changes nothing; `fills` names the units
        and months that it is about, else any of them that stands will do.
        `also` writes, in the same transaction, what an import keeps beside the counts; its row says what came when.
        Raises CountRefusedError, and whatever `counts` raises while it is read.
        """
        now = self._clock()
        delivery = new_id(int(now.timestamp() * 1000))
        at = now.isoformat(timespec="milliseconds")
        with self._file.writing() as connection:
            if sha256:
                known = count_rows.same_file(connection, sha256, system)
                if known and _stands(connection, system, known[1], fills, whole_months):
                    return Replaced(known[0], already=True)
            desk = journal_rows.desk_id(connection)

            def renewed(unit: str, month: str) -> int:
                return count_rows.renew_slice(connection, SliceRow(unit, month, system, delivery, at, desk))

            filling = _Filling(renewed, now.date())
            count_rows.add_counts(connection, filling.rows(counts))
            emptied = _emptied(connection, system, whole_months, filling.slices, renewed)
            told = clean(source, _LONGEST), clean(file_name, _LONGEST), sha256
            row = DeliveryRow(delivery, system, *told, filling.lines, at, desk)
            count_rows.add_delivery(connection, row)
            if also:
                also(connection, SliceRow("", "", system, delivery, at, desk))
            ready_rows.change(connection)
        return Replaced(delivery, len(filling.slices), filling.lines, emptied)

    def tally(
        self, unit: str, month: date, service_code: str, *, online: int, in_person: int, postal: int
    ) -> None:
        """Let these numbers stand for one service in the unit's own tally of a month.

        Raises CountRefusedError.
        """
        now = self._clock()
        count = DossierCount(unit, month, service_code, online, in_person, postal)
        check_count(count, now.date())
        at = now.isoformat(timespec="milliseconds")
        with self._file.writing() as connection:
            desk = journal_rows.desk_id(connection)
            row = SliceRow(unit, month_of(month), System.TALLY, f"tally-{desk}", at, desk)
            count_rows.set_count(
                connection,
                count_rows.touch_slice(connection, row),
                (service_code, online, in_person, postal, None),
            )
            ready_rows.change(connection)

    def tallied(self, unit: str, month: date) -> list[DossierCount]:
        """The unit's own tally of a month, by service."""
        return self.slice(unit, month, System.TALLY)

    def slice(self, unit: str, month: date, system: System) -> list[DossierCount]:
        """One unit's counts of a month out of one system, by service."""
        rows = self._file.read(
            lambda connection: count_rows.slice_counts(connection, unit, month_of(month), system)
        )
        return [DossierCount(unit, month.replace(day=1), *row) for row in rows or ()]

    def deliveries(self) -> list[Delivery]:
        """Every file that was taken in, newest first."""
        return [
            Delivery(
                id=row.id,
                system=System(row.system),
                source=row.source,
                file_name=row.file_name,
                sha256=row.sha256,
                lines=row.lines,
                at=datetime.fromisoformat(row.at),
                desk=row.desk,
                standing=standing,
                first_month=first,
                last_month=last,
            )
            for row, standing, first, last in self._file.read(count_rows.deliveries) or ()
        ]

    def slices(self, first: date, last: date) -> list[Slice]:
        """Which figures there are for these months: by unit, month and system."""
        rows = self._file.read(
            lambda connection: count_rows.slices(connection, month_of(first), month_of(last))
        )
        return [
            Slice(row.unit, row.month, System(row.system), row.delivery, datetime.fromisoformat(row.at))
            for row in rows or ()
        ]

    def units_of(self, system: System, months: Collection[date]) -> set[str]:
        """The units that have figures of a system in one of these months."""
        wanted = sorted({month_of(day) for day in months})
        return self._file.read(lambda connection: count_rows.units_of(connection, system, wanted)) or set()

    def close(self) -> None:
        """Let go of the file; a later call opens it again."""
        self._file.close()


def month_of(day: date) -> str:
    """The month of a day as the store writes it: «2026-09»."""
    return f"{day.year:04d}-{day.month:02d}"


def _stands(
    connection: sqlite3.Connection,
    system: System,
    standing: Collection[tuple[str, str]],
    fills: Collection[tuple[str, date]],
    whole_months: Collection[date],
) -> bool:
    """Whether taking the file in once more would change nothing."""
    wanted = {(unit, month_of(month)) for unit, month in fills}
    for month in {month_of(day) for day in whole_months}:
        wanted |= {(unit, month) for unit in count_rows.units_of(connection, system, [month])}
    return bool(standing) and all(each in standing for each in wanted)


def _emptied(
    connection: sqlite3.Connection,
    system: System,
    whole_months: Collection[date],
    filled: Collection[tuple[str, str]],
    renewed: Callable[[str, str], int],
) -> int:
    """Empty the slices of `whole_months` that the file did not fill; return how many."""
    emptied = 0
    for month in sorted({month_of(day) for day in whole_months}):
        for unit in sorted(count_rows.units_of(connection, system, [month])):
            if (unit, month) not in filled:
                renewed(unit, month)
                emptied += 1
    return emptied


class _Filling:
    """Counts on their way into their slices: each is checked, and its slice emptied when it is first met."""

    def __init__(self, renewed: Callable[[str, str], int], today: date) -> None:
        self._renewed = renewed
        self._today = today
        self._ids: dict[tuple[str, date], int] = {}
        self.slices: set[tuple[str, str]] = set()
        self.lines = 0

    def rows(self, counts: Iterable[DossierCount]) -> Iterator[tuple[int, str, int, int, int, int | None]]:
        ids = self._ids
        for count in counts:
            unit, month, service, online, in_person, postal, resulted = count
            slice_id = ids.get((unit, month))
            if slice_id is None:
                slice_id = self._new(count)
            sound = 0 <= online <= MOST and 0 <= in_person <= MOST and 0 <= postal <= MOST and service
            if not sound or resulted is not None:
                check_count(count, self._today)
            self.lines += 1
            yield slice_id, service, online, in_person, postal, resulted

    def _new(self, count: DossierCount) -> int:
        check_count(count, self._today)
        month = month_of(count.month)
        slice_id = self._renewed(count.unit, month) if (count.unit, month) not in self.slices else None
        if slice_id is None:
            slice_id = next(
                known
                for (unit, day), known in self._ids.items()
                if unit == count.unit and month_of(day) == month
            )
        self.slices.add((count.unit, month))
        self._ids[count.unit, count.month] = slice_id
        return slice_id


def existed_in(unit: PublicOrganization, month: date) -> bool:
    """Whether the unit existed under this name on any day of a month, given by its first day."""
    following = date(month.year + month.month // 12, month.month % 12 + 1, 1)
    return unit.exists_on(month) or unit.exists_on(following - timedelta(days=1))


def check_unit(unit: PublicOrganization, month: date) -> None:
    """See that a unit can have received dossiers in a month. Raises CountRefusedError."""
    if not existed_in(unit, month):
        raise CountRefusedError(
            f"{unit.name} ({unit.code}) không hoạt động trong tháng {month:%m/%Y}.",
            next_step="Chọn đơn vị của thời đó. Chưa có số nào thay đổi.",
        )


def check_count(count: DossierCount, today: date) -> None:
    """See that a count can be one. Raises CountRefusedError, which names it."""
    where = f"{count.service_code or '(không mã)'} {count.unit or '(không đơn vị)'} {month_of(count.month)}"
    if not count.unit or not count.service_code:
        raise CountRefusedError(f"Thiếu đơn vị hoặc mã thủ tục: {where}.")
    if not FIRST_MONTH <= count.month <= today:
        raise CountRefusedError(f"Tháng {count.month:%m/%Y} không nhận được số liệu: {where}.")
    if not all(0 <= each <= MOST for each in (count.online, count.in_person, count.postal)):
        raise CountRefusedError(f"Số hồ sơ phải từ 0 đến {MOST}: {where}.")
    if count.resulted is not None and not 0 <= count.resulted <= count.online:
        raise CountRefusedError(f"Số có kết quả điện tử lớn hơn số nộp trực tuyến: {where}.")
