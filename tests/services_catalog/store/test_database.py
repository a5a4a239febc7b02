"""Opening SQLite files: private, durable, and every failure in words that say what to do."""

import errno
import sqlite3
import stat
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from services_catalog.errors import (
    BusyStoreError,
    DamagedStoreError,
    DiskFullError,
    ReadOnlyStoreError,
    StoreError,
)
from services_catalog.store import database
from services_catalog.store.database import connect, transaction, translated


@pytest.fixture
def connection(tmp_path: Path) -> Iterator[sqlite3.Connection]:
    """A new database with one empty table."""
    with closing(connect(tmp_path / "data" / "some.db", writable=True)) as opened:
        opened.execute("CREATE TABLE notes (text TEXT)")
        yield opened


def _texts(connection: sqlite3.Connection) -> list[str]:
    return [row[0] for row in connection.execute("SELECT text FROM notes ORDER BY rowid")]


def test_files_are_private(tmp_path: Path, connection: sqlite3.Connection) -> None:
    """Without it other accounts of a shared computer could read the journal."""
    connection.execute("INSERT INTO notes VALUES ('x')")
    folder = tmp_path / "data"
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert {stat.S_IMODE(file.stat().st_mode) for file in folder.iterdir()} == {0o600}


@pytest.mark.parametrize(("name", "level"), [("FULL", 2), ("NORMAL", 1)])
def test_durability_is_as_asked(tmp_path: Path, name: database.Synchronous, level: int) -> None:
    """Without it a power cut could cost an acknowledged entry, or the cache be as slow as the journal."""
    with closing(connect(tmp_path / "some.db", writable=True, synchronous=name)) as connection:
        assert connection.execute("PRAGMA synchronous").fetchone() == (level,)
        assert connection.execute("PRAGMA journal_mode").fetchone() == ("wal",)
        assert connection.execute("PRAGMA foreign_keys").fetchone() == (1,)


def test_a_transaction_is_whole(connection: sqlite3.Connection) -> None:
    """Without it a failure halfway would leave an event without its entry."""
    with transaction(connection):
        connection.execute("INSERT INTO notes VALUES ('kept')")
    with pytest.raises(sqlite3.OperationalError), transaction(connection):  # noqa: PT012 - two writes, one undone
        connection.execute("INSERT INTO notes VALUES ('lost')")
        connection.execute("NOT SQL")
    assert _texts(connection) == ["kept"]
    assert not connection.in_transaction


def test_reading_changes_nothing(tmp_path: Path, connection: sqlite3.Connection) -> None:
    """Without it a list or a report could write into the truth."""
    path = tmp_path / "data" / "some.db"
    with (
        closing(connect(path, writable=False)) as reader,
        pytest.raises(ReadOnlyStoreError),
        translated(path),
    ):
        reader.execute("INSERT INTO notes VALUES ('x')")
    assert _texts(connection) == []


def test_reading_makes_no_file(tmp_path: Path) -> None:
    """Without it looking at an empty desk would leave files behind."""
    with pytest.raises(ReadOnlyStoreError):
        connect(tmp_path / "none.db", writable=False)
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_cannot_be_made(tmp_path: Path) -> None:
    """Without it a wrong MOTCUA_HOME would end in a traceback."""
    (tmp_path / "file").write_text("x")
    with pytest.raises(ReadOnlyStoreError) as refused:
        connect(tmp_path / "file" / "some.db", writable=True)
    assert refused.value.next_step


@pytest.mark.parametrize("writable", [True, False])
def test_a_damaged_file(tmp_path: Path, writable: bool) -> None:
    """Without it a broken disk would end in a traceback, or worse in a new empty file."""
    path = tmp_path / "some.db"
    path.write_bytes(b"no database at all, " * 500)
    with pytest.raises(DamagedStoreError):
        connect(path, writable=writable)
    assert path.read_bytes().startswith(b"no database")


