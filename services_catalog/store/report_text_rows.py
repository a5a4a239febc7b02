"""The SQL of the reports' own texts: versions are added and read, never changed."""

import sqlite3
from typing import NamedTuple


class TextRow(NamedTuple):
    """One version of one section's text."""

    id: str
    unit: str
    section: str
    year: int
    quarter: int
    text: str
    at: str
    moment: int
    desk: str


def append(connection: sqlite3.Connection, row: TextRow) -> None:
    """Add a version of this desk and put it in the outbox, inside the caller's transaction."""
    _insert(connection, row)
    connection.execute("INSERT INTO report_texts_outbox (text) VALUES (?)", [row.id])


def take_in(connection: sqlite3.Connection, row: TextRow) -> bool:
    """Add another desk's version, inside the caller's transaction; False where it is there already."""
    if connection.execute("SELECT 1 FROM report_texts WHERE id = ?", [row.id]).fetchone():
        return False
    _insert(connection, row)
    return True


def all_versions(connection: sqlite3.Connection) -> list[TextRow]:
    """Every version that this desk knows, in the order it came to know them."""
    rows = connection.execute(
        "SELECT id, unit, section, year, quarter, text, at, moment, desk FROM report_texts ORDER BY seq"
    )
    return [TextRow(*row) for row in map(tuple, rows)]


def of_unit(connection: sqlite3.Connection, unit: str, year: int, quarter: int) -> list[TextRow]:
    """The latest versions of a unit's texts up to a quarter: one a section and quarter, the latest quarter last."""
    rows = connection.execute(
        """
        SELECT id, unit, section, year, quarter, text, at, moment, desk FROM (
            SELECT *, row_number() OVER (
                PARTITION BY section, year, quarter ORDER BY moment DESC, id DESC
            ) AS place
            FROM report_texts WHERE unit = ? AND (year, quarter) <= (?, ?)
        )
        WHERE place = 1 ORDER BY section, year, quarter
        """,
        [unit, year, quarter],
    )
    return [TextRow(*row) for row in map(tuple, rows)]


def last_moment(connection: sqlite3.Connection, unit: str, section: str, year: int, quarter: int) -> int:
    """When the latest known version of a text was written, 0 where there is none."""
    (moment,) = connection.execute(
        """
        SELECT coalesce(max(moment), 0) FROM report_texts
        WHERE unit = ? AND section = ? AND year = ? AND quarter = ?
        """,
        [unit, section, year, quarter],
    ).fetchone()
    return int(moment)


def _insert(connection: sqlite3.Connection, row: TextRow) -> None:
    connection.execute(
        """
        INSERT INTO report_texts (id, unit, section, year, quarter, text, at, moment, desk)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
        """,
        row,
    )
