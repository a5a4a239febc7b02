"""The workbook, read back: real numbers, heads that stay, a page set up, and no text that acts as a formula."""

import io
from dataclasses import replace
from datetime import datetime
from typing import Any

import openpyxl
import pytest

from handouts import report_xlsx
from services_catalog.report import Align, Annex, Column, Report, Row, Share, Table
from services_catalog.vietnamese import clean

AT = datetime(2026, 12, 27, 9, 30)  # noqa: DTZ001 - a document's property has no time zone


def opened(made: Report) -> Any:
    """The workbook as openpyxl reads it."""
    return openpyxl.load_workbook(io.BytesIO(report_xlsx.render(made, AT)))


def rows(sheet: Any) -> list[list[Any]]:
    """All rows below the frozen head."""
    first = int(sheet.freeze_panes[1:])
    return [[each.value for each in row] for row in sheet.iter_rows(min_row=first)]


def test_every_table_has_its_sheet_with_real_numbers(reports: dict[str, Report]) -> None:
    """Without it nobody could go on calculating with the figures."""
    made = reports["district"]
    book = opened(made)
    assert book.sheetnames[:3] == ["Tổng hợp", "Từng tháng", "Phụ lục I"]
    assert len(book.sheetnames) == 2 + len(list(made.tables()))
    sheet = book["Phụ lục I"]
    statistics = next(each for each in made.tables() if each.id == "statistics")
    for row, cells in zip(statistics.rows, rows(sheet), strict=False):
        share = row.cells[6]
        assert isinstance(share, Share)
        assert cells[2:6] == list(row.cells[2:6])
        assert cells[6] == pytest.approx(share.numerator / share.denominator)
        assert cells[7] == f"{share.numerator:,}/{share.denominator:,}".replace(",", ".")
    assert sheet["G7"].number_format == "0.00%"
    assert sheet["C7"].number_format == "#,##0"
    assert "Tỷ lệ hồ sơ trực tuyến = Trực tuyến / (Trực tuyến + Trực tiếp + BCCI)" in str(rows(sheet))


def test_the_summary_has_the_rates_with_their_parts(reports: dict[str, Report]) -> None:
    """Without it a bare percentage would travel on alone."""
    made = reports["commune"]
    first, second = rows(opened(made)["Tổng hợp"])[:2]
    for cells, name in ((first, "r1"), (second, "r2")):
        rate = made.figures["rates"][name]
        assert cells[3:5] == [rate["numerator"], rate["denominator"]]
        assert cells[1] == pytest.approx(rate["numerator"] / rate["denominator"])
    assert [first[5], second[5]] == ["80 %", "50 %"]


def test_every_sheet_is_ready_to_print(reports: dict[str, Report]) -> None:
    """Without it a list of 300 lines would come out over the width of three pages, without its head."""
    for sheet in opened(reports["province"]):
        assert sheet.page_setup.paperSize == 9
        assert sheet.page_setup.orientation == "landscape"
        assert sheet.page_setup.fitToWidth in {None, 1}  # one page wide is what is meant without a word
        assert sheet.page_setup.fitToHeight == 0
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
        assert sheet.print_title_rows == f"$5:${int(sheet.freeze_panes[1:]) - 1}"
        assert sheet["A5"].font.name == "Times New Roman"


def test_no_text_acts_as_a_formula_or_a_link(reports: dict[str, Report]) -> None:
    """Without it a name in an imported file could run something on the machine of whoever opens the report."""
    names = ("=HYPERLINK(1)", "+1", "@SUM(1)", "-2+3", "{=1}", "https://example.vn", "<b>&</b>", "\x1b[31m")
    table = Table(
        "bad", "", (Column("Tên"), Column("Số", Align.NUMBER)), tuple(Row((name, None)) for name in names)
    )
    bad = Annex("bad", "[I]:*?/\\", "Phụ", (table,))
    made = replace(reports["empty"], annexes=(bad, bad))
    book = opened(made)
    found = [row[0] for row in book.worksheets[-1].iter_rows(min_row=6)]
    assert [each.value for each in found[: len(names)]] == [clean(name) for name in names]
    assert {each.data_type for each in found[: len(names)]} == {"s"}
    assert not any(each.hyperlink for each in found)


def test_an_empty_report_has_heads_and_no_rates(reports: dict[str, Report]) -> None:
    """Without it a quarter without figures would break the workbook, or show 0 %."""
    book = opened(reports["empty"])
    assert rows(book["Tổng hợp"])[0][0] is None
    assert "Chưa có số liệu" in str(rows(book["Phụ lục"]))


def test_the_same_report_gives_the_same_bytes(reports: dict[str, Report]) -> None:
    """Without it two copies of one report could not be compared."""
    assert report_xlsx.render(reports["commune"], AT) == report_xlsx.render(reports["commune"], AT)
