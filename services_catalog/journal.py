"""The journal of assisted submissions: append-only, and what it acknowledged is on the disk.

Each saving is one transaction of `journal.db`: the event, the entry as it stands now, and a line in the
outbox for the day when desks exchange their journals.
"""

import sqlite3
from collections.abc import Callable, Mapping
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

from services_catalog.errors import (
    DamagedStoreError,
    DataProblem,
    EntryRefusedError,
    PeriodError,
    StoreError,
    UnknownEntryError,
)
from services_catalog.ids import new_id
from services_catalog.store import journal_rows
from services_catalog.store.journal_file import JournalFile
from services_catalog.store.journal_rows import ActivityRows, Event
from services_catalog.submission import (
    AssistedSubmission,
    Draft,
    checked,
    checked_reason,
    dossier_code,
    dossier_doubt,
    draft_fields,
    draft_values,
)
from services_catalog.vietnamese import clean, fold, long_date

UNDO_TIME = timedelta(minutes=10)
UNDO_REASON = "Hoàn tác ngay sau khi ghi"


class Journal:
    """The journal in one file, for any number of threads and beside other programs.

    `clock` gives the present moment with its time zone. Nothing is opened before it is needed: the first
    saving makes the file, and a missing file reads as an empty journal. Every method may raise a StoreError.
    """

    def __init__(self, path: Path, clock: Callable[[], datetime]) -> None:
        self._file = JournalFile(path)
        self._clock = clock

    def log(self, draft: Draft) -> AssistedSubmission:
        """Save a new entry and return it when it is safely on the disk.

        Raises EntryRefusedError, and then nothing has changed.
        """
        now = self._clock()
        draft = checked(draft, now.date())
        with self._file.writing() as connection:
            return _append(connection, now, _id_at(now), "logged", draft_values(draft))

    def correct(self, entry_id: str, draft: Draft, reason: str) -> AssistedSubmission:
        """Let `draft` stand in the entry's place from now on; what it said before stays in the events.

        Raises UnknownEntryError, or EntryRefusedError, also for an entry that was voided.
        """
        now = self._clock()
        draft = checked(draft, now.date())
        reason = checked_reason(reason)
        with self._file.writing() as connection:
            _standing(connection, entry_id)
            return _append(connection, now, entry_id, "corrected", draft_values(draft), reason)

    def void(self, entry_id: str, reason: str) -> AssistedSubmission:
        """Cancel an entry: it no longer counts, and stays readable.

        Raises UnknownEntryError, or EntryRefusedError, also for an entry that was voided.
        """
        now = self._clock()
        reason = checked_reason(reason)
        with self._file.writing() as connection:
            _standing(connection, entry_id)
            return _append(connection, now, entry_id, "voided", {}, reason)

    def undo(self, entry_id: str) -> AssistedSubmission:
        """Cancel an entry that this desk logged within the last `UNDO_TIME`, without asking for a reason.

        Raises UnknownEntryError or EntryRefusedError.
        """
        now = self._clock()
        with self._file.writing() as connection:
            entry = _standing(connection, entry_id)
            if entry.desk != journal_rows.desk_id(connection):
                raise EntryRefusedError("Lượt này do bàn khác ghi; bàn này không hoàn tác được.")
            if now - entry.logged_at > UNDO_TIME:
                minutes = UNDO_TIME // timedelta(minutes=1)
                raise EntryRefusedError(f"Đã quá {minutes} phút; hãy huỷ lượt này và ghi lý do.")
            return _append(connection, now, entry_id, "voided", {}, UNDO_REASON)

    def get(self, entry_id: str) -> AssistedSubmission:
        """The entry as it stands now.

        Raises UnknownEntryError.
        """
        return _known(self._file.read(lambda connection: journal_rows.one(connection, entry_id)), entry_id)

    def find(
        self, from_day: date, to_day: date, text: str = "", *, include_void: bool = False
    ) -> list[AssistedSubmission]:
        """The entries of a period, both days included, newest first.

        Each word of `text` must stand in the service's name or code, the officer, the unit or the dossier
        code, with or without its marks. Raises PeriodError.
        """
        first, last = _days(from_day, to_day)
        wanted = fold(clean(text)).split()
        rows = self._file.read(
            lambda connection: journal_rows.between(
                connection, first, last, wanted, include_void=include_void
            )
        )
        return [_entry(row) for row in rows or ()]

    def tally(self, day: date) -> int:
        """How many dossiers the standing entries of a day count."""
        return self._file.read(lambda connection: journal_rows.quantity_on(connection, day.isoformat())) or 0

    def daily_counts(self, from_day: date, to_day: date) -> list[tuple[str, date, int]]:
        """How many dossiers of each service were counted on each day: (code, day, quantity).

        Raises PeriodError.
        """
        first, last = _days(from_day, to_day)
        rows = self._file.read(lambda connection: journal_rows.daily_counts(connection, first, last))
        return [(code, date.fromisoformat(day), quantity) for code, day, quantity in rows or ()]

    def warnings(self, draft: Draft, besides: str = "") -> list[str]:
        """What an officer should look at twice before saving; none of it stands in the way.

        `besides` is the id of the entry that is being corrected: it is no double of itself.
        """
        code = dossier_code(draft.dossier)
        doubt = dossier_doubt(code, self._clock().date())
        double = self._file.read(lambda connection: journal_rows.same_dossier(connection, code, besides))
        warnings = [doubt] if doubt else []
        if double is not None:
            entry = _entry(double)
            warnings.append(f"Hồ sơ «{code}» đã ghi ngày {long_date(entry.day)}: {entry.service_name}.")
        return warnings

    def activity_rows(self, from_day: date, to_day: date) -> ActivityRows:
        """The counts of a period as one moment shows them.

        Raises PeriodError.
        """
        first, last = _days(from_day, to_day)
        rows = self._file.read(lambda connection: journal_rows.activity(connection, first, last))
        return rows or ActivityRows([], [], [])

    def check(self) -> list[DataProblem]:
        """What is wrong with the file, and which entries are not what their events make of them."""
        try:
            lines = self._file.read(journal_rows.quick_check) or []
            strays = [] if lines else self._file.read(journal_rows.strays) or []
        except StoreError as error:
            return [DataProblem(self._file.path.name, error.message)]
        return [
            *(DataProblem(self._file.path.name, f"Tệp bị hỏng: {clean(line, 200)}.") for line in lines),
            *(
                DataProblem(self._file.path.name, f"Lượt {stray} không khớp với các sự kiện đã ghi.")
                for stray in strays
            ),
        ]

    def rebuild(self) -> None:
        """Make the entries again from the events, which are the truth."""
        with self._file.writing() as connection:
            journal_rows.rebuild(connection)

    def close(self) -> None:
        """Let go of the file; a later call opens it again."""
        self._file.close()


