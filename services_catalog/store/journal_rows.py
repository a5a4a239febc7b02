"""The journal's SQL: events are appended, entries follow from them.

`_derived` is the one definition of what an entry is; logging, rebuilding and checking all use it. All of
its changing parts are constants of this package; values only ever travel as parameters.
"""

import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any, NamedTuple

from services_catalog.submission import DRAFT_FIELDS
from services_catalog.vietnamese import fold


class Event(NamedTuple):
    """One row of the append-only table; `payload` is the whole draft, or empty for a cancellation."""

    id: str
    entry: str
    kind: str
    at: str
    desk: str
    payload: Mapping[str, Any]
    reason: str


class ActivityRows(NamedTuple):
    """The counts of a period, largest quantity first, each row with its group's columns.

    `linked` is how many entries belong to a visit that another of them began.
    """

    by_service: list[sqlite3.Row]
    by_helper: list[sqlite3.Row]
    by_outcome: list[sqlite3.Row]
    linked: int


def prepare(connection: sqlite3.Connection) -> None:
    """Give the connection what these queries need: rows by name, and Vietnamese folding."""
    connection.row_factory = sqlite3.Row
    connection.create_function("fold", 1, fold, deterministic=True)


def desk_id(connection: sqlite3.Connection) -> str:
    """The id of the desk that this journal belongs to."""
    (value,) = connection.execute("SELECT value FROM meta WHERE name = 'desk'").fetchone()
    return str(value)


def append(connection: sqlite3.Connection, event: Event) -> None:
    """Add an event, bring its entry up to date and put it in the outbox, inside the caller's transaction."""
    payload = json.dumps(event.payload, ensure_ascii=False, separators=(",", ":"))
    connection.execute(
        "INSERT INTO events (id, entry, kind, at, desk, payload, reason) VALUES (?, ?, ?, ?, ?, ?, ?)",
        [event.id, event.entry, event.kind, event.at, event.desk, payload, event.reason],
    )
    _derive(connection, event.entry)
    connection.execute("INSERT INTO outbox (event) VALUES (?)", [event.id])


def _derive(connection: sqlite3.Connection, entry: str) -> None:
    """Make the entry, and the words that it is found by, what its events say now."""
    before = _found_by(connection, entry)
    connection.execute(_UPSERT, [entry])
    after = _found_by(connection, entry)
    if before == after:
        return
    if before:
        connection.execute(
            "INSERT INTO entries_text (entries_text, rowid, folded) VALUES ('delete', ?, ?)", before
        )
    if after:
        connection.execute("INSERT INTO entries_text (rowid, folded) VALUES (?, ?)", after)


def _found_by(connection: sqlite3.Connection, entry: str) -> tuple[int, str] | None:
    row = connection.execute("SELECT place, folded FROM entries WHERE id = ?", [entry]).fetchone()
    return tuple(row) if row else None


def rebuild(connection: sqlite3.Connection) -> None:
    """Make all entries again from the events, inside the caller's transaction."""
    connection.execute("DELETE FROM entries")
    connection.execute(f"INSERT INTO entries ({_LISTED}) {_derived()}")
    connection.execute("INSERT INTO entries_text (entries_text) VALUES ('rebuild')")


def latest_at(connection: sqlite3.Connection, entry: str) -> str:
    """When the entry's latest event happened, or the empty string for an entry without any."""
    (at,) = connection.execute("SELECT coalesce(max(at), '') FROM events WHERE entry = ?", [entry]).fetchone()
    return str(at)


def strays(connection: sqlite3.Connection) -> list[str]:
    """The ids of entries that are missing, or are not what the events make of them."""
    rows = connection.execute(
        f"""
        WITH derived ({_LISTED}) AS ({_derived()}), kept AS (SELECT {_LISTED} FROM entries)
        SELECT id FROM (SELECT * FROM derived EXCEPT SELECT * FROM kept)
        UNION SELECT id FROM (SELECT * FROM kept EXCEPT SELECT * FROM derived)
        UNION SELECT id FROM entries WHERE place NOT IN (SELECT id FROM entries_text_docsize)
        ORDER BY id
        """  # noqa: S608 - constants
    )
    return [row["id"] for row in rows]


def quick_check(connection: sqlite3.Connection) -> list[str]:
    """What SQLite finds wrong in the file, in its own words; nothing for a sound file."""
    lines = [row[0] for row in connection.execute("PRAGMA quick_check")]
    return [] if lines == ["ok"] else lines


