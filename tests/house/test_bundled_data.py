"""What is shipped as data keeps its promises, whoever made or edited it."""

import json
import re
from collections import Counter
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from services_catalog.model import UnitKind
from services_catalog.organizations import load
from services_catalog.records import service_from
from services_catalog.vietnamese import clean

DATA = Path(__file__).parents[2] / "services_catalog" / "data"
SHARED_UNITS = Path(__file__).parents[3] / "shared" / "domain" / "caobang_units.json"
LAST_OLD_DAY = date(2025, 6, 30)
FIRST_NEW_DAY = date(2025, 7, 1)
PATH = re.compile(r"thu-tuc-hanh-chinh(-lien-thong)?/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
COLLECTORS = re.compile(
    r"dungvu|hwng|suzhen|github|crawl|\brepo\b|tên theo|mã thấy|chưa tách|để trống", re.IGNORECASE
)
OTHER_PROVINCE = re.compile(r"(?:[Tt]ỉnh|[Tt]hành phố|TP)[. ]*(?!Cao Bằng)[A-ZĐ]\w+(?: \w+)?$")


@cache
def facts() -> list[dict[str, Any]]:
    """All bundled records, each with its sector and date."""
    found = []
    for path in sorted((DATA / "facts").iterdir()):
        file = json.loads(path.read_text(encoding="utf-8"))
        found += [each | {"sector": file["sector"], "day": file["facts_date"]} for each in file["services"]]
    return found


def test_every_record_is_one_the_catalog_takes() -> None:
    """Without it a record could be bundled that no desk ever shows."""
    for each in facts():
        record = {key: value for key, value in each.items() if key not in {"sector", "day"}}
        service = service_from(record, sector=each["sector"], facts_date=date.fromisoformat(each["day"]))
        assert service.code == each["code"]


def test_the_number_of_services() -> None:
    """Without it half of the procedures could be lost unseen, or one be there twice."""
    codes = [each["code"] for each in facts()]
    assert 4500 <= len(codes) <= 4589
    assert len(set(codes)) == len(codes)


def test_texts_are_clean_and_hold_no_remarks() -> None:
    """Without it a collector's remark or a control character would be printed on a leaflet."""
    for each in facts():
        for value in each.values():
            for text in value if isinstance(value, list) else [value]:
                if isinstance(text, str):
                    assert text == clean(text), each["code"]
                    assert not COLLECTORS.search(text), each["code"]


def test_nothing_of_other_provinces() -> None:
    """Without it a leaflet from Cao Bằng would send people to an office in another province."""
    for each in facts():
        assert not OTHER_PROVINCE.search(each.get("issuing", "")), each["code"]
        for body in each.get("competent", "").split("; "):
            assert not (body.startswith(("Sở", "UBND")) and OTHER_PROVINCE.search(body)), each["code"]


def test_every_page_is_on_the_portal() -> None:
    """Without it a QR code could lead nowhere."""
    assert all(PATH.fullmatch(each["path"]) for each in facts())


def test_files_look_as_the_maker_writes_them() -> None:
    """Without it a change of one fact could not be read in a comparison of two versions."""
    for path in (DATA / "facts").iterdir():
        assert re.fullmatch(r"[a-z0-9_]{1,64}\.json", path.name)
        text = path.read_text(encoding="utf-8")
        services = json.loads(text)["services"]
        assert services == sorted(services, key=lambda each: each["code"])
        lines = [f"  {json.dumps(each, ensure_ascii=False, sort_keys=True)}" for each in services]
        assert ",\n".join(lines) in text


def test_essential_services() -> None:
    """Without it one of the 25 could be missing, or its badge point at no card."""
    services = json.loads((DATA / "essential.json").read_bytes())["services"]
    assert [each["no"] for each in services] == list(range(1, 26))
    known = {each["code"] for each in facts()}
    assert all(set(each["codes"]) <= known for each in services)
    assert not any(set(each.get("codes_without_facts", [])) & known for each in services)


def test_life_events_have_names() -> None:
    """Without it a heading would show a code."""
    names = json.loads((DATA / "life_events.json").read_bytes())
    assert {each["life_event"] for each in facts() if "life_event" in each} == set(names)


@pytest.mark.parametrize(
    ("day", "districts", "communes"),
    [(date(2022, 8, 5), 10, 161), (LAST_OLD_DAY, 10, 161), (FIRST_NEW_DAY, 0, 56)],
)
def test_the_numbers_of_units(day: date, districts: int, communes: int) -> None:
    """Without it the denominator of a province-wide figure would be wrong."""
    counts = Counter(each.kind for each in load().on(day))
    assert (counts[UnitKind.DISTRICT], counts[UnitKind.COMMUNE]) == (districts, communes)


def test_every_unit_hangs_below_another_of_its_time() -> None:
    """Without it a unit would be in no total."""
    organizations = load()
    for each in organizations.by_code.values():
        if each.kind is not UnitKind.PROVINCE:
            assert organizations.get(each.parent).exists_on(each.ends or FIRST_NEW_DAY)


def test_what_ended_was_taken_over_by_what_exists() -> None:
    """Without it figures of before the reorganisations could not be carried on."""
    organizations = load()
    for each in organizations.by_code.values():
        if each.ends and each.kind is not UnitKind.DISTRICT:
            successor = organizations.successor_of(each.code)
            assert successor is not None
            assert successor.kind is each.kind
            assert successor.exists_on(FIRST_NEW_DAY)


def test_every_new_commune_took_over_an_old_one() -> None:
    """Without it a commune's past would be lost."""
    organizations = load()
    taken = {each.successor for each in organizations.on(LAST_OLD_DAY)}
    assert all(
        each.code in taken for each in organizations.on(FIRST_NEW_DAY) if each.kind is UnitKind.COMMUNE
    )


def test_kinds_of_the_communes_of_2022() -> None:
    """Without it a ward could be called a commune, as one known list does for all of Cao Bằng."""
    old = [each.name for each in load().on(LAST_OLD_DAY) if each.kind is UnitKind.COMMUNE]
    kinds = Counter(re.match("Xã|Thị trấn|Phường", name)[0] for name in old)  # type: ignore[index]  # None is the fault
    assert kinds == {"Xã": 139, "Thị trấn": 14, "Phường": 8}
    repeated = {name for name, count in Counter(old).items() if count > 1}
    assert repeated == {f"Xã {name}" for name in REPEATED}


REPEATED = ("Vĩnh Quang", "Hưng Đạo", "Phan Thanh", "Ngọc Động", "Quang Trung", "Đức Long")


@pytest.mark.parametrize(
    ("code", "name"),
    [
        ("01651-2025", "Xã Mỹ Hưng"),
        ("01615-2025", "Xã Hồng Quang"),
        ("01483-2025", "Xã Phong Nặm"),
        ("01495-2025", "Xã Đàm Thủy"),
        ("01501", "Xã Đàm Thủy"),
    ],
)
def test_known_errors_of_other_lists(code: str, name: str) -> None:
    """Without it the wrong code or spelling of a well-known list could slip in."""
    assert load().get(code).name == name


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Xã Hoàng Tung", "Phường Thục Phán"),
        ("Xã Lê Chung", "Phường Tân Giang"),
        ("Xã Đức Hạnh", "Xã Cốc Pàng"),
        ("Xã Quốc Toản", "Xã Trà Lĩnh"),
        ("Xã Thịnh Vượng", "Xã Bạch Đằng"),
        ("Xã Trương Lương", "Xã Minh Tâm"),
        ("Xã Hồng Nam", "Xã Kim Đồng"),
        ("Xã Tiên Thành", "Xã Thạch An"),
    ],
)
def test_communes_that_crossed_a_district_border(old: str, new: str) -> None:
    """Without it the eight exceptions could be put where their neighbours went."""
    organizations = load()
    [unit] = [each for each in organizations.on(LAST_OLD_DAY) if each.name == old]
    assert organizations.get(unit.successor).name == new


@pytest.mark.skipif(not SHARED_UNITS.exists(), reason="the source list is not here")
def test_communes_are_those_of_the_source() -> None:
    """Without it a slip of the hand in 217 communes would stay unseen."""
    source = json.loads(SHARED_UNITS.read_bytes())
    organizations = load()
    old = {
        (f"{each['ma']}-2025", each["ten"], each["huyen"], each["ma_xa_moi"])
        for each in source["cap_xa_truoc"]
    }
    communes = [each for each in organizations.by_code.values() if each.kind is UnitKind.COMMUNE]
    assert old == {
        (each.code, each.name, organizations.get(each.parent).name, each.successor)
        for each in communes
        if each.ends
    }
    new = {(each["ma"], each["ten"]) for each in source["cap_xa_sau"]}
    assert new == {(each.code, each.name) for each in communes if not each.ends}
