"""Posters for the wall: one service with a code that is read from a few steps away, or a list of services.

A poster of one service leaves the steps out where they don't fit: who wants them takes the leaflet.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from io import BytesIO

from reportlab.pdfgen.canvas import Canvas

from handouts import formats, leaflet, page, qr, typeset
from handouts.blocks import Block, Caution, Heading, Imprint, PortalCode, Step
from handouts.fonts import BOLD, register
from handouts.page import INK, MM, Piece, Placed, Run, Sheet
from services_catalog import wording
from services_catalog.links import portal_link
from services_catalog.model import PublicService
from services_catalog.second_language import Texts
from services_catalog.settings import PORTAL_HOST, Paper, Settings
from services_catalog.vietnamese import long_date

_COLUMNS = {Paper.A4: 1, Paper.A3: 2}
_GUTTER = 10 * MM
_WITHOUT_STEPS = 1.6  # how much larger the code is where there are no steps below it
_ROOMY = 1.8
_SMALL = 15


def render(
    services: Sequence[PublicService],
    paper: Paper,
    settings: Settings,
    made_on: date,
    texts: Texts | None = None,
) -> bytes:
    """Return a PDF with one poster a service, `texts` being the office's own words in another language.

    Raises LinkRefusedError, WrongPaperError and LettersLackedError.
    """
    sheet = formats.poster_sheet(paper, formats.POSTERS)
    file = BytesIO()
    titles = "; ".join(service.title for service in services)
    canvas = formats.new_canvas(file, (sheet.width, sheet.height), titles, settings.office)
    for service in services:
        words = leaflet.in_languages(service, texts or {})
        for placed in _pages(service, sheet, settings, made_on, words):
            page.draw_page(canvas, placed, sheet)
            canvas.showPage()
    canvas.save()
    return file.getvalue()


def _pages(
    service: PublicService, sheet: Sheet, settings: Settings, made_on: date, words: Sequence[Block]
) -> list[list[Placed]]:
    rule = wording.rules(service)[0]
    steps: list[Block] = [
        Heading(leaflet.STEP_HEADINGS[rule.channel]),
        *(Step(number, text) for number, text in enumerate(rule.steps, start=1)),
    ]
    for told, look in (
        (steps, replace(sheet, air=_ROOMY)),
        (steps, sheet),
        (steps, replace(sheet, air=page.TIGHT)),
        ([], replace(sheet, code=sheet.code * _WITHOUT_STEPS)),
        ([], replace(sheet, air=page.TIGHT)),
    ):
        blocks = _content(service, told, settings, made_on, words)
        pages = page.paginate(typeset.pieces(blocks, look, settings.link_hosts), look)
        if len(pages) == 1:
            break
    return pages


def _content(
    service: PublicService,
    steps: Sequence[Block],
    settings: Settings,
    made_on: date,
    words: Sequence[Block],
) -> list[Block]:
    date_and_source = f"{wording.source_text(service)} In ngày {long_date(made_on)}."
    return [
        leaflet.head(service),
        _big_code(service, settings, with_steps=bool(steps)),
        *steps,
        *words,
        Caution("Đề phòng lừa đảo", wording.SCAM_WARNING),
        Imprint((date_and_source, wording.assurance_text(service))),
    ]


def _big_code(service: PublicService, settings: Settings, *, with_steps: bool) -> PortalCode:
    office = settings.office
    helpers = [each for each in (office.name, office.hours, office.phone) if each]
    return PortalCode(
        address=portal_link(service, settings),
        heading="Quét mã này bằng điện thoại",
        lines=(
            f"hoặc vào {PORTAL_HOST},",
            f"gõ: {wording.search_words(service)}",
            "Giấy tờ cần có: xin tờ rơi ở quầy." if with_steps else "Giấy tờ và các bước: xin tờ rơi ở quầy.",
            *([f"Cần giúp: {' – '.join(helpers)}"] if helpers else []),
        ),
        blanks=(),
    )


def render_list(
    title: str, services: Sequence[PublicService], paper: Paper, settings: Settings, made_on: date
) -> bytes:
    """Return a PDF for the wall with `title` and each service's name and code, on as many pages as needed.

    Raises LinkRefusedError and WrongPaperError.
    """
    sheet = formats.poster_sheet(paper, formats.LISTS)
    register()
    head, foot = _list_head(title, sheet, settings), _list_foot(sheet, made_on)
    column = _column_sheet(sheet, _COLUMNS[paper], head, foot)
    rows = page.paginate([_row(service, column, settings) for service in services], column, numbered=False)
    file = BytesIO()
    canvas = formats.new_canvas(file, (sheet.width, sheet.height), title, settings.office)
    for first in range(0, len(rows), _COLUMNS[paper]):
        _draw_list_page(canvas, rows[first : first + _COLUMNS[paper]], (head, foot), sheet, column)
    canvas.save()
    return file.getvalue()


def _list_head(title: str, sheet: Sheet, settings: Settings) -> list[Piece]:
    how = f"Quét mã bằng điện thoại, hoặc vào {PORTAL_HOST} và gõ mã số của thủ tục."
    small = replace(sheet, body=_SMALL)
    return [
        typeset.title(title, sheet),
        typeset.text(small, [Run(settings.office.name, BOLD)]),
        typeset.text(small, [Run(how)], gap=2),
    ]


def _list_foot(sheet: Sheet, made_on: date) -> list[Piece]:
    words = f"{' '.join(wording.SCAM_WARNING)} In ngày {long_date(made_on)}."
    return typeset.pieces([Imprint((words,))], replace(sheet, body=_SMALL), ())


def _height(pieces: Iterable[Piece]) -> float:
    return sum(piece.gap + piece.height for piece in pieces)


def _column_sheet(sheet: Sheet, columns: int, head: Sequence[Piece], foot: Sequence[Piece]) -> Sheet:
    """A sheet with the margins of `sheet` whose column is one of `columns` between `head` and `foot`."""
    column = (sheet.column - (columns - 1) * _GUTTER) / columns
    return replace(
        sheet,
        width=column + 2 * sheet.margin,
        height=sheet.height - _height(head) - _height(foot) - sheet.gap(4),
    )


def _row(service: PublicService, column: Sheet, settings: Settings) -> Piece:
    modules = qr.matrix(portal_link(service, settings), settings.link_hosts)
    module = qr.module_size(modules, column.code)
    side = len(modules) * module
    indent = side + qr.QUIET_MODULES * module * 2
    quiet = qr.QUIET_MODULES * module

    def code(canvas: Canvas, left: float, top: float, _height: float) -> None:
        qr.draw(canvas, modules, left + quiet / 2, top - quiet, module)
        canvas.setStrokeColorRGB(*INK)
        canvas.setLineWidth(0.5)
        canvas.line(left, top, left + column.column, top)

    return typeset.text(
        column,
        [Run(service.title, BOLD)],
        [Run("Mã số:"), Run(service.code, BOLD)],
        indent=indent,
        pad=quiet,
        minimum=side + 2 * quiet,
        ornament=code,
    )


def _draw_list_page(
    canvas: Canvas,
    columns: Sequence[Sequence[Placed]],
    head_and_foot: tuple[Sequence[Piece], Sequence[Piece]],
    sheet: Sheet,
    column: Sheet,
) -> None:
    head, foot = head_and_foot
    for frame in page.paginate([*head, *foot], sheet):
        page.draw_page(canvas, frame, sheet)
    below_foot = _height(foot)
    for index, placed in enumerate(columns):
        canvas.saveState()
        canvas.translate(index * (column.column + _GUTTER), below_foot)
        page.draw_page(canvas, placed, column)
        canvas.restoreState()
    canvas.showPage()
