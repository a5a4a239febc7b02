"""The count of what was handed out: complete, append-only, and safe on the disk."""

import os
import sqlite3
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from services_catalog.errors import DamagedStoreError, PeriodError, ReadOnlyStoreError
from services_catalog.journal import Journal
from services_catalog.prints import (
    MANY_SERVICES,
    MOST_COPIES,
    PrintCount,
    PrintLog,
    PrintNotCountedError,
    PrintTotals,
)
from services_catalog.settings import Destination
from services_catalog.store.database import connect
from services_catalog.submission import Draft

ROOT = Path(__file__).parents[2]
KILLS = 5
NOON = datetime(2026, 9, 30, 12, 0, tzinfo=ZoneInfo("Asia/Ho_Chi_Minh"))
TODAY = NOON.date()
PAPER = Destination.PRINTER
COUNTER = """
import sys
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo
from services_catalog.prints import PrintLog
from services_catalog.settings import Destination

noon = datetime(2026, 9, 30, 12, 0, tzinfo=ZoneInfo("Asia/Ho_Chi_Minh"))
log = PrintLog(Path(sys.argv[1]), lambda: noon)
for _ in range(int(sys.argv[2])):
    print(log.count("1.001193", "a5", 2, destination=Destination.PRINTER), flush=True)
"""


@dataclass
class Clock:
    """A clock that stands until it is moved."""

    now: datetime = NOON

    def __call__(self) -> datetime:
        """The moment that it stands at."""
        return self.now


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where the journal is going to be."""
    return tmp_path / "data" / "journal.db"


@pytest.fixture
def clock() -> Clock:
    """The desk's clock."""
    return Clock()


@pytest.fixture
def log(path: Path, clock: Clock) -> Iterator[PrintLog]:
    """A log without a file yet."""
    with closing(PrintLog(path, clock)) as opened:
        yield opened


def _sql(path: Path, statement: str) -> list[Any]:
    with closing(connect(path, writable=True)) as connection:
        return connection.execute(statement).fetchall()


def test_a_missing_file_reads_as_nothing_printed(log: PrintLog, path: Path) -> None:
    """Without it the first report of a desk would fail, or make files."""
    assert log.totals(TODAY, TODAY) == PrintTotals(0, 0, (), (), (), ())
    assert not path.exists()


def test_prints_are_counted_by_all_that_the_report_asks(log: PrintLog) -> None:
    """Without it the publicity figures (form, quantity, place) would have to be kept on paper."""
    log.count("1.001193", "a5", 100, unit="01273", destination=PAPER)
    log.count("1.001193", "slip", 1, unit="01273", destination=PAPER)
    log.count("2.000635", "a5", 3, unit="01279", destination=Destination.OPEN)
    log.count(MANY_SERVICES, "booklet", 3, destination=Destination.FOLDER)
    assert log.totals(TODAY, TODAY) == PrintTotals(
        prints=4,
        copies=107,
        by_service=(PrintCount("1.001193", 2, 101), PrintCount("", 1, 3), PrintCount("2.000635", 1, 3)),
        by_format=(PrintCount("a5", 2, 103), PrintCount("booklet", 1, 3), PrintCount("slip", 1, 1)),
        by_unit=(PrintCount("01273", 2, 101), PrintCount("", 1, 3), PrintCount("01279", 1, 3)),
        by_destination=(PrintCount("printer", 2, 101), PrintCount("folder", 1, 3), PrintCount("open", 1, 3)),
    )


def test_only_the_days_that_are_asked_for_count(log: PrintLog, clock: Clock) -> None:
    """Without it a quarter's report would count the next one's leaflets."""
    log.count("1", "a5", 1, destination=PAPER)
    clock.now += timedelta(days=1)
    log.count("1", "a5", 10, destination=PAPER)
    tomorrow = TODAY + timedelta(days=1)
    assert [
        log.totals(*days).copies for days in ((TODAY, TODAY), (tomorrow, tomorrow), (TODAY, tomorrow))
    ] == [
        1,
        10,
        11,
    ]
    with pytest.raises(PeriodError):
        log.totals(tomorrow, TODAY)


def test_a_print_carries_id_desk_and_time_and_waits_in_the_outbox(
    log: PrintLog, path: Path, clock: Clock
) -> None:
    """Without it prints of several desks could not be brought together, or would be counted twice."""
    with closing(Journal(path, clock)) as journal:
        desk = journal.log(Draft(day=TODAY, service_code="1", service_name="x")).desk
    first, second = (log.count("1", "a5", 1, destination=PAPER) for _ in range(2))
    assert first != second
    assert first[14] == "7"
    rows = _sql(path, "SELECT id, desk, at FROM prints ORDER BY seq")
    assert rows == [(each, desk, "2026-09-30T12:00:00.000+07:00") for each in (first, second)]
    assert _sql(path, "SELECT print, sent_at FROM prints_outbox ORDER BY print") == sorted(
        [(first, None), (second, None)]
    )


