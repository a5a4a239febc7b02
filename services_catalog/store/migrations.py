"""The steps by which `journal.db` came to its present shape. A step that was released is never changed.

`PRAGMA user_version` holds the number of steps done, so that an up-to-date file costs one PRAGMA: importing
sqlite-utils takes longer than the whole start of a command.
"""

import sqlite3
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from services_catalog.errors import StoreError
from services_catalog.ids import new_id
from services_catalog.store import (
    journal_rows,
    schema_entries,
    schema_identities,
    schema_import,
    schema_registers,
    schema_report_texts,
    schema_statistics,
)
from services_catalog.store.database import transaction

if TYPE_CHECKING:
    from sqlite_utils import Database


def journal_is_current(connection: sqlite3.Connection, path: Path) -> bool:
    """Whether the journal has the shape that this program knows.

    Raises StoreError for a file that a later version of the program has changed.
    """
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    if version > len(_JOURNAL_STEPS):
        raise StoreError(
            f"Tệp {path.name} do bản motcua mới hơn tạo ra.", next_step="Cài bản motcua mới hơn rồi mở lại."
        )
    return bool(version == len(_JOURNAL_STEPS))


def migrate_journal(connection: sqlite3.Connection, path: Path) -> None:
    """Bring the journal to its present shape, wholly or not at all, also when two programs start at once.

    Raises StoreError for a file that a later version of the program has changed.
    """
    if journal_is_current(connection, path):
        return
    with transaction(connection):
        if journal_is_current(connection, path):
            return  # another program did it while this one waited for the lock
        before = _shape(connection)
        _apply(connection)
        if _shape(connection) != before:
            _fill(connection)
        connection.execute(f"PRAGMA user_version = {len(_JOURNAL_STEPS)}")


def _apply(connection: sqlite3.Connection) -> None:
    from sqlite_utils import Database  # noqa: PLC0415 - slow to import, and almost never needed
    from sqlite_utils.migrations import Migrations  # noqa: PLC0415 - the same

    migrations = Migrations("journal")
    for name, step in _JOURNAL_STEPS:
        migrations(name=name)(step)
    migrations.apply(Database(connection, execute_plugins=False))


def _shape(connection: sqlite3.Connection) -> list[str]:
    found = connection.execute("SELECT sql FROM sqlite_master WHERE tbl_name GLOB 'entries*' ORDER BY name")
    return [row[0] for row in found]


def _fill(connection: sqlite3.Connection) -> None:
    # What follows from the events is made by this version's rules, whichever step changed its tables.
    journal_rows.prepare(connection)
    journal_rows.rebuild(connection)


def _first_journal(db: "Database") -> None:
    for statement in _FIRST_JOURNAL:
        db.conn.execute(statement)
    db.conn.execute("INSERT INTO meta (name, value) VALUES ('desk', ?)", [new_id()])


def _step(statements: Iterable[str]) -> "Callable[[Database], None]":
    """A step that runs these statements."""

    def make(db: "Database") -> None:
        for statement in statements:
            db.conn.execute(statement)

    return make


