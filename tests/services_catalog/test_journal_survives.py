"""The journal against the world: killed programs, full disks, and desks that share one file."""

import os
import subprocess
import sys
from contextlib import closing
from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from services_catalog.journal import Journal

ROOT = Path(__file__).parents[2]
KILLS = 15
START = date(2022, 1, 1)
DAY = date(2026, 9, 30)
LOGGER = """
import sys
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo
from services_catalog.errors import MotcuaError
from services_catalog.journal import Journal
from services_catalog.submission import Draft

noon = datetime(2026, 9, 30, 12, 0, tzinfo=ZoneInfo("Asia/Ho_Chi_Minh"))
journal = Journal(Path(sys.argv[1]), lambda: noon)
draft = Draft(day=noon.date(), service_code="1.001193", service_name="Đăng ký khai sinh", note="x" * 150)
if len(sys.argv) > 3:
    import resource
    resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[3]), int(sys.argv[3])))
try:
    for _ in range(int(sys.argv[2])):
        print(journal.log(draft).id, flush=True)
except MotcuaError as error:
    print(type(error).__name__, flush=True)
"""


def _logger(path: Path, *arguments: int) -> "subprocess.Popen[str]":
    command = [sys.executable, "-c", LOGGER, str(path), *map(str, arguments)]
    # Not measured: a killed program leaves a damaged file of measurements.
    environment = {name: value for name, value in os.environ.items() if not name.startswith("COVERAGE")}
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=ROOT, env=environment)


def _journal(path: Path) -> Journal:
    return Journal(path, lambda: datetime(2026, 9, 30, 12, 0, tzinfo=ZoneInfo("Asia/Ho_Chi_Minh")))


def _ids(journal: Journal) -> list[str]:
    return [entry.id for entry in journal.find(START, DAY)]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where the journal is going to be."""
    return tmp_path / "data" / "journal.db"


def test_desks_on_the_same_file_lose_nothing(path: Path) -> None:
    """Without it two counters with one shared journal would lose or mix up entries."""
    desks = [_logger(path, 40) for _ in range(3)]
    said = [desk.communicate()[0].split() for desk in desks]
    acknowledged = [entry_id for ids in said for entry_id in ids]
    assert len(set(acknowledged)) == 3 * 40
    with closing(_journal(path)) as journal:
        assert sorted(_ids(journal)) == sorted(acknowledged)
        assert len({entry.desk for entry in journal.find(START, DAY)}) == 1
        assert journal.check() == []


def test_what_was_acknowledged_survives_kill_9(path: Path) -> None:
    """Without it a crash or a pulled plug could cost an entry that the officer saw saved."""
    acknowledged: list[str] = []
    for kill in range(KILLS):
        with _logger(path, 10_000) as desk:
            assert desk.stdout is not None
            # Each time a little further, and in the middle of whatever comes next.
            acknowledged += [desk.stdout.readline().strip() for _ in range(1 + kill)]
            desk.kill()
            # The last line may be cut: only a whole id was acknowledged.
            acknowledged += [line.strip() for line in desk.stdout if line.endswith("\n")]
        with closing(_journal(path)) as journal:
            assert set(acknowledged) <= set(_ids(journal))
            assert journal.check() == []
    assert len(acknowledged) >= sum(range(1, KILLS + 1))


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no limit on the size of a program's files")
@pytest.mark.parametrize("limit", [0, 4096, 40_000, 200_000])
def test_a_full_disk_loses_nothing_acknowledged(path: Path, limit: int) -> None:
    """Without it a disk that fills up in the middle of a commit could take earlier entries with it."""
    desk = _logger(path, 10_000, limit)
    *acknowledged, last = desk.communicate()[0].split()
    assert last == "DiskFullError"
    with closing(_journal(path)) as journal:
        assert _ids(journal) == acknowledged[::-1]
        assert journal.check() == []
