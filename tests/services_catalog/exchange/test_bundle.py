"""Bundles: whatever is sent arrives once, in whatever order, and what is damaged or hostile changes nothing."""

import gzip
import json
import random
import stat
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from services_catalog.errors import BundleRefusedError, DiskFullError, FileProblemError
from services_catalog.exchange import bundle
from services_catalog.ids import new_id
from services_catalog.settings import Destination
from services_catalog.store import bundle_rows
from tests.services_catalog.exchange.bundling import (
    Item,
    Place,
    bundle_of,
    items_of,
)
from tests.services_catalog.journal_desk import DRAFT, TODAY, sql

Desks = Callable[[str], Place]


@pytest.fixture
def place(tmp_path: Path) -> Iterator[Desks]:
    """Makes desks, each with a journal of its own."""
    with ExitStack() as opened:

        def make(name: str) -> Place:
            made = Place(tmp_path / name)
            opened.callback(made.close)
            return made

        yield make


@pytest.fixture
def village(place: Desks) -> Place:
    """A desk with two entries, one corrected and one cancelled, and a print."""
    desk = place("village")
    first = desk.journal.log(replace(DRAFT, officer="Lan", note="hẹn 01/10/2026"))
    second = desk.journal.log(replace(DRAFT, quantity=3))
    desk.journal.correct(first.id, replace(first, quantity=2), "đếm thiếu")
    desk.journal.void(second.id, "ghi nhầm")
    desk.prints.count("1.001193", "a5", 4, unit="01273", destination=Destination.PRINTER)
    return desk


def some(counted: Mapping[str, int]) -> dict[str, int]:
    """The kinds of which there was anything."""
    return {kind: number for kind, number in counted.items() if number}


def _whole(item: Item, **changes: Any) -> bytes:
    return bundle_of([item | changes])


def test_what_is_sent_arrives(village: Place, place: Desks) -> None:
    """Without it the commune's figures would lack the village's, or differ from them."""
    commune = place("commune")
    merged = commune.bundles.merge(village.send())
    assert (some(merged.new), some(merged.known)) == ({"event": 4, "print": 1}, {})
    assert merged.unit == "01273"
    assert commune.entries() == village.entries()
    assert commune.prints.totals(TODAY, TODAY) == village.prints.totals(TODAY, TODAY)
    assert commune.journal.check() == []
    assert [each.quantity for each in commune.journal.find(TODAY, TODAY, "lan")] == [2]


def test_a_bundle_is_private_and_tells_what_it_is(village: Place) -> None:
    """Without it nobody could see where a file comes from, or others could read it on a shared machine."""
    file = village.send()
    manifest = json.loads(gzip.decompress(file.read_bytes()).splitlines()[0])
    assert (manifest["format"], manifest["version"], manifest["unit"]) == ("motcua-bundle", 1, "01273")
    assert manifest["kinds"]["event"]["lines"] == 4
    assert manifest["created_at"] == "2026-09-30T12:00:00.000+07:00"
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert sorted(each.name for each in file.parent.iterdir() if "journal" not in each.name) == [file.name]


def test_only_what_is_new_is_sent_and_all_on_request(village: Place) -> None:
    """Without it each month's file would hold all former months, or a lost file could not be made again."""
    assert len(items_of(village.send())) == 5
    assert items_of(village.send()) == []
    village.journal.log(DRAFT)
    assert [each["event"] for each in items_of(village.send())] == ["logged"]
    assert len(items_of(village.send(everything=True))) == 6
    assert sql(village.path, "SELECT count(*) FROM outbox WHERE sent_at IS NOT NULL") == [(5,)]


