"""Registers that travel: any order, any number of times, the same state; nothing that isn't a revision gets in."""

import random
import tempfile
from contextlib import closing
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from services_catalog.errors import BundleRefusedError
from services_catalog.exchange.bundle import Bundles
from services_catalog.exchange.register_items import Records
from services_catalog.registers import Record, Registers
from services_catalog.store.journal_file import JournalFile
from tests.services_catalog.journal_desk import NOON, Clock
from tests.services_catalog.plans import bundled

PLAN = bundled()
RECORDS = Records()
WARD = "01273"
STEPS = st.lists(
    st.tuples(st.sampled_from(["add", "change", "remove", "list"]), st.integers(0, 3), st.integers(-90, 90)),
    min_size=1,
    max_size=12,
)


def _text(number: int) -> dict[str, Any]:
    return {"type": "plan", "day": "2026-09-20", "text": f"Việc {number}"}


def _work(registers: Registers, clock: Clock, steps: list[tuple[str, int, int]]) -> None:
    for number, (act, place, minutes) in enumerate(steps):
        clock.now += timedelta(minutes=minutes)
        standing = registers.current("proposals")
        if act == "list":
            row = registers.current("ndxp")[place]
            registers.change(row.id, {"records": number})
        elif act == "add" or not standing:
            registers.add("proposals", WARD, _text(number))
        elif act == "change":
            registers.change(standing[place % len(standing)].id, _text(number))
        else:
            registers.remove(standing[place % len(standing)].id)


def _items(path: Path) -> list[dict[str, Any]]:
    file = JournalFile(path)
    items = file.read(lambda connection: list(RECORDS.outgoing(connection, everything=True))) or []
    file.close()
    return items


def _take_in(path: Path, items: list[dict[str, Any]]) -> int:
    with closing(JournalFile(path)) as file, file.writing() as connection:
        for item in items:
            RECORDS.check(item, NOON + timedelta(days=1))
        return sum(RECORDS.incoming(connection, item) for item in items)


def _state(path: Path) -> list[Record]:
    with closing(Registers(path, Clock(), PLAN)) as registers:
        return [*registers.current("proposals"), *registers.current("ndxp")]


@settings(max_examples=15, deadline=None)
@given(STEPS, STEPS, st.randoms(use_true_random=False))
def test_any_order_gives_the_same_state(
    here: list[tuple[str, int, int]], there: list[tuple[str, int, int]], chance: random.Random
) -> None:
    """Without it two desks that exchanged their registers could report different figures."""
    with tempfile.TemporaryDirectory() as folder:
        paths = [Path(folder) / name / "journal.db" for name in ("a", "b", "c")]
        for path, steps in zip(paths, (here, there), strict=False):
            clock = Clock()
            with closing(Registers(path, clock, PLAN)) as registers:
                _work(registers, clock, steps)
        first, second = (_items(path) for path in paths[:2])
        everything = first + second
        chance.shuffle(everything)
        _take_in(paths[0], second)
        _take_in(paths[1], first)
        assert _take_in(paths[2], everything) == len(everything)
        assert _take_in(paths[2], everything) == 0
        assert _state(paths[0]) == _state(paths[1]) == _state(paths[2])


def test_the_same_row_of_the_plan_is_one_record_everywhere(tmp_path: Path) -> None:
    """Without it two desks that fill in row 3 would make two rows of it."""
    paths = [tmp_path / name / "journal.db" for name in "ab"]
    for minutes, path in enumerate(paths):
        with closing(Registers(path, Clock(NOON + timedelta(minutes=minutes)), PLAN)) as registers:
            registers.change(registers.current("ndxp")[2].id, {"records": minutes})
    _take_in(paths[0], _items(paths[1]))
    rows = [each for each in _state(paths[0]) if each.register == "ndxp"]
    assert len(rows) == 15
    assert rows[2].values["records"] == 1


GOOD = {
    "id": "01999999-0000-7000-8000-000000000001",
    "record": "01999999-0000-7000-8000-000000000001",
    "register": "proposals",
    "unit": WARD,
    "at": "2026-09-30T12:00:00.000+07:00",
    "moment": 1,
    "desk": "01999999-0000-7000-8000-000000000002",
    "fields": {"type": "plan", "n": 1, "b": True},
    "deleted": False,
}


@pytest.mark.parametrize(
    "change",
    [
        {"id": "../x"},
        {"id": None},
        {"register": "Đ"},
        {"register": "x; DROP"},
        {"unit": "\x1b[2J"},
        {"desk": ""},
        {"at": "2026-09-30"},
        {"at": "hôm nay"},
        {"at": None},
        {"moment": 4_102_444_800_000},
        {"at": "2027-01-01T12:00:00.000+07:00"},
        {"moment": 0},
        {"moment": True},
        {"moment": "1"},
        {"deleted": 0},
        {"fields": []},
        {"fields": {"a": {"b": 1}}},
        {"fields": {"a": None}},
        {"fields": {"a": 1.5}},
        {"fields": {"a": "x\x1b[31m"}},
        {"fields": {"a": "x" * 5000}},
        {"fields": {"[red]": "x"}},
        {"fields": {f"a{number}": 1 for number in range(61)}},
        {"more": 1},
    ],
)
def test_what_is_no_revision_is_refused(change: dict[str, Any]) -> None:
    """Without it a damaged or hostile bundle could put anything into the journal's file."""
    RECORDS.check(GOOD, NOON)
    with pytest.raises((BundleRefusedError, TypeError, AttributeError)):
        RECORDS.check(GOOD | change, NOON)


def test_a_register_of_another_plan_is_kept_for_whom_it_concerns(tmp_path: Path) -> None:
    """Without it a bundle would lose on its way what one desk's plan doesn't know."""
    path = tmp_path / "journal.db"
    odd = GOOD | {"fields": {"day": "bao giờ", "type": "joke"}}
    assert (
        _take_in(path, [odd, GOOD | {"register": "visits", "id": GOOD["desk"], "record": GOOD["desk"]}]) == 2
    )
    with closing(Registers(path, Clock(), PLAN)) as registers:
        [record] = registers.current("proposals")
    assert record.day.isoformat() == "2026-09-30"
    assert len(_items(path)) == 2


def test_registers_travel_in_bundles_through_a_commune(tmp_path: Path) -> None:
    """Without it what a village wrote would stop at its commune."""
    village, commune, province = (tmp_path / name / "journal.db" for name in "abc")
    with closing(Registers(village, Clock(), PLAN)) as registers:
        record = registers.add("proposals", WARD, _text(1))
        registers.change(record.id, _text(2))
    for sender, receiver in ((village, commune), (commune, province)):
        with closing(Bundles(sender, Clock())) as out, closing(Bundles(receiver, Clock())) as into:
            file = tmp_path / f"{sender.parent.name}.motcua"
            packed = out.write(file, WARD)
            assert packed.items["record"] == 2
            assert into.merge(file).new["record"] == 2
            assert into.merge(file).known["record"] == 2
            assert out.write(tmp_path / f"{file.stem}-2.motcua", WARD).items["record"] == 0
    assert _state(province)[0].values["text"] == "Việc 2"


def test_a_bundle_that_contradicts_is_refused(tmp_path: Path) -> None:
    """Without it a changed bundle could put other words under a known revision."""
    path = tmp_path / "journal.db"
    _take_in(path, [GOOD])
    with pytest.raises(BundleRefusedError):
        _take_in(path, [GOOD | {"fields": {"type": "plan", "n": 2, "b": True}}])