@pytest.mark.parametrize(
    ("form", "copies"),
    [("a5", 0), ("a5", -1), ("a5", MOST_COPIES + 1), ("a5", True), ("", 1), ("A 5", 1), ("a" * 41, 1)],
)
def test_what_makes_no_sense_is_refused(log: PrintLog, path: Path, form: str, copies: int) -> None:
    """Without it one slip could put a million leaflets into the report."""
    with pytest.raises(PrintNotCountedError):
        log.count("1", form, copies, destination=PAPER)
    assert not path.exists()


def test_texts_are_cleaned(log: PrintLog) -> None:
    """Without it a code from an imported file could carry commands into a terminal."""
    log.count("1\x1b[2J" + "x" * 99, "a5", 1, unit=" u\n ", destination=PAPER)
    totals = log.totals(TODAY, TODAY)
    assert totals.by_service[0].key == "1 [2J" + "x" * 55
    assert totals.by_unit[0].key == "u"


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE prints SET copies = 9",
        "DELETE FROM prints",
        "INSERT OR REPLACE INTO prints SELECT * FROM prints",
        "INSERT OR REPLACE INTO prints SELECT 9, id, desk, at, day, '', format, copies, unit, destination FROM prints",
    ],
)
def test_prints_cannot_be_changed(log: PrintLog, path: Path, statement: str) -> None:
    """Without it figures that were reported could be rewritten with any SQLite tool."""
    log.count("1", "a5", 1, destination=PAPER)
    before = _sql(path, "SELECT * FROM prints")
    with pytest.raises(sqlite3.IntegrityError, match="append-only"):
        _sql(path, statement)
    assert _sql(path, "SELECT * FROM prints") == before


def test_many_threads_beside_the_journal(log: PrintLog, path: Path, clock: Clock) -> None:
    """Without it batch printing would lose prints, or stop the counter's own saving."""
    failures: list[Exception] = []

    def work() -> None:
        try:
            for _ in range(5):
                log.count("1", "a5", 2, destination=PAPER)
                log.totals(TODAY, TODAY)
                journal.log(Draft(day=TODAY, service_code="1", service_name="x"))
        except Exception as error:  # noqa: BLE001 - whatever it is, the test must see it
            failures.append(error)

    with closing(Journal(path, clock)) as journal:
        threads = [threading.Thread(target=work) for _ in range(6)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert failures == []
        assert log.totals(TODAY, TODAY).copies == 60
        assert journal.tally(TODAY) == 30
        assert journal.check() == []


def _counter(path: Path, prints: int) -> "subprocess.Popen[str]":
    # Not measured: a killed program leaves a damaged file of measurements.
    environment = {name: value for name, value in os.environ.items() if not name.startswith("COVERAGE")}
    command = [sys.executable, "-c", COUNTER, str(path), str(prints)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=ROOT, env=environment)


def test_what_was_counted_survives_kill_9(log: PrintLog, path: Path) -> None:
    """Without it a pulled plug could take prints out of the figures that the officer saw counted."""
    counted: list[str] = []
    for kill in range(KILLS):
        with _counter(path, 10_000) as desk:
            assert desk.stdout is not None
            counted += [desk.stdout.readline().strip() for _ in range(1 + kill)]
            desk.kill()
            # The last line may be cut: only a whole id was acknowledged.
            counted += [line.strip() for line in desk.stdout if line.endswith("\n")]
        kept = {row[0] for row in _sql(path, "SELECT id FROM prints")}
        assert set(counted) <= kept
        assert kept == {row[0] for row in _sql(path, "SELECT print FROM prints_outbox")}
    assert log.totals(TODAY, TODAY).prints >= len(counted)


def test_a_damaged_file_and_a_wrong_folder_are_told(
    log: PrintLog, path: Path, tmp_path: Path, clock: Clock
) -> None:
    """Without it a broken disk would end in a traceback after the leaflet was printed."""
    path.parent.mkdir()
    path.write_text("ghi chép " * 1000)
    for call in (lambda: log.count("1", "a5", 1, destination=PAPER), lambda: log.totals(TODAY, TODAY)):
        with pytest.raises(DamagedStoreError):
            call()
    (tmp_path / "file").write_text("x")
    with (
        closing(PrintLog(tmp_path / "file" / "journal.db", clock)) as elsewhere,
        pytest.raises(ReadOnlyStoreError),
    ):
        elsewhere.count("1", "a5", 1, destination=PAPER)


def test_the_log_opens_again_after_closing(log: PrintLog) -> None:
    """Without it a desk that let go of its files could not print any more."""
    log.count("1", "a5", 1, destination=PAPER)
    log.close()
    log.count("1", "a5", 1, destination=PAPER)
    assert log.totals(date(2022, 1, 1), TODAY).prints == 2
