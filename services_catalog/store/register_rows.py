"""The SQL of the registers: revisions are appended, and the current state follows from them."""

import json
import sqlite3
from collections.abc import Mapping
from typing import Any, NamedTuple


class Revision(NamedTuple):
    """One row of the append-only table; `fields` are a record's values, whole, also of one that was removed."""

    id: str
    record: str
    register: str
    unit: str
    at: str
    moment: int
    desk: str
    fields: Mapping[str, Any]
    deleted: bool


class Standing(NamedTuple):
    """A record's latest revision, when it was first entered, and how many revisions it has."""

    latest: Revision
    first_at: str
    revisions: int


OUTBOX = ("register_revisions", "register_outbox", "revision")
"""The table, its outbox, and the outbox's column with their ids; see `bundle_rows`."""


def append(connection: sqlite3.Connection, revision: Revision) -> None:
    """Add a revision of this or another desk and put it in the outbox, inside the caller's transaction."""
    fields = json.dumps(revision.fields, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
    connection.execute(
        f"INSERT INTO register_revisions ({_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",  # noqa: S608 - constants
        [*revision[:7], fields, int(revision.deleted)],
    )
    connection.execute("INSERT INTO register_outbox (revision) VALUES (?)", [revision.id])


def known(connection: sqlite3.Connection, revision: str) -> Revision | None:
    """The revision with this id, if this desk knows it."""
    row = connection.execute("SELECT * FROM register_revisions WHERE id = ?", [revision]).fetchone()
    return None if row is None else revision_of(row)


def of_register(connection: sqlite3.Connection, register: str, known_by: int | None = None) -> list[Standing]:
    """Every record of a register as its latest revision has it, removed ones too.

    With `known_by`, as it was known at that moment (milliseconds).
    """
    return _standing(
        connection,
        "record IN (SELECT record FROM register_revisions WHERE register = ?) AND (? IS NULL OR moment <= ?)",
        [register, known_by, known_by],
        register,
    )


def one(connection: sqlite3.Connection, record: str) -> Standing | None:
    """A record as its latest revision has it, or None."""
    return next(iter(_standing(connection, "record = ?", [record])), None)


_COLUMNS = "id, record, register, unit, at, moment, desk, fields, deleted"


def _standing(
    connection: sqlite3.Connection, where: str, values: list[Any], register: str | None = None
) -> list[Standing]:
    rows = connection.execute(
        f"""
        SELECT {_COLUMNS}, first_at, revisions FROM (
            SELECT *,
                row_number() OVER (PARTITION BY record ORDER BY moment DESC, id DESC) AS place,
                first_value(at) OVER (PARTITION BY record ORDER BY moment, id) AS first_at,
                count(*) OVER (PARTITION BY record) AS revisions
            FROM register_revisions WHERE {where}
        )
        WHERE place = 1 ORDER BY first_at, record
        """,  # noqa: S608 - constants
        values,
    )
    found = [Standing(revision_of(row), row["first_at"], row["revisions"]) for row in rows]
    return [each for each in found if register in {None, each.latest.register}]


def revision_of(row: sqlite3.Row) -> Revision:
    """A revision from its row."""
    named = {name: row[name] for name in Revision._fields}
    return Revision(**named | {"fields": json.loads(row["fields"]), "deleted": bool(row["deleted"])})
