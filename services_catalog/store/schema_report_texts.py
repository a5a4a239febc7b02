"""The table of what an office writes into its reports itself: every version stays, the latest one counts.

`moment` orders the versions over all desks: milliseconds since 1970, always later than any version that its desk knew.
"""

STATEMENTS = (
    """
    CREATE TABLE report_texts (
        seq INTEGER PRIMARY KEY,
        id TEXT NOT NULL UNIQUE,
        unit TEXT NOT NULL,
        section TEXT NOT NULL,
        year INTEGER NOT NULL,
        quarter INTEGER NOT NULL CHECK (quarter BETWEEN 1 AND 4),
        text TEXT NOT NULL,
        at TEXT NOT NULL,
        moment INTEGER NOT NULL,
        desk TEXT NOT NULL
    )
    """,
    "CREATE INDEX report_texts_by_unit ON report_texts (unit, section, year, quarter, moment, id)",
    """
    CREATE TRIGGER report_texts_are_never_changed BEFORE UPDATE ON report_texts
    BEGIN SELECT RAISE(ABORT, 'texts are append-only'); END
    """,
    """
    CREATE TRIGGER report_texts_are_never_deleted BEFORE DELETE ON report_texts
    BEGIN SELECT RAISE(ABORT, 'texts are append-only'); END
    """,
    """
    CREATE TRIGGER report_texts_are_never_replaced BEFORE INSERT ON report_texts
    WHEN EXISTS (SELECT 1 FROM report_texts WHERE id = NEW.id OR seq = NEW.seq)
    BEGIN SELECT RAISE(ABORT, 'texts are append-only'); END
    """,
    """
    CREATE TABLE report_texts_outbox (
        text TEXT PRIMARY KEY REFERENCES report_texts (id),
        sent_at TEXT
    ) WITHOUT ROWID
    """,
)
