"""The step that makes room for what a counter may keep of a person for a few days, apart from everything else."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlite_utils import Database


def make(db: "Database") -> None:
    """Make the table that is emptied on time, and the append-only one that notes what was done, without content."""
    for statement in _STATEMENTS:
        db.conn.execute(statement)


_STATEMENTS = (
    """
    CREATE TABLE identities (
        entry TEXT PRIMARY KEY,
        name TEXT NOT NULL,
        phone TEXT NOT NULL CHECK (length(phone) IN (0, 3)),
        kept_on TEXT NOT NULL,
        erase_on TEXT NOT NULL
    )
    """,
    "CREATE INDEX identities_by_erasing ON identities (erase_on)",
    """
    CREATE TABLE identity_log (
        seq INTEGER PRIMARY KEY,
        at TEXT NOT NULL,
        what TEXT NOT NULL CHECK (what IN ('kept', 'revealed', 'erased', 'wiped')),
        entry TEXT NOT NULL,
        quantity INTEGER NOT NULL,
        officer TEXT NOT NULL
    )
    """,
    """
    CREATE TRIGGER identity_log_is_never_changed BEFORE UPDATE ON identity_log
    BEGIN SELECT RAISE(ABORT, 'identity_log is append-only'); END
    """,
    """
    CREATE TRIGGER identity_log_is_never_deleted BEFORE DELETE ON identity_log
    BEGIN SELECT RAISE(ABORT, 'identity_log is append-only'); END
    """,
    """
    CREATE TRIGGER identity_log_is_never_replaced BEFORE INSERT ON identity_log
    WHEN EXISTS (SELECT 1 FROM identity_log WHERE seq = NEW.seq)
    BEGIN SELECT RAISE(ABORT, 'identity_log is append-only'); END
    """,
)
