"""The SQL of the dossier counts: slices are replaced whole, and read by unit."""

import sqlite3
from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import NamedTuple

CountRow = tuple[str, int, int, int, int | None]
"""Service, online, in person, postal, resulted."""


class DeliveryRow(NamedTuple):
    """One row of `deliveries`."""

    id: str
    system: str
    source: str
    file_name: str
    sha256: str
    lines: int
    at: str
    desk: str


class SliceRow(NamedTuple):
    """What stands for one unit, month and system, and since when."""

    unit: str
    month: str
    system: str
    delivery: str
    at: str
    desk: str


def add_delivery(connection: sqlite3.Connection, row: DeliveryRow) -> None:
    """Note where counts came from; a delivery that is known already stays as it is."""
    connection.execute("INSERT OR IGNORE INTO deliveries VALUES (?, ?, ?, ?, ?, ?, ?, ?)", row)


def deliveries(connection: sqlite3.Connection) -> list[tuple[DeliveryRow, int, str, str]]:
    """Every delivery, newest first, with how many slices of it still stand and their first and last month."""
    rows = connection.execute(
        """
        SELECT d.id, d.system, d.source, d.file_name, d.sha256, d.lines, d.at, d.desk,
               count(s.id), coalesce(min(s.month), ''), coalesce(max(s.month), '')
        FROM deliveries AS d LEFT JOIN slices AS s ON s.delivery = d.id
        GROUP BY d.id ORDER BY d.at DESC, d.id DESC
        """
    )
    return [(DeliveryRow(*row[:8]), row[8], row[9], row[10]) for row in map(tuple, rows)]


def same_file(
    connection: sqlite3.Connection, sha256: str, system: str
) -> tuple[str, frozenset[tuple[str, str]]] | None:
    """The latest delivery of this very file from this system, and the units and months of it that still stand."""
    row = connection.execute(
        "SELECT id FROM deliveries WHERE sha256 = ? AND system = ? ORDER BY at DESC, id DESC LIMIT 1",
        [sha256, system],
    ).fetchone()
    if row is None:
        return None
    standing = connection.execute("SELECT unit, month FROM slices WHERE delivery = ?", [row[0]])
    return row[0], frozenset((unit, month) for unit, month in standing)


def renew_slice(connection: sqlite3.Connection, row: SliceRow) -> int:
    """Put an emptied slice in the place of what stood for its unit, month and system; return its row id."""
    connection.execute(
        """
        INSERT INTO slices (unit, month, system, delivery, at, desk) VALUES (?, ?, ?, ?, ?, ?)
        ON CONFLICT (unit, month, system) DO UPDATE
        SET delivery = excluded.delivery, at = excluded.at, desk = excluded.desk
        """,
        row,
    )
    found = connection.execute(
        "SELECT id FROM slices WHERE unit = ? AND month = ? AND system = ?", row[:3]
    ).fetchone()
    connection.execute("DELETE FROM counts WHERE slice = ?", [found[0]])
    return int(found[0])


def touch_slice(connection: sqlite3.Connection, row: SliceRow) -> int:
    """Mark a slice as changed now, or make an empty one; return its row id."""
    connection.execute(
        """
        INSERT INTO slices (unit, month, system, delivery, at, desk) VALUES (?, ?, ?, ?, ?, ?)
        ON CONFLICT (unit, month, system) DO UPDATE SET at = excluded.at, desk = excluded.desk
        """,
        row,
    )
    found = connection.execute(
        "SELECT id FROM slices WHERE unit = ? AND month = ? AND system = ?", row[:3]
    ).fetchone()
    return int(found[0])


def add_counts(
    connection: sqlite3.Connection, rows: Iterable[tuple[int, str, int, int, int, int | None]]
) -> None:
    """Add counts to their slices; a service named twice in a slice is added up."""
    connection.executemany(
        """
        INSERT INTO counts (slice, service, online, in_person, postal, resulted) VALUES (?, ?, ?, ?, ?, ?)
        ON CONFLICT (slice, service) DO UPDATE
        SET online = online + excluded.online, in_person = in_person + excluded.in_person,
            postal = postal + excluded.postal, resulted = resulted + excluded.resulted
        """,
        rows,
    )


def set_count(connection: sqlite3.Connection, slice_id: int, row: CountRow) -> None:
    """Let `row` stand for its service in a slice."""
    connection.execute("INSERT OR REPLACE INTO counts VALUES (?, ?, ?, ?, ?, ?)", [slice_id, *row])


