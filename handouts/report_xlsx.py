"""A report's figures as a workbook: real numbers, a sheet a table, ready to print; every rate with its parts beside.

Texts are written as texts whatever they begin with, so none can act as a formula.
"""

import io
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from math import ceil
from typing import Any

import xlsxwriter

from handouts.decree30 import written
from services_catalog.report import Align, Cell, Column, Report, Row, Share, Table, shown

_A4 = 9
_TITLE_ROW, _HEAD_ROW = 0, 4
_CHARACTERS = 110
"""What the columns of a sheet share, in Excel's widths: about a landscape page."""
_NARROWEST = 6
_WIDEST = 45
_LINE, _MOST_LINES = 16, 20
_NOT_IN_A_NAME = re.compile(r"[\[\]:*?/\\']")
_LONGEST_NAME = 31
_LONGEST_CELL = 32_000
PARTS = "Tử số/mẫu số"
_RATES = {
    "r1": "Tỷ lệ dịch vụ công có hồ sơ trực tuyến",
    "r2": "Tỷ lệ hồ sơ trực tuyến",
    "reference_r1": "Tham khảo: dịch vụ có hồ sơ trực tuyến / dịch vụ công bố",
    "reference_r2": "Tham khảo: hồ sơ trực tuyến / mọi hồ sơ",
}


@dataclass(frozen=True, slots=True)
class _Sheet:
    """One sheet in the making, with the forms of its cells."""

    book: Any
    page: Any
    report: Report

    def form(self, **values: Any) -> Any:
        """A form of a cell in the font of offices."""
        return self.book.add_format({"font_name": "Times New Roman", "font_size": 12, **values})


