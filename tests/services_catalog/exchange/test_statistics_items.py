"""Statistics in bundles: every desk comes to hold the same, and nothing wrong gets in."""

import tempfile
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from services_catalog.counts import DossierCount, System
from services_catalog.errors import BundleRefusedError, MotcuaError
from services_catalog.levels import ServiceLevel
from tests.services_catalog.exchange.bundling import Item, Place, bundle_of, items_of

JULY = date(2026, 7, 1)
BIRTH, DEATH = "1.001193", "1.000656"


@dataclass
class Two:
    """A commune that sends and a province that collects."""

    commune: Place
    province: Place


@pytest.fixture
def two(tmp_path: Path) -> Iterator[Two]:
    """Both with files of their own; the commune has one of everything."""
    with ExitStack() as opened:
        places = [Place(tmp_path / name) for name in ("commune", "province")]
        for each in places:
            opened.callback(each.close)
        commune = places[0]
        commune.counts.replace(
            System.ONE_STOP,
            [DossierCount("01273", JULY, BIRTH, 3, 1), DossierCount("01273", JULY, DEATH, 0, 2, 0, 0)],
            source="một cửa",
            file_name="t7.xlsx",
            sha256="a" * 64,
        )
        commune.counts.tally("01273", JULY, BIRTH, online=1, in_person=1, postal=0)
        commune.levels.set(DEATH, ServiceLevel.FULL, JULY, basis="12/QĐ-UBND")
        commune.levels.publish("01273", 312, JULY)
        commune.closings.close_period("01273", 2026, 3, date(2026, 9, 27), lambda: {"rates": [1, 2]})
        yield Two(*places)


def test_everything_arrives_once(two: Two) -> None:
    """Without it the province's figures would lack a commune's, or count them twice."""
    file = two.commune.send()
    merged = two.province.bundles.merge(file)
    assert {kind: number for kind, number in merged.new.items() if number} == {
        "slice": 2,
        "level": 1,
        "published": 1,
        "period": 1,
    }
    assert two.province.statistics() == two.commune.statistics()
    assert not any(two.province.bundles.merge(file).new.values())
    assert two.province.counts.deliveries()[0].file_name == "t7.xlsx"
    assert not items_of(two.commune.send("again.motcua"))


def test_a_correction_travels_after_what_it_corrects_or_before(two: Two) -> None:
    """Without it the order in which two memory sticks arrive would decide a figure."""
    first = two.commune.send("first.motcua")
    two.commune.clock.now += timedelta(minutes=1)
    two.commune.counts.replace(System.ONE_STOP, [DossierCount("01273", JULY, BIRTH, 9)])
    second = two.commune.send("second.motcua")
    assert [each["kind"] for each in items_of(second)] == ["slice"]
    two.province.bundles.merge(second)
    two.province.bundles.merge(first)
    assert two.province.statistics() == two.commune.statistics()


def test_an_emptied_month_is_emptied_everywhere(two: Two) -> None:
    """Without it a unit taken out of a corrected file would live on at the province."""
    two.province.bundles.merge(two.commune.send("first.motcua"))
    two.commune.clock.now += timedelta(minutes=1)
    two.commune.counts.replace(System.ONE_STOP, [], whole_months=[JULY])
    two.province.bundles.merge(two.commune.send("second.motcua"))
    assert two.province.counts.slice("01273", JULY, System.ONE_STOP) == []


Action = tuple[int, str, int, int]
ACTIONS = st.lists(
    st.tuples(
        st.integers(0, 1),
        st.sampled_from(["one-stop", "tally", "level", "send"]),
        st.integers(0, 2),
        st.integers(0, 9),
    ),
    max_size=14,
)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(actions=ACTIONS, data=st.data())
def test_any_order_gives_the_same_everywhere(actions: list[Action], data: st.DataObject) -> None:
    """Without it two desks that exchanged everything could still report different rates."""
    with tempfile.TemporaryDirectory() as folder, ExitStack() as opened:
        desks = [Place(Path(folder) / name) for name in ("a", "b")]
        collectors = [Place(Path(folder) / name) for name in ("c", "d")]
        for each in (*desks, *collectors):
            opened.callback(each.close)
        sent = []
        for number, (who, what, where, amount) in enumerate(actions):
            desk = desks[who]
            desk.clock.now += timedelta(seconds=1)
            unit = ("01273", "01279", "01288")[where]
            if what == "one-stop":
                desk.counts.replace(System.ONE_STOP, [DossierCount(unit, JULY, BIRTH, amount)])
            elif what == "tally":
                desk.counts.tally(unit, JULY, BIRTH, online=amount, in_person=0, postal=0)
            elif what == "level":
                desk.levels.set(BIRTH, list(ServiceLevel)[amount % 6], date(2026, 1, 1), unit=unit)
            else:
                sent.append(desk.send(f"{number}.motcua"))
        sent += [desk.send("last.motcua") for desk in desks]
        for collector in collectors:
            for file in data.draw(st.permutations(sent)):
                collector.bundles.merge(file)
        assert collectors[0].statistics() == collectors[1].statistics()


def _changed(item: Item, **changes: Any) -> Item:
    return {**item, **changes}


@pytest.mark.parametrize(
    ("kind", "changes"),
    [
        ("slice", {"counts": [[BIRTH, -1, 0, 0, None]]}),
        ("slice", {"counts": [[BIRTH, 1, 0, 0, 9]]}),
        ("slice", {"counts": [[BIRTH, 1.5, 0, 0, None]]}),
        ("slice", {"counts": [[BIRTH, True, 0, 0, None]]}),
        ("slice", {"counts": [[BIRTH, 1, 0, 0]]}),
        ("slice", {"counts": [[BIRTH, 1, 0, 0, None]] * 2}),
        ("slice", {"counts": [["\x1b[2J", 1, 0, 0, None]]}),
        ("slice", {"counts": "many"}),
        ("slice", {"unit": "01279"}),
        ("slice", {"delivered": {"id": "x"}}),
        ("slice", {"more": 1}),
        ("level", {"level": "9"}),
        ("level", {"first_day": "2026-13-01"}),
        ("level", {"basis": "x" * 999}),
        ("published", {"services": -1}),
        ("period", {"figures": {"rates": [9, 9]}}),
        ("period", {"quarter": 7}),
        ("period", {"until": "2025-09-27"}),
    ],
)
def test_what_no_desk_could_have_made_is_refused_whole(two: Two, kind: str, changes: dict[str, Any]) -> None:
    """Without it a damaged or forged file could put a figure into the report that nobody entered."""
    items = items_of(two.commune.send())
    forged = [_changed(each, **changes) if each["kind"] == kind else each for each in items]
    file = two.province.folder / "forged.motcua"
    two.province.counts.tally("01273", JULY, DEATH, online=0, in_person=1, postal=0)
    before = two.province.holdings()
    file.write_bytes(bundle_of(forged))
    with pytest.raises(MotcuaError):
        two.province.bundles.merge(file)
    assert two.province.holdings() == before


def test_a_month_from_the_future_is_refused(two: Two) -> None:
    """Without it a wrong clock elsewhere could fill months that have not begun."""
    items = items_of(two.commune.send())
    slices = [each for each in items if each["kind"] == "slice"]
    first = slices[0]
    future = _changed(first, month="2027-01", id=first["id"].replace("2026-07", "2027-01"), counts=[])
    file = two.province.folder / "future.motcua"
    two.province.folder.mkdir(exist_ok=True)
    file.write_bytes(bundle_of([future]))
    with pytest.raises(BundleRefusedError):
        two.province.bundles.merge(file)
