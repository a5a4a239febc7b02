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


def append(connection: sqlite3.Connection, revision: Revision) -> None:
    """Add a revision of this desk and put it in the outbox, inside the caller's transaction."""
    _insert(connection, revision)
    connection.execute("INSERT INTO register_outbox (revision) VALUES (?)", [revision.id])


def take_in(connection: sqlite3.Connection, revision: Revision) -> bool:
    """Add another desk's revision, inside the caller's transaction; False where it is there already."""
    if connection.execute("SELECT 1 FROM register_revisions WHERE id = ?", [revision.id]).fetchone():
        return False
    _insert(connection, revision)
    return True


def all_revisions(connection: sqlite3.Connection) -> list[Revision]:
    """Every revision that this desk knows, in the order it came to know them."""
    return [
        _revision(row)
        for row in connection.execute(f"SELECT {_COLUMNS} FROM register_revisions ORDER BY seq")  # noqa: S608 - constants
    ]


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


def history(connection: sqlite3.Connection, record: str) -> list[Revision]:
    """All revisions of a record, the first one first."""
    rows = connection.execute(
        f"SELECT {_COLUMNS} FROM register_revisions WHERE record = ? ORDER BY moment, id",  # noqa: S608 - constants
        [record],
    )
    return [_revision(row) for row in rows]


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
    found = [Standing(_revision(row), row["first_at"], row["revisions"]) for row in rows]
    return [each for each in found if register in {None, each.latest.register}]


def _insert(connection: sqlite3.Connection, revision: Revision) -> None:
    fields = json.dumps(revision.fields, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
    connection.execute(
        f"INSERT INTO register_revisions ({_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",  # noqa: S608 - constants
        [*revision[:7], fields, int(revision.deleted)],
    )


def _revision(row: sqlite3.Row) -> Revision:
    named = {name: row[name] for name in Revision._fields}
    return Revision(**named | {"fields": json.loads(row["fields"]), "deleted": bool(row["deleted"])})
