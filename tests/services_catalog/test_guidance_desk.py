"""The office's texts on the disk: kept, assured, taken back, and passed on whole."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from services_catalog import office_layer
from services_catalog.catalog import DATA
from services_catalog.errors import DiskFullError, FileProblemError
from services_catalog.guidance_desk import GuidanceDesk, GuidanceRefusedError
from services_catalog.guidance_draft import changes_on_both_sides
from tests.conftest import NOW
from tests.data_folder import write_data

CODE = "1.000001"
OTHER = "1.000002"
TODAY = date(2026, 9, 25)


@pytest.fixture
def data(tmp_path: Path, guidance_entry: dict[str, Any]) -> Path:
    """A catalogue of two services, one with guidance."""
    services = [{"code": CODE, "name": "Một"}, {"code": OTHER, "name": "Hai"}]
    made = write_data(tmp_path / "data", services, guidance={CODE: guidance_entry})
    for name in ("plain_words.json", "guidance.schema.json"):
        (made / name).write_bytes((DATA / name).read_bytes())
    return made


@pytest.fixture
def desk(tmp_path: Path, data: Path) -> GuidanceDesk:
    """An office without texts of its own."""
    return GuidanceDesk(tmp_path / "office", data)


def test_a_text_is_kept_and_taken_back(desk: GuidanceDesk, guidance_entry: dict[str, Any]) -> None:
    """Without it an office's own words would be lost, or could never be undone."""
    assert desk.open(OTHER).entry is None
    desk.save(CODE, guidance_entry | {"title": "Của xã"})
    opened = desk.open(CODE)
    assert opened.entry
    assert (opened.entry["title"], opened.own, opened.base_changed) == ("Của xã", True, False)
    desk.save(CODE, guidance_entry)
    assert not desk.open(CODE).own
    desk.save(CODE, guidance_entry | {"title": "Của xã"})
    desk.reset(CODE)
    assert desk.open(CODE).entry == guidance_entry


def test_the_text_that_an_own_one_was_made_from_is_kept(
    desk: GuidanceDesk, data: Path, guidance_entry: dict[str, Any]
) -> None:
    """Without it nobody could tell what the office changed from what a new version of the program did."""
    desk.save(CODE, guidance_entry | {"title": "Của xã"})
    path = next((data / "guidance").glob("*.json"))
    file = json.loads(path.read_bytes())
    file["services"][CODE]["where"] = "Nơi mới."
    path.write_text(json.dumps(file), encoding="utf-8")
    opened = desk.open(CODE)
    assert opened.base_changed
    assert opened.base == guidance_entry
    assert opened.bundled
    assert opened.entry
    told = changes_on_both_sides(guidance_entry, opened.bundled, opened.entry)
    assert [line for sign, line in told if sign == "="] == ["Bài kèm chương trình đã đổi:", "Cơ quan đã sửa:"]
    assert told.index(("+", "Nộp ở đâu: Nơi mới.")) < told.index(("+", "Tên gọi: Của xã"))
    assert changes_on_both_sides(guidance_entry, guidance_entry, opened.entry)[0][1].endswith("không có gì.")
    desk.save(CODE, opened.entry)
    assert not desk.open(CODE).base_changed


def test_a_file_of_before_is_still_read(
    desk: GuidanceDesk, tmp_path: Path, guidance_entry: dict[str, Any]
) -> None:
    """Without it an update of the program would lose what offices wrote with the one before."""
    path = tmp_path / "office" / office_layer.GUIDANCE
    path.parent.mkdir()
    texts = {CODE: {"base": "x", "entry": guidance_entry | {"title": "Của xã"}}}
    assured = {CODE: {"by": "Bé", "on": "2026-09-01", "text": "x"}}
    path.write_text(json.dumps({"texts": texts, "assured": assured}), encoding="utf-8")
    opened = desk.open(CODE)
    assert (opened.own, opened.base_changed, opened.base) == (True, True, None)


def test_an_assurance_is_of_the_facts_of_that_day(
    desk: GuidanceDesk, data: Path, guidance_entry: dict[str, Any]
) -> None:
    """Without it facts that change after somebody assured the text would never be looked at again."""
    extract = data / "guidance_facts.json"
    extract.write_text(
        json.dumps({"services": {CODE: {"sha256": "1", "figures": [], "papers": []}}}), encoding="utf-8"
    )
    desk.assure(CODE, "Bé", TODAY)
    assert desk.open(CODE).fresh
    extract.write_text(extract.read_text(encoding="utf-8").replace('"1"', '"2"'), encoding="utf-8")
    later = GuidanceDesk(data.parent / "office", data)
    assert later.open(CODE).assured
    assert not later.open(CODE).fresh
    later.assure(CODE, "Bé", TODAY)
    assert later.open(CODE).fresh
    later.save(CODE, guidance_entry | {"title": "Của xã"})
    assert later.open(CODE).assured is None


