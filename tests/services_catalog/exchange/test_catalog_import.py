"""An import tells what differs, is applied whole or not at all, and can be taken back."""

import json
from collections.abc import Iterator
from contextlib import closing
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from services_catalog import office_layer
from services_catalog.catalog import Catalog
from services_catalog.errors import DamagedStoreError
from services_catalog.exchange.catalog_import import (
    Change,
    ImportRefusedError,
    Kind,
    Present,
    applied,
    apply,
    differences,
    undo,
)
from services_catalog.exchange.incoming import Incoming
from services_catalog.exchange.portal_json import incoming_from
from services_catalog.guidance_desk import GuidanceDesk
from services_catalog.record_facts import RecordFacts, distinctive
from services_catalog.search import Search
from tests.conftest import NOW
from tests.data_folder import write_data
from tests.services_catalog.exchange.portal_records import method, portal_record

TODAY = date(2026, 11, 1)
OLD: dict[str, Any] = {
    "code": "1.000001",
    "name": "Đăng ký việc này",
    "issuing": "Bộ Tư pháp",
    "competent": "Ủy ban nhân dân cấp xã",
    "levels": ["commune"],
    "channels": ["in-person", "online"],
    "full": True,
    "time": "3 ngày làm việc",
    "fee": "zero-unexplained",
    "audience": ["Công dân Việt Nam"],
    "result": "Giấy xác nhận",
    "decision": "163/QĐ-BTP",
    "updated": "2026-04-15",
    "path": "thu-tuc-hanh-chinh/019d2bfd-3fe0-70ac-b9d6-5e9e20d6eef7",
    "life_event": "cu-tru-va-giay-to-tuy-than",
}


@pytest.fixture
def data(tmp_path: Path, guidance_entry: dict[str, Any]) -> Path:
    """A catalogue of two services, one with guidance."""
    services = [OLD, {**OLD, "code": "1.000009", "name": "Đăng ký việc khác"}]
    return write_data(tmp_path / "data", services, guidance={"1.000001": guidance_entry})


@pytest.fixture
def office(tmp_path: Path) -> Path:
    """The office's layer, empty."""
    return tmp_path / "office"


@pytest.fixture
def catalog(tmp_path: Path, data: Path, office: Path) -> Iterator[Catalog]:
    """The catalogue with the office's layer over it."""
    with closing(Catalog(tmp_path / "state", data, office)) as opened:
        opened.build()
        yield opened


def _changes(
    catalog: Catalog, office: Path, *services: Incoming, whole: bool = False, facts: Any = None
) -> list[Change]:
    present = Present(catalog.records(), office_layer.load(office).updates, facts or {})
    changes, problems = differences(services, present, TODAY, whole=whole)
    assert not problems
    return changes


def _apply(catalog: Catalog, office: Path, changes: list[Change], now: datetime = NOW) -> Path:
    path = apply(office, changes, source="x.json", sha256="0", now=now, by="Bé")
    catalog.renew()
    return path


def test_the_same_record_is_no_change(catalog: Catalog, office: Path) -> None:
    """Without it every import would list everything, and nobody would read it."""
    assert _changes(catalog, office, incoming_from(portal_record(updatedAt=1776150000000))) == []
    with pytest.raises(ImportRefusedError, match="không có gì khác"):
        apply(office, [], source="x", sha256="0", now=NOW)


def test_changes_are_named_field_by_field(catalog: Catalog, office: Path) -> None:
    """Without it the officer would know that something changed, but not what to tell people."""
    facts = {"1.000001": RecordFacts("0", frozenset({3}), (distinctive("Sổ hộ khẩu cũ"),))}
    raw = portal_record(
        executionMethods=[
            method("ONLINE", 5, value=50000, description="đồng một lần"),
            method("DIRECT", 5, value=50000, description="đồng"),
        ],
        isFullProcess=False,
    )
    [change] = _changes(catalog, office, incoming_from(raw), facts=facts)
    assert change.kind is Kind.CHANGED
    told = "\n".join(each.sentence() for each in change.fields)
    assert "thời hạn: 3 ngày làm việc → 5 ngày làm việc" in told
    assert "toàn trình: có → (không rõ)" in told
    assert "phí, lệ phí: ghi 0, không giải thích → có mức thu" in told
    assert "mức phí: (không rõ) → Trực tuyến: 50.000 đồng" in told
    assert "giấy tờ: chưa có → Giấy chứng sinh bản chính" in told
    assert "giấy tờ: so ho khau cu … → không còn" in told


