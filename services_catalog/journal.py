"""The journal of assisted submissions: append-only, and what it acknowledged is on the disk.

Each saving is one transaction of `journal.db`: the event, the entry as it stands now, and a line in the
outbox for the day when desks exchange their journals.
"""

import re
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any, NamedTuple

from services_catalog.errors import (
    DamagedStoreError,
    DataProblem,
    DoubleEntryError,
    EntryRefusedError,
    PeriodError,
    StoreError,
    UnknownEntryError,
)
from services_catalog.ids import new_id
from services_catalog.model import Channel
from services_catalog.store import journal_rows
from services_catalog.store.journal_file import JournalFile
from services_catalog.store.journal_rows import ActivityRows, Event, Wanted
from services_catalog.submission import (
    AssistedSubmission,
    Draft,
    Result,
    checked,
    checked_reason,
    dossier_code,
    dossier_doubt,
    draft_fields,
    draft_values,
)
from services_catalog.vietnamese import VIETNAM, clean, fold, long_date

UNDO_TIME = timedelta(minutes=10)
UNDO_REASON = "Hoàn tác ngay sau khi ghi"
LONGEST_SEARCH = 200
MOST_WORDS = 20
_PIECE = re.compile(r"[^\W_]+")


class Journal:
    """The journal in one file, for any number of threads and beside other programs.

    `clock` gives the present moment with its time zone. Nothing is opened before it is needed: the first
    saving makes the file, and a missing file reads as an empty journal. Every method may raise a StoreError.
    """

    def __init__(self, path: Path, clock: Callable[[], datetime]) -> None:
        self._file = JournalFile(path)
        self._clock = clock

    def log(self, draft: Draft, *, entry_id: str = "", again: bool = False) -> AssistedSubmission:
        """Save a new entry and return it when it is safely on the disk.

        `entry_id` is the id that the entry is to have, as a form gets it from `reserve`: logging twice under
        it makes one entry. Raises DoubleEntryError for a dossier that stands in another entry already, unless
        it is to be counted `again`, and EntryRefusedError; then nothing has changed.
        """
        now = self._clock()
        draft = checked(draft, now.date())
        with self._file.writing() as connection:
            if entry_id and (row := journal_rows.one(connection, entry_id)) is not None:
                return _same(_entry(row), draft)
            if not again:
                _refuse_double(connection, draft.dossier, "")
            return _append(connection, now, entry_id or _id_at(now), "logged", draft_values(draft))

    def reserve(self) -> str:
        """An id for the entry that a form is going to log."""
        return _id_at(self._clock())

    def correct(self, entry_id: str, draft: Draft, reason: str, *, again: bool = False) -> AssistedSubmission:
        """Let `draft` stand in the entry's place from now on; what it said before stays in the events.

        Raises UnknownEntryError, DoubleEntryError unless `again`, or EntryRefusedError, also for an entry that
        was voided.
        """
        now = self._clock()
        draft = checked(draft, now.date())
        reason = checked_reason(reason)
        with self._file.writing() as connection:
            before = _standing(connection, entry_id)
            if not again and draft.dossier != before.dossier:
                _refuse_double(connection, draft.dossier, entry_id)
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

    def has(self, entry_id: str) -> bool:
        """Whether there is such an entry."""
        return self._file.read(lambda connection: journal_rows.one(connection, entry_id)) is not None

    def find(
        self,
        from_day: date,
        to_day: date,
        text: str = "",
        *,
        result: Result | None = None,
        channel: Channel | None = None,
        units: Iterable[str] = (),
        include_void: bool = False,
        most: int | None = None,
    ) -> list[AssistedSubmission]:
        """The entries of a period, both days included, newest first, at most `most` of them.

        Each word of `text` must begin a word of the service's name or code, the officer, the unit or the
        dossier code, with or without its marks: «sinh» and «si» find «khai sinh», «inh» doesn't. Entries know
        units by their codes; `units` are those whose name the caller knows to be meant by `text`. Raises
        PeriodError.
        """
        narrowed = _Narrowed(text, result, channel, tuple(units), include_void)
        wanted = _wanted(from_day, to_day, narrowed)
        if wanted is None:
            return []
        rows = self._file.read(lambda connection: list(journal_rows.matching(connection, wanted, most)))
        return sorted(map(_entry, rows or ()), key=lambda entry: (entry.day, entry.id), reverse=True)

    def each(
        self,
        from_day: date,
        to_day: date,
        text: str = "",
        *,
        result: Result | None = None,
        channel: Channel | None = None,
        units: Iterable[str] = (),
        use: Callable[[Iterator[AssistedSubmission]], None],
    ) -> None:
        """Let `use` go through all that `find` finds, the cancelled too, without holding it in memory.

        Raises PeriodError.
        """
        wanted = _wanted(from_day, to_day, _Narrowed(text, result, channel, tuple(units), include_void=True))
        if wanted is None or self._file.read(lambda c: _walk(c, wanted, use)) is None:
            use(iter(()))

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
            warnings.append(_already(_entry(double)))
        return warnings

    def activity_rows(self, from_day: date, to_day: date) -> ActivityRows:
        """The counts of a period as one moment shows them.

        Raises PeriodError.
        """
        first, last = _days(from_day, to_day)
        rows = self._file.read(lambda connection: journal_rows.activity(connection, first, last))
        return rows or ActivityRows([], [], [], 0)

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
    at = _after(journal_rows.latest_at(connection, entry_id), now)
    journal_rows.append(connection, Event(_id_at(now), entry_id, kind, at, desk, payload, reason))
    return _known(journal_rows.one(connection, entry_id), entry_id)


