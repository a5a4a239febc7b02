"""A desk that is killed while it logs, packs and merges, and desks that do so at once."""

import subprocess
import sys
from contextlib import closing
from dataclasses import replace
from pathlib import Path

from services_catalog.exchange.bundle import Bundles
from services_catalog.journal import Journal
from tests.services_catalog.exchange.killing import NOON, ROOT, kill_loop
from tests.services_catalog.journal_desk import DRAFT, TODAY

LOGGER = """
import sys
from pathlib import Path
from services_catalog.journal import Journal
from tests.services_catalog.journal_desk import DRAFT, NOON
journal = Journal(Path(sys.argv[1]), lambda: NOON)
for _ in range(60):
    print(journal.log(DRAFT).id, flush=True)
"""


def test_nothing_acknowledged_is_lost_and_nothing_is_half_merged(tmp_path: Path) -> None:
    """Without it a power cut could cost entries, send some never, or leave half of another desk's bundle."""
    acknowledged = kill_loop(tmp_path, 12)
    assert all(acknowledged.values())


def test_others_log_while_bundles_are_written_and_merged(tmp_path: Path) -> None:
    """Without it the counter would stand still, or lose entries, while somebody collects the communes' files."""
    here, there = tmp_path / "here.db", tmp_path / "there.db"
    with closing(Journal(there, lambda: NOON)) as other, closing(Bundles(there, lambda: NOON)) as sender:
        for quantity in range(1, 41):
            other.log(replace(DRAFT, quantity=quantity))
        incoming = sender.write(tmp_path / "in.motcua", "01273").file
    command = [sys.executable, "-c", LOGGER, str(here)]
    loggers = [subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=ROOT) for _ in range(2)]
    sent: list[Path] = []
    with closing(Bundles(here, lambda: NOON)) as bundles, closing(Journal(here, lambda: NOON)) as journal:
        while any(each.poll() is None for each in loggers) or not sent:
            bundles.merge(incoming)
            sent.append(bundles.write(tmp_path / f"{len(sent)}.motcua", "01273").file)
        said = {line for each in loggers for line in each.communicate()[0].split()}
        assert [each.returncode for each in loggers] == [0, 0]
        assert len(said) == 120
        entries = journal.find(TODAY, TODAY)
        assert said <= {each.id for each in entries}
        assert len(entries) == 160
        sent.append(bundles.write(tmp_path / "rest.motcua", "01273").file)
    with (
        closing(Bundles(tmp_path / "all.db", lambda: NOON)) as collector,
        closing(Journal(tmp_path / "all.db", lambda: NOON)) as everything,
    ):
        for file in reversed(sent):
            collector.merge(file)
        assert everything.find(TODAY, TODAY) == entries
