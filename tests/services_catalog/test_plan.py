"""The plan says for each unit and day what the Decision says, under the names of that day."""

from datetime import date
from pathlib import Path

import pytest

from services_catalog import organizations
from services_catalog.errors import UnknownUnitError
from services_catalog.model import UnitKind
from services_catalog.plan import Plan, UnknownRegisterError
from services_catalog.plan_file import load
from tests.services_catalog.plans import bundled, other, written

THEN = date(2022, 9, 20)
NOW = date(2026, 9, 25)


@pytest.fixture(scope="module")
def plan() -> Plan:
    """The plan of Decision 984."""
    return bundled()


@pytest.mark.parametrize(
    ("day", "unit", "name", "through"),
    [
        (
            THEN,
            "CB-SOTP",
            "Ủy ban nhân dân tỉnh Cao Bằng",
            ("Sở Thông tin và Truyền thông", "Văn phòng Ủy ban nhân dân tỉnh"),
        ),
        (
            NOW,
            "CB-SOTP",
            "Ủy ban nhân dân tỉnh Cao Bằng",
            ("Sở Khoa học và Công nghệ", "Văn phòng Ủy ban nhân dân tỉnh"),
        ),
        (
            date(2025, 2, 28),
            "045",
            "Ủy ban nhân dân tỉnh Cao Bằng",
            ("Sở Thông tin và Truyền thông", "Văn phòng Ủy ban nhân dân tỉnh"),
        ),
        (
            NOW,
            "01273",
            "Ủy ban nhân dân tỉnh Cao Bằng",
            ("Sở Khoa học và Công nghệ", "Văn phòng Ủy ban nhân dân tỉnh"),
        ),
        (THEN, "01273-2025", "Ủy ban nhân dân thành phố Cao Bằng", ()),
        (THEN, "CB-SOTTTT", "Ủy ban nhân dân tỉnh Cao Bằng", ()),
        (NOW, "CB-SOKHCN", "Ủy ban nhân dân tỉnh Cao Bằng", ()),
        (NOW, "CB-VPUBND", "Ủy ban nhân dân tỉnh Cao Bằng", ("Sở Khoa học và Công nghệ",)),
    ],
)
def test_reports_go_where_they_went_that_day(
    plan: Plan, day: date, unit: str, name: str, through: tuple[str, ...]
) -> None:
    """Without it a report of 2026 would be sent through a department that ended in 2025."""
    [addressee] = plan.addressees(unit, day)
    assert (addressee.name, addressee.through) == (name, through)
    assert plan.recipients(unit, day)[0] == "Như trên"
    assert plan.recipients(unit, day)[-1] == "Lưu: VT"


def test_a_unit_that_has_no_part_has_no_addressee(plan: Plan) -> None:
    """Without it a department that ended would still report."""
    assert plan.addressees("CB-SOTTTT", NOW) == []
    assert plan.recipients("CB-SOTTTT", NOW) == ()
    with pytest.raises(UnknownUnitError):
        plan.addressees("nowhere", NOW)


def test_the_lead_passed_on_and_nobody_leads_twice(plan: Plan) -> None:
    """Without it two departments would answer for the province at once."""
    assert [each.code for each in plan.holders("lead", THEN)] == ["CB-SOTTTT"]
    assert [each.code for each in plan.holders("lead", NOW)] == ["CB-SOKHCN"]
    assert len(plan.holders("districts", THEN)) == 10
    assert plan.holders("districts", NOW) == []
    assert len(plan.holders("localities", NOW)) == 56
    assert plan.holders("telecom", NOW) == []


def test_words_follow_the_time(plan: Plan) -> None:
    """Without it a report of 2026 would speak of levels that were abolished."""
    heading = next(each.heading for each in plan.sections if each.id == "II.2")
    assert plan.wording(date(2022, 12, 31)).said(heading) == heading
    assert plan.wording(date(2022, 12, 31)).levels == "mức độ 3, mức độ 4"
    assert plan.wording(date(2023, 1, 1)).full == "toàn trình"
    for section in plan.outline(UnitKind.DEPARTMENT, NOW, "CB-SOTP"):
        assert "mức độ" not in " ".join((section.heading, *section.guide))


@pytest.mark.parametrize(
    ("kind", "unit", "reviews", "connects"),
    [
        (UnitKind.COMMUNE, "01273-2025", False, False),
        (UnitKind.DISTRICT, "045", False, False),
        (UnitKind.DEPARTMENT, "CB-SOTP", True, True),
        (UnitKind.DEPARTMENT, "CB-SONV", True, False),
        (UnitKind.POST_OFFICE, "CB-BUUDIEN", False, True),
        (UnitKind.PROVINCE, "H14", True, True),
        (UnitKind.DEPARTMENT, "", True, False),
    ],
)
def test_each_kind_of_unit_writes_its_sections(
    plan: Plan, kind: UnitKind, unit: str, reviews: bool, connects: bool
) -> None:
    """Without it a commune would be asked for reviews and connections that are not its own."""
    ids = [each.id for each in plan.outline(kind, THEN, unit)]
    assert ("II.1.review" in ids) is reviews
    assert ("II.3" in ids) is connects
    assert ids == [each.id for each in plan.sections if each.id in ids]
    assert len(ids) == 18 + reviews + connects


def test_connections_pass_to_the_successor(plan: Plan) -> None:
    """Without it the finance department would not know that row 1 is its own since 2025."""
    assert [each.number for each in plan.connections_of("CB-SOTC", THEN)] == [9, 10]
    assert [each.number for each in plan.connections_of("CB-SOTC", NOW)] == [1, 9, 10]
    assert plan.connections_of("CB-SOKHDT", NOW) == []


def test_targets_hold_from_the_decision_on(plan: Plan) -> None:
    """Without it a figure of 2021 would be measured against a target of 2022."""
    assert plan.targets_on(date(2022, 8, 4)) == []
    assert [(each.id, each.percent) for each in plan.targets_on(NOW)] == [("R1", 80), ("R2", 50)]


def test_registers_by_kind(plan: Plan) -> None:
    """Without it a village team would be asked for bank accounts."""
    assert len(plan.registers) == 12
    assert [each.id for each in plan.registers_of(UnitKind.VILLAGE_TEAM)] == ["publicity", "proposals"]
    assert len(plan.registers_of(None)) == 12
    with pytest.raises(UnknownRegisterError):
        plan.register("[red]x")
    with pytest.raises(KeyError):
        plan.register("ndxp").field("nothing")


def test_another_plan_speaks_for_itself(tmp_path: Path) -> None:
    """Without it a province with another decision would get Cao Bằng's words."""
    made = load(organizations.load(), written(tmp_path / "plan.json", other()))
    assert made.wording(NOW).said("mức độ 4") == "mức độ 4"
    assert made.addressees("01273", NOW)[0].name == "Sở Nội vụ"
    assert [each.heading for each in made.outline(UnitKind.COMMUNE, NOW)] == ["SỔ"]
    assert made.holders("all", date(2025, 12, 31)) == []
