"""The file that holds what can't be made again: opened late, written by one at a time, read beside the writer."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from threading import Lock
from typing import TypeVar

from services_catalog.store import journal_rows
from services_catalog.store.database import BUSY_SECONDS, connect, transaction, translated
from services_catalog.store.migrations import journal_is_current, migrate_journal

Found = TypeVar("Found")
_MOST_WAITED = 300
"""Milliseconds for a reader to be done before the log is emptied another time."""


class JournalFile:
    """`journal.db` for any number of threads and beside other programs.

    Nothing is opened before it is needed: the first writing makes the file or brings it to its present shape,
    and a missing file reads as an empty one. Every method may raise a StoreError.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._lock = Lock()
        self._writer: sqlite3.Connection | None = None

    @contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """One transaction: what the block writes is on the disk when it ends, or nothing of it is."""
        with self._lock, translated(self.path):
            if self._writer is None:
                self._writer = self._open_writer()
            with transaction(self._writer):
                yield self._writer

    def read(self, query: Callable[[sqlite3.Connection], Found]) -> Found | None:
        """Answer from one moment's state of the file, beside whoever writes; None without a file."""
        with translated(self.path):
            if not self.path.exists():
                return None
            with closing(connect(self.path, writable=False)) as connection:
                if journal_is_current(connection, self.path):
                    journal_rows.prepare(connection)
                    connection.execute("BEGIN")
                    return query(connection)
            with self.writing():
                pass  # opening the file to write brings it up to date
        return self.read(query)

    def empty_log(self) -> bool:
        """Bring everything into the file itself and cut its log to nothing, unless somebody reads just now."""
        with self._lock, translated(self.path):
            if self._writer is None:
                self._writer = self._open_writer()
            # Whoever logs meanwhile waits too, so it must not be for long.
            self._writer.execute(f"PRAGMA busy_timeout = {_MOST_WAITED}")
            busy, *_ = self._writer.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
            self._writer.execute(f"PRAGMA busy_timeout = {int(BUSY_SECONDS * 1000)}")
            return not busy

    def close(self) -> None:
        """Let go of the file; a later call opens it again."""
        with self._lock:
            if self._writer is not None:
                self._writer.close()
                self._writer = None

    def _open_writer(self) -> sqlite3.Connection:
        connection = connect(self.path, writable=True)
        try:
            migrate_journal(connection, self.path)
        except BaseException:
            connection.close()
            raise
        journal_rows.prepare(connection)
        connection.execute("PRAGMA secure_delete = ON")  # what is erased is overwritten
        return connection
