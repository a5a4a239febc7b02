"""Opening SQLite files, transactions, and what their errors mean to a person.

Every connection is in autocommit mode: nothing is written outside a statement or a `transaction`.
"""

import errno
import os
import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Literal

from services_catalog.errors import (
    BusyStoreError,
    DamagedStoreError,
    DiskFullError,
    ReadOnlyStoreError,
    StoreError,
)

BUSY_SECONDS = 5.0
RETRY_SECONDS = 0.01

# FULL: a commit is on the disk when it returns. NORMAL: a power cut may take the last commits, never the
# consistency, which is enough for what can be rebuilt.
Synchronous = Literal["FULL", "NORMAL"]


def connect(path: Path, *, writable: bool, synchronous: Synchronous = "FULL") -> sqlite3.Connection:
    """Open the database in `path`; a writable one is made (file 0600, folder 0700) where there is none.

    The connection may be used from any thread, by one at a time. It waits `BUSY_SECONDS` for another
    writer. Raises a StoreError, ReadOnlyStoreError also for a missing file that is only to be read.
    """
    with translated(path):
        if writable:
            _make_private(path)
        mode = "rw" if writable else "ro"
        connection = sqlite3.connect(
            f"{path.absolute().as_uri()}?mode={mode}",
            uri=True,
            timeout=BUSY_SECONDS,
            isolation_level=None,
            check_same_thread=False,
        )
        try:
            _prepare(connection, writable=writable, synchronous=synchronous)
        except BaseException:
            connection.close()
            raise
        return connection


@contextmanager
def transaction(connection: sqlite3.Connection) -> Iterator[None]:
    """Do all of the block's writes or none; the writer's lock is taken at the start and not halfway."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
        connection.execute("COMMIT")
    except BaseException:
        # A full disk makes SQLite roll back by itself; the first error is the one to tell.
        with suppress(sqlite3.Error):
            connection.execute("ROLLBACK")
        raise


@contextmanager
def translated(path: Path) -> Iterator[None]:
    """Turn the errors of SQLite and of the system in this block into the StoreError that says what to do."""
    try:
        yield
    except sqlite3.Error as error:
        raise _store_error(error, path) from error
    except BrokenPipeError:
        raise  # not of this file: whoever reads what is printed from it went away
    except OSError as error:
        raise _file_error(error, path) from error


def _make_private(path: Path) -> None:
    for folder in reversed(path.parents):
        folder.mkdir(mode=0o700, exist_ok=True)
    # O_EXCL, because closing a second handle of an open database would drop this process's locks on it.
    with suppress(FileExistsError):
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))


def _prepare(connection: sqlite3.Connection, *, writable: bool, synchronous: Synchronous) -> None:
    if writable:
        (mode,) = connection.execute("PRAGMA journal_mode").fetchone()
        if mode != "wal":
            _turn_on_wal(connection)
        connection.execute(f"PRAGMA synchronous = {synchronous}")
        connection.execute("PRAGMA foreign_keys = ON")
    else:
        # Touches the file, so that a damaged one is told here and not somewhere in the middle.
        connection.execute("PRAGMA user_version").fetchone()


def _turn_on_wal(connection: sqlite3.Connection) -> None:
    # Two programs that open a new file at once would each wait for the other's lock here. SQLite sees that
    # and fails at once, whatever the busy timeout says.
    deadline = time.monotonic() + BUSY_SECONDS
    while True:
        try:
            connection.execute("PRAGMA journal_mode = WAL")
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode & 0xFF not in _BUSY or time.monotonic() > deadline:
                raise
            time.sleep(RETRY_SECONDS)
        else:
            return


def _store_error(error: sqlite3.Error, path: Path) -> StoreError:
    code = getattr(error, "sqlite_errorcode", None) or 0
    primary = code & 0xFF
    if primary == sqlite3.SQLITE_FULL or code in _NO_ROOM:
        return DiskFullError(f"Ổ đĩa đã đầy hoặc hết hạn mức, chưa ghi được {path.name}.")
    if primary in _DAMAGED or code == sqlite3.SQLITE_IOERR_SHORT_READ:
        return DamagedStoreError(f"Tệp {path} bị hỏng.")
    if primary in _CLOSED_TO_US:
        return ReadOnlyStoreError(f"Không mở được {path} để đọc hoặc ghi.")
    if primary in _BUSY:
        return BusyStoreError(f"Một chương trình khác đang ghi vào {path.name} quá lâu.")
    return StoreError(f"Chưa đọc hoặc ghi được {path.name} ({error}).")


def _file_error(error: OSError, path: Path) -> StoreError:
    if error.errno in {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}:
        return DiskFullError(f"Ổ đĩa đã đầy hoặc hết hạn mức, chưa ghi được {path.name}.")
    return ReadOnlyStoreError(f"Không mở được {path} để đọc hoặc ghi.")


# A quota and a file size limit reach us as a failed write, a full disk under the shared memory as SHMSIZE.
_NO_ROOM = {sqlite3.SQLITE_IOERR_WRITE, sqlite3.SQLITE_IOERR_SHMSIZE}
_DAMAGED = {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB}
_CLOSED_TO_US = {sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_PERM, sqlite3.SQLITE_AUTH}
_BUSY = {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}
