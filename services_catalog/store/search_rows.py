"""The tables of the search: the word index, the facets of each service, and how common each word is.

The index keeps words without marks, for candidates; which of them fits, marks and all, is judged from `facets`.
"""

import sqlite3
from collections.abc import Iterable, Sequence

from services_catalog.facets import Spelling

SCHEMA = """
CREATE VIRTUAL TABLE IF NOT EXISTS spellings USING fts5(
  name, pairs, said, around, content = '', tokenize = "unicode61 remove_diacritics 0 tokenchars '_'"
);
CREATE VIRTUAL TABLE IF NOT EXISTS vocabulary USING fts5vocab(spellings, row);
CREATE TABLE IF NOT EXISTS facets (
  id INTEGER PRIMARY KEY, code TEXT NOT NULL, flags INTEGER NOT NULL, facets TEXT NOT NULL
) STRICT;
CREATE TABLE IF NOT EXISTS terms (term TEXT PRIMARY KEY, services INTEGER NOT NULL) STRICT, WITHOUT ROWID;
"""


def insert(connection: sqlite3.Connection, number: int, code: str, spelling: Spelling) -> None:
    """Put one service into the index."""
    connection.execute(
        "INSERT INTO spellings (rowid, name, pairs, said, around) VALUES (?, ?, ?, ?, ?)",
        (number, spelling.name, spelling.pairs, spelling.said, spelling.around),
    )
    connection.execute(
        "INSERT INTO facets VALUES (?, ?, ?, ?)", (number, code, spelling.flags, spelling.facets)
    )


def count_terms(connection: sqlite3.Connection) -> None:
    """Note how common each word is, once the index is whole: counting takes too long for a first key stroke."""
    connection.execute("INSERT OR REPLACE INTO terms SELECT term, doc FROM vocabulary")


def term_counts(connection: sqlite3.Connection) -> dict[str, int]:
    """Return in how many services each word stands; counted anew while the index is being built."""
    counted = connection.execute("SELECT term, services FROM terms").fetchall()
    return dict(counted or connection.execute("SELECT term, doc FROM vocabulary"))


def size(connection: sqlite3.Connection) -> int:
    """Return the number of services in the index."""
    return int(connection.execute("SELECT coalesce(max(id), 0) FROM facets").fetchone()[0])


def match(connection: sqlite3.Connection, expression: str, limit: int, first: int | None = None) -> list[int]:
    """Return the services that match an FTS5 expression, best first by bm25; of the first so many where asked."""
    within = "" if first is None else " AND rowid <= :first"
    found = connection.execute(
        f"SELECT rowid FROM spellings WHERE spellings MATCH :expression{within}"  # noqa: S608 - our own words
        f" ORDER BY bm25(spellings) LIMIT :limit",
        {"expression": expression, "limit": limit, "first": first},
    )
    return [number for (number,) in found]


def facets(connection: sqlite3.Connection, numbers: Sequence[int]) -> Iterable[tuple[int, str, int, str]]:
    """Return number, code, flags and facets of some services."""
    places = ",".join("?" * len(numbers))
    return connection.execute(f"SELECT id, code, flags, facets FROM facets WHERE id IN ({places})", numbers)  # noqa: S608 - marks


def numbers_of(connection: sqlite3.Connection, codes: Sequence[str]) -> list[int]:
    """Return the numbers of the services with these codes."""
    places = ",".join("?" * len(codes))
    return [
        number
        for (number,) in connection.execute(f"SELECT id FROM services WHERE code IN ({places})", codes)  # noqa: S608 - marks
    ]


def met(connection: sqlite3.Connection, flags: int) -> int:
    """Return the last number of the services with any of the flags; they come first in the index."""
    return int(
        connection.execute("SELECT coalesce(max(id), 0) FROM facets WHERE flags & ?", (flags,)).fetchone()[0]
    )
