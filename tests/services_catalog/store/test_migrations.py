"""The journal's shape: made once, wholly, by whichever program comes first."""

import json
import sqlite3
import subprocess
import sys
from contextlib import closing
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from services_catalog.errors import StoreError
from services_catalog.ids import new_id
from services_catalog.journal import Journal
from services_catalog.prints import PrintLog
from services_catalog.settings import Destination
from services_catalog.store import migrations
from services_catalog.store.database import connect
from services_catalog.store.migrations import journal_is_current, migrate_journal
from services_catalog.submission import Draft, draft_values

ROOT = Path(__file__).parents[3]
NOON = datetime(2026, 9, 30, 12, 0, tzinfo=ZoneInfo("Asia/Ho_Chi_Minh"))
STARTERS = 6
OPEN = """
import sys
from pathlib import Path
from services_catalog.store.database import connect
from services_catalog.store.migrations import migrate_journal
path = Path(sys.argv[1])
print("ready", flush=True)
sys.stdin.readline()
connection = connect(path, writable=True)
migrate_journal(connection, path)
print(connection.execute("SELECT value FROM meta WHERE name = 'desk'").fetchone()[0])
connection.close()
"""


def test_migrating_twice_changes_nothing(tmp_path: Path) -> None:
    """Without it every start would give the desk a new id."""
    path = tmp_path / "journal.db"
    with closing(connect(path, writable=True)) as connection:
        assert not journal_is_current(connection, path)
        migrate_journal(connection, path)
        first = connection.execute("SELECT * FROM meta").fetchall()
        migrate_journal(connection, path)
        assert journal_is_current(connection, path)
        assert connection.execute("SELECT * FROM meta").fetchall() == first


def test_programs_that_start_at_once_agree(tmp_path: Path) -> None:
    """Without it two desks that open a new journal together would fail, or make two desk ids."""
    started = [
        subprocess.Popen(
            [sys.executable, "-c", OPEN, str(tmp_path / "data" / "journal.db")],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            cwd=ROOT,
        )
        for _ in range(STARTERS)
    ]
    for each in started:
        assert each.stdout is not None
        assert each.stdout.readline() == "ready\n"
    for each in started:
        assert each.stdin is not None
        each.stdin.write("go\n")
        each.stdin.flush()
    desks = [each.communicate()[0] for each in started]
    assert [each.returncode for each in started] == [0] * STARTERS
    assert len(set(desks)) == 1