def one(connection: sqlite3.Connection, entry: str) -> sqlite3.Row | None:
    """The entry with this id."""
    row: sqlite3.Row | None = connection.execute("SELECT * FROM entries WHERE id = ?", [entry]).fetchone()
    return row


class Wanted(NamedTuple):
    """What is looked for: days as ISO dates, both included; pieces of words by word; values or nothing.

    An entry that carries one of the `units` is found as if it had all the words.
    """

    first: str
    last: str
    words: tuple[tuple[str, ...], ...] = ()
    units: tuple[tuple[str, ...], ...] = ()
    result: str = ""
    channel: str = ""
    include_void: bool = False


def matching(
    connection: sqlite3.Connection, wanted: Wanted, most: int | None = None
) -> Iterator[sqlite3.Row]:
    """The entries that meet all that is wanted, newest day first, at most `most` of them.

    A word is found where its pieces stand one after the other in the entry, the last one as the start of a word.
    Within a day, entries found by words come in the order in which they reached this desk, others by id.
    """
    # The plus keeps SQLite on the index that has the order.
    clauses = [*(f"+{name} = ?" for name in ("result", "channel") if getattr(wanted, name))]
    values = [each for each in (wanted.result, wanted.channel) if each]
    if not wanted.include_void:
        clauses.append("+voided = 0")
    limit = -1 if most is None else most
    if wanted.words:
        match = f"({' AND '.join(_phrase(word) + ' *' for word in wanted.words)})"
        match = " OR ".join((match, *map(_phrase, wanted.units)))
        where = " AND ".join(("entries_text MATCH ?", "entries_text.rowid BETWEEN ? AND ?", *clauses))
        query = f"""
            SELECT entries.* FROM entries_text CROSS JOIN entries ON entries.place = entries_text.rowid
            WHERE {where} ORDER BY entries_text.rowid DESC LIMIT ?
        """  # noqa: S608 - constants
        first, last = (date.fromisoformat(day).toordinal() for day in (wanted.first, wanted.last))
        days = [first << _DAY_SHIFT, (last + 1 << _DAY_SHIFT) - 1]
        return connection.execute(query, [match, *days, *values, limit])
    where = " AND ".join(("day BETWEEN ? AND ?", *clauses))
    query = f"SELECT * FROM entries WHERE {where} ORDER BY day DESC, id DESC LIMIT ?"  # noqa: S608 - constants
    return connection.execute(query, [wanted.first, wanted.last, *values, limit])


def _phrase(pieces: Iterable[str]) -> str:
    """Pieces that stand side by side, in FTS5's words; they are letters and digits alone."""
    return f'"{" ".join(pieces)}"'


def same_dossier(connection: sqlite3.Connection, dossier: str, besides: str) -> sqlite3.Row | None:
    """The latest standing entry that carries this dossier code, other than the one with the id `besides`."""
    row: sqlite3.Row | None = connection.execute(
        """
        SELECT * FROM entries WHERE dossier = ? AND dossier <> '' AND voided = 0 AND id <> ?
        ORDER BY id DESC LIMIT 1
        """,
        [dossier, besides],
    ).fetchone()
    return row


def quantity_on(connection: sqlite3.Connection, day: str) -> int:
    """How many dossiers the standing entries of a day count."""
    (quantity,) = connection.execute(
        "SELECT coalesce(sum(quantity), 0) FROM entries WHERE voided = 0 AND day = ?", [day]
    ).fetchone()
    return int(quantity)


def daily_counts(connection: sqlite3.Connection, first: str, last: str) -> list[tuple[str, str, int]]:
    """How many dossiers of each service the standing entries of each day count."""
    return connection.execute(
        """
        SELECT service_code, day, sum(quantity) FROM entries
        WHERE voided = 0 AND day BETWEEN ? AND ? GROUP BY day, service_code
        """,
        [first, last],
    ).fetchall()


