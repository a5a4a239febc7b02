"""Personal numbers in free text: refused in every spelling, and never seen in the codes of an office."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services_catalog.personal_numbers import ID_CARD, PHONE, personal_number


@pytest.mark.parametrize(
    "text",
    [
        "",
        "đã gọi hướng dẫn 2 lần",
        "H14.12-260927-0001",
        "h14.12-260927-0001",
        "H14-260927-0001",
        "H14.12.01.02.03-260927-000123",
        "H14.123.45.67-260927-0001",
        "000.17.22.H56-210531-0001",
        "000.00.00.H14-260927-0001",
        "G22.99-260101-12345",
        "G13.899.211-240115-0023",
        "H14.12-269999-0001",
        "H14.12–260927–0001",
        "H14.12-20260927-0001",
        "H14-01-260927-0001",
        "HS-2026-09-27-1234",
        "BTP-260927-0001",
        "hồ sơ H14.12-260927-0001, hẹn trả 30/09/2026",
        "H14.12-260927-0001 H14.12-260927-0002",
        "gọi 1900.0368 hoặc 18001096",
        "1900 0368 - 1",
        "1900 6789 12",
        "05-08-2022 10 bản",
        "27.09.2026 14:30",
        "2026-09-27 lần 12",
        "1.001193 2.000635 27 bản",
        "lệ phí 150.000.000 đồng",
        "CB-00123",
        "Tổ 5, xóm 12, đợt 3",
    ],
)
def test_public_numbers_pass(text: str) -> None:
    """Without it a legitimate dossier code, date or hotline would stop an officer from logging."""
    assert personal_number(text) == ""


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("004201000123", ID_CARD),
        ("004 201 000 123", ID_CARD),
        ("004.201.000.123", ID_CARD),
        ("0042-0100-0123", ID_CARD),
        ("CCCD004201000123", ID_CARD),
        ("CCCD-012345-678901", ID_CARD),
        ("012345678", ID_CARD),
        ("012 345 678", ID_CARD),
        ("080-123-456", ID_CARD),
        ("080–123–456", ID_CARD),
        ("0 1 2 3 4 5 6 7 8", ID_CARD),
        ("０１２３４５６７８", ID_CARD),
        ("190012345", ID_CARD),
        ("150.000.000", ID_CARD),
        ("0912345678", PHONE),
        ("0912.345.678", PHONE),
        ("091 234 5678", PHONE),
        ("(0912) 345-678", PHONE),
        ("+84 912 345 678", PHONE),
        ("+84912345678", PHONE),
        ("84912345678", PHONE),
        ("0206 3852 123", PHONE),
        ("bà A 004201000123, 0912345678", PHONE),
        ("H14.12-260927-0001 0912345678", PHONE),
        ("27/09/2026 0912 345 678", PHONE),
        ("gọi 1900.0368, không thì 0912 345 678", PHONE),
    ],
)
def test_personal_numbers_are_found(text: str, kind: str) -> None:
    """Without it the journal would fill with the ID cards and phones of citizens (RULES §3.2)."""
    assert personal_number(text) == kind


@given(
    digits=st.from_regex(r"[0-9]{12}|[0-9]{9}|0[0-9]{9}", fullmatch=True).filter(
        lambda digits: "1800" not in digits and "1900" not in digits
    ),
    separators=st.lists(st.sampled_from(["", " ", " - ", " . ", "\u2013 ", "("]), min_size=12, max_size=12),
    before=st.sampled_from(["", "CCCD ", "số: ", "ông A, "]),
)
def test_any_spacing_is_seen_through(digits: str, separators: list[str], before: str) -> None:
    """Without it a card number typed with one unusual space would be kept."""
    spaced = "".join(digit + separator for digit, separator in zip(digits, separators, strict=False))
    assert personal_number(before + spaced)


@given(
    prefix=st.from_regex(
        r"[A-Z][0-9]{2}(\.[0-9]{1,3}){0,4}|[0-9]{3}\.[0-9]{2}\.[0-9]{2}\.[A-Z][0-9]{2}", fullmatch=True
    ),
    day=st.dates(),
    serial=st.from_regex(r"[0-9]{4,6}", fullmatch=True),
)
def test_every_dossier_code_of_the_known_shape_passes(prefix: str, day: date, serial: str) -> None:
    """Without it one office's numbering could make all of its entries impossible to log."""
    assert personal_number(f"{prefix}-{day:%y%m%d}-{serial}") == ""