def test_a_failed_migration_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without it a power cut during an update would leave a journal that no version can open."""
    path = tmp_path / "journal.db"
    with closing(connect(path, writable=True)) as connection:
        with monkeypatch.context() as patch:
            patch.setattr(
                migrations, "_FIRST_JOURNAL", (*migrations._FIRST_JOURNAL, "NOT SQL")
            )  # the step's end
            with pytest.raises(sqlite3.OperationalError):
                migrate_journal(connection, path)
        assert connection.execute("SELECT count(*) FROM sqlite_master").fetchone() == (0,)
        migrate_journal(connection, path)
        assert journal_is_current(connection, path)


def _journal_of_version_1(path: Path, monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, int, str]]:
    """A journal as the first version wrote it: id, quantity and reason of each entry, newest first."""
    with monkeypatch.context() as patch, closing(connect(path, writable=True)) as connection:
        patch.setattr(migrations, "_JOURNAL_STEPS", migrations._JOURNAL_STEPS[:1])  # as it was released
        patch.setattr(migrations, "_fill", lambda _: None)
        migrate_journal(connection, path)
        draft = Draft(day=NOON.date(), service_code="1.001193", service_name="Đăng ký khai sinh")
        entries = [(new_id(), quantity, "") for quantity in range(1, 6)]
        for entry, quantity, _ in entries:
            _first_event(connection, entry, "logged", replace(draft, quantity=quantity), "")
        entry, _, _ = entries.pop()
        _first_event(connection, entry, "corrected", replace(draft, quantity=9), "đếm thiếu")
        return [(entry, 9, "đếm thiếu"), *reversed(entries)]


def _first_event(connection: sqlite3.Connection, entry: str, kind: str, draft: Draft, reason: str) -> None:
    (before,) = connection.execute("SELECT count(*) FROM events").fetchone()
    at = (NOON + timedelta(seconds=before)).isoformat(timespec="milliseconds")
    values = {name: value for name, value in draft_values(draft).items() if name != "visit"}
    event = [new_id(), entry, kind, at, "a desk", json.dumps(values, ensure_ascii=False), reason]
    connection.execute("INSERT INTO events VALUES (NULL, ?, ?, ?, ?, ?, ?, ?)", event)
    connection.execute("INSERT INTO outbox (event) VALUES (?)", event[:1])


def _everything(path: Path) -> list[list[tuple[object, ...]]]:
    with closing(connect(path, writable=True)) as connection:
        tables = ("events", "outbox", "meta")
        return [connection.execute(f"SELECT * FROM {table}").fetchall() for table in tables]  # noqa: S608 - ours


@pytest.mark.parametrize("first", ["read", "write", "count"])
def test_a_journal_of_version_1_keeps_everything(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, first: str
) -> None:
    """Without it an update could cost a desk the year's entries, its id or its outbox."""
    path = tmp_path / "journal.db"
    entries = _journal_of_version_1(path, monkeypatch)
    before = _everything(path)
    with (
        closing(Journal(path, lambda: NOON)) as journal,
        closing(PrintLog(path, lambda: NOON)) as prints,
    ):
        if first == "count":
            prints.count("1.001193", "a5", 2, destination=Destination.PRINTER)
        elif first == "write":
            journal.rebuild()
        found = journal.find(NOON.date(), NOON.date())
        assert [(each.id, each.quantity, each.change_reason) for each in found] == entries
        assert {each.visit for each in journal.find(NOON.date(), NOON.date(), "khai sinh")} == {""}
        assert _everything(path) == before
        assert journal.check() == []
        assert prints.totals(NOON.date(), NOON.date()).copies == (2 if first == "count" else 0)
    with closing(connect(path, writable=True)) as connection:
        assert journal_is_current(connection, path)


def test_a_failed_second_step_leaves_version_1(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without it a power cut during an update would leave a journal between two shapes."""
    path = tmp_path / "journal.db"
    _journal_of_version_1(path, monkeypatch)
    before = _everything(path)
    with closing(connect(path, writable=True)) as connection:
        with monkeypatch.context() as patch:
            first, (name, _), *_ = migrations._JOURNAL_STEPS
            broken = migrations._step((*migrations._PRINTS, "NOT SQL"))  # the step's end
            patch.setattr(migrations, "_JOURNAL_STEPS", (first, (name, broken)))
            with pytest.raises(sqlite3.OperationalError):
                migrate_journal(connection, path)
        assert connection.execute("PRAGMA user_version").fetchone() == (1,)
        names = connection.execute("SELECT name FROM sqlite_master WHERE name LIKE 'prints%'").fetchall()
        assert names == []
        migrate_journal(connection, path)
    assert _everything(path) == before


def test_the_wait_for_another_program_ends_well(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without it the slower of two programs would try to make the tables a second time."""
    path = tmp_path / "journal.db"
    with closing(connect(path, writable=True)) as connection:
        migrate_journal(connection, path)
        answers = iter([False, True])
        monkeypatch.setattr(migrations, "journal_is_current", lambda *_: next(answers))
        migrate_journal(connection, path)
        assert not connection.in_transaction


def test_a_journal_from_the_future_is_left_alone(tmp_path: Path) -> None:
    """Without it an old program would write into a shape that it does not know."""
    path = tmp_path / "journal.db"
    with closing(connect(path, writable=True)) as connection:
        connection.execute("PRAGMA user_version = 99")
        with pytest.raises(StoreError) as refused:
            migrate_journal(connection, path)
    assert "mới hơn" in refused.value.message


def test_an_existing_journal_costs_no_heavy_import(tmp_path: Path) -> None:
    """Without it every command would pay for importing sqlite-utils at its start."""
    path = tmp_path / "journal.db"
    with closing(connect(path, writable=True)) as connection:
        migrate_journal(connection, path)
    script = OPEN + "assert 'sqlite_utils' not in sys.modules"
    command = [sys.executable, "-c", script, str(path)]
    subprocess.run(command, input="go\n", text=True, check=True, capture_output=True, cwd=ROOT)