def every_slice(connection: sqlite3.Connection) -> list[SliceRow]:
    """Every slice there is, emptied ones too."""
    rows = connection.execute(
        "SELECT unit, month, system, delivery, at, desk FROM slices ORDER BY at, desk, unit, month, system"
    )
    return [SliceRow(*row) for row in map(tuple, rows)]


def one_slice(connection: sqlite3.Connection, unit: str, month: str, system: str) -> SliceRow | None:
    """The slice of a unit, month and system."""
    row = connection.execute(
        "SELECT unit, month, system, delivery, at, desk FROM slices WHERE unit = ? AND month = ? AND system = ?",
        [unit, month, system],
    ).fetchone()
    return None if row is None else SliceRow(*tuple(row))


def delivery(connection: sqlite3.Connection, delivery_id: str) -> DeliveryRow | None:
    """The delivery with this id."""
    row = connection.execute("SELECT * FROM deliveries WHERE id = ?", [delivery_id]).fetchone()
    return None if row is None else DeliveryRow(*tuple(row))


def units_of(connection: sqlite3.Connection, system: str, months: Collection[str]) -> set[str]:
    """The units that have figures of a system in one of these months."""
    places = ", ".join("?" * len(months))
    query = f"""
        SELECT DISTINCT unit FROM slices AS s WHERE system = ? AND month IN ({places})
        AND EXISTS (SELECT 1 FROM counts WHERE slice = s.id)
    """  # noqa: S608 - only places
    return {row[0] for row in connection.execute(query, [system, *months])}


def slices(connection: sqlite3.Connection, first: str, last: str) -> list[SliceRow]:
    """The slices of these months that hold figures."""
    rows = connection.execute(
        """
        SELECT unit, month, system, delivery, at, desk FROM slices AS s WHERE month BETWEEN ? AND ?
        AND EXISTS (SELECT 1 FROM counts WHERE slice = s.id) ORDER BY unit, month, system
        """,
        [first, last],
    )
    return [SliceRow(*row) for row in map(tuple, rows)]


def of_units(
    connection: sqlite3.Connection, units: Sequence[str], first: str, last: str, services: Sequence[str] = ()
) -> Iterator[tuple[str, str, str, str, int, int, int, int | None]]:
    """Every count of these units and months, of all or of some services: unit, month, system, then its own columns."""
    places = ", ".join("?" * len(units))
    of_services = f"AND c.service IN ({', '.join('?' * len(services))})" if services else ""
    query = f"""
        SELECT s.unit, s.month, s.system, c.service, c.online, c.in_person, c.postal, c.resulted
        FROM slices AS s JOIN counts AS c ON c.slice = s.id
        WHERE s.unit IN ({places}) AND s.month BETWEEN ? AND ? {of_services}
        ORDER BY s.unit, s.month, c.service, s.system
    """  # noqa: S608 - only places
    return (tuple(row) for row in connection.execute(query, [*units, first, last, *services]))


def sums(
    connection: sqlite3.Connection, unit: str, systems: Sequence[str], first: str, last: str
) -> Iterator[tuple[str, int, int, int, int | None]]:
    """One unit's counts added up by service, from these systems and months.

    Where one month does not tell how many online dossiers ended with an electronic result, the sum is unknown.
    """
    places = ", ".join("?" * len(systems))
    query = f"""
        SELECT c.service, sum(c.online), sum(c.in_person), sum(c.postal),
            CASE WHEN max(c.resulted IS NULL AND c.online > 0) THEN NULL ELSE sum(c.resulted) END
        FROM slices AS s CROSS JOIN counts AS c ON c.slice = s.id
        WHERE s.unit = ? AND s.month BETWEEN ? AND ? AND s.system IN ({places})
        GROUP BY c.service
    """  # noqa: S608 - only places
    return (tuple(row) for row in connection.execute(query, [unit, first, last, *systems]))


def slice_counts(connection: sqlite3.Connection, unit: str, month: str, system: str) -> list[CountRow]:
    """The counts of one slice, by service."""
    rows = connection.execute(
        """
        SELECT c.service, c.online, c.in_person, c.postal, c.resulted
        FROM slices AS s JOIN counts AS c ON c.slice = s.id
        WHERE s.unit = ? AND s.month = ? AND s.system = ? ORDER BY c.service
        """,
        [unit, month, system],
    )
    return [(row[0], row[1], row[2], row[3], row[4]) for row in rows]
