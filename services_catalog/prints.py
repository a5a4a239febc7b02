"""What was handed out: every print is counted for the publicity figures of the report (QĐ 984, III.4.1).

The counts stand in `journal.db` beside the assisted submissions, and nothing of a person is in them.
"""

import re
import sqlite3
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from services_catalog.errors import MotcuaError, PeriodError
from services_catalog.ids import new_id
from services_catalog.settings import Destination
from services_catalog.store import journal_rows, print_rows
from services_catalog.store.journal_file import JournalFile
from services_catalog.store.print_rows import PrintRow
from services_catalog.vietnamese import VIETNAM, clean, long_date

MANY_SERVICES = ""
"""Stands in place of a code for what is about many services, as a booklet or a wall poster."""
MOST_COPIES = 100_000
LONGEST = 60
"""Characters of a code."""
_FORMAT = re.compile(r"[a-z0-9][a-z0-9-]{0,39}")


class PrintNotCountedError(MotcuaError):
    """Bản in này chưa ghi được vào số liệu."""

    title = "Chưa ghi số bản in"
    next_step = "Tờ in vẫn dùng được. Kiểm tra số bản rồi in lại nếu cần tính vào số liệu."


@dataclass(frozen=True, slots=True)
class PrintCount:
    """How often something was printed, and how many copies came of it; `key` is the code, format or unit."""

    key: str
    prints: int
    copies: int


@dataclass(frozen=True, slots=True)
class PrintTotals:
    """The prints of a period, each table with the most copies first.

    What was opened in a viewer or saved in a folder is counted too, as nobody can know whether it was printed
    from there; `by_destination` tells them apart.
    """

    prints: int
    copies: int
    by_service: tuple[PrintCount, ...]
    by_format: tuple[PrintCount, ...]
    by_unit: tuple[PrintCount, ...]
    by_destination: tuple[PrintCount, ...]


class PrintLog:
    """The prints in the journal's file, for any number of threads and beside other programs.

    `clock` gives the present moment with its time zone. A missing file reads as «nothing printed». Every method
    may raise a StoreError.
    """

    def __init__(self, path: Path, clock: Callable[[], datetime]) -> None:
        self._file = JournalFile(path)
        self._clock = clock

    def count(
        self, service_code: str, form: str, copies: int, *, unit: str = "", destination: Destination
    ) -> str:
        """Add a print of `copies` sheets in `form` («a5», «slip»); return its id when it is safely on the disk.

        `service_code` is MANY_SERVICES for what is about many. Raises PrintNotCountedError, and then nothing has
        changed.
        """
        check_print(form, copies)
        now = self._clock()
        print_id = new_id(int(now.timestamp() * 1000))
        with self._file.writing() as connection:
            row = PrintRow(
                id=print_id,
                desk=journal_rows.desk_id(connection),
                at=now.astimezone(VIETNAM).isoformat(timespec="milliseconds"),
                day=now.astimezone(VIETNAM).date().isoformat(),
                service_code=clean(service_code, LONGEST),
                format=form,
                copies=copies,
                unit=clean(unit, LONGEST),
                destination=destination.value,
            )
            print_rows.append(connection, row)
        return print_id

    def totals(self, from_day: date, to_day: date, units: Collection[str] | None = None) -> PrintTotals:
        """The counts of a period, both days included; `units` limits them to some, None means all.

        Raises PeriodError.
        """
        if from_day > to_day:
            raise PeriodError(f"Ngày đầu {long_date(from_day)} sau ngày cuối {long_date(to_day)}.")
        first, last = from_day.isoformat(), to_day.isoformat()
        found = self._file.read(lambda connection: print_rows.totals(connection, first, last)) or []
        rows = [row for row in found if units is None or row["unit"] in units]
        return PrintTotals(
            prints=sum(row["prints"] for row in rows),
            copies=sum(row["copies"] for row in rows),
            by_service=_by("service_code", rows),
            by_format=_by("format", rows),
            by_unit=_by("unit", rows),
            by_destination=_by("destination", rows),
        )

    def close(self) -> None:
        """Let go of the file; a later call opens it again."""
        self._file.close()


def check_print(form: object, copies: object) -> None:
    """See that something can have been printed in this form and number. Raises PrintNotCountedError."""
    if isinstance(copies, bool) or not isinstance(copies, int) or not 1 <= copies <= MOST_COPIES:
        raise PrintNotCountedError(f"Số bản in từ 1 đến {MOST_COPIES}.")
    if not isinstance(form, str) or not _FORMAT.fullmatch(form):
        raise PrintNotCountedError(f"Không có loại bản in «{clean(str(form), 40)}».")


def _by(column: str, rows: Sequence[sqlite3.Row]) -> tuple[PrintCount, ...]:
    found: dict[str, PrintCount] = {}
    for row in rows:
        before = found.get(row[column], PrintCount(row[column], 0, 0))
        found[row[column]] = PrintCount(
            before.key, before.prints + row["prints"], before.copies + row["copies"]
        )
    return tuple(sorted(found.values(), key=lambda count: (-count.copies, count.key)))