def test_another_writer(
    tmp_path: Path, connection: sqlite3.Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without it a desk that waits for another in vain would show SQLite's English."""
    monkeypatch.setattr(database, "BUSY_SECONDS", 0.01)
    path = tmp_path / "data" / "some.db"
    with transaction(connection), closing(connect(path, writable=True)) as second:
        with pytest.raises(BusyStoreError), translated(path), transaction(second):
            pass
        assert not second.in_transaction


def test_a_new_file_that_another_program_is_making(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without it the second of two programs that start at once on a new journal would give up."""
    path = tmp_path / "some.db"
    with closing(sqlite3.connect(path, isolation_level=None)) as first:
        first.execute("CREATE TABLE notes (text TEXT)")
        first.execute("BEGIN IMMEDIATE")
        monkeypatch.setattr(time, "sleep", lambda _: first.execute("COMMIT"))
        monkeypatch.setattr(database, "BUSY_SECONDS", 0)
        with pytest.raises(BusyStoreError):
            connect(path, writable=True)
        # Waiting is this module's own work here, because SQLite does not wait where two would block each other.
        moments = iter([0.0, -1.0])
        monkeypatch.setattr(time, "monotonic", lambda: next(moments))
        connect(path, writable=True).close()


def test_a_full_database(tmp_path: Path, connection: sqlite3.Connection) -> None:
    """Without it a full disk would lose what had been kept, or leave the desk unable to go on."""
    connection.execute("INSERT INTO notes VALUES ('kept')")
    (pages,) = connection.execute("PRAGMA page_count").fetchone()
    connection.execute(f"PRAGMA max_page_count = {pages}")
    with pytest.raises(DiskFullError), translated(tmp_path / "some.db"), transaction(connection):
        connection.execute("INSERT INTO notes VALUES (?)", ["x" * 50_000])
    assert _texts(connection) == ["kept"]
    connection.execute("PRAGMA max_page_count = 1000")
    connection.execute("INSERT INTO notes VALUES ('later')")
    assert _texts(connection) == ["kept", "later"]


@pytest.mark.parametrize(
    ("number", "expected"),
    [
        (errno.ENOSPC, DiskFullError),
        (errno.EDQUOT, DiskFullError),
        (errno.EACCES, ReadOnlyStoreError),
        (errno.EROFS, ReadOnlyStoreError),
    ],
)
def test_errors_of_the_system(tmp_path: Path, number: int, expected: type[StoreError]) -> None:
    """Without it a full disk would be told as missing rights, and the officer would call the wrong person."""
    with pytest.raises(expected), translated(tmp_path / "some.db"):
        raise OSError(number, "simulated")


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        (sqlite3.SQLITE_IOERR_WRITE, DiskFullError),
        (sqlite3.SQLITE_IOERR_SHORT_READ, DamagedStoreError),
        (sqlite3.SQLITE_CORRUPT_INDEX, DamagedStoreError),
        (sqlite3.SQLITE_READONLY_DBMOVED, ReadOnlyStoreError),
        (sqlite3.SQLITE_BUSY_SNAPSHOT, BusyStoreError),
        (sqlite3.SQLITE_IOERR_READ, StoreError),
    ],
)
def test_errors_that_only_sqlite_tells_apart(tmp_path: Path, code: int, expected: type[StoreError]) -> None:
    """Without it a rare failure would come with the wrong advice."""
    error = sqlite3.OperationalError("simulated")
    error.sqlite_errorcode = code
    with pytest.raises(StoreError) as told, translated(tmp_path / "some.db"):
        raise error
    assert type(told.value) is expected


def test_a_reader_that_went_away_is_no_fault_of_the_file(tmp_path: Path) -> None:
    """Without it `motcua journal --csv | head` would complain about the journal."""
    with pytest.raises(BrokenPipeError), translated(tmp_path / "journal.db"):
        raise BrokenPipeError