def test_a_bundle_that_could_not_be_written_was_not_sent(
    village: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without it a full memory stick would swallow a month's figures."""

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr("services_catalog.exchange.bundle.shutil.copyfileobj", full)
        with pytest.raises(DiskFullError):
            village.send()
    with monkeypatch.context() as patch:
        patch.setattr("services_catalog.exchange.bundle.gzip.GzipFile.write", full)
        with pytest.raises(DiskFullError, match=r"out\.motcua"):
            village.send()
    (village.folder / "file").write_text("x")
    with pytest.raises(FileProblemError):
        village.send("file/out.motcua")
    assert not (village.folder / "out.motcua").exists()
    assert len(items_of(village.send())) == 5


def test_a_desk_without_a_journal_sends_an_empty_bundle(place: Desks) -> None:
    """Without it the first «motcua bundle» of a new desk would fail."""
    empty, other = place("empty"), place("other")
    merged = other.bundles.merge(empty.send())
    assert some(merged.new) == {}
    assert other.entries() == []


def test_a_chain_and_a_circle(village: Place, place: Desks) -> None:
    """Without it a village's figures would stop at the commune, or be counted again where they came from."""
    commune, province = place("commune"), place("province")
    commune.journal.log(DRAFT)
    commune.bundles.merge(village.send())
    province.bundles.merge(commune.send())
    assert len(province.entries()) == 3
    merged = village.bundles.merge(province.send())
    assert (some(merged.new), some(merged.known)) == ({"event": 1}, {"event": 4, "print": 1})
    assert village.entries() == province.entries() == commune.entries()
    assert len(items_of(village.send())) == 1
    assert items_of(province.send()) == []


def test_a_correction_may_come_before_what_it_corrects(village: Place, place: Desks) -> None:
    """Without it bundles would have to be merged in the order of their making."""
    first, later = village.send("1"), None
    commune, province = place("commune"), place("province")
    commune.bundles.merge(first)
    commune.send("known")
    (standing,) = commune.journal.find(TODAY, TODAY)
    commune.journal.correct(standing.id, replace(standing, quantity=7), "gộp hai lượt")
    later = commune.send("2")
    assert province.bundles.merge(later).new["event"] == 1
    assert province.entries() == []
    assert province.journal.check() == []
    province.bundles.merge(first)
    assert province.entries() == commune.entries()
    assert province.journal.check() == []


def test_the_latest_correction_stands_and_a_cancellation_stands_for_good(
    place: Desks, village: Place
) -> None:
    """Without it two desks that changed one entry would each see its own words."""
    left, right = place("left"), place("right")
    for each in (left, right):
        each.bundles.merge(village.send(everything=True))
    (entry,) = village.journal.find(TODAY, TODAY)
    left.clock.now += timedelta(minutes=1)
    right.clock.now += timedelta(minutes=2)
    left.journal.correct(entry.id, replace(entry, quantity=8), "trái")
    right.journal.correct(entry.id, replace(entry, quantity=9), "phải")
    _swap(left, right)
    assert left.entries() == right.entries()
    assert (left.journal.get(entry.id).quantity, left.journal.get(entry.id).change_reason) == (9, "phải")
    left.journal.void(entry.id, "ghi trùng")
    right.clock.now += timedelta(hours=1)
    right.journal.correct(entry.id, replace(entry, quantity=1), "chưa biết là đã huỷ")
    _swap(left, right)
    assert left.entries() == right.entries()
    assert left.journal.get(entry.id).voided
    assert left.journal.get(entry.id).change_reason == "ghi trùng"


def _swap(left: Place, right: Place) -> None:
    there, back = left.send(), right.send()
    right.bundles.merge(there)
    left.bundles.merge(back)


def test_the_same_dossier_from_two_desks_is_told(place: Desks) -> None:
    """Without it two desks that logged one dossier would count it twice, and nobody would know."""
    left, right = place("left"), place("right")
    for each in (left, right):
        each.journal.log(replace(DRAFT, dossier="H14.12-260930-0001"))
    assert left.bundles.merge(right.send()).doubles == 1
    assert left.bundles.merge(right.send(everything=True)).doubles == 0


# --- any split, any order, any number of times --------------------------------------------------------------------

_STEPS = st.lists(
    st.tuples(st.sampled_from(["log", "correct", "void", "swap"]), st.integers(0, 2), st.integers(0, 9)),
    min_size=1,
    max_size=12,
)


@given(steps=_STEPS, seed=st.integers(0, 1 << 16), back=st.booleans())
@settings(max_examples=25, deadline=None)
def test_any_split_in_any_order_gives_the_same_entries(
    tmp_path_factory: pytest.TempPathFactory, steps: list[tuple[str, int, int]], seed: int, *, back: bool
) -> None:
    """Without it the province's figures would depend on which file was merged first."""
    folder, chance = tmp_path_factory.mktemp("desks"), random.Random(seed)
    with ExitStack() as opened:

        def make(name: str) -> Place:
            desk = Place(folder / name)
            opened.callback(desk.close)
            return desk

        desks = [make(f"desk{number}") for number in range(3)]
        _play(desks, steps, back=back)
        items = {each["id"]: each for desk in desks for each in items_of(desk.send("all", everything=True))}
        expected = None
        for number in range(3):
            collector = make(f"collector{number}")
            for file in _split(folder, list(items.values()), chance):
                collector.bundles.merge(file)
            assert collector.journal.check() == []
            found = collector.entries()
            assert expected is None or found == expected
            expected = found
        for desk in desks:
            desk.bundles.merge(collector.send("back", everything=True))
            assert desk.entries() == expected
            assert desk.prints.totals(TODAY, TODAY).copies == collector.prints.totals(TODAY, TODAY).copies


def _play(desks: list[Place], steps: list[tuple[str, int, int]], *, back: bool) -> None:
    for number, (step, which, value) in enumerate(steps):
        desk = desks[which]
        desk.clock.now += timedelta(seconds=-number if back else number % 2)
        standing = desk.journal.find(date(2022, 1, 1), TODAY)
        if step == "log":
            desk.journal.log(replace(DRAFT, quantity=value + 1, day=TODAY - timedelta(days=value)))
            desk.prints.count("1.001193", "a4", value + 1, destination=Destination.OPEN)
        elif step == "swap":
            desks[(which + 1) % 3].bundles.merge(desk.send(everything=value % 2 == 0))
        elif standing:
            chosen = standing[value % len(standing)]
            if step == "void":
                desk.journal.void(chosen.id, "nhầm")
            else:
                desk.journal.correct(chosen.id, replace(chosen, quantity=value + 11), f"bàn {which}")


def _split(folder: Path, items: list[Item], chance: random.Random) -> list[Path]:
    """Files that hold all items between them, some twice, in any order."""
    chance.shuffle(items)
    files = []
    while items:
        taken = chance.randint(1, 4)
        files.append(folder / f"{new_id()}.motcua")
        files[-1].write_bytes(bundle_of(items[:taken]))
        items = items[taken:]
    files += chance.choices(files, k=len(files) // 2) if files else []
    chance.shuffle(files)
    return files


# --- damaged, foreign and hostile files ---------------------------------------------------------------------------


def _refused(desk: Place, content: bytes) -> str:
    """Why the desk refuses this file; it must hold what it held before."""
    file = desk.folder / "in.motcua"
    file.write_bytes(content)
    before = desk.holdings()
    with pytest.raises(BundleRefusedError) as refused:
        desk.bundles.merge(file)
    assert desk.holdings() == before
    assert desk.journal.check() == []
    return refused.value.sentence()


def test_fuzzed_files_change_nothing(village: Place, place: Desks) -> None:
    """Without it a bad memory stick could bring in half a bundle, or other figures than were sent."""
    sound, chance = village.send().read_bytes(), random.Random(984)
    items = items_of(village.folder / "out.motcua")
    target = place("target")
    target.send("empty")
    for _ in range(300):
        content = bytearray(sound)
        for _ in range(chance.randint(1, 3)):
            content[chance.randrange(len(content))] ^= 1 << chance.randrange(8)
        (target.folder / "in.motcua").write_bytes(content)
        before = target.holdings()
        try:
            target.bundles.merge(target.folder / "in.motcua")
        except BundleRefusedError:
            assert target.holdings() == before
        else:  # the flip hit a byte that says nothing, as gzip's time stamp
            assert items_of(target.folder / "in.motcua") == items


def test_cut_files_and_garbage(village: Place, place: Desks) -> None:
    """Without it a copy that was broken off would count as a whole one."""
    target, chance = place("target"), random.Random(1)
    target.journal.log(DRAFT)
    sound = village.send().read_bytes()
    for length in [0, 1, 10, *(chance.randrange(len(sound)) for _ in range(60)), len(sound) - 1]:
        _refused(target, sound[:length])
    for size in (1, 100, 70_000):
        assert "không phải gói" in _refused(target, chance.randbytes(size))
    for text in (b"", b"\n", b"[1]\n", b"null\n", b'{"a":1}\n', b"\xff\xfe\n", b"[" * 100_000 + b"\n"):
        assert "không phải gói" in _refused(target, gzip.compress(text))
    _refused(target, sound + b"garbage")
    _refused(target, sound + sound)


def test_bundles_that_do_not_fit_their_manifest(village: Place, place: Desks) -> None:
    """Without it lines could be added or lost on the way."""
    target = place("target")
    target.journal.log(DRAFT)
    village.send()
    items = items_of(village.folder / "out.motcua")
    wrong: tuple[dict[str, Any], ...] = (
        {"sha256": "0" * 64},
        {"kinds": {}},
        {"kinds": {"event": {"lines": 3, "sha256": "0" * 64}}},
        {"kinds": []},
        {"desk": "004201000123"},
        {"unit": "a\x1b[31m"},
        {"unit": 1},
        {"created_at": "hôm qua"},
        {"version": "1"},
        {"version": 0},
    )
    for changes in wrong:
        _refused(target, bundle_of(items, **changes))
    assert "mới hơn" in _refused(target, bundle_of(items, version=2))
    assert "không phải gói" in _refused(target, bundle_of(items, format="other"))
    assert "mới hơn" in _refused(target, bundle_of([*items, {"kind": "ufo", "id": new_id()}]))
    assert "mới hơn" in _refused(target, bundle_of([{"id": new_id()}]))


def test_a_bundle_that_would_fill_the_disk(
    village: Place, place: Desks, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without it a file of a few kilobytes could take all memory."""
    target = place("target")
    target.journal.log(DRAFT)
    one_line = gzip.compress(b'{"format":"motcua-bundle"' + b" " * (64 << 20))
    assert "quá dài" in _refused(target, one_line)
    sound = village.send().read_bytes()
    for limit in ("LARGEST_UNPACKED", "LONGEST_LINE"):
        with monkeypatch.context() as patch:
            patch.setattr(bundle, limit, 400)
            assert "quá dài" in _refused(target, sound)
    monkeypatch.setattr(bundle, "LARGEST_PACKED", 100)
    assert "lớn quá" in _refused(target, sound)


@pytest.mark.parametrize(
    "changes",
    [
        {"payload": {"note": "CCCD 004201000123"}},
        {"payload": {"note": "gọi 0912 345 678"}},
        {"payload": {"officer": "0912345678"}},
        {"payload": {"dossier": "004201000123"}},
        {"payload": {"note": "a\x1b[2Jb"}},
        {"payload": {"note": "a\u202eb"}},
        {"payload": {"note": "\ud800"}},
        {"payload": {"note": "x" * 201}},
        {"payload": {"note": None}},
        {"payload": {"service_name": ""}},
        {"payload": {"service_name": "x" * 2001}},
        {"payload": {"day": "2026-10-02"}},
        {"payload": {"day": "2021-12-31"}},
        {"payload": {"day": "2026-02-31"}},
        {"payload": {"day": "20260930"}},
        {"payload": {"day": 5}},
        {"payload": {"quantity": 0}},
        {"payload": {"quantity": 1000}},
        {"payload": {"quantity": 1.5}},
        {"payload": {"quantity": "1"}},
        {"payload": {"quantity": True}},
        {"payload": {"leaflet": 1}},
        {"payload": {"channel": "any"}},
        {"payload": {"channel": "carrier pigeon"}},
        {"payload": {"reason": "other"}},
        {"payload": {"reason": ""}},
        {"payload": {"result": "not-filed"}},
        {"payload": {"visit": "x"}},
        {"payload": {"citizen": "Nguyễn Văn A"}},
        {"payload": 5},
        {"id": "x"},
        {"entry": "x"},
        {"desk": "x"},
        {"at": "2026-09-30T12:00:00.000Z"},
        {"at": "2026-09-30T25:00:00.000+07:00"},
        {"at": "2026-10-02T12:00:00.000+07:00"},
        {"at": 5},
        {"event": "deleted"},
        {"event": []},
        {"event": "voided"},
        {"event": "voided", "payload": None},
        {"event": "corrected"},
        {"reason": "vì"},
        {"reason": 5},
        {"more": 1},
    ],
    ids=str,
)
def test_hostile_events(place: Desks, changes: dict[str, Any]) -> None:
    """Without it a bundle could bring in what the form refuses: a citizen's number, a date that never was."""
    source, target = place("source"), place("target")
    source.journal.log(DRAFT)
    target.journal.log(DRAFT)
    source.send()
    (item,) = items_of(source.folder / "out.motcua")
    payload = changes.get("payload")
    if isinstance(payload, dict):
        changes = {"payload": item["payload"] | payload}
    _refused(target, _whole(item, **changes))
    (target.folder / "sound").write_bytes(_whole(item))
    assert target.bundles.merge(target.folder / "sound").new["event"] == 1


@pytest.mark.parametrize(
    "changes",
    [
        {"copies": 0},
        {"copies": 100_001},
        {"copies": True},
        {"copies": "4"},
        {"format": "../a"},
        {"format": 4},
        {"day": "2026-09-29"},
        {"destination": "moon"},
        {"destination": []},
        {"service_code": "x" * 61},
        {"service_code": None},
        {"unit": "\x07"},
        {"at": "2030-01-01T00:00:00.000+07:00"},
        {"seq": 1},
    ],
    ids=str,
)
def test_hostile_prints(village: Place, place: Desks, changes: dict[str, Any]) -> None:
    """Without it a bundle could claim a million leaflets, or bring terminal codes into a report."""
    target = place("target")
    target.journal.log(DRAFT)
    village.send()
    item = next(each for each in items_of(village.folder / "out.motcua") if each["kind"] == "print")
    _refused(target, _whole(item, **changes))
    (target.folder / "sound").write_bytes(_whole(item))
    assert target.bundles.merge(target.folder / "sound").new["print"] == 1
    assert "mâu thuẫn" in _refused(target, _whole(item, copies=5))


def test_impossible_histories(village: Place, place: Desks) -> None:
    """Without it an entry could be changed before it was made, made twice, or changed under its own id."""
    target = place("target")
    target.journal.log(DRAFT)
    village.send()
    items = items_of(village.folder / "out.motcua")
    born = next(each for each in items if each.get("event") == "logged")
    fix = next(each for each in items if each.get("event") == "corrected")
    early = {"at": "2026-09-30T11:00:00.000+07:00", "id": new_id()}
    assert "trước khi được ghi" in _refused(target, bundle_of([born, fix | early]))
    assert "hai lần" in _refused(target, bundle_of([born, born | {"id": new_id()}]))
    target.bundles.merge(village.folder / "out.motcua")
    changed = born | {"payload": born["payload"] | {"quantity": 900}}
    assert "mâu thuẫn" in _refused(target, bundle_of([changed]))
    known = sql(target.path, "SELECT payload FROM events WHERE id = ?", born["id"])
    assert json.loads(known[0][0])["quantity"] == born["payload"]["quantity"]


def test_items_sent_without_an_outbox(village: Place) -> None:
    """Without it kinds that have no outbox would be sent in full every month."""
    with village.bundles._file.writing() as connection:  # the store's own promise to new kinds
        bundle_rows.mark_sent_items(connection, "level", ["a", "b"], "2026-09-30")
        bundle_rows.mark_sent_items(connection, "level", ["b", "c"], "2026-10-31")
        assert bundle_rows.sent_items(connection, "level") == {"a", "b", "c"}
        assert bundle_rows.sent_items(connection, "other") == set()


def test_no_bundle_takes_the_place_of_one_that_was_not_fetched(place: Desks) -> None:
    """Without it packing twice would lose the first bundle: the second is empty, and all counts as sent."""
    desk = place("village")
    desk.journal.log(DRAFT)
    first = desk.bundles.write(desk.folder / "out.motcua", "01273")
    content = first.file.read_bytes()
    with pytest.raises(FileProblemError, match="Đã có tệp"):
        desk.bundles.write(first.file, "01273")
    assert first.file.read_bytes() == content
    assert desk.bundles.write(first.file, "01273", everything=True).items == first.items
