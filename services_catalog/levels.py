"""How far each service is offered online, and since when.

The Decision speaks of «mức độ 3, 4» (NĐ 43/2011); since 15/08/2022 offices say «một phần» and «toàn trình»
(NĐ 42/2022, since 01/07/2026 NĐ 224/2026). NĐ 224's own «mức độ 1–4» of services done without being asked for
are something else and have no place here. A rate uses the level at its cut-off day.
"""

import sqlite3
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from itertools import zip_longest
from pathlib import Path
from types import MappingProxyType

from services_catalog.errors import MotcuaError
from services_catalog.model import OnlineLevel
from services_catalog.store import journal_rows, level_rows, ready_rows
from services_catalog.store.journal_file import JournalFile
from services_catalog.store.level_rows import LevelRow, PublishedRow
from services_catalog.vietnamese import clean

MOST_SERVICES = 20_000
LONGEST_BASIS = 200


class ServiceLevel(StrEnum):
    """The level of an online service; AS_CATALOGUED takes back what was set before."""

    INFORMATION = "information"
    LEVEL_2 = "2"
    LEVEL_3 = "3"
    LEVEL_4 = "4"
    PARTIAL = "partial"
    FULL = "full"
    AS_CATALOGUED = ""


LEVEL_NAMES = {
    ServiceLevel.INFORMATION: "chỉ cung cấp thông tin",
    ServiceLevel.LEVEL_2: "mức độ 2",
    ServiceLevel.LEVEL_3: "mức độ 3",
    ServiceLevel.LEVEL_4: "mức độ 4",
    ServiceLevel.PARTIAL: "một phần",
    ServiceLevel.FULL: "toàn trình",
    ServiceLevel.AS_CATALOGUED: "theo danh mục",
}
COUNTED = frozenset({ServiceLevel.LEVEL_3, ServiceLevel.LEVEL_4, ServiceLevel.PARTIAL, ServiceLevel.FULL})
"""The levels whose services the two rates are about (QĐ 984, III.1)."""
_AS_BEFORE = ServiceLevel.AS_CATALOGUED
_OLD_TERMS = frozenset({ServiceLevel.LEVEL_2, ServiceLevel.LEVEL_3, ServiceLevel.LEVEL_4})

_REACH = {
    ServiceLevel.LEVEL_3: ServiceLevel.PARTIAL,
    ServiceLevel.PARTIAL: ServiceLevel.PARTIAL,
    ServiceLevel.LEVEL_4: ServiceLevel.FULL,
    ServiceLevel.FULL: ServiceLevel.FULL,
}
_CATALOGUED_REACH = {
    OnlineLevel.FULL: ServiceLevel.FULL,
    OnlineLevel.ONLINE: ServiceLevel.AS_CATALOGUED,
    OnlineLevel.NONE: ServiceLevel.INFORMATION,
}


class LevelRefusedError(MotcuaError):
    """Mức độ này chưa ghi được."""

    title = "Chưa ghi mức độ"
    next_step = "Sửa chỗ được nêu rồi lưu lại."


@dataclass(frozen=True, slots=True)
class LevelPeriod:
    """A level of one service from its first to its last day; no last day means «still».

    An empty unit means that it holds for every unit that has none of its own.
    """

    service_code: str
    unit: str
    level: ServiceLevel
    first_day: date
    last_day: date | None
    basis: str


@dataclass(frozen=True, slots=True)
class Scope:
    """Which services count on one day: by the catalogue, else as set for all units, else for a single one."""

    everywhere: frozenset[str]
    of_unit: Mapping[str, Mapping[str, bool]]

    def counts(self, unit: str, service_code: str) -> bool:
        """Whether the rates of `unit` are about this service."""
        own = self.of_unit.get(unit)
        if own is not None and service_code in own:
            return own[service_code]
        return service_code in self.everywhere


