"""The booklet: any list of services as one PDF with cover, table of contents, page numbers and outline.

Leaflets are laid out, written and forgotten one by one. The table of contents is drawn last, when the page
numbers are known, on as many pages as its titles need, and then moved to the front.
"""

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, replace
from typing import BinaryIO

from reportlab.pdfgen.canvas import Canvas

from handouts import formats, leaflet, page, typeset
from handouts.blocks import Caution
from handouts.fonts import BOLD, register, width
from handouts.leaflet import LeafletOptions
from handouts.page import ACCENT, INK, Piece, Run, Sheet, first_baseline, wrap
from handouts.streamed import StreamedCanvas
from services_catalog import wording
from services_catalog.model import PublicService
from services_catalog.vietnamese import clean, long_date, number

Progress = Callable[[int, int], None]
CONTENTS = "Mục lục"
_LONGEST_OUTLINE = 120
_LONGEST_ENTRY = 200
_ENTRY_GAP = 3


@dataclass(slots=True)
class _Entry:
    """A line of the table of contents; the page is known when its leaflet has been drawn."""

    key: str
    first_page: int = 0


def write(
    file: BinaryIO,
    title: str,
    services: Collection[PublicService],
    options: LeafletOptions,
    progress: Progress = lambda _done, _total: None,
    cancelled: Callable[[], bool] = lambda: False,
) -> bool:
    """Write the booklet to `file`, telling after each leaflet how many are done, of how many.

    Returns False where `cancelled` said so in between; what is in `file` is then no PDF. Two A5 on A4 means
    A5 here, since a booklet isn't cut. Raises LinkRefusedError and WrongPaperError.
    """
    register()
    sheet = options.sheet
    entries = [_Entry(f"leaflet-{index}") for index in range(len(services))]
    contents = _contents(services, entries, sheet)
    canvas = StreamedCanvas(file, (sheet.width, sheet.height), formats.LANGUAGE)
    formats.describe(canvas, title, options.settings.office)
    _draw_cover(canvas, title, len(services), options)
    _mark(canvas, CONTENTS, "contents", at_once=False)
    last = 1 + len(contents)
    for done, (entry, service) in enumerate(zip(entries, services, strict=True), start=1):
        if cancelled():
            return False
        entry.first_page = last + 1
        last = _draw_leaflet(canvas, service, options, entry)
        progress(done, len(services))
    _draw_contents(canvas, contents, sheet)
    canvas.save()
    return True


def _mark(canvas: Canvas, words: str, key: str, *, at_once: bool = True) -> None:
    """Let the outline lead to this page, or to the one that takes the key later."""
    if at_once:
        canvas.bookmarkPage(key)
    canvas.addOutlineEntry(clean(words, _LONGEST_OUTLINE), key)


def _draw_leaflet(
    canvas: StreamedCanvas, service: PublicService, options: LeafletOptions, entry: _Entry
) -> int:
    """Draw one leaflet and return its last page's number."""
    sheet = options.sheet
    pages = leaflet.pages(service, options, numbered=True)
    _mark(canvas, service.title, entry.key)
    for offset, placed in enumerate(pages):
        for each in placed:
            canvas.draw_again(each.piece, sheet.margin, each.top)
        page.draw_folio(canvas, sheet, leaflet.foot(service), f"Trang {entry.first_page + offset}")
        canvas.showPage()
    return entry.first_page + len(pages) - 1


def _draw_cover(canvas: Canvas, title: str, count: int, options: LeafletOptions) -> None:
    sheet = options.sheet
    large = replace(sheet, title=round(sheet.title * 1.5, 1), body=sheet.heading)
    office = options.settings.office
    name = office.name or "Bộ phận một cửa"
    below = (office.address, f"Điện thoại: {office.phone}" if office.phone else "")
    lines = [f"{number(count)} thủ tục hành chính", f"Tháng {options.made_on:%m/%Y}"]
    pieces = [
        typeset.text(large, [Run(name, BOLD)], colour=ACCENT),
        *(typeset.text(sheet, [Run(line)]) for line in below if line),
        replace(typeset.title(title, large), gap=sheet.height * 0.16),
        *(typeset.text(large, [Run(line)], gap=sheet.gap(4)) for line in lines),
        *_cover_foot(sheet, options),
    ]
    for placed in page.paginate(pieces, sheet)[:1]:
        page.draw_page(canvas, placed, sheet)
    canvas.showPage()


def _cover_foot(sheet: Sheet, options: LeafletOptions) -> Iterable[Piece]:
    (warning,) = typeset.pieces([Caution("Đề phòng lừa đảo", wording.SCAM_WARNING)], sheet, ())
    made = typeset.text(
        sheet, [Run(f"In ngày {long_date(options.made_on)}.")], gap=sheet.gap(8), at_foot=True
    )
    return warning, made


def _contents(services: Collection[PublicService], entries: Collection[_Entry], sheet: Sheet) -> page.Pages:
    """The same lines closer together where that saves a page: a single one on the last would look forgotten."""
    heading = typeset.title(CONTENTS, sheet)
    lines = [_entry_piece(service, entry, sheet) for service, entry in zip(services, entries, strict=True)]
    looks = (replace(sheet, air=air) for air in page.AIRS)
    return page.shortest(page.paginate([heading, *lines], look, numbered=True) for look in looks)


def _entry_piece(service: PublicService, entry: _Entry, sheet: Sheet) -> Piece:
    air = sheet.body * 0.5
    room = sheet.column - width("00000", BOLD, sheet.body) - 2 * air
    lines = wrap([Run(clean(service.title, _LONGEST_ENTRY)), Run(f"({service.code})")], sheet.body, room)
    end = lines[-1][-1]
    words_end = end.offset + width(end.text, end.font, sheet.body)

    def page_number(canvas: Canvas, left: float, top: float, height: float) -> None:
        right = left + sheet.column
        baseline = top - height + sheet.leading - first_baseline(sheet.body, sheet.leading)
        words = str(entry.first_page)
        canvas.saveState()
        canvas.setStrokeColorRGB(*INK)
        canvas.setLineWidth(0.8)
        canvas.setDash(0.8, 3.2)
        canvas.line(left + words_end + air, baseline, right - width(words, BOLD, sheet.body) - air, baseline)
        canvas.restoreState()
        canvas.setFont(BOLD, sheet.body)
        canvas.drawRightString(right, baseline, words)
        canvas.linkAbsolute("", entry.key, (left, top - height, right, top), Border="[0 0 0]")

    return Piece(lines, sheet.body, sheet.leading, gap=sheet.gap(_ENTRY_GAP), ending=page_number)


def _draw_contents(canvas: StreamedCanvas, pages: Collection[list[page.Placed]], sheet: Sheet) -> None:
    for index, placed in enumerate(pages):
        if index == 0:
            canvas.bookmarkPage("contents")
        page.draw_page(canvas, placed, sheet)
        page.draw_folio(canvas, sheet, "", f"Trang {index + 2}")
        canvas.showPage()
    canvas.move_last_pages(len(pages), to=1)
