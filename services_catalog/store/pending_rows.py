"""The SQL of the counts that wait for their unit or service to be matched."""

import sqlite3
from collections.abc import Collection, Iterable
from typing import Literal, NamedTuple

Kind = Literal["unit", "service"]


class PendingRow(NamedTuple):
    """One row of `pending_counts` without its number."""

    system: str
    month: str
    unit: str
    unit_text: str
    unit_key: str
    service: str
    service_text: str
    service_key: str
    service_name: str
    online: int
    in_person: int
    postal: int
    resulted: int | None
    delivery: str
    source: str


class GroupRow(NamedTuple):
    """All rows that wait for the same text."""

    key: str
    text: str
    name: str
    rows: int
    dossiers: int
    first: str
    last: str


def add(connection: sqlite3.Connection, rows: Iterable[PendingRow]) -> None:
    """Keep rows for later."""
    columns, places = ", ".join(PendingRow._fields), ", ".join("?" * len(PendingRow._fields))
    connection.executemany(f"INSERT INTO pending_counts ({columns}) VALUES ({places})", rows)  # noqa: S608 - constants


def drop_months(connection: sqlite3.Connection, system: str, months: Collection[str]) -> None:
    """Forget what waits for these months whole."""
    connection.executemany(
        "DELETE FROM pending_counts WHERE system = ? AND month = ?", [(system, month) for month in months]
    )


def drop_slices(
    connection: sqlite3.Connection, system: str, slices: Iterable[tuple[str, str]], *, by_text: bool
) -> None:
    """Forget what waits for these units (by code, or by the key of their text) and months: a newer file told them."""
    column = "unit_key" if by_text else "unit"
    connection.executemany(
        f"DELETE FROM pending_counts WHERE system = ? AND {column} = ? AND month = ?",  # noqa: S608 - constants
        [(system, unit, month) for unit, month in slices],
    )


def groups(connection: sqlite3.Connection, kind: Kind) -> list[GroupRow]:
    """What texts wait to be matched, the ones with the most dossiers first."""
    name = "max(service_name)" if kind == "service" else "''"
    rows = connection.execute(
        f"""
        SELECT {kind}_key, max({kind}_text), {name}, count(*), sum(online + in_person + postal), min(month), max(month)
        FROM pending_counts WHERE {kind} = '' GROUP BY {kind}_key ORDER BY 5 DESC, 1
        """  # noqa: S608 - constants
    )
    return [GroupRow(*row) for row in map(tuple, rows)]


def months_of(connection: sqlite3.Connection, kind: Kind, key: str) -> list[str]:
    """The months of the rows that wait for a text."""
    query = f"SELECT DISTINCT month FROM pending_counts WHERE {kind} = '' AND {kind}_key = ? ORDER BY 1"  # noqa: S608 - constants
    return [row[0] for row in connection.execute(query, [key])]


def match(connection: sqlite3.Connection, kind: Kind, key: str, code: str) -> None:
    """Let the rows that wait for a text have this code."""
    connection.execute(
        f"UPDATE pending_counts SET {kind} = ? WHERE {kind} = '' AND {kind}_key = ?",  # noqa: S608 - constants
        [code, key],
    )


def take_complete(connection: sqlite3.Connection) -> list[PendingRow]:
    """Take out the rows of which both unit and service are known."""
    columns = ", ".join(PendingRow._fields)
    where = "WHERE unit <> '' AND service <> ''"
    found = connection.execute(f"SELECT {columns} FROM pending_counts {where} ORDER BY id").fetchall()  # noqa: S608 - constants
    connection.execute(f"DELETE FROM pending_counts {where}")  # noqa: S608 - constants
    return [PendingRow(*row) for row in map(tuple, found)]
