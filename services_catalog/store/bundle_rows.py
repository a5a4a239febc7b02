"""The SQL of what desks exchange: what was not sent yet, what was sent, and what came from elsewhere.

What came from elsewhere goes into the outbox too, so that a commune hands on what its villages sent.
"""

import json
import sqlite3
from collections.abc import Iterable, Iterator
from typing import Any

from services_catalog.store import journal_rows, print_rows
from services_catalog.store.journal_rows import Event
from services_catalog.store.print_rows import PrintRow

Outbox = tuple[str, str, str]
"""The table of items, its outbox, and the outbox's column with their ids."""
EVENTS: Outbox = ("events", "outbox", "event")
PRINTS: Outbox = ("prints", "prints_outbox", "print")


def unsent(connection: sqlite3.Connection, outbox: Outbox, *, everything: bool) -> Iterator[sqlite3.Row]:
    """The items that are in no bundle yet, or `everything`, in the order in which this desk came to know them."""
    items, sending, item = outbox
    where = "" if everything else f"WHERE {sending}.sent_at IS NULL"
    query = (
        f"SELECT {items}.* FROM {items} JOIN {sending} ON {sending}.{item} = {items}.id {where} ORDER BY seq"  # noqa: S608 - constants
    )
    return connection.execute(query)


def mark_sent(connection: sqlite3.Connection, outbox: Outbox, ids: Iterable[str], at: str) -> None:
    """Note when these items first went into a bundle."""
    _, sending, item = outbox
    statement = f"UPDATE {sending} SET sent_at = ? WHERE {item} = ? AND sent_at IS NULL"  # noqa: S608 - constants
    connection.executemany(statement, ((at, each) for each in ids))


def sent_items(connection: sqlite3.Connection, kind: str) -> set[str]:
    """The ids of a kind without an outbox of its own that went into a bundle."""
    return {row[0] for row in connection.execute("SELECT id FROM sent_items WHERE kind = ?", [kind])}


def mark_sent_items(connection: sqlite3.Connection, kind: str, ids: Iterable[str], at: str) -> None:
    """Note when these items of a kind without an outbox of its own first went into a bundle."""
    connection.executemany(
        "INSERT OR IGNORE INTO sent_items (kind, id, sent_at) VALUES (?, ?, ?)",
        ((kind, each, at) for each in ids),
    )


def known_event(connection: sqlite3.Connection, event_id: str) -> Event | None:
    """The event with this id, if this desk knows it."""
    row = connection.execute("SELECT * FROM events WHERE id = ?", [event_id]).fetchone()
    return None if row is None else event_of(row)


def event_of(row: sqlite3.Row) -> Event:
    """An event from its row."""
    payload: dict[str, Any] = json.loads(row["payload"])
    return Event(row["id"], row["entry"], row["kind"], row["at"], row["desk"], payload, row["reason"])


def began_at(connection: sqlite3.Connection, entry: str) -> str:
    """When the entry was logged, or the empty string where this desk does not know that yet."""
    (at,) = connection.execute(
        "SELECT coalesce(min(at), '') FROM events WHERE entry = ? AND kind = 'logged'", [entry]
    ).fetchone()
    return str(at)


def take_event(connection: sqlite3.Connection, event: Event) -> None:
    """Add an event from elsewhere, inside the caller's transaction."""
    journal_rows.append(connection, event)


def known_print(connection: sqlite3.Connection, print_id: str) -> PrintRow | None:
    """The print with this id, if this desk knows it."""
    row = connection.execute("SELECT * FROM prints WHERE id = ?", [print_id]).fetchone()
    return None if row is None else print_of(row)


def print_of(row: sqlite3.Row) -> PrintRow:
    """A print from its row."""
    return PrintRow(*(row[name] for name in PrintRow._fields))


def take_print(connection: sqlite3.Connection, row: PrintRow) -> None:
    """Add a print from elsewhere, inside the caller's transaction."""
    print_rows.append(connection, row)


def doubles(connection: sqlite3.Connection) -> int:
    """How many dossier codes stand in more than one entry."""
    (codes,) = connection.execute(
        """
        SELECT count(*) FROM (
            SELECT 1 FROM entries WHERE dossier <> '' AND voided = 0 GROUP BY dossier HAVING count(*) > 1
        )
        """
    ).fetchone()
    return int(codes)
