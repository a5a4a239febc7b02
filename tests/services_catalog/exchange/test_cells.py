"""Single cells: numbers, months, channels and days in all the ways that offices write them."""

from datetime import date, datetime

import pytest

from services_catalog.exchange.cells import (
    FileHead,
    read_channel,
    read_day,
    read_head,
    read_month,
    text_of,
    whole_number,
)
from services_catalog.exchange.sheet import Cell
from services_catalog.model import Channel

SEPTEMBER = date(2026, 9, 1)


@pytest.mark.parametrize(
    ("cell", "number"),
    [
        (3, 3),
        (3.0, 3),
        ("3", 3),
        (" 12 ", 12),
        ("'7", 7),
        ("1.234", 1234),
        ("1,234", 1234),
        ("1 234 567", 1_234_567),
        ("12.0", 12),
        ("12,0", 12),
        ("", 0),
        ("-", 0),
        ("–", 0),
        (None, 0),
    ],
)
def test_a_number_of_dossiers(cell: Cell, number: int) -> None:
    """Without it thousands with a dot would count as three, or a dash would reject a row."""
    assert whole_number(cell) == number


@pytest.mark.parametrize(
    ("cell", "reason"),
    [
        (-1, "âm"),
        ("-3", "âm"),
        (2.5, "số nguyên"),
        ("1,5", "số nguyên"),
        ("ba", "không phải số"),
        ("nan", "số nguyên"),
        ("1e400", "số nguyên"),
        ("१२", "không phải số"),
        (True, "không phải số"),
        (date(2026, 9, 1), "không phải số"),
        ("99999999999", "quá lớn"),
        ("12345678,9", "số nguyên"),
    ],
)
def test_what_is_no_number_of_dossiers_says_why(cell: Cell, reason: str) -> None:
    """Without it half a dossier or minus three would slip into the rates."""
    with pytest.raises(ValueError, match=reason):
        whole_number(cell)


@pytest.mark.parametrize(
    "cell",
    [
        "2026-09",
        "2026-9",
        "09/2026",
        "9/2026",
        "9.2026",
        "Tháng 9/2026",
        "tháng 09 năm 2026",
        "T9/2026",
        202609,
        202609.0,
        "Tháng 9",
        "9",
        9.0,
        "15/09/2026",
        "2026-09-15",
        date(2026, 9, 30),
        datetime(2026, 9, 30, 8, 15),  # noqa: DTZ001 - spreadsheets know no time zones
    ],
    ids=str,
)
def test_a_month_however_it_is_written(cell: Cell) -> None:
    """Without it one office's habit would reject its whole table."""
    assert read_month(cell, 2026) == (SEPTEMBER, False)


@pytest.mark.parametrize(
    ("cell", "month"),
    [
        ("Quý III/2026", 9),
        ("quý 3 năm 2026", 9),
        ("Q1/2026", 3),
        ("Quý IV", 12),
        ("2026", 12),
        ("Năm 2026", 12),
    ],
)
def test_a_longer_time_counts_in_its_last_month(cell: str, month: int) -> None:
    """Without it a quarter would be rejected, or counted without a word of warning."""
    assert read_month(cell, 2026) == (date(2026, month, 1), True)


@pytest.mark.parametrize(
    "cell", ["", None, "abc", "13/2026", "Tháng 0/2026", "2026-13", "32/01/2026", "Tháng 9 9"]
)
def test_no_month(cell: Cell) -> None:
    """Without it a wrong cell would put dossiers into some month."""
    with pytest.raises(ValueError, match=r".+"):
        read_month(cell, 2026)


def test_a_month_without_its_year() -> None:
    """Without it last year's figures could count this year."""
    with pytest.raises(ValueError, match="thiếu năm"):
        read_month("Tháng 9")


@pytest.mark.parametrize(
    ("cell", "channel"),
    [
        (1, Channel.IN_PERSON),
        (2.0, Channel.ONLINE),
        ("3", Channel.POSTAL),
        (None, Channel.IN_PERSON),
        ("", Channel.IN_PERSON),
        ("NULL", Channel.IN_PERSON),
        ("Trực tuyến", Channel.ONLINE),
        ("Nộp qua mạng", Channel.ONLINE),
        ("Cổng DVC quốc gia", Channel.ONLINE),
        ("Trực tiếp tại quầy", Channel.IN_PERSON),
        ("Bưu chính công ích", Channel.POSTAL),
        ("BCCI", Channel.POSTAL),
    ],
)
def test_a_channel(cell: Cell, channel: Channel) -> None:
    """Without it the national codes (pitfall 4: nothing means in person) would reject every dossier."""
    assert read_channel(cell) is channel


def test_what_is_no_channel() -> None:
    """Without it an unknown word would count as some channel."""
    with pytest.raises(ValueError, match="không rõ kênh"):
        read_channel("khác")


def test_days() -> None:
    """Without it an hour beside the day would reject a dossier."""
    for cell in ("05/09/2026 08:15", "2026-09-05T08:15", date(2026, 9, 5), datetime(2026, 9, 5, 8)):  # noqa: DTZ001 - the same
        assert read_day(cell) == date(2026, 9, 5)
    for wrong in ("", "hôm qua", 45_000, "31/02/2026"):
        with pytest.raises(ValueError, match=r".+"):
            read_day(wrong)


def test_codes_that_a_spreadsheet_took_for_numbers() -> None:
    """Without it «1.001190» would come out as 1.00119 and find no service."""
    assert text_of(1.00119) == "1.001190"
    assert text_of(1273.0) == "1273"
    assert text_of("  a \x1b[31m b ") == "a [31m b"
    assert text_of(None) == ""


@pytest.mark.parametrize(
    ("lines", "head"),
    [
        (["(Từ ngày 01/09/2026 đến ngày 30/09/2026)"], FileHead("", SEPTEMBER, date(2026, 9, 30))),
        (["Đơn vị giải quyết: UBND xã Bảo Lâm"], FileHead("UBND xã Bảo Lâm")),
        (["BÁO CÁO", "Tháng 9 năm 2026"], FileHead("", SEPTEMBER, SEPTEMBER)),
        (["Quý III năm 2026"], FileHead("", date(2026, 7, 1), SEPTEMBER)),
        (["Từ ngày 30/09/2026 đến ngày 01/09/2026"], FileHead()),
        (["Từ ngày 31/02/2026 đến ngày 01/09/2026"], FileHead()),
        (["Tháng 13 năm 2026"], FileHead()),
    ],
)
def test_what_the_head_of_a_file_tells(lines: list[str], head: FileHead) -> None:
    """Without it the officer would have to type what the file says itself."""
    assert read_head([(place, [line, None, 3]) for place, line in enumerate(lines, 1)], 5) == head


def test_figures_are_not_the_head() -> None:
    """Without it a date far down could change the month of the whole file."""
    assert read_head([(7, ["Tháng 9 năm 2026"])], 5) == FileHead()
