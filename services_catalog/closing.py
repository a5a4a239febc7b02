"""Closed report periods: the figures as they were signed, whatever is imported afterwards.

A closing is never changed. Closing the same quarter again adds a later one beside it, and both can be shown.
"""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from hashlib import sha256
from pathlib import Path
from typing import Any

from services_catalog.counts import Delivery, month_of
from services_catalog.errors import MotcuaError
from services_catalog.ids import new_id
from services_catalog.indicators import RatesTable
from services_catalog.periods import QUARTER_NAMES
from services_catalog.store import closing_rows, journal_rows, ready_rows
from services_catalog.store.closing_rows import ClosingRow
from services_catalog.store.journal_file import JournalFile
from services_catalog.vietnamese import long_date

QUARTERS = (1, 2, 3, 4)
EMPTY = "Chưa có số liệu hồ sơ nào của đơn vị trong kỳ này: kỳ đã chốt không có tỷ lệ."


class ClosingRefusedError(MotcuaError):
    """Kỳ báo cáo này chưa chốt được."""

    title = "Chưa chốt kỳ"
    next_step = "Kiểm tra đơn vị, quý và ngày chốt rồi làm lại."


class NotClosedError(MotcuaError):
    """Kỳ báo cáo này chưa chốt."""

    title = "Chưa có số liệu đã chốt"
    next_step = "Chốt kỳ bằng «motcua period close», hoặc xem số liệu hiện tại bằng «motcua rates»."


@dataclass(frozen=True, slots=True)
class Closing:
    """A quarter as it was closed for one unit.

    `figures` are JSON values; `sha256` is the hash of their text, by which two copies can be compared.
    """

    id: str
    unit: str
    year: int
    quarter: int
    until: date
    at: datetime
    desk: str
    figures: Mapping[str, Any]
    sha256: str

    @property
    def empty(self) -> bool:
        """Whether it was closed before a single dossier of the unit was counted."""
        return not self.figures.get("units")

    @property
    def name(self) -> str:
        """As people call it: «Quý III/2026»."""
        return f"Quý {QUARTER_NAMES[self.quarter - 1]}/{self.year}"


class Closings:
    """The closed periods in the journal's file. Every method may raise a StoreError."""

    def __init__(self, path: Path, clock: Callable[[], datetime]) -> None:
        self._file = JournalFile(path)
        self._clock = clock

    def close_period(
        self, unit: str, year: int, quarter: int, until: date, work_out: Callable[[], Mapping[str, Any]]
    ) -> Closing:
        """Keep what `work_out` returns as the figures of a quarter up to `until`.

        Raises ClosingRefusedError where the days don't fit, or counts changed while the figures were worked out.
        """
        if not unit or quarter not in QUARTERS or until.year != year:
            raise ClosingRefusedError("Thiếu đơn vị, hoặc ngày chốt không thuộc năm báo cáo.")
        if not 3 * quarter - 2 <= until.month <= 3 * quarter:
            raise ClosingRefusedError(f"Ngày chốt {long_date(until)} không thuộc quý {quarter}/{year}.")
        now = self._clock()
        if until > now.date():
            raise ClosingRefusedError(f"Ngày chốt {long_date(until)} chưa tới.")
        before = self._file.read(ready_rows.stamp) or 0
        text = figures_text(work_out())
        with self._file.writing() as connection:
            if ready_rows.stamp(connection) != before:
                raise ClosingRefusedError("Số liệu vừa thay đổi trong lúc chốt.")
            row = ClosingRow(
                new_id(int(now.timestamp() * 1000)),
                unit,
                year,
                quarter,
                until.isoformat(),
                now.isoformat(timespec="milliseconds"),
                journal_rows.desk_id(connection),
                text,
                sha256(text.encode()).hexdigest(),
            )
            closing_rows.add(connection, row)
        return _closing(row)

    def closed(self, unit: str, year: int, quarter: int) -> list[Closing]:
        """All closings of a unit's quarter, the latest one last; the latest is the one in use."""
        rows = self._file.read(lambda connection: closing_rows.of_period(connection, unit, year, quarter))
        return [_closing(row) for row in rows or ()]

    def latest(self, unit: str, year: int, quarter: int) -> Closing:
        """The closing in use. Raises NotClosedError."""
        found = self.closed(unit, year, quarter)
        if not found:
            raise NotClosedError(f"Quý {quarter}/{year} của đơn vị này chưa chốt.")
        return found[-1]

    def before(self, unit: str, year: int, quarter: int) -> Closing | None:
        """The latest closing of the same unit for an earlier quarter, to compare with."""
        row = self._file.read(lambda connection: closing_rows.before(connection, unit, year, quarter))
        return _closing(row) if row else None

    def of_year(self, year: int) -> list[Closing]:
        """All closings of a year, without their figures."""
        return [_closing(row) for row in self._file.read(lambda c: closing_rows.listed(c, year)) or ()]

    def close(self) -> None:
        """Let go of the file; a later call opens it again."""
        self._file.close()


def closing_figures(table: RatesTable, unit: str, deliveries: list[Delivery]) -> dict[str, Any]:
    """What is kept of the rates: the unit and all below it, and the files of that span by their hashes."""
    whole = table.to_json()
    first, last = month_of(date(table.year, 1, 1)), month_of(table.until)
    row = table.row(unit)
    wanted = {unit, *(row.members if row else ())}
    return whole | {
        "units": [each for each in whole["units"] if each["unit"] in wanted],
        "inputs": [
            {
                "delivery": each.id,
                "system": each.system.value,
                "file_name": each.file_name,
                "sha256": each.sha256,
                "at": each.at.isoformat(timespec="seconds"),
            }
            for each in deliveries
            if each.standing and each.first_month <= last and each.last_month >= first
        ],
    }


def figures_text(figures: Mapping[str, Any]) -> str:
    """Figures as the text that is kept and hashed: the same figures give the same text."""
    return json.dumps(figures, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def _closing(row: ClosingRow) -> Closing:
    return Closing(
        row.id,
        row.unit,
        row.year,
        row.quarter,
        date.fromisoformat(row.until),
        datetime.fromisoformat(row.at),
        row.desk,
        json.loads(row.figures),
        row.sha256,
    )