def _append(
    connection: sqlite3.Connection,
    now: datetime,
    entry_id: str,
    kind: str,
    payload: Mapping[str, Any],
    reason: str = "",
) -> AssistedSubmission:
    desk = journal_rows.desk_id(connection)
    at = now.isoformat(timespec="milliseconds")
    journal_rows.append(connection, Event(_id_at(now), entry_id, kind, at, desk, payload, reason))
    return _known(journal_rows.one(connection, entry_id), entry_id)


def _standing(connection: sqlite3.Connection, entry_id: str) -> AssistedSubmission:
    entry = _known(journal_rows.one(connection, entry_id), entry_id)
    if entry.voided:
        raise EntryRefusedError("Lượt này đã huỷ rồi.")
    return entry


def _known(row: sqlite3.Row | None, entry_id: str) -> AssistedSubmission:
    if row is None:
        raise UnknownEntryError(f"Không có lượt hỗ trợ nào mang số «{clean(entry_id, 40)}».")
    return _entry(row)


def _entry(row: sqlite3.Row) -> AssistedSubmission:
    try:
        return AssistedSubmission(
            **draft_fields(dict(row)),
            id=row["id"],
            desk=row["desk"],
            logged_at=datetime.fromisoformat(row["logged_at"]),
            revision=row["revision"],
            voided=bool(row["voided"]),
            change_reason=row["change_reason"],
        )
    except ValueError as error:
        raise DamagedStoreError(f"Lượt {row['id']} trong nhật ký có giá trị không đọc được.") from error


def _id_at(now: datetime) -> str:
    return new_id(int(now.timestamp() * 1000))


def _days(from_day: date, to_day: date) -> tuple[str, str]:
    if from_day > to_day:
        raise PeriodError(f"Ngày đầu {long_date(from_day)} sau ngày cuối {long_date(to_day)}.")
    return from_day.isoformat(), to_day.isoformat()
