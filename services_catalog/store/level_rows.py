"""The SQL of online levels and of published numbers; the later (at, desk) wins for the same key."""

import sqlite3
from typing import NamedTuple


class LevelRow(NamedTuple):
    """One row of `levels`; an empty unit means every unit, an empty level «as the catalogue says» again."""

    service: str
    unit: str
    first_day: str
    level: str
    basis: str
    at: str
    desk: str


class PublishedRow(NamedTuple):
    """One row of `published`."""

    unit: str
    first_day: str
    services: int
    at: str
    desk: str


def put_level(connection: sqlite3.Connection, row: LevelRow) -> bool:
    """Let a level stand unless a later one stands for the same service, unit and day; tell whether it does now."""
    done = connection.execute(
        """
        INSERT INTO levels (service, unit, first_day, level, basis, at, desk) VALUES (?, ?, ?, ?, ?, ?, ?)
        ON CONFLICT (service, unit, first_day) DO UPDATE
        SET level = excluded.level, basis = excluded.basis, at = excluded.at, desk = excluded.desk
        WHERE (excluded.at, excluded.desk) > (at, desk)
        """,
        row,
    )
    return done.rowcount > 0


def levels(connection: sqlite3.Connection, until: str) -> list[LevelRow]:
    """Every level set for a day up to `until`, in the order in which they took effect."""
    rows = connection.execute(
        """
        SELECT service, unit, first_day, level, basis, at, desk FROM levels
        WHERE first_day <= ? ORDER BY first_day, service, unit
        """,
        [until],
    )
    return [LevelRow(*row) for row in map(tuple, rows)]


def levels_of(connection: sqlite3.Connection, service: str) -> list[LevelRow]:
    """The levels of one service, in the order in which they take effect."""
    rows = connection.execute(
        """
        SELECT service, unit, first_day, level, basis, at, desk FROM levels
        WHERE service = ? ORDER BY unit, first_day
        """,
        [service],
    )
    return [LevelRow(*row) for row in map(tuple, rows)]


def put_published(connection: sqlite3.Connection, row: PublishedRow) -> bool:
    """Let a number stand unless a later one stands for the same unit and day; tell whether it does now."""
    done = connection.execute(
        """
        INSERT INTO published (unit, first_day, services, at, desk) VALUES (?, ?, ?, ?, ?)
        ON CONFLICT (unit, first_day) DO UPDATE
        SET services = excluded.services, at = excluded.at, desk = excluded.desk
        WHERE (excluded.at, excluded.desk) > (at, desk)
        """,
        row,
    )
    return done.rowcount > 0


def published(connection: sqlite3.Connection, until: str) -> dict[str, int]:
    """How many services each unit publishes on a day."""
    rows = connection.execute(
        "SELECT unit, services FROM published WHERE first_day <= ? ORDER BY first_day", [until]
    )
    return {row[0]: row[1] for row in rows}


def every_level(connection: sqlite3.Connection) -> list[LevelRow]:
    """Every level that was set."""
    rows = connection.execute("SELECT * FROM levels ORDER BY at, desk, service, unit, first_day")
    return [LevelRow(*row) for row in map(tuple, rows)]


def every_published(connection: sqlite3.Connection) -> list[PublishedRow]:
    """Every number that was noted."""
    rows = connection.execute("SELECT * FROM published ORDER BY at, desk, unit, first_day")
    return [PublishedRow(*row) for row in map(tuple, rows)]
