"""Figures that were worked out and kept: valid only while the stamp they were made under still stands.

The stamp is a number in `meta` that every change of counts, levels and published numbers raises inside its own
transaction, so kept figures can never be older than what they were made from.
"""

import sqlite3

MOST_KEPT = 60


def stamp(connection: sqlite3.Connection) -> int:
    """The number of changes so far."""
    row = connection.execute("SELECT value FROM meta WHERE name = 'statistics'").fetchone()
    return int(row[0]) if row else 0


def change(connection: sqlite3.Connection) -> None:
    """Note a change, inside the caller's transaction: whatever was kept is worthless from now on."""
    connection.execute(
        """
        INSERT INTO meta (name, value) VALUES ('statistics', '1')
        ON CONFLICT (name) DO UPDATE SET value = CAST(CAST(value AS INTEGER) + 1 AS TEXT)
        """
    )
    connection.execute("DELETE FROM ready")


def kept(connection: sqlite3.Connection, name: str) -> str | None:
    """The figures kept under a name."""
    row = connection.execute("SELECT figures FROM ready WHERE name = ?", [name]).fetchone()
    return None if row is None else str(row[0])


def keep(connection: sqlite3.Connection, name: str, figures: str, made_under: int) -> None:
    """Keep figures, unless something has changed since they were worked out."""
    if stamp(connection) != made_under:
        return
    connection.execute(
        "DELETE FROM ready WHERE name IN (SELECT name FROM ready ORDER BY name LIMIT max(0, "
        "(SELECT count(*) FROM ready) - ?))",
        [MOST_KEPT],
    )
    connection.execute("INSERT OR REPLACE INTO ready (name, figures) VALUES (?, ?)", [name, figures])
