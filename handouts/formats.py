"""The papers that handouts are made for, and how a leaflet's pages are put on them.

Type is at least 12 pt on A5, 14 pt on A4 and 18 pt in large print (RULES.md, clear print).
"""

from collections.abc import Iterable
from dataclasses import replace
from io import BytesIO
from typing import BinaryIO

from reportlab.pdfgen.canvas import Canvas

from handouts import fonts
from handouts.page import INK, MM, Sheet
from services_catalog.errors import MotcuaError
from services_catalog.settings import Office, Paper
from services_catalog.vietnamese import clean

LANGUAGE = "vi-VN"
_LONGEST_NAME = 200

_A5 = Sheet(148 * MM, 210 * MM, 10 * MM, body=12, heading=13.5, title=21, code=30 * MM)
_A4 = Sheet(210 * MM, 297 * MM, 18 * MM, body=14, heading=16, title=27, code=36 * MM)
LARGE_PRINT = Sheet(210 * MM, 297 * MM, 16 * MM, body=18, heading=21, title=30, code=42 * MM)
HALF_PAGE = replace(_A5, width=210 * MM, height=148 * MM, margin=12 * MM)

LEAFLETS = {Paper.A5: _A5, Paper.A4: _A4, Paper.A5X2: _A5}
POSTERS = {
    Paper.A4: Sheet(210 * MM, 297 * MM, 14 * MM, body=16, heading=20, title=40, code=52 * MM),
    Paper.A3: Sheet(297 * MM, 420 * MM, 20 * MM, body=22.5, heading=28, title=56, code=74 * MM),
}
LISTS = {
    Paper.A4: Sheet(210 * MM, 297 * MM, 12 * MM, body=20, heading=22, title=36, code=30 * MM),
    Paper.A3: Sheet(297 * MM, 420 * MM, 17 * MM, body=20, heading=22, title=54, code=38 * MM),
}
_HALF = 297 * MM / 2


class WrongPaperError(MotcuaError):
    """Không làm được trên khổ giấy này."""

    title = "Khổ giấy không hợp"
    next_step = "Chọn khổ giấy khác."


def leaflet_sheet(paper: Paper, *, large_print: bool = False) -> Sheet:
    """Return the sheet of a leaflet's page; large print is on A4 whatever `paper` says.

    Raises WrongPaperError for paper that no leaflet is made for.
    """
    if large_print:
        return LARGE_PRINT
    if paper not in LEAFLETS:
        raise WrongPaperError("Tờ rơi chỉ làm trên khổ A5, A4, hoặc hai tờ A5 trên một tờ A4.")
    return LEAFLETS[paper]


def is_two_up(paper: Paper, *, large_print: bool = False) -> bool:
    """Whether each page of a leaflet stands twice on one sheet, to be cut."""
    return paper is Paper.A5X2 and not large_print


def poster_sheet(paper: Paper, sheets: dict[Paper, Sheet]) -> Sheet:
    """Return the one of `sheets` (POSTERS or LISTS) for `paper`.

    Raises WrongPaperError for paper that no poster is made for.
    """
    if paper not in sheets:
        raise WrongPaperError("Áp phích chỉ làm trên khổ A4 hoặc A3.")
    return sheets[paper]


def new_canvas(file: BytesIO | BinaryIO, size: tuple[float, float], title: str, office: Office) -> Canvas:
    """Return a canvas for a PDF with its title, its author and the language that screen readers go by.

    The same calls on it always make the same bytes.
    """
    fonts.register()
    canvas = Canvas(file, pagesize=size, pageCompression=1, invariant=1, lang=LANGUAGE)
    describe(canvas, title, office)
    return canvas


def describe(canvas: Canvas, title: str, office: Office) -> None:
    """Tell what the file is and whose."""
    canvas.setTitle(clean(title, _LONGEST_NAME))
    canvas.setAuthor(clean(office.name) or "Bộ phận một cửa")
    canvas.setCreator("motcua")


def sheet_size(sheet: Sheet, *, two_up: bool) -> tuple[float, float]:
    """Return width and height of what goes through the printer."""
    return (2 * _HALF, 210 * MM) if two_up else (sheet.width, sheet.height)


def shifts(*, two_up: bool) -> Iterable[float]:
    """Return where a page's left edge lies each time it stands on its sheet."""
    return (0, _HALF) if two_up else (0,)


def draw_cut(canvas: Canvas) -> None:
    """Draw where the sheet is cut in two: a dashed line with a pair of scissors on it."""
    top, bottom, size = 210 * MM, 0, 9.0
    canvas.saveState()
    canvas.setStrokeColorRGB(*INK)
    canvas.setLineWidth(0.6)
    canvas.setDash(3, 4)
    canvas.line(_HALF, bottom, _HALF, top - 8 * MM)
    canvas.setDash()
    canvas.setLineWidth(0.9)
    handle, tip = top - 5 * MM, top - 5 * MM - 2 * size
    for side in (-1, 1):
        canvas.circle(_HALF + side * size * 0.4, handle, size * 0.3, stroke=1, fill=0)
        canvas.line(_HALF + side * size * 0.28, handle - size * 0.3, _HALF - side * size * 0.28, tip)
    canvas.restoreState()
