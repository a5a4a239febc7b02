"""A register as an Excel workbook: real numbers and dates, a frozen head, ready for A4 landscape.

Texts are written as texts, so that none of them can act as a formula or a link.
"""

import io
from datetime import date
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from services_catalog.exchange.register_table import RegisterTable

FONT, SIZE = "Times New Roman", 12
WIDEST, NARROWEST = 45, 8
_LETTERS_LOOKED_AT = 200


def register_xlsx(table: "RegisterTable", about: str) -> bytes:
    """Return the workbook; `about` (whose register, of which day) stands above the head, beside the clause."""
    import xlsxwriter  # noqa: PLC0415 - only an export needs it

    content = io.BytesIO()
    book = xlsxwriter.Workbook(
        content,
        {
            "in_memory": True,
            "strings_to_formulas": False,
            "strings_to_urls": False,
            "strings_to_numbers": False,
        },
    )
    looks: dict[str, Any] = {
        "font_name": FONT,
        "font_size": SIZE,
        "text_wrap": True,
        "valign": "top",
        "border": 1,
    }
    plain = book.add_format(looks)
    dated = book.add_format(looks | {"num_format": "dd/mm/yyyy", "align": "center"})
    head = book.add_format(looks | {"bold": True, "align": "center", "bg_color": "#E7E6E6"})
    title = book.add_format({"font_name": FONT, "font_size": 14, "bold": True})
    small = book.add_format({"font_name": FONT, "font_size": SIZE, "italic": True})
    sheet = book.add_worksheet("Sổ")
    sheet.write_string(0, 0, table.title, title)
    sheet.write_string(1, 0, " · ".join(filter(None, (about, table.clause))), small)
    first = 3
    for column, text in enumerate(table.header):
        sheet.write_string(first, column, text, head)
        sheet.set_column(column, column, _width(table, column))
    for row, cells in enumerate(table.rows, first + 1):
        for column, cell in enumerate(cells):
            if isinstance(cell, date):
                sheet.write_datetime(row, column, cell, dated)
            elif isinstance(cell, int):
                sheet.write_number(row, column, cell, plain)
            else:
                sheet.write_string(row, column, cell, plain)
    _set_up_paper(sheet, first)
    book.close()
    return content.getvalue()


def _set_up_paper(sheet: Any, first: int) -> None:
    sheet.set_column(0, 0, None, None, {"hidden": True})  # people need no ids, the import does
    sheet.freeze_panes(first + 1, 0)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(first)
    sheet.set_margins(left=0.79, right=0.59, top=0.79, bottom=0.79)
    sheet.set_footer("&C&P/&N")


def _width(table: "RegisterTable", column: int) -> int:
    texts = [table.header[column], *(str(row[column]) for row in table.rows[:_LETTERS_LOOKED_AT])]
    return max(NARROWEST, min(WIDEST, max(map(len, texts)) + 2))
