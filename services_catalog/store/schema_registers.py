"""The table of the plan's registers: every change is a revision of its own, and none is ever changed.

`moment` orders the revisions of a record over all desks: milliseconds since 1970, but always later than any
revision of the record that its desk knew, so that a desk whose clock is slow can still correct what it sees.
"""

STATEMENTS = (
    """
    CREATE TABLE register_revisions (
        seq INTEGER PRIMARY KEY,
        id TEXT NOT NULL UNIQUE,
        record TEXT NOT NULL,
        register TEXT NOT NULL,
        unit TEXT NOT NULL,
        at TEXT NOT NULL,
        moment INTEGER NOT NULL,
        desk TEXT NOT NULL,
        fields TEXT NOT NULL CHECK (json_valid(fields)),
        deleted INTEGER NOT NULL CHECK (deleted IN (0, 1))
    )
    """,
    "CREATE INDEX register_revisions_by_record ON register_revisions (record, moment, id)",
    "CREATE INDEX register_revisions_by_register ON register_revisions (register, record)",
    """
    CREATE TRIGGER register_revisions_are_never_changed BEFORE UPDATE ON register_revisions
    BEGIN SELECT RAISE(ABORT, 'revisions are append-only'); END
    """,
    """
    CREATE TRIGGER register_revisions_are_never_deleted BEFORE DELETE ON register_revisions
    BEGIN SELECT RAISE(ABORT, 'revisions are append-only'); END
    """,
    """
    CREATE TRIGGER register_revisions_are_never_replaced BEFORE INSERT ON register_revisions
    WHEN EXISTS (SELECT 1 FROM register_revisions WHERE id = NEW.id OR seq = NEW.seq)
    BEGIN SELECT RAISE(ABORT, 'revisions are append-only'); END
    """,
    """
    CREATE TABLE register_outbox (
        revision TEXT PRIMARY KEY REFERENCES register_revisions (id),
        sent_at TEXT
    ) WITHOUT ROWID
    """,
)
