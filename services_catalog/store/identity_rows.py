"""The SQL of what is kept of a person for a few days: put in, looked at, erased, and noted without content."""

import sqlite3
from collections.abc import Sequence
from typing import NamedTuple


class Done(NamedTuple):
    """One line of the log: when, what ('kept', 'revealed', 'erased', 'wiped'), which entry or how many, and who."""

    at: str
    what: str
    entry: str = ""
    quantity: int = 1
    officer: str = ""


def keep(connection: sqlite3.Connection, entry: str, name: str, phone: str, days: tuple[str, str]) -> None:
    """Put the identity of an entry's person in; `days` are today and the day of erasing."""
    connection.execute(
        "INSERT OR IGNORE INTO identities (entry, name, phone, kept_on, erase_on) VALUES (?, ?, ?, ?, ?)",
        [entry, name, phone, *days],
    )


def note(connection: sqlite3.Connection, done: Done) -> None:
    """Add a line to the log."""
    connection.execute(
        "INSERT INTO identity_log (at, what, entry, quantity, officer) VALUES (?, ?, ?, ?, ?)", done
    )


def one(connection: sqlite3.Connection, entry: str) -> tuple[str, str] | None:
    """Name and digits of the entry's person."""
    row = connection.execute("SELECT name, phone FROM identities WHERE entry = ?", [entry]).fetchone()
    return None if row is None else (str(row[0]), str(row[1]))


def among(connection: sqlite3.Connection, entries: Sequence[str]) -> dict[str, tuple[str, str]]:
    """Those that some of these entries have."""
    found = ((entry, one(connection, entry)) for entry in entries)
    return {entry: identity for entry, identity in found if identity is not None}


def overdue(connection: sqlite3.Connection, today: str, kept_before: str) -> int:
    """How many should have been erased by today, or were kept on `kept_before` or earlier."""
    (count,) = connection.execute(
        "SELECT count(*) FROM identities WHERE erase_on <= ? OR kept_on <= ?", [today, kept_before]
    ).fetchone()
    return int(count)


def erase(connection: sqlite3.Connection, today: str, kept_before: str) -> int:
    """Erase them; the connection overwrites what it deletes (PRAGMA secure_delete)."""
    return connection.execute(
        "DELETE FROM identities WHERE erase_on <= ? OR kept_on <= ?", [today, kept_before]
    ).rowcount


def unwiped(connection: sqlite3.Connection) -> bool:
    """Whether something was erased whose former pages may still stand in the write-ahead log."""
    (pending,) = connection.execute(
        """
        SELECT coalesce(max(CASE WHEN what = 'erased' THEN seq END), 0)
             > coalesce(max(CASE WHEN what = 'wiped' THEN seq END), 0)
        FROM identity_log
        """
    ).fetchone()
    return bool(pending)