def test_applied_changes_hold_and_can_be_undone(catalog: Catalog, office: Path) -> None:
    """Without it a wrong file would stay in the catalogue for ever."""
    raw = portal_record(executionMethods=[method("ONLINE", 5), method("DIRECT", 5)])
    new = portal_record(codeNotation="1.000002", name="Việc mới tinh")
    path = _apply(catalog, office, _changes(catalog, office, incoming_from(raw), incoming_from(new)), now=NOW)
    service = catalog.service("1.000001")
    assert service.processing_time == "5 ngày làm việc"
    assert service.facts_date == TODAY
    assert service.life_event == OLD["life_event"]
    assert service.stale
    assert not catalog.service("1.000009").stale
    assert Search(catalog).hits("việc mới tinh")[0].code == "1.000002"
    [(name, head)] = applied(office)
    assert (name, head["services"], head["by"]) == (path.stem, 2, "Bé")
    assert _changes(catalog, office, incoming_from(raw), incoming_from(new)) == []
    fewer = portal_record(executionMethods=[method("ONLINE", 5), method("DIRECT", 5)], executionCases=[])
    [change] = _changes(catalog, office, incoming_from(fewer))
    assert [each.sentence() for each in change.fields] == ["giấy tờ: Giấy chứng sinh bản chính → không còn"]
    undo(office, path.stem)
    catalog.renew()
    assert catalog.service("1.000001").processing_time == "3 ngày làm việc"
    assert not catalog.service("1.000001").stale
    with pytest.raises(ImportRefusedError):
        undo(office, path.stem)


def test_what_is_gone_stays_for_old_entries_and_comes_last(catalog: Catalog, office: Path) -> None:
    """Without it old log entries would name a service that nobody can look up, or new people be sent to it."""
    changes = _changes(catalog, office, incoming_from(portal_record(state="EXPIRED")))
    assert [each.kind for each in changes] == [Kind.GONE]
    _apply(catalog, office, changes)
    assert catalog.service("1.000001").withdrawn == TODAY
    hits = Search(catalog).hits("đăng ký việc")
    assert [each.code for each in hits] == ["1.000009", "1.000001"]
    assert hits[-1].withdrawn == "2026-11-01"
    assert all(each.code != "1.000001" for each in Search(catalog).common())
    assert _changes(catalog, office, incoming_from(portal_record(state="EXPIRED"))) == []
    [back] = _changes(catalog, office, incoming_from(portal_record()))
    assert "có hiệu lực lại" in back.fields[-1].sentence()
    assert "withdrawn" not in back.update.record


def test_a_whole_list_tells_what_is_gone(catalog: Catalog, office: Path) -> None:
    """Without it a service that vanished from the Portal would be handed out for ever; and with less, all would go."""
    assert _changes(catalog, office, incoming_from(portal_record())) == []
    [gone] = _changes(catalog, office, incoming_from(portal_record()), whole=True)
    assert (gone.code, gone.kind) == ("1.000009", Kind.GONE)
    assert "bãi bỏ từ 01/11/2026" in gone.fields[0].sentence()


def test_unsound_and_repeated_records_are_problems(catalog: Catalog) -> None:
    """Without it a record that no card can show would be applied."""
    present = Present(catalog.records(), {}, {})
    new = Incoming("1.000003", {"name": "Không lĩnh vực"}, place="a:1")
    twice = [incoming_from(portal_record(), "a:2"), incoming_from(portal_record(), "a:3")]
    other = incoming_from(portal_record(isWard=False), "a:4")
    _, problems = differences([new, *twice, other], present, TODAY)
    assert [each.source for each in problems] == ["a:1", "a:4"]
    assert "thiếu lĩnh vực" in problems[0].message


