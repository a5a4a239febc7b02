"""The tables of the catalog cache: one row a service; `search_rows` has what the search asks."""

import json
import sqlite3
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from services_catalog.facets import Spelling
from services_catalog.store import search_rows
from services_catalog.store.database import transaction

SCHEMA = """
CREATE TABLE IF NOT EXISTS services (
  id INTEGER PRIMARY KEY, code TEXT NOT NULL UNIQUE, name TEXT NOT NULL, title TEXT NOT NULL, sector TEXT NOT NULL,
  agency TEXT NOT NULL, online TEXT NOT NULL, essential INTEGER NOT NULL, withdrawn TEXT NOT NULL, record TEXT NOT NULL,
  guidance TEXT
) STRICT;
CREATE TABLE IF NOT EXISTS build (done INTEGER NOT NULL, total INTEGER NOT NULL) STRICT;
"""
LISTED = "s.id, s.code, s.name, s.title, s.agency, s.online, s.essential, s.guidance IS NOT NULL, s.withdrawn"


@dataclass(frozen=True, slots=True)
class ServiceRow:
    """A service on its way into the cache."""

    code: str
    name: str
    title: str
    sector: str
    agency: str
    online: str
    essential: bool
    withdrawn: str
    record: dict[str, Any]
    guidance: dict[str, Any] | None
    spelling: Spelling


@dataclass(frozen=True, slots=True)
class Listed:
    """What a list shows of a service."""

    id: int
    code: str
    name: str
    title: str
    agency: str
    online: str
    essential: bool
    guided: bool
    withdrawn: str = ""


def prepare(connection: sqlite3.Connection) -> None:
    """Make the tables where they are missing."""
    connection.executescript(SCHEMA + search_rows.SCHEMA)


def progress(connection: sqlite3.Connection) -> tuple[int, int]:
    """Return how many services are in and how many there will be; (0, 0) before the first."""
    try:
        row = connection.execute("SELECT done, total FROM build").fetchone()
    except sqlite3.OperationalError:  # no table yet
        return 0, 0
    return (int(row[0]), int(row[1])) if row else (0, 0)


def add(
    connection: sqlite3.Connection, rows: Callable[[int, int], Sequence[ServiceRow]], total: int, size: int
) -> tuple[int, int]:
    """Put the next `size` of `total` services in, as one step, and return the progress; `rows(start, end)` gives them.

    How far it has come is read inside the step, so desks that build at once share the work, and a build that
    was cut off goes on where it stopped.
    """
    with transaction(connection):
        done, _ = progress(connection)
        end = min(done + size, total)
        for number, row in enumerate(rows(done, end), start=done + 1):
            _insert(connection, number, row)
        connection.execute("DELETE FROM build")
        connection.execute("INSERT INTO build VALUES (?, ?)", (end, total))
        if end == total:
            search_rows.count_terms(connection)
    return end, total


def _insert(connection: sqlite3.Connection, number: int, row: ServiceRow) -> None:
    guidance = json.dumps(row.guidance, ensure_ascii=False) if row.guidance else None
    record = json.dumps(row.record, ensure_ascii=False)
    inserted = connection.execute(
        "INSERT OR IGNORE INTO services VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            number,
            row.code,
            row.name,
            row.title,
            row.sector,
            row.agency,
            row.online,
            row.essential,
            row.withdrawn,
            record,
            guidance,
        ),
    )
    if inserted.rowcount:  # a code that came twice keeps its first record; `catalog.check` tells
        search_rows.insert(connection, number, row.code, row.spelling)


def find(
    connection: sqlite3.Connection, code: str
) -> tuple[dict[str, Any], dict[str, Any] | None, bool] | None:
    """Return a service's record, guidance and whether it is essential; None where there is no such code."""
    row = connection.execute(
        "SELECT record, guidance, essential FROM services WHERE code = ?", (code,)
    ).fetchone()
    return (json.loads(row[0]), json.loads(row[1]) if row[1] else None, bool(row[2])) if row else None


def names(connection: sqlite3.Connection) -> dict[str, str]:
    """Return every service's official name by its code."""
    return dict(map(tuple, connection.execute("SELECT code, name FROM services")))


def online_levels(connection: sqlite3.Connection) -> dict[str, str]:
    """Return how far each service can be done online, by its code."""
    return dict(map(tuple, connection.execute("SELECT code, online FROM services")))


def codes(connection: sqlite3.Connection) -> list[str]:
    """Return every code, the services that desks meet most first."""
    return [code for (code,) in connection.execute("SELECT code FROM services ORDER BY id")]


def records(connection: sqlite3.Connection) -> dict[str, dict[str, Any]]:
    """Return every service's record by its code."""
    return {
        code: json.loads(record) for code, record in connection.execute("SELECT code, record FROM services")
    }


def guided(connection: sqlite3.Connection, limit: int) -> list[Listed]:
    """Return the services with guidance, in the order of the cache."""
    return listed(
        connection.execute(
            f"SELECT {LISTED} FROM services s WHERE s.guidance IS NOT NULL AND s.withdrawn = '' ORDER BY s.id LIMIT ?",  # noqa: S608 - LISTED is ours
            (limit,),
        )
    )


def by_code(connection: sqlite3.Connection, start: str, limit: int) -> list[Listed]:
    """Return the services whose code starts with `start`, in order of codes."""
    return listed(
        connection.execute(
            f"SELECT {LISTED} FROM services s WHERE s.code >= ? AND s.code < ? ORDER BY s.code LIMIT ?",  # noqa: S608 - LISTED is ours
            (start, f"{start}\U0010ffff", limit),
        )
    )


def by_codes(connection: sqlite3.Connection, codes: Sequence[str]) -> dict[str, Listed]:
    """Return what a list shows of the services with these codes, by code."""
    places = ",".join("?" * len(codes))
    query = f"SELECT {LISTED} FROM services s WHERE s.code IN ({places})"  # noqa: S608 - LISTED is ours
    return {each.code: each for each in listed(connection.execute(query, codes))}


def listed(rows: Iterable[tuple[Any, ...]]) -> list[Listed]:
    """Return the rows of a query for `LISTED`."""
    return [_one(row) for row in rows]


def _one(row: tuple[Any, ...]) -> Listed:
    number, code, name, title, agency, online, essential, guided, withdrawn = row
    return Listed(number, code, name, title, agency, online, bool(essential), bool(guided), withdrawn)
