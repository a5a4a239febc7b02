"""The SQL of closed periods: rows are added and read, never changed."""

import sqlite3
from collections.abc import Iterator
from typing import NamedTuple


class ClosingRow(NamedTuple):
    """One row of `closings`."""

    id: str
    unit: str
    year: int
    quarter: int
    until: str
    at: str
    desk: str
    figures: str
    sha256: str


def add(connection: sqlite3.Connection, row: ClosingRow) -> None:
    """Add a closing, inside the caller's transaction."""
    connection.execute("INSERT INTO closings VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", row)


def every(connection: sqlite3.Connection) -> Iterator[ClosingRow]:
    """Every closing there is."""
    return (ClosingRow(*tuple(row)) for row in connection.execute("SELECT * FROM closings ORDER BY at, id"))


def one(connection: sqlite3.Connection, closing_id: str) -> ClosingRow | None:
    """The closing with this id."""
    row = connection.execute("SELECT * FROM closings WHERE id = ?", [closing_id]).fetchone()
    return None if row is None else ClosingRow(*tuple(row))


def of_period(connection: sqlite3.Connection, unit: str, year: int, quarter: int) -> list[ClosingRow]:
    """All closings of a unit's quarter, the first one first."""
    rows = connection.execute(
        "SELECT * FROM closings WHERE unit = ? AND year = ? AND quarter = ? ORDER BY at, id",
        [unit, year, quarter],
    )
    return [ClosingRow(*row) for row in map(tuple, rows)]


def listed(connection: sqlite3.Connection, year: int) -> list[ClosingRow]:
    """All closings of a year, without their figures."""
    rows = connection.execute(
        """
        SELECT id, unit, year, quarter, until, at, desk, '{}', sha256 FROM closings
        WHERE year = ? ORDER BY quarter, unit, at, id
        """,
        [year],
    )
    return [ClosingRow(*row) for row in map(tuple, rows)]


def before(connection: sqlite3.Connection, unit: str, year: int, quarter: int) -> ClosingRow | None:
    """The latest closing of the same unit for an earlier quarter."""
    row = connection.execute(
        """
        SELECT * FROM closings WHERE unit = ? AND (year, quarter) < (?, ?)
        ORDER BY year DESC, quarter DESC, at DESC, id DESC LIMIT 1
        """,
        [unit, year, quarter],
    ).fetchone()
    return None if row is None else ClosingRow(*tuple(row))
