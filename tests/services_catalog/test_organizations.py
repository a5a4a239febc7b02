"""Organizations: found by what people type, with dates, and the ones that an office adds."""

import json
import stat
from dataclasses import FrozenInstanceError
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services_catalog.errors import DamagedStoreError, SettingsError, UnknownUnitError
from services_catalog.model import PublicOrganization, UnitKind
from services_catalog.organizations import add_unit, load, own_units, unit_problems

THEN = date(2022, 8, 5)
NOW = date(2026, 11, 22)
TRUONG_HA = "01392"


@pytest.mark.parametrize(
    ("typed", "day", "first"),
    [
        ("nung tri cao", NOW, "Phường Nùng Trí Cao"),
        ("Nùng Trí Cao", NOW, "Phường Nùng Trí Cao"),
        ("xa ha quang", NOW, "Xã Hà Quảng"),
        ("tu phap", NOW, "Sở Tư pháp"),
        ("Đàm Thuỷ", NOW, "Xã Đàm Thủy"),
        ("đàm thủy", NOW, "Xã Đàm Thủy"),
        ("hoa an", NOW, "Xã Hòa An"),
        ("bao lac", THEN, "Huyện Bảo Lạc"),
        ("hung dao bao lac", THEN, "Xã Hưng Đạo, huyện Bảo Lạc"),
        ("hung dao", NOW, "Xã Hưng Đạo"),
        ("thong tin truyen thong", THEN, "Sở Thông tin và Truyền thông"),
        ("buu dien", NOW, "Bưu điện tỉnh"),
    ],
)
def test_found_by_typing(typed: str, day: date, first: str) -> None:
    """Without it an officer who types without marks would not find the unit to log for."""
    organizations = load()
    assert organizations.display(organizations.find(typed, day)[0].code) == first


def test_only_what_existed_is_found() -> None:
    """Without it an entry of today could be booked on a department that was dissolved."""
    organizations = load()
    assert not organizations.find("thong tin truyen thong", NOW)
    assert not organizations.find("nung tri cao", THEN)


def test_no_more_than_asked_for() -> None:
    """Without it an empty box would fill the screen with every commune."""
    assert len(load().find("", NOW, limit=7)) == 7
    assert len(load().find("xa", NOW)) == 20
    assert not load().find("không có đơn vị này", NOW)


@given(st.text(max_size=60))
def test_any_text_can_be_typed(text: str) -> None:
    """Without it an odd key in the chooser could end the program."""
    assert len(load().find(text, NOW)) <= 20


def test_names_that_repeat_are_told_apart() -> None:
    """Without it six communes of 2022 could not be told from their namesakes."""
    organizations = load()
    names = [organizations.display(code) for code in organizations.by_code]
    assert len(set(names)) == len(names)
    assert organizations.display("01351-2025") == "Xã Hưng Đạo, huyện Bảo Lạc"
    assert organizations.display("01351") == "Xã Hưng Đạo"


def test_a_code_that_was_given_twice() -> None:
    """Without it figures of Phường Hợp Giang would be booked on Phường Thục Phán."""
    organizations = load()
    assert organizations.get("01273-2025").name == "Phường Hợp Giang"
    assert organizations.get("01273").name == "Phường Thục Phán"


@pytest.mark.parametrize(
    ("code", "name"),
    [
        ("CB-SOTTTT", "Sở Khoa học và Công nghệ"),
        ("CB-SOKHDT", "Sở Tài chính"),
        ("CB-SOGTVT", "Sở Xây dựng"),
        ("CB-SOTNMT", "Sở Nông nghiệp và Môi trường"),
        ("CB-SOLDTBXH", "Sở Nội vụ"),
        ("01651-2025", "Xã Phục Hòa"),
    ],
)
def test_successors(code: str, name: str) -> None:
    """Without it what an office did before 2025 would be lost from its successor's figures."""
    successor = load().successor_of(code)
    assert successor is not None
    assert successor.name == name


def test_without_a_successor() -> None:
    """Without it a unit that still stands would look dissolved."""
    assert load().successor_of("CB-SOTP") is None


def test_members() -> None:
    """Without it a district's figures would miss communes, or the province's count dissolved ones."""
    organizations = load()
    assert len(organizations.members_of("040", THEN)) == 11
    assert not organizations.members_of("040", NOW)
    communes = [each for each in organizations.members_of("H14", NOW) if each.kind is UnitKind.COMMUNE]
    assert len(communes) == 56


def test_an_unknown_code() -> None:
    """Without it a mistyped code would end in a KeyError before the officer."""
    with pytest.raises(UnknownUnitError, match="«01 273»"):
        load().get("01\x1b 273")
    with pytest.raises(UnknownUnitError):
        load().members_of("99999", NOW)


def test_an_office_cannot_replace_a_bundled_unit() -> None:
    """Without it a unit of the office's own could take over a commune's figures."""
    intruder = PublicOrganization("01273", "Khác", UnitKind.VILLAGE_TEAM, "01279")
    assert load([intruder]).get("01273").name == "Phường Thục Phán"


