"""Kills a desk while it logs, imports, closes, packs and merges, again and again, and looks at what is left.

`python -m tests.services_catalog.exchange.killing 300` does it that often.
"""

import os
import random
import subprocess
import sys
import tempfile
from contextlib import closing
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from services_catalog.closing import Closings
from services_catalog.exchange.bundle import Bundles
from services_catalog.journal import Journal
from tests.services_catalog.exchange.bundling import items_of
from tests.services_catalog.journal_desk import sql

ROOT = Path(__file__).parents[3]
NOON = datetime(2026, 9, 30, 12, 0, tzinfo=ZoneInfo("Asia/Ho_Chi_Minh"))
DESK = """
import sys
from pathlib import Path
from dataclasses import replace
from services_catalog.closing import Closings
from services_catalog.counts import Counts, DossierCount, System
from services_catalog.exchange.bundle import Bundles
from services_catalog.ids import new_id
from services_catalog.journal import Journal
from tests.services_catalog.journal_desk import DRAFT, NOON

MONTH = NOON.date().replace(day=1)
here, there = Path(sys.argv[1]), Path(sys.argv[2])
journal, bundles = Journal(here / "journal.db", lambda: NOON), Bundles(here / "journal.db", lambda: NOON)
other, elsewhere = Journal(there / "journal.db", lambda: NOON), Bundles(there / "journal.db", lambda: NOON)
counts, closings = Counts(here / "journal.db", lambda: NOON), Closings(here / "journal.db", lambda: NOON)
begun = max((each.online for each in counts.slice("01273", MONTH, System.PORTAL)), default=0)
while True:
    begun += 1
    rows = [DossierCount(unit, MONTH, f"1.{code:06d}", begun) for unit in ("01273", "01279") for code in range(300)]
    counts.replace(System.PORTAL, rows, sha256=new_id())
    print("imported", begun, flush=True)
    closed = closings.close_period("01273", 2026, 3, NOON.date(), lambda: {"begun": begun, "many": [begun] * 500})
    print("closed", closed.id, flush=True)
    for number in range(3):
        print("logged", journal.log(replace(DRAFT, note="x" * 150)).id, flush=True)
        other.log(replace(DRAFT, quantity=7))
    corrected = journal.correct(journal.log(DRAFT).id, replace(DRAFT, quantity=2), "thiếu")
    print("corrected", corrected.id, flush=True)
    print("sent", bundles.write(here / f"{new_id()}.motcua", "01273").file, flush=True)
    file = elsewhere.write(there / f"{new_id()}.motcua", "01288").file
    bundles.merge(file)
    print("merged", file, flush=True)
"""


def kill_loop(folder: Path, runs: int) -> dict[str, int]:
    """Run and kill that often; return how much was acknowledged. Raises AssertionError for whatever was lost."""
    here, there = folder / "here", folder / "there"
    here.mkdir()
    there.mkdir()
    acknowledged: dict[str, set[str]] = {"logged": set(), "corrected": set(), "sent": set(), "merged": set()}
    acknowledged |= {"imported": set(), "closed": set()}
    chance = random.Random(984)
    for _ in range(runs):
        for line in _run_and_kill(here, there, chance.randrange(1, 25)):
            what, which = line.split(maxsplit=1)
            acknowledged[what].add(which.strip())
        _check(here, there, acknowledged)
        _check_statistics(here, acknowledged)
    _check_chain(folder, here, acknowledged)
    return {what: len(them) for what, them in acknowledged.items()}


def environment_of_child() -> dict[str, str]:
    """Not measured: a killed program leaves a damaged file of measurements."""
    return {name: value for name, value in os.environ.items() if not name.startswith("COVERAGE")}


def _run_and_kill(here: Path, there: Path, lines: int) -> list[str]:
    command = [sys.executable, "-c", DESK, str(here), str(there)]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, text=True, cwd=ROOT, env=environment_of_child()
    ) as desk:
        assert desk.stdout is not None
        said = [desk.stdout.readline() for _ in range(lines)]
        desk.kill()
        # The last line may be cut: only a whole one was acknowledged.
        said += [line for line in desk.stdout if line.endswith("\n")]
    assert all(said)
    return said


def _check(here: Path, there: Path, acknowledged: dict[str, set[str]]) -> None:
    """What was acknowledged is there, and every bundle was merged wholly or not at all."""
    with closing(Journal(here / "journal.db", lambda: NOON)) as journal:
        assert journal.check() == []
        entries = {each.id: each for each in journal.find(NOON.date(), NOON.date())}
    assert acknowledged["logged"] <= set(entries)
    assert all(entries[each].quantity == 2 for each in acknowledged["corrected"])
    known = {row[0] for row in sql(here / "journal.db", "SELECT id FROM events")}
    sent = {row[0] for row in sql(here / "journal.db", "SELECT event FROM outbox WHERE sent_at IS NOT NULL")}
    packed = {each["id"] for file in here.glob("[!.]*.motcua") for each in items_of(file)}
    assert sent <= packed
    for file in there.glob("[!.]*.motcua"):
        ids = {each["id"] for each in items_of(file)}
        assert ids <= known or not ids & known
        assert ids <= known or str(file) not in acknowledged["merged"]


def _check_statistics(here: Path, acknowledged: dict[str, set[str]]) -> None:
    """The last import that was acknowledged stands whole, or one begun after it does, whole too."""
    values = sql(here / "journal.db", "SELECT DISTINCT online FROM counts")
    amounts = sql(here / "journal.db", "SELECT count(*) FROM counts")
    if acknowledged["imported"]:
        assert len(values) == 1
        assert amounts == [(600,)]
        assert values[0][0] >= max(map(int, acknowledged["imported"]))
    with closing(Closings(here / "journal.db", lambda: NOON)) as closings:
        closed = closings.closed("01273", 2026, 3)
    assert acknowledged["closed"] <= {each.id for each in closed}
    assert all(len(each.figures["many"]) == 500 for each in closed)


def _check_chain(folder: Path, here: Path, acknowledged: dict[str, set[str]]) -> None:
    """Whoever collects all that was sent, and what is left, knows every acknowledged entry once."""
    with closing(Bundles(here / "journal.db", lambda: NOON)) as bundles:
        bundles.write(here / "rest.motcua", "01273")
    with (
        closing(Bundles(folder / "all.db", lambda: NOON)) as collector,
        closing(Journal(folder / "all.db", lambda: NOON)) as journal,
        closing(Journal(here / "journal.db", lambda: NOON)) as origin,
    ):
        for file in here.glob("[!.]*.motcua"):
            collector.merge(file)
        entries = journal.find(NOON.date(), NOON.date())
        assert entries == origin.find(NOON.date(), NOON.date())
        assert acknowledged["logged"] | acknowledged["corrected"] <= {each.id for each in entries}
        assert journal.check() == []


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as place:
        print(kill_loop(Path(place), int(sys.argv[1])))  # noqa: T201 - its only output