def test_a_broken_text_is_refused(desk: GuidanceDesk, guidance_entry: dict[str, Any], tmp_path: Path) -> None:
    """Without it a text that no card can show would take the place of one that works."""
    with pytest.raises(GuidanceRefusedError, match="title"):
        desk.save(CODE, guidance_entry | {"title": ""})
    assert not (tmp_path / "office").exists()
    long = guidance_entry | {"where": " ".join(["chữ"] * 30)}
    desk.save(CODE, long)
    assert desk.open(CODE).entry == long


def test_an_assurance_needs_a_text_and_an_officer(desk: GuidanceDesk, guidance_entry: dict[str, Any]) -> None:
    """Without it a leaflet could be assured by nobody."""
    with pytest.raises(GuidanceRefusedError):
        desk.assure(OTHER, "Bé", TODAY)
    with pytest.raises(GuidanceRefusedError):
        desk.assure(CODE, "", TODAY)
    desk.assure(CODE, "Bé", TODAY)
    assured = desk.open(CODE).assured
    assert assured
    assert (assured.by, assured.on) == ("Bé", "2026-09-25")
    desk.save(CODE, guidance_entry | {"title": "Khác"})
    assert desk.open(CODE).assured is None


def _changes(desk: GuidanceDesk, guidance_entry: dict[str, Any], out: Path, office: Path) -> Path:
    desk.save(CODE, guidance_entry | {"title": "Của xã"})
    desk.assure(CODE, "Bé", TODAY)
    (office / "updates").mkdir()
    record = {"code": OTHER, "name": "Hai mới", "sector": "x", "facts_date": "2026-09-01"}
    update = {"services": {OTHER: {"record": record, "changed": ["name"], "details": {}}}}
    (office / "updates" / "20260925T093000-abc123.json").write_text(json.dumps(update), encoding="utf-8")
    return desk.export(out, unit="01273", at=NOW)


def test_changes_travel_whole(
    desk: GuidanceDesk, data: Path, tmp_path: Path, guidance_entry: dict[str, Any]
) -> None:
    """Without it the province would get half of what an office wrote."""
    out = _changes(desk, guidance_entry, tmp_path / "out.json", tmp_path / "office")
    there = tmp_path / "there"
    other = GuidanceDesk(there, data)
    merged = other.merge(out, write=False)
    assert (merged.new, merged.changed, merged.assured, merged.updates) == ((CODE,), (), (CODE,), 1)
    assert not there.exists()
    other.merge(out, write=True)
    assert other.open(CODE).assured == desk.open(CODE).assured
    assert office_layer.load(there).updates[OTHER].record["name"] == "Hai mới"
    again = other.merge(out, write=True)
    assert (again.new, again.changed, again.assured, again.updates) == ((), (), (), 0)
    other.save(CODE, guidance_entry | {"title": "Của bàn này"})
    assert other.merge(out, write=False).changed == (CODE,)


@pytest.mark.parametrize(
    "damage",
    [
        {"kind": "x"},
        {"updates": {"../x.json": {}}},
        {"updates": {"a.json": {"services": 5}}},
        {"texts": {CODE: {"base": "", "entry": {"title": "x"}}}},
        {"texts": {"x": {"base": "", "entry": {}}}},
        {"assured": 5},
        {"updates": []},
    ],
)
def test_damaged_files_change_nothing(
    desk: GuidanceDesk, data: Path, tmp_path: Path, guidance_entry: dict[str, Any], damage: dict[str, Any]
) -> None:
    """Without it a file from outside could write where it likes, or half of itself."""
    out = _changes(desk, guidance_entry, tmp_path / "out.json", tmp_path / "office")
    out.write_text(json.dumps(json.loads(out.read_bytes()) | damage), encoding="utf-8")
    there = tmp_path / "there"
    with pytest.raises(FileProblemError):
        GuidanceDesk(there, data).merge(out, write=True)
    assert not there.exists()
    assert not (tmp_path / "x.json").exists()


def test_a_full_disk_leaves_nothing_in_part(
    desk: GuidanceDesk,
    data: Path,
    tmp_path: Path,
    guidance_entry: dict[str, Any],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Without it facts would be taken over and the texts that go with them not."""
    out = _changes(desk, guidance_entry, tmp_path / "out.json", tmp_path / "office")

    def full(*_args: object) -> None:
        raise DiskFullError

    monkeypatch.setattr(office_layer, "save_guidance", full)
    there = tmp_path / "there"
    with pytest.raises(DiskFullError):
        GuidanceDesk(there, data).merge(out, write=True)
    assert list((there / "updates").iterdir()) == []