_FIRST_JOURNAL = (
    """
    CREATE TABLE events (
        seq INTEGER PRIMARY KEY,
        id TEXT NOT NULL UNIQUE,
        entry TEXT NOT NULL,
        kind TEXT NOT NULL CHECK (kind IN ('logged', 'corrected', 'voided')),
        at TEXT NOT NULL,
        desk TEXT NOT NULL,
        payload TEXT NOT NULL CHECK (json_valid(payload)),
        reason TEXT NOT NULL
    )
    """,
    "CREATE INDEX events_by_entry ON events (entry)",
    """
    CREATE TRIGGER events_are_never_changed BEFORE UPDATE ON events
    BEGIN SELECT RAISE(ABORT, 'events are append-only'); END
    """,
    """
    CREATE TRIGGER events_are_never_deleted BEFORE DELETE ON events
    BEGIN SELECT RAISE(ABORT, 'events are append-only'); END
    """,
    # INSERT OR REPLACE deletes without a DELETE trigger.
    """
    CREATE TRIGGER events_are_never_replaced BEFORE INSERT ON events
    WHEN EXISTS (SELECT 1 FROM events WHERE id = NEW.id OR seq = NEW.seq)
    BEGIN SELECT RAISE(ABORT, 'events are append-only'); END
    """,
    """
    CREATE TABLE entries (
        seq INTEGER PRIMARY KEY,
        id TEXT NOT NULL UNIQUE,
        desk TEXT NOT NULL,
        logged_at TEXT NOT NULL,
        revision INTEGER NOT NULL,
        voided INTEGER NOT NULL,
        change_reason TEXT NOT NULL,
        day TEXT NOT NULL,
        service_code TEXT NOT NULL,
        service_name TEXT NOT NULL,
        unit TEXT NOT NULL,
        officer TEXT NOT NULL,
        role TEXT NOT NULL,
        help TEXT NOT NULL,
        result TEXT NOT NULL,
        reason TEXT NOT NULL,
        channel TEXT NOT NULL,
        dossier TEXT NOT NULL,
        quantity INTEGER NOT NULL,
        leaflet INTEGER NOT NULL,
        postal TEXT NOT NULL,
        organization INTEGER NOT NULL,
        elderly INTEGER NOT NULL,
        note TEXT NOT NULL,
        folded TEXT NOT NULL
    )
    """,
    "CREATE INDEX entries_by_day ON entries (day)",
    # The report's tables. Each index holds all that its table reads, in the order of its groups, so that a
    # year of a million entries is read once from end to end, without sorting.
    "CREATE INDEX entries_by_service ON entries (voided, day, service_code, quantity, result, leaflet)",
    "CREATE INDEX entries_by_helper ON entries (voided, day, unit, role, officer, quantity, result, leaflet)",
    "CREATE INDEX entries_by_outcome ON entries (voided, day, channel, result, reason, quantity, leaflet)",
    "CREATE INDEX entries_by_dossier ON entries (dossier) WHERE dossier <> ''",
    """
    CREATE TABLE outbox (
        event TEXT PRIMARY KEY REFERENCES events (id),
        sent_at TEXT
    ) WITHOUT ROWID
    """,
    "CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID",
)
# Prints have an outbox of their own: that of the events refers to events.
_PRINTS = (
    """
    CREATE TABLE prints (
        seq INTEGER PRIMARY KEY,
        id TEXT NOT NULL UNIQUE,
        desk TEXT NOT NULL,
        at TEXT NOT NULL,
        day TEXT NOT NULL,
        service_code TEXT NOT NULL,
        format TEXT NOT NULL,
        copies INTEGER NOT NULL CHECK (copies > 0),
        unit TEXT NOT NULL,
        destination TEXT NOT NULL
    )
    """,
    """
    CREATE TRIGGER prints_are_never_changed BEFORE UPDATE ON prints
    BEGIN SELECT RAISE(ABORT, 'prints are append-only'); END
    """,
    """
    CREATE TRIGGER prints_are_never_deleted BEFORE DELETE ON prints
    BEGIN SELECT RAISE(ABORT, 'prints are append-only'); END
    """,
    """
    CREATE TRIGGER prints_are_never_replaced BEFORE INSERT ON prints
    WHEN EXISTS (SELECT 1 FROM prints WHERE id = NEW.id OR seq = NEW.seq)
    BEGIN SELECT RAISE(ABORT, 'prints are append-only'); END
    """,
    "CREATE INDEX prints_by_day ON prints (day, service_code, format, unit, destination, copies)",
    """
    CREATE TABLE prints_outbox (
        print TEXT PRIMARY KEY REFERENCES prints (id),
        sent_at TEXT
    ) WITHOUT ROWID
    """,
)
_JOURNAL_STEPS = (
    ("0001-events-entries-outbox-meta", _first_journal),
    ("0002-prints", _step(_PRINTS)),
    ("0003-statistics", _step(schema_statistics.STATEMENTS)),
    ("0004-entries-by-words-and-visits", schema_entries.make),
    ("0005-registers", _step(schema_registers.STATEMENTS)),
    ("0006-pending-counts", _step(schema_import.STATEMENTS)),
    ("0007-identities", schema_identities.make),
    ("0008-report-texts", _step(schema_report_texts.STATEMENTS)),
)