def _after(latest: str, now: datetime) -> str:
    """The moment of an event: now, but later than all that this desk knows about the entry.

    So a correction stands after what it corrects, also where another desk's clock is ahead. Written in one
    time zone, so that moments compare as texts.
    """
    moment = now.astimezone(VIETNAM)
    if latest and moment.isoformat(timespec="milliseconds") <= latest:
        moment = datetime.fromisoformat(latest) + timedelta(milliseconds=1)
    return moment.isoformat(timespec="milliseconds")


def _refuse_double(connection: sqlite3.Connection, dossier: str, besides: str) -> None:
    double = journal_rows.same_dossier(connection, dossier, besides)
    if double is not None:
        raise DoubleEntryError(_already(_entry(double)), field="dossier")


def _already(entry: AssistedSubmission) -> str:
    who = f", {entry.officer}" if entry.officer else ""
    told = f"{long_date(entry.day)}{who}: {entry.service_name}"
    return f"Hồ sơ «{entry.dossier}» đã ghi ngày {told}, {entry.quantity} hồ sơ."


def _same(entry: AssistedSubmission, draft: Draft) -> AssistedSubmission:
    if draft_values(entry) != draft_values(draft):
        raise EntryRefusedError("Lượt này đã ghi rồi; mở nhật ký (F5) để sửa.")
    return entry


class _Narrowed(NamedTuple):
    text: str
    result: Result | None
    channel: Channel | None
    units: tuple[str, ...]
    include_void: bool


def _wanted(from_day: date, to_day: date, narrowed: _Narrowed) -> Wanted | None:
    """What to look for, or None where nothing can be found: a word without a letter or digit."""
    first, last = _days(from_day, to_day)
    words = _pieces(fold(clean(narrowed.text, LONGEST_SEARCH)).split()[:MOST_WORDS])
    if not all(words):
        return None
    units = tuple(filter(None, _pieces(map(fold, narrowed.units))))
    return Wanted(
        first, last, words, units, narrowed.result or "", narrowed.channel or "", narrowed.include_void
    )


def _pieces(texts: Iterable[str]) -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(_PIECE.findall(text)) for text in texts)


def _walk(
    connection: sqlite3.Connection, wanted: Wanted, use: Callable[[Iterator[AssistedSubmission]], None]
) -> bool:
    use(_entry(row) for row in journal_rows.matching(connection, wanted))
    return True


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