def render(report: Report, at: datetime) -> bytes:
    """The workbook as bytes; `at` is the moment it says it was made, and the same call gives the same bytes."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(
        out,
        {
            "in_memory": True,
            "strings_to_formulas": False,
            "strings_to_urls": False,
            "strings_to_numbers": False,
        },
    )
    book.set_properties(
        {
            "title": written(f"Báo cáo: {report.title}")[:250],
            "author": written(report.issuer)[:250],
            "created": at.replace(tzinfo=None, microsecond=0),
        }
    )
    tables = [_summary(report), _months(report)]
    titles = ["Tổng hợp", "Từng tháng"]
    for annex in report.annexes:
        inner = [each for each in annex.blocks if isinstance(each, Table)]
        tables += inner
        titles += [
            annex.name if len(inner) == 1 else f"{annex.name} {place}" for place in range(1, len(inner) + 1)
        ]
    inline = [each for each in report.blocks if isinstance(each, Table)]
    tables += inline
    titles += [f"Bảng {place}" for place in range(1, len(inline) + 1)]
    used: set[str] = set()
    for table, title in zip(tables, titles, strict=True):
        page = book.add_worksheet(_sheet_name(title, used))
        _write(_Sheet(book, page, report), _with_parts(table), _heading(report, table))
    book.close()
    return out.getvalue()


def _sheet_name(title: str, used: set[str]) -> str:
    """A name that Excel takes: short, without its forbidden signs, and never the same twice."""
    name = written(_NOT_IN_A_NAME.sub(" ", title))[:_LONGEST_NAME].strip() or "Bảng"
    while name.casefold() in used:
        name = f"{name[: _LONGEST_NAME - 4]} {len(used)}"
    used.add(name.casefold())
    return name


def _heading(report: Report, table: Table) -> str:
    for annex in report.annexes:
        if table in annex.blocks:
            return ". ".join(filter(None, [annex.name, annex.title, table.title]))
    return table.title


def _summary(report: Report) -> Table:
    """The rates with all that stands behind them."""
    rows: list[Row] = []
    for name, rate in report.figures.get("rates", {}).items():
        below = rate["denominator"]
        target = rate["target_percent"]
        rows.append(
            Row(
                (
                    _RATES.get(name, name),
                    None if below is None else Share(rate["numerator"], below),
                    rate["numerator"],
                    below,
                    None if target is None else f"{target:g} %".replace(".", ","),
                    {True: "Đạt", False: "Chưa đạt", None: ""}[rate["met"]],
                )
            )
        )
    columns = (
        Column("Chỉ tiêu", width=50),
        Column("Tỷ lệ", Align.NUMBER, 12),
        Column("Tử số", Align.NUMBER, 12),
        Column("Mẫu số", Align.NUMBER, 12),
        Column("Mục tiêu", Align.CENTRE, 12),
        Column("Kết quả", Align.CENTRE, 12),
    )
    notes = [report.figures.get("source", ""), report.figures.get("span", "")]
    return Table("summary", f"Hai tỷ lệ, {report.period}", columns, tuple(rows), tuple(filter(None, notes)))


def _months(report: Report) -> Table:
    rows = []
    for each in report.figures.get("months", ()):
        second = each["rates"]["r2"]
        rows.append(
            Row(
                (
                    f"{each['month'][5:]}/{each['month'][:4]}",
                    each["online"],
                    each["in_person"],
                    each["postal"],
                    Share(second["numerator"], second["denominator"] or 0),
                )
            )
        )
    columns = (
        Column("Tháng", Align.CENTRE, 12),
        *(Column(name, Align.NUMBER, 14) for name in ("Trực tuyến", "Trực tiếp", "BCCI")),
        Column("Tỷ lệ hồ sơ trực tuyến từ đầu năm", Align.NUMBER, 20),
    )
    return Table("months", f"Hồ sơ từng tháng, {report.period}", columns, tuple(rows))


def _with_parts(table: Table) -> Table:
    """The table with a column of texts after each one of rates: the numerator over the denominator."""
    rates = [
        place
        for place in range(len(table.columns))
        if any(isinstance(row.cells[place], Share) for row in table.rows)
    ]
    columns: list[Column] = []
    for place, column in enumerate(table.columns):
        columns.append(column)
        if place in rates:
            columns.append(Column(PARTS, Align.CENTRE, 12, column.group))
    rows = []
    for row in table.rows:
        cells: list[Cell] = []
        for place, cell in enumerate(row.cells):
            cells.append(cell)
            if place in rates:
                parts = isinstance(cell, Share)
                cells.append(f"{shown(cell.numerator)}/{shown(cell.denominator)}" if parts else None)  # type: ignore[union-attr]
        rows.append(Row(tuple(cells), row.strong, row.inner))
    return Table(table.id, table.title, tuple(columns), tuple(rows), table.notes)


def _write(sheet: _Sheet, table: Table, heading: str) -> None:
    page, last = sheet.page, max(1, len(table.columns) - 1)
    centred = sheet.form(align="center", valign="vcenter", text_wrap=True)
    strong = sheet.form(bold=True, align="center", valign="vcenter", text_wrap=True, font_size=14)
    for line, text, form in (
        (_TITLE_ROW, written(heading).upper(), strong),
        (_TITLE_ROW + 1, written(sheet.report.unit_name), sheet.form(bold=True, align="center")),
        (_TITLE_ROW + 2, f"({written(sheet.report.figures.get('span', sheet.report.period))})", centred),
    ):
        page.merge_range(line, 0, line, last, "", form)
        page.write_string(line, 0, text, form)
    page.set_row(_TITLE_ROW, 42)
    grouped = any(each.group for each in table.columns)
    _head(sheet, table.columns, grouped=grouped)
    first = _HEAD_ROW + 1 + grouped
    for place, row in enumerate(table.rows, first):
        _row(sheet, place, row, table.columns)
    note = sheet.form(italic=True)
    for place, text in enumerate(table.notes, first + len(table.rows) + 1):
        page.write_string(place, 0, written(text), note)
    _print_set_up(page, table, first)


def _head(sheet: _Sheet, columns: Sequence[Column], *, grouped: bool) -> None:
    form = sheet.form(bold=True, align="center", valign="vcenter", text_wrap=True, border=1)
    place = 0
    while place < len(columns):
        column, last = columns[place], place
        while column.group and last + 1 < len(columns) and columns[last + 1].group == column.group:
            last += 1
        for each in range(place, last + 1):
            sheet.page.write_string(_HEAD_ROW + grouped, each, written(columns[each].heading), form)
        if column.group:
            if last > place:
                sheet.page.merge_range(_HEAD_ROW, place, _HEAD_ROW, last, "", form)
            sheet.page.write_string(_HEAD_ROW, place, written(column.group), form)
        elif grouped:
            sheet.page.merge_range(_HEAD_ROW, place, _HEAD_ROW + 1, place, "", form)
            sheet.page.write_string(_HEAD_ROW, place, written(column.heading), form)
        place = last + 1


def _row(sheet: _Sheet, place: int, row: Row, columns: Sequence[Column]) -> None:
    base = {"border": 1, "bold": row.strong, "italic": row.inner, "valign": "top"}
    aligned = {Align.TEXT: "left", Align.NUMBER: "right", Align.CENTRE: "center"}
    for column, (cell, about) in enumerate(zip(row.cells, columns, strict=True)):
        align = aligned[about.align]
        if isinstance(cell, Share) and cell.denominator:
            form = sheet.form(**base, align=align, num_format="0.00%")
            sheet.page.write_number(place, column, cell.numerator / cell.denominator, form)
        elif isinstance(cell, int):
            sheet.page.write_number(place, column, cell, sheet.form(**base, align=align, num_format="#,##0"))
        else:
            form = sheet.form(**base, align=align, text_wrap=True)
            sheet.page.write_string(place, column, written(shown(cell))[:_LONGEST_CELL], form)


def _widths(table: Table) -> list[float]:
    """The widths of the columns in characters: their share of a page, and never less than what stands in them."""
    shares = sum(each.width for each in table.columns)
    widths = []
    for place, each in enumerate(table.columns):
        longest = max((len(shown(row.cells[place])) for row in table.rows), default=0)
        word = max(map(len, each.heading.split()), default=0)
        inside = min(longest, _WIDEST) + 2
        widths.append(max(_NARROWEST, word + 2, inside, min(_WIDEST, _CHARACTERS * each.width / shares)))
    return widths


def _lines(text: str, width: float) -> int:
    """How many lines a text takes in a column, a little more than less."""
    return max(1, ceil(len(text) * 1.05 / width))


def _print_set_up(page: Any, table: Table, first: int) -> None:
    columns, widths = table.columns, _widths(table)
    for place, width in enumerate(widths):
        page.set_column(place, place, width)
    for place, row in enumerate(table.rows, first):
        lines = max(_lines(shown(cell), width) for cell, width in zip(row.cells, widths, strict=True))
        if lines > 1:
            page.set_row(place, _LINE * min(lines, _MOST_LINES))
    # No program makes rows higher for text in merged cells.
    heads = [_lines(each.heading, width - 2) for each, width in zip(columns, widths, strict=True)]
    page.set_row(first - 1, _LINE * max(heads))
    page.freeze_panes(first, 0)
    page.repeat_rows(_HEAD_ROW, first - 1)
    page.set_paper(_A4)
    page.set_landscape()
    page.fit_to_pages(1, 0)
    page.set_margins(left=0.8, right=0.6, top=0.8, bottom=0.8)
    page.set_footer("&C&P/&N")