def test_organizations_stay_as_they_are() -> None:
    """Without it one screen could change the list under another."""
    organizations = load()
    with pytest.raises(FrozenInstanceError):
        organizations.by_code = {}  # type: ignore[misc]  # the refusal is what is tested


def test_units_of_an_office(tmp_path: Path) -> None:
    """Without it a village team could not be logged for, or would be gone after the next start."""
    path = tmp_path / "settings" / "units.json"
    team = add_unit(path, " Tổ CNSCĐ\n xóm Pác Bó ", UnitKind.VILLAGE_TEAM, TRUONG_HA, day=NOW)
    post = add_unit(path, "Bưu điện văn hóa xã", UnitKind.POST_OFFICE, TRUONG_HA, day=NOW)
    assert own_units(path) == [team, post]
    assert team.code != post.code
    organizations = load(own_units(path))
    assert organizations.find("pac bo", NOW) == [team]
    assert organizations.display(team.code) == "Tổ CNSCĐ xóm Pác Bó, xã Trường Hà"
    assert organizations.members_of(TRUONG_HA, NOW) == [team, post]
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


@pytest.mark.parametrize(
    ("name", "kind", "parent"),
    [
        ("Tổ 2", UnitKind.COMMUNE, TRUONG_HA),
        ("  ", UnitKind.VILLAGE_TEAM, TRUONG_HA),
        ("***", UnitKind.VILLAGE_TEAM, TRUONG_HA),
        ("TO 1", UnitKind.VILLAGE_TEAM, TRUONG_HA),
        ("Tổ 2", UnitKind.VILLAGE_TEAM, "CB-SOTP"),
        ("Tổ 2", UnitKind.VILLAGE_TEAM, "01273-2025"),
    ],
)
def test_units_that_are_refused(tmp_path: Path, name: str, kind: UnitKind, parent: str) -> None:
    """Without it two teams of one name, or a team of nowhere, would split the figures."""
    path = tmp_path / "units.json"
    add_unit(path, "Tổ 1", UnitKind.VILLAGE_TEAM, TRUONG_HA, day=NOW)
    before = path.read_bytes()
    with pytest.raises(SettingsError):
        add_unit(path, name, kind, parent, day=NOW)
    assert path.read_bytes() == before


def test_a_unit_needs_a_parent_that_exists(tmp_path: Path) -> None:
    """Without it a team could hang below a code that nothing else knows."""
    with pytest.raises(UnknownUnitError):
        add_unit(tmp_path / "units.json", "Tổ 1", UnitKind.VILLAGE_TEAM, "00000", day=NOW)


def test_one_name_in_two_communes(tmp_path: Path) -> None:
    """Without it «Tổ 1» could exist only once in the province."""
    path = tmp_path / "units.json"
    add_unit(path, "Tổ 1", UnitKind.VILLAGE_TEAM, TRUONG_HA, day=NOW)
    assert add_unit(path, "Tổ 1", UnitKind.VILLAGE_TEAM, "01273", day=NOW).parent == "01273"


@pytest.mark.parametrize("content", ["{", "[]", '{"units": {}}', "\xff"])
def test_a_damaged_list(tmp_path: Path, content: str) -> None:
    """Without it adding a unit would wipe a list that a person could still mend."""
    path = tmp_path / "units.json"
    path.write_bytes(content.encode("latin-1"))
    assert own_units(path) == []
    assert len(unit_problems(path)) == 1
    with pytest.raises(DamagedStoreError):
        add_unit(path, "Tổ 1", UnitKind.VILLAGE_TEAM, TRUONG_HA, day=NOW)
    assert path.read_bytes() == content.encode("latin-1")


@pytest.mark.parametrize(
    "change",
    [
        {"kind": "commune"},
        {"kind": "x"},
        {"parent": "00000"},
        {"parent": "CB-SOTP"},
        {"name": " "},
        {"name": 5},
        {"code": ""},
        {"starts": "hôm qua"},
    ],
)
def test_one_broken_unit_does_not_hide_the_others(tmp_path: Path, change: dict[str, object]) -> None:
    """Without it one bad line, or a deleted one, would take all teams out of the chooser."""
    path = tmp_path / "units.json"
    good = add_unit(path, "Tổ 1", UnitKind.VILLAGE_TEAM, TRUONG_HA, day=NOW)
    record = {"code": "01392-x", "name": "Tổ 2", "kind": "village-team", "parent": TRUONG_HA}
    content = json.loads(path.read_bytes())
    content["units"] += [record | change, "rác"]
    path.write_text(json.dumps(content), encoding="utf-8")
    assert own_units(path) == [good]
    assert [each.message for each in unit_problems(path)] == [
        "Đơn vị thứ 2 ghi sai; bỏ qua.",
        "Đơn vị thứ 3 ghi sai; bỏ qua.",
    ]


def test_no_list_yet(tmp_path: Path) -> None:
    """Without it the first start would complain about a file that nobody has made."""
    assert own_units(tmp_path / "units.json") == []
    assert unit_problems(tmp_path / "units.json") == []
