"""Tables for a spreadsheet: whole, in Vietnamese, and harmless."""

import csv
import io
from contextlib import closing
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services_catalog.activity import compile_activity
from services_catalog.exchange.tables import activity_table, csv_bytes, harmless, journal_table
from services_catalog.journal import Journal
from services_catalog.submission import Draft, PostalUse, ReasonNotFiled, Result

NOON = datetime(2026, 9, 30, 12, 0, tzinfo=ZoneInfo("Asia/Ho_Chi_Minh"))
DRAFT = Draft(day=NOON.date(), service_code="1.001193", service_name="Đăng ký khai sinh", note="=1+1")
STARTERS = "=+-@＝＋－＠\u2212"


def _read(content: bytes, delimiter: str = ",") -> list[list[str]]:
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""), delimiter=delimiter))


@pytest.mark.parametrize(
    ("cell", "safe"),
    [
        ("=1+1", "'=1+1"),
        ("+84", "'+84"),
        ("-5", "'-5"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("  =1", "  '=1"),
        ("\u3000＝1", "\u3000'＝1"),
        ("＋1", "'＋1"),
        ("\tx", "'\tx"),
        ("\rx", "'\rx"),
        (" \tx", "' \tx"),
        ("x;=1+1", "x;'=1+1"),
        ("x,\t@y", "x,\t'@y"),
        ('x;"=1', "x;\"'=1"),
        ("x\n=1", "x\n'=1"),
        ("Đăng ký kết hôn - lại", "Đăng ký kết hôn - lại"),
        ("a = b", "a = b"),
        ("", ""),
        (-5, -5),
        (1200, 1200),
    ],
)
def test_formulas_are_disarmed(cell: str | int, safe: str | int) -> None:
    """Without it a note could run a command on the computer of whoever opens the report."""
    assert harmless(cell) == safe


def test_excel_opens_it() -> None:
    """Without it Excel would show «Ä‘Äƒng kÃ½», or all columns in one."""
    content = csv_bytes(["Tên", "Số"], [["Đăng ký; lại", 5]], delimiter=";")
    assert content == '\ufeffTên;Số\r\n"Đăng ký; lại";5\r\n'.encode()


_CELLS = st.one_of(st.integers(), st.text(st.characters(codec="utf-8", exclude_characters="\0")))


@given(rows=st.lists(st.lists(_CELLS, min_size=2, max_size=4), max_size=6), delimiter=st.sampled_from(",;"))
def test_what_is_written_can_be_read(rows: list[list[str | int]], delimiter: str) -> None:
    """Without it a quote, a line break or a delimiter in a name would shift the columns."""
    content = csv_bytes(["a", "b"], rows, delimiter=delimiter)
    expected = [[str(harmless(cell)) for cell in row] for row in rows]
    assert _read(content, delimiter) == [["a", "b"], *expected]


@given(
    text=st.text(st.sampled_from([*STARTERS, *"ab\"',; \t\r\n\u3000"]), max_size=12),
    written=st.sampled_from(",;"),
)
def test_no_cell_starts_a_formula_wherever_it_is_divided(text: str, written: str) -> None:
    """Without it a file made with commas would be dangerous where Excel divides at semicolons."""
    content = csv_bytes(["tên"], [[text, "x"]], delimiter=written)
    for opened in ",;\t":
        cells = [cell.strip(' \u3000\t\r\n"') for row in _read(content, opened)[1:] for cell in row]
        assert not [cell for cell in cells if cell.startswith(tuple(STARTERS))]


@pytest.fixture
def journal(tmp_path: Path) -> "closing[Journal]":
    """A journal without a file yet."""
    return closing(Journal(tmp_path / "journal.db", lambda: NOON))


def test_the_list_of_entries(journal: "closing[Journal]") -> None:
    """Without it an export would lose a column, show English codes, or let a formula through."""
    with journal as opened:
        first = opened.log(replace(DRAFT, unit="01273", quantity=3, leaflet=True, postal=PostalUse.SEND))
        second = opened.log(
            replace(DRAFT, result=Result.NOT_FILED, reason=ReasonNotFiled.OTHER, elderly=True)
        )
        second = opened.void(second.id, "nhầm")
    header, rows = journal_table([first, second], {"01273": "Phường Thục Phán"})
    read = [dict(zip(header, row, strict=True)) for row in _read(csv_bytes(header, rows))[1:]]
    assert read[0]["Mã lượt"] == first.id
    assert read[0]["Đơn vị"] == "Phường Thục Phán"
    assert read[0]["Số lượng"] == "3"
    assert read[0]["Đã đưa tờ rơi"] == "Có"
    assert read[0]["Qua bưu chính"] == "Gửi hồ sơ"
    assert read[0]["Ghi chú"] == "'=1+1"
    assert read[0]["Lý do chưa nộp"] == ""
    assert read[1]["Đơn vị"] == "chưa khai báo"
    assert read[1]["Lý do chưa nộp"] == "Khác"
    assert read[1]["Tình trạng"] == "Đã huỷ"
    assert read[1]["Lý do sửa, huỷ"] == "nhầm"


def test_the_report(journal: "closing[Journal]") -> None:
    """Without it the exported report would lack its totals or one of its tables."""
    with journal as opened:
        opened.log(replace(DRAFT, quantity=3, officer="B"))
        header, rows = activity_table(compile_activity(opened, NOON.date(), NOON.date()))
    assert rows[0] == ["Tổng cộng", "", "Tất cả", 1, 3, 3, 0, 0]
    assert [row[0] for row in rows[1:]] == ["Thủ tục", "Kênh nộp", "Đơn vị", "Người hỗ trợ", "Kết quả"]
    assert rows[4][:3] == ["Người hỗ trợ", "one-stop / B", "B (Một cửa), chưa khai báo"]
    assert {len(row) for row in rows} == {len(header)}
