"""Whose figures these are: sure matches only, by code or by a name that one unit had in that month."""

from datetime import date

import pytest

from services_catalog.exchange.matching import ServiceMatcher, UnitMatcher, unit_key
from services_catalog.organizations import load

OLD, NEW = date(2024, 9, 1), date(2026, 9, 1)
NAMES = {
    "1.001193": "Đăng ký khai sinh",
    "1.001190": "Cấp giấy A",
    "2.000001": "Cùng tên",
    "2.000002": "Cùng tên",
}


@pytest.mark.parametrize(
    ("name", "month", "code"),
    [
        ("UBND xã Bảo Lâm", NEW, "01290"),
        ("XÃ BẢO LÂM", NEW, "01290"),
        ("Bảo Lâm", NEW, "01290"),
        ("Trung tâm Phục vụ hành chính công xã Bảo Lâm", NEW, "01290"),
        ("UBND Xã Hoà An", NEW, "01654"),
        ("P. Thục Phán", NEW, "01273"),
        ("UBND huyện Bảo Lâm", OLD, "042"),
        ("UBND huyện Bảo Lâm", NEW, None),
        ("UBND xã Vĩnh Quang", OLD, None),
        ("UBND xã Vĩnh Quang, huyện Bảo Lâm", OLD, "01300-2025"),
        ("UBND xã Vĩnh Quang - Bảo Lâm", OLD, "01300-2025"),
        ("TP Cao Bằng", OLD, "040"),
        ("Sở Tư pháp tỉnh Cao Bằng", NEW, "CB-SOTP"),
        ("Sở Thông tin và Truyền thông", OLD, "CB-SOTTTT"),
        ("Sở Thông tin và Truyền thông", NEW, None),
        ("Trung tâm Phục vụ hành chính công tỉnh", NEW, "CB-TTPVHCC"),
        ("Trung tâm Phục vụ hành chính công", NEW, None),
        ("UBND tỉnh Cao Bằng", NEW, None),
        ("", NEW, None),
    ],
)
def test_units_by_name(name: str, month: date, code: str | None) -> None:
    """Without it figures would be booked on a namesake, or on a unit that was gone by then."""
    assert UnitMatcher(load()).find("", name, month) == code


@pytest.mark.parametrize(
    ("text", "month", "code"),
    [
        ("01290", NEW, "01290"),
        ("1290", NEW, "01290"),
        ("1273", OLD, "01273-2025"),
        ("40", OLD, "040"),
        ("40", NEW, None),
        ("H14.99", NEW, None),
        ("CB-SOTP", NEW, "CB-SOTP"),
    ],
)
def test_units_by_code(text: str, month: date, code: str | None) -> None:
    """Without it a code that lost its zeros in a spreadsheet, or was given twice, would find a wrong unit or none."""
    assert UnitMatcher(load()).find(text, "", month) == code


def test_remembered_matches_go_first_where_the_unit_existed() -> None:
    """Without it the officer's own choice would be asked for again, or used for a time before the unit was."""
    matcher = UnitMatcher(load(), {"ttpvhcc so 1": "01290", "la": "nosuch"})
    assert matcher.find("", "TTPVHCC số 1", NEW) == "01290"
    assert matcher.find("", "TTPVHCC số 1", OLD) is None
    assert matcher.find("", "Lạ", NEW) is None


def test_suggestions() -> None:
    """Without it the officer would have to know the code of every unit."""
    matcher = UnitMatcher(load())
    assert matcher.suggestions("Sở Thông tin và Truyền thông", NEW)[0].code == "CB-SOKHCN"
    assert "01290" in [each.code for each in matcher.suggestions("UBND xã Bảo Lầm", NEW)]
    assert unit_key("UBND TP. Cao Bằng") == "thanh pho cao bang"


@pytest.mark.parametrize(
    ("code", "name", "found"),
    [
        ("1.001193", "", "1.001193"),
        ("1,001193", "", "1.001193"),
        ("1.00119", "", "1.001190"),
        ("9.999999", "Đăng ký khai sinh", None),
        ("", "ĐĂNG KÝ KHAI SINH", "1.001193"),
        ("", "Cùng tên", None),
        ("", "1.001193", "1.001193"),
        ("", "khai sinh", None),
    ],
)
def test_services(code: str, name: str, found: str | None) -> None:
    """Without it a half-known name would count for a service that nobody meant."""
    assert ServiceMatcher(frozenset(NAMES), lambda: NAMES).find(code, name) == found


def test_services_remembered_and_suggested() -> None:
    """Without it an old code would have to be matched anew in every file."""
    matcher = ServiceMatcher(frozenset(NAMES), lambda: NAMES, {"9.999999": "1.001193"})
    assert matcher.find("9.999999", "") == "1.001193"
    assert matcher.suggestions("", "dang ky khai sinh lai")[0] == ("1.001193", "Đăng ký khai sinh")
    assert matcher.suggestions("1.001194", "")[0][0] in {"1.001193", "1.001190"}