def activity(connection: sqlite3.Connection, first: str, last: str) -> ActivityRows:
    """The counts of these days' standing entries; a service goes by the name that it was last logged with."""
    days = [first, last]
    by_service = f"""
        SELECT found.*, entries.service_name FROM ({_grouped("service_code")}) AS found
        JOIN entries ON entries.seq = found.latest
        ORDER BY found.quantity DESC, found.entries DESC, found.service_code
    """  # noqa: S608 - constants
    return ActivityRows(
        list(connection.execute(by_service, days)),
        list(connection.execute(_grouped("unit, role, officer"), days)),
        list(connection.execute(_grouped("channel, result, reason"), days)),
        _linked(connection, first, last),
    )


def _linked(connection: sqlite3.Connection, first: str, last: str) -> int:
    """How many standing entries of these days belong to a visit that another of them began."""
    (extra,) = connection.execute(
        """
        SELECT count(*) - count(DISTINCT CASE WHEN NOT EXISTS (
            SELECT 1 FROM entries AS begun WHERE begun.id = entries.visit AND begun.voided = 0
        ) THEN visit END)
        FROM entries WHERE visit <> '' AND voided = 0 AND day BETWEEN ? AND ?
        """,
        [first, last],
    ).fetchone()
    return int(extra)


def _grouped(by: str) -> str:
    # Counted day by day first: so the groups come in the order of an index, and nothing is sorted.
    return f"""
        SELECT {by}, sum(entries) AS entries, sum(quantity) AS quantity, sum(filed) AS filed,
               sum(leaflets) AS leaflets, max(latest) AS latest
        FROM (
            SELECT {by}, count(*) AS entries, sum(quantity) AS quantity,
                   sum(CASE WHEN result = 'filed' THEN quantity ELSE 0 END) AS filed,
                   sum(leaflet) AS leaflets, max(seq) AS latest
            FROM entries WHERE voided = 0 AND day BETWEEN ? AND ? GROUP BY day, {by}
        )
        GROUP BY {by}
    """  # noqa: S608 - constants


def _derived(where: str = "") -> str:
    """The columns of `_LISTED` for every entry, as they follow from the events.

    Events are ordered by (at, id), which is the same on every desk, and never by the order of their arrival:
    the latest `logged` or `corrected` says what stands in the entry. One `voided` cancels it whatever was said
    later: a desk that corrected it did not know, and what is cancelled must not come back into a count by
    itself. An entry whose `logged` has not arrived yet is none.
    """
    drafted = ", ".join(f"coalesce(json_extract(told.payload, '$.{name}'), '')" for name in DRAFT_FIELDS)
    folded = " || ' ' || ".join(f"json_extract(told.payload, '$.{name}')" for name in _SEARCHED)
    return f"""
        SELECT born.seq, born.entry, born.desk, born.at, span.revision, span.ended IS NOT NULL, latest.reason,
               {drafted},
               (CAST(julianday(json_extract(told.payload, '$.day')) - 1721424.5 AS INTEGER) << {_DAY_SHIFT})
               + born.seq,
               fold({folded})
        FROM (
            SELECT min(CASE WHEN kind = 'logged' THEN at || ' ' || id END) AS first,
                   max(CASE WHEN kind <> 'voided' THEN at || ' ' || id END) AS told,
                   max(CASE WHEN kind = 'voided' THEN at || ' ' || id END) AS ended,
                   max(at || ' ' || id) AS latest, count(*) AS revision
            FROM events {where} GROUP BY entry
        ) AS span
        JOIN events AS born ON born.id = substr(span.first, instr(span.first, ' ') + 1)
        JOIN events AS told ON told.id = substr(span.told, instr(span.told, ' ') + 1)
        JOIN events AS latest ON latest.id = substr(
            coalesce(span.ended, span.latest), instr(coalesce(span.ended, span.latest), ' ') + 1
        )
        WHERE span.first IS NOT NULL
    """  # noqa: S608 - constants


_DAY_SHIFT = 40
"""Bits of `place` that are left for the order of arrival: room for a thousand billion events."""
_SEARCHED = ("service_name", "service_code", "officer", "unit", "dossier")
_COLUMNS = (
    *("seq", "id", "desk", "logged_at", "revision", "voided", "change_reason"),
    *DRAFT_FIELDS,
    *("place", "folded"),
)
_LISTED = ", ".join(_COLUMNS)
_UPSERT = f"""
    INSERT INTO entries ({_LISTED}) {_derived("WHERE entry = ?")}
    ON CONFLICT (id) DO UPDATE SET {", ".join(f"{name} = excluded.{name}" for name in _COLUMNS if name != "id")}
"""
