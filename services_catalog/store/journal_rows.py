"""The journal's SQL: events are appended, entries follow from them.

`_derived` is the one definition of what an entry is; logging, rebuilding and checking all use it. All of
its changing parts are constants of this package; values only ever travel as parameters.
"""

import json
import sqlite3
from collections.abc import Mapping
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
    """The counts of a period, largest quantity first, each row with its group's columns."""

    by_service: list[sqlite3.Row]
    by_helper: list[sqlite3.Row]
    by_outcome: list[sqlite3.Row]


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
    connection.execute(
        f"INSERT OR REPLACE INTO entries ({_LISTED}) {_derived('WHERE entry = ?')}",
        [event.entry],
    )
    connection.execute("INSERT INTO outbox (event) VALUES (?)", [event.id])


def rebuild(connection: sqlite3.Connection) -> None:
    """Make all entries again from the events, inside the caller's transaction."""
    connection.execute("DELETE FROM entries")
    connection.execute(f"INSERT INTO entries ({_LISTED}) {_derived()}")


def strays(connection: sqlite3.Connection) -> list[str]:
    """The ids of entries that are missing, or are not what the events make of them."""
    rows = connection.execute(
        f"""
        WITH derived ({_LISTED}) AS ({_derived()}), kept AS (SELECT {_LISTED} FROM entries)
        SELECT id FROM (SELECT * FROM derived EXCEPT SELECT * FROM kept)
        UNION SELECT id FROM (SELECT * FROM kept EXCEPT SELECT * FROM derived)
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


def between(
    connection: sqlite3.Connection, first: str, last: str, wanted: list[str], *, include_void: bool
) -> list[sqlite3.Row]:
    """The entries of these days, newest first, whose folded text holds every one of the `wanted` texts."""
    clauses = ["day BETWEEN ? AND ?", *["instr(folded, ?) > 0"] * len(wanted)]
    if not include_void:
        clauses.append("+voided = 0")  # the plus keeps SQLite on the index that has the order
    where = " AND ".join(clauses)
    query = f"SELECT * FROM entries WHERE {where} ORDER BY day DESC, seq DESC"  # noqa: S608 - constants
    return list(connection.execute(query, [first, last, *wanted]))


def same_dossier(connection: sqlite3.Connection, dossier: str, besides: str) -> sqlite3.Row | None:
    """The latest standing entry that carries this dossier code, other than the one with the id `besides`."""
    row: sqlite3.Row | None = connection.execute(
        """
        SELECT * FROM entries WHERE dossier = ? AND dossier <> '' AND voided = 0 AND id <> ?
        ORDER BY seq DESC LIMIT 1
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
    )


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
    """The columns of `_LISTED` for every entry, as they follow from the events."""
    drafted = ", ".join(f"coalesce(json_extract(told.payload, '$.{name}'), '')" for name in DRAFT_FIELDS)
    folded = " || ' ' || ".join(f"json_extract(told.payload, '$.{name}')" for name in _SEARCHED)
    return f"""
        SELECT born.seq, born.entry, born.desk, born.at, span.revision, latest.kind = 'voided', latest.reason,
               {drafted}, fold({folded})
        FROM (
            SELECT min(seq) AS first, max(CASE WHEN kind <> 'voided' THEN seq END) AS told,
                   max(seq) AS latest, count(*) AS revision
            FROM events {where} GROUP BY entry
        ) AS span
        JOIN events AS born ON born.seq = span.first
        JOIN events AS told ON told.seq = span.told
        JOIN events AS latest ON latest.seq = span.latest
    """  # noqa: S608 - constants


_SEARCHED = ("service_name", "service_code", "officer", "unit", "dossier")
_LISTED = ", ".join(
    ("seq", "id", "desk", "logged_at", "revision", "voided", "change_reason", *DRAFT_FIELDS, "folded")
)
