"""The step that lets entries be the same on every desk, tied to a visit, and found by the words in them.

Entries follow from their events, so the table is made anew and filled from them after the steps.
"""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlite_utils import Database


def make(db: "Database") -> None:
    """Put the new tables in place of the old one, and make the one that notes what went into a bundle."""
    for statement in _STATEMENTS:
        db.conn.execute(statement)


_STATEMENTS = (
    "DROP TABLE entries",
    # `place` is the day and, within it, the order of arrival: the full text is read newest first from it, and
    # only as far as a list is long.
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
        visit TEXT NOT NULL,
        place INTEGER NOT NULL UNIQUE,
        folded TEXT NOT NULL
    )
    """,
    "CREATE INDEX entries_by_day ON entries (day, id)",
    # The report's tables. Each index holds all that its table reads, in the order of its groups, so that a
    # year of a million entries is read once from end to end, without sorting.
    "CREATE INDEX entries_by_service ON entries (voided, day, service_code, quantity, result, leaflet)",
    "CREATE INDEX entries_by_helper ON entries (voided, day, unit, role, officer, quantity, result, leaflet)",
    "CREATE INDEX entries_by_outcome ON entries (voided, day, channel, result, reason, quantity, leaflet)",
    "CREATE INDEX entries_by_dossier ON entries (dossier) WHERE dossier <> ''",
    "CREATE INDEX entries_by_visit ON entries (day, visit) WHERE visit <> ''",
    # What is indexed is folded already; codes fall apart at their dots and are asked for as phrases.
    """
    CREATE VIRTUAL TABLE entries_text USING fts5 (
        folded, content = 'entries', content_rowid = 'place', tokenize = 'unicode61 remove_diacritics 0'
    )
    """,
    # For kinds of items that have no outbox of their own.
    """
    CREATE TABLE sent_items (
        kind TEXT NOT NULL,
        id TEXT NOT NULL,
        sent_at TEXT NOT NULL,
        PRIMARY KEY (kind, id)
    ) WITHOUT ROWID
    """,
)