class Levels:
    """Levels and published numbers in the journal's file; `catalogued` gives what the bundled facts say.

    Every method may raise a StoreError.
    """

    def __init__(
        self,
        path: Path,
        clock: Callable[[], datetime],
        catalogued: Callable[[], Mapping[str, OnlineLevel]],
    ) -> None:
        self._file = JournalFile(path)
        self._clock = clock
        self._catalogued = catalogued

    def set(
        self,
        service_code: str,
        level: ServiceLevel,
        first_day: date,
        *,
        last_day: date | None = None,
        unit: str = "",
        basis: str = "",
    ) -> None:
        """Let a level hold from `first_day`, until `last_day` or the next one that is set.

        After `last_day` what was set before holds again. `basis` names the decision behind the level. Raises
        LevelRefusedError, and then nothing has changed.
        """
        if not service_code:
            raise LevelRefusedError("Thiếu mã thủ tục.")
        if last_day is not None and last_day < first_day:
            raise LevelRefusedError("Ngày cuối đứng trước ngày đầu.")
        if level in _OLD_TERMS and first_day >= date(2026, 7, 1):
            # NĐ 224/2026 gives «mức độ 1–4» another meaning from this day on.
            raise LevelRefusedError("Từ 01/07/2026 không còn mức độ 2, 3, 4: chọn một phần hoặc toàn trình.")
        now = self._clock().isoformat(timespec="milliseconds")
        with self._file.writing() as connection:
            desk = journal_rows.desk_id(connection)
            known = [each for each in level_rows.levels_of(connection, service_code) if each.unit == unit]
            row = LevelRow(
                service_code, unit, first_day.isoformat(), level, clean(basis, LONGEST_BASIS), now, desk
            )
            _put(connection, row, known)
            if last_day is not None:
                after = (last_day + timedelta(days=1)).isoformat()
                if not any(row.first_day < each.first_day <= after for each in known):
                    before = [each for each in known if each.first_day < row.first_day]
                    former, told = (before[-1].level, before[-1].basis) if before else (_AS_BEFORE, "")
                    _put(connection, LevelRow(service_code, unit, after, former, told, now, desk), known)
            ready_rows.change(connection)

    def history(self, service_code: str) -> list[LevelPeriod]:
        """The levels that offices set for a service, unit by unit, in order."""
        rows = self._file.read(lambda connection: level_rows.levels_of(connection, service_code)) or []
        found = []
        for row, after in zip_longest(rows, rows[1:]):
            last = (
                date.fromisoformat(after.first_day) - timedelta(days=1)
                if after and after.unit == row.unit
                else None
            )
            if row.level:
                first = date.fromisoformat(row.first_day)
                found.append(
                    LevelPeriod(row.service, row.unit, ServiceLevel(row.level), first, last, row.basis)
                )
        return found

    def scope(self, day: date) -> Scope:
        """Which services the rates are about on a day.

        What nobody set goes by the catalogue: a service that the Portal takes online counts, since both
        «một phần» and «toàn trình» do.
        """
        rows = self._file.read(lambda connection: level_rows.levels(connection, day.isoformat())) or []
        everywhere = {code for code, level in self._catalogued().items() if level is not OnlineLevel.NONE}
        catalogued = frozenset(everywhere)
        of_unit: dict[str, dict[str, bool]] = {}
        for row in rows:  # in the order in which they took effect: the last one of a key stands
            level = ServiceLevel(row.level)
            if row.unit:
                own = of_unit.setdefault(row.unit, {})
                if level is ServiceLevel.AS_CATALOGUED:
                    own.pop(row.service, None)
                else:
                    own[row.service] = level in COUNTED
            elif level in COUNTED or (level is ServiceLevel.AS_CATALOGUED and row.service in catalogued):
                everywhere.add(row.service)
            else:
                everywhere.discard(row.service)
        return Scope(frozenset(everywhere), MappingProxyType(of_unit))

    def on(self, day: date) -> Callable[[str, str], ServiceLevel]:
        """How far a service (by unit and code) goes online on a day: FULL, PARTIAL or INFORMATION.

        AS_CATALOGUED is said where the Portal takes it online and nobody knows how far.
        """
        rows = self._file.read(lambda connection: level_rows.levels(connection, day.isoformat())) or ()
        by_key = {(row.unit, row.service): ServiceLevel(row.level) for row in rows}
        catalogued = self._catalogued()

        def level(unit: str, service_code: str) -> ServiceLevel:
            for key in ((unit, service_code), ("", service_code)):
                found = by_key.get(key, ServiceLevel.AS_CATALOGUED)
                if found is not ServiceLevel.AS_CATALOGUED:
                    return _REACH.get(found, ServiceLevel.INFORMATION)
            return _CATALOGUED_REACH[catalogued.get(service_code, OnlineLevel.NONE)]

        return level

    def publish(self, unit: str, services: int, first_day: date) -> None:
        """Note how many services a unit publishes from a day on (QĐ 766, 3.2: the denominator of the reference).

        Raises LevelRefusedError.
        """
        if not unit:
            raise LevelRefusedError("Thiếu đơn vị.")
        if not 0 <= services <= MOST_SERVICES:
            raise LevelRefusedError(f"Số thủ tục từ 0 đến {MOST_SERVICES}.")
        now = self._clock().isoformat(timespec="milliseconds")
        with self._file.writing() as connection:
            desk = journal_rows.desk_id(connection)
            level_rows.put_published(
                connection, PublishedRow(unit, first_day.isoformat(), services, now, desk)
            )
            ready_rows.change(connection)

    def published(self, day: date) -> dict[str, int]:
        """How many services each unit publishes on a day, as far as that was noted."""
        return self._file.read(lambda connection: level_rows.published(connection, day.isoformat())) or {}

    def close(self) -> None:
        """Let go of the file; a later call opens it again."""
        self._file.close()


def _put(connection: sqlite3.Connection, row: LevelRow, known: Sequence[LevelRow]) -> None:
    """Let a level stand, also where the clock went back since another one was set for that day."""
    for each in known:
        if each.first_day == row.first_day and (each.at, each.desk) >= (row.at, row.desk):
            later = datetime.fromisoformat(each.at) + timedelta(milliseconds=1)
            row = row._replace(at=later.isoformat(timespec="milliseconds"))
    level_rows.put_level(connection, row)
