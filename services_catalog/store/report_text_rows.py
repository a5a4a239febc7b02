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


OUTBOX = ("report_texts", "report_texts_outbox", "text")
"""The table, its outbox, and the outbox's column with their ids; see `bundle_rows`."""


def append(connection: sqlite3.Connection, row: TextRow) -> None:
    """Add a version of this or another desk and put it in the outbox, inside the caller's transaction."""
    connection.execute(
        """
        INSERT INTO report_texts (id, unit, section, year, quarter, text, at, moment, desk)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
        """,
        row,
    )
    connection.execute("INSERT INTO report_texts_outbox (text) VALUES (?)", [row.id])


def text_of(row: sqlite3.Row) -> TextRow:
    """A row of the table."""
    return TextRow(*(row[name] for name in TextRow._fields))


def known(connection: sqlite3.Connection, version: str) -> TextRow | None:
    """The version with this id, if this desk knows it."""
    row = connection.execute("SELECT * FROM report_texts WHERE id = ?", [version]).fetchone()
    return None if row is None else text_of(row)


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
