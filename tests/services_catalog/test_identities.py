"""What is kept of a person: little, not without telling them, not for long, and then truly gone."""

import gzip
from collections.abc import Iterator
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest

from services_catalog.errors import EntryRefusedError
from services_catalog.exchange.bundle import Bundles
from services_catalog.exchange.tables import journal_lines
from services_catalog.identities import Identities, Identity, checked_identity
from services_catalog.journal import Journal
from services_catalog.store.database import connect
from tests.services_catalog.journal_desk import DRAFT, TODAY, Clock, sql

NAME = "Chị Hoa béo xóm trên"


@pytest.fixture
def identities(path: Path, clock: Clock) -> Iterator[Identities]:
    """None yet."""
    with closing(Identities(path, clock)) as opened:
        yield opened


def _files(path: Path) -> bytes:
    """All bytes of the journal and what lies beside it."""
    return b"".join(each.read_bytes() for each in sorted(path.parent.iterdir()))


@pytest.mark.parametrize(
    ("name", "phone", "informed", "field"),
    [
        ("Hoa", "", False, "informed"),
        ("x" * 41, "", True, "name"),
        ("Hoa 0912345678", "", True, "name"),
        ("004201000123", "", True, "name"),
        ("Hoa 1 2 3", "", True, "name"),
        ("", "0912345678", True, "phone"),
        ("", "12", True, "phone"),
        ("", "١٢٣", True, "phone"),
    ],
)
def test_too_much_is_refused(name: str, phone: str, informed: bool, field: str) -> None:
    """Without it the fields would fill with full names, numbers, and people who were not told."""
    with pytest.raises(EntryRefusedError) as refused:
        checked_identity(name, phone, informed=informed)
    assert refused.value.field == field


def test_little_is_taken() -> None:
    """Without it nobody could be called back, or an empty form would need a tick."""
    assert checked_identity(" ", "", informed=False) is None
    assert checked_identity(" N.T.B ", "678", informed=True) == Identity("N.T.B", "678")


def test_masked_until_asked_for_and_the_asking_is_noted(
    journal: Journal, identities: Identities, path: Path
) -> None:
    """Without it a name would stand in sight of the whole queue, or be looked up without a trace."""
    assert identities.masked(["x"]) == {}
    entry = journal.log(DRAFT)
    identities.keep(entry.id, Identity(NAME, "678"), 30)
    assert identities.masked([entry.id, "other"]) == {entry.id: "C••• ĐT •••"}
    shown = identities.reveal(entry.id, "Lan")
    assert shown is not None
    assert shown.plain == f"{NAME} · ĐT …678"
    assert identities.reveal("other", "Lan") is None
    log = sql(path, "SELECT what, entry, quantity, officer FROM identity_log")
    assert log == [("kept", entry.id, 1, ""), ("revealed", entry.id, 1, "Lan")]


def test_nothing_of_it_leaves_the_desk(
    journal: Journal, identities: Identities, path: Path, clock: Clock
) -> None:
    """Without it names of citizens would travel to the province in a bundle or a spreadsheet."""
    entry = journal.log(DRAFT)
    identities.keep(entry.id, Identity(NAME, "678"), 30)
    with closing(Bundles(path, clock)) as bundles:
        bundles.write(path.with_name("out"), "01273", everything=True)

    assert NAME not in gzip.decompress(path.with_name("out").read_bytes()).decode()
    (line,) = list(journal_lines(journal.find(TODAY, TODAY)))[1:]
    assert NAME not in line.decode()
    (events,) = sql(path, "SELECT group_concat(payload) FROM events")[0]
    assert NAME not in events


def test_erased_on_time_and_truly_gone(
    journal: Journal, identities: Identities, path: Path, clock: Clock
) -> None:
    """Without it the name would stay readable in the file's free pages or its log for years."""
    entries = [journal.log(DRAFT) for _ in range(20)]
    for entry in entries:
        identities.keep(entry.id, Identity(NAME, "678"), 7)
    assert NAME.encode() in _files(path)
    clock.now += timedelta(days=6)
    assert identities.erase_due(7) == 0
    assert identities.overdue(7) == 0
    clock.now += timedelta(days=1)
    assert identities.overdue(7) == 20
    assert identities.erase_due(7) == 20
    assert identities.erase_due(7) == 0
    assert NAME.encode() not in _files(path)
    assert not identities.unwiped()
    assert identities.masked([entries[0].id]) == {}
    log = sql(path, "SELECT what, quantity FROM identity_log WHERE what <> 'kept'")
    assert log == [("erased", 20), ("wiped", 0)]
    assert journal.get(entries[0].id) == entries[0]


def test_an_office_that_stops_keeping_erases_at_once(
    journal: Journal, identities: Identities, path: Path
) -> None:
    """Without it names would stay after the office decided to keep none."""
    entry = journal.log(DRAFT)
    identities.keep(entry.id, Identity(NAME, ""), 90)
    assert identities.erase_due(30) == 0
    assert identities.erase_due(0) == 1
    assert NAME.encode() not in _files(path)


def test_a_reader_delays_the_wiping_and_the_next_start_does_it(
    journal: Journal, identities: Identities, path: Path
) -> None:
    """Without it an erasing that met a reader would count as done while the name is in the log."""
    entry = journal.log(DRAFT)
    identities.keep(entry.id, Identity(NAME, ""), 1)
    with closing(connect(path, writable=False)) as reader:
        reader.execute("BEGIN")
        reader.execute("SELECT * FROM events").fetchall()
        assert identities.erase_due(0) == 1
        assert identities.unwiped()
    assert identities.erase_due(0) == 0
    assert not identities.unwiped()
    assert NAME.encode() not in _files(path)
