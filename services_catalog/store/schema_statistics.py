"""The tables of the statistics: counts by slice, levels with dates, closed periods.

A slice is one unit's figures of one month out of one system. It is what a corrected file replaces and what
desks exchange: the later (at, desk) wins wherever two desks know the same slice. An emptied slice stays, so that
the emptying travels too.
"""

STATEMENTS = (
    """
    CREATE TABLE deliveries (
        id TEXT PRIMARY KEY,
        system TEXT NOT NULL,
        source TEXT NOT NULL,
        file_name TEXT NOT NULL,
        sha256 TEXT NOT NULL,
        lines INTEGER NOT NULL,
        at TEXT NOT NULL,
        desk TEXT NOT NULL
    ) WITHOUT ROWID
    """,
    "CREATE INDEX deliveries_by_hash ON deliveries (sha256)",
    """
    CREATE TABLE slices (
        id INTEGER PRIMARY KEY,
        unit TEXT NOT NULL,
        month TEXT NOT NULL,
        system TEXT NOT NULL,
        delivery TEXT NOT NULL,
        at TEXT NOT NULL,
        desk TEXT NOT NULL,
        UNIQUE (unit, month, system)
    )
    """,
    "CREATE INDEX slices_by_delivery ON slices (delivery)",
    # Packed by slice and without a row id: a million counts take some 25 MB, and a slice is one run of pages.
    """
    CREATE TABLE counts (
        slice INTEGER NOT NULL,
        service TEXT NOT NULL,
        online INTEGER NOT NULL CHECK (online >= 0),
        in_person INTEGER NOT NULL CHECK (in_person >= 0),
        postal INTEGER NOT NULL CHECK (postal >= 0),
        resulted INTEGER,
        PRIMARY KEY (slice, service)
    ) WITHOUT ROWID
    """,
    """
    CREATE TABLE levels (
        service TEXT NOT NULL,
        unit TEXT NOT NULL,
        first_day TEXT NOT NULL,
        level TEXT NOT NULL,
        basis TEXT NOT NULL,
        at TEXT NOT NULL,
        desk TEXT NOT NULL,
        PRIMARY KEY (service, unit, first_day)
    ) WITHOUT ROWID
    """,
    """
    CREATE TABLE published (
        unit TEXT NOT NULL,
        first_day TEXT NOT NULL,
        services INTEGER NOT NULL CHECK (services >= 0),
        at TEXT NOT NULL,
        desk TEXT NOT NULL,
        PRIMARY KEY (unit, first_day)
    ) WITHOUT ROWID
    """,
    # Worked out figures, good for as long as nothing they rest on has changed: see `ready_rows`.
    "CREATE TABLE ready (name TEXT PRIMARY KEY, figures TEXT NOT NULL) WITHOUT ROWID",
    """
    CREATE TABLE closings (
        id TEXT PRIMARY KEY,
        unit TEXT NOT NULL,
        year INTEGER NOT NULL,
        quarter INTEGER NOT NULL,
        until TEXT NOT NULL,
        at TEXT NOT NULL,
        desk TEXT NOT NULL,
        figures TEXT NOT NULL CHECK (json_valid(figures)),
        sha256 TEXT NOT NULL
    ) WITHOUT ROWID
    """,
    """
    CREATE TRIGGER closings_are_never_changed BEFORE UPDATE ON closings
    BEGIN SELECT RAISE(ABORT, 'closings are append-only'); END
    """,
    """
    CREATE TRIGGER closings_are_never_deleted BEFORE DELETE ON closings
    BEGIN SELECT RAISE(ABORT, 'closings are append-only'); END
    """,
    """
    CREATE TRIGGER closings_are_never_replaced BEFORE INSERT ON closings
    WHEN EXISTS (SELECT 1 FROM closings WHERE id = NEW.id)
    BEGIN SELECT RAISE(ABORT, 'closings are append-only'); END
    """,
)