def test_newer_bundled_facts_win(catalog: Catalog, office: Path, data: Path, tmp_path: Path) -> None:
    """Without it an import of last year would hide what a new version of the program brings."""
    raw = portal_record(executionMethods=[method("ONLINE", 5), method("DIRECT", 5)])
    _apply(catalog, office, _changes(catalog, office, incoming_from(raw)))
    present = Present(catalog.records(), office_layer.load(office).updates, {})
    _, problems = differences([incoming_from(portal_record())], present, date(2026, 1, 1))
    assert "cũ hơn danh mục" in problems[0].message
    facts = data / "facts" / "ho_tich.json"
    facts.write_text(facts.read_text(encoding="utf-8").replace("2026-07-18", "2027-01-01"), encoding="utf-8")
    with closing(Catalog(tmp_path / "state", data, office)) as later:
        later.build()
        assert later.service("1.000001").processing_time == "3 ngày làm việc"


def test_a_damaged_layer_is_told_and_left_out(office: Path) -> None:
    """Without it one torn file of the office would close the desk."""
    (office / "updates").mkdir(parents=True)
    (office / "updates" / "a.json").write_text("{", encoding="utf-8")
    (office / "guidance.json").write_text('{"texts": 5}', encoding="utf-8")
    layer = office_layer.load(office)
    assert [each.source for each in layer.problems] == ["a.json", "guidance.json"]
    assert applied(office)[0][1]["file"] == "không đọc được"
    with pytest.raises(DamagedStoreError):
        office_layer.read_guidance_file(office / "guidance.json")


def test_an_assurance_holds_for_its_text_only(guidance_entry: dict[str, Any]) -> None:
    """Without it a changed text would carry the name of someone who never read it."""
    assured = office_layer.Assured("Bé", "2026-11-01", office_layer.entry_hash(guidance_entry))
    layer = office_layer.OfficeLayer(assured={"1.000001": assured})
    held = layer.guidance("1.000001", guidance_entry)
    assert held is not None
    assert held["assured"] == {"by": "Bé", "on": "2026-11-01"}
    assert layer.guidance("1.000001", guidance_entry | {"title": "Khác"}) == guidance_entry | {
        "title": "Khác"
    }
    assert layer.guidance("1.000002", None) is None


def test_an_assurance_of_the_day_takes_staleness_away(
    catalog: Catalog, office: Path, guidance_entry: dict[str, Any]
) -> None:
    """Without it a text that was looked at would be called old for ever."""
    raw = portal_record(executionMethods=[method("ONLINE", 5), method("DIRECT", 5)])
    _apply(catalog, office, _changes(catalog, office, incoming_from(raw)))
    assert catalog.service("1.000001").stale
    assured = office_layer.Assured("Bé", "2026-11-01", office_layer.entry_hash(guidance_entry))
    office_layer.save_guidance(office, {}, {"1.000001": assured})
    catalog.renew()
    service = catalog.service("1.000001")
    assert not service.stale
    assert service.guidance
    assert service.guidance.assured.by == "Bé"
    json.loads((office / "guidance.json").read_bytes())


def test_facts_that_change_after_an_assurance_make_the_text_old_again(
    catalog: Catalog, office: Path, data: Path
) -> None:
    """Without it one look at a text would count for every later change, even for one of the same afternoon."""
    raw = portal_record(executionMethods=[method("ONLINE", 5), method("DIRECT", 5)])
    _apply(catalog, office, _changes(catalog, office, incoming_from(raw)))
    GuidanceDesk(office, data).assure("1.000001", "Bé", TODAY)
    catalog.renew()
    assert not catalog.service("1.000001").stale
    raw = portal_record(executionMethods=[method("ONLINE", 9), method("DIRECT", 9)])
    later = _apply(
        catalog, office, _changes(catalog, office, incoming_from(raw)), now=NOW + timedelta(hours=2)
    )
    service = catalog.service("1.000001")
    assert service.stale
    assert service.guidance
    assert service.guidance.assured.by == "Bé"
    undo(office, later.stem)
    catalog.renew()
    assert not catalog.service("1.000001").stale
