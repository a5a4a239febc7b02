"""The SQL of the prints: rows are added and counted, never changed."""

import sqlite3
from typing import NamedTuple


class PrintRow(NamedTuple):
    """One row of the append-only table."""

    id: str
    desk: str
    at: str
    day: str
    service_code: str
    format: str
    copies: int
    unit: str
    destination: str


def append(connection: sqlite3.Connection, row: PrintRow) -> None:
    """Add a print and put it in the outbox, inside the caller's transaction."""
    columns, places = ", ".join(PrintRow._fields), ", ".join("?" * len(PrintRow._fields))
    statement = f"INSERT INTO prints ({columns}) VALUES ({places})"  # noqa: S608 - constants
    connection.execute(statement, row)
    connection.execute("INSERT INTO prints_outbox (print) VALUES (?)", [row.id])


def totals(connection: sqlite3.Connection, first: str, last: str) -> list[sqlite3.Row]:
    """How often, and how many copies, were printed in these days, by all that they are told apart by."""
    return list(
        connection.execute(
            """
            SELECT service_code, format, unit, destination, count(*) AS prints, sum(copies) AS copies
            FROM prints WHERE day BETWEEN ? AND ?
            GROUP BY service_code, format, unit, destination
            """,
            [first, last],
        )
    )
