"""The journal's shape: made once, wholly, by whichever program comes first."""

import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from services_catalog.errors import StoreError
from services_catalog.store import migrations
from services_catalog.store.database import connect
from services_catalog.store.migrations import journal_is_current, migrate_journal

ROOT = Path(__file__).parents[3]
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
