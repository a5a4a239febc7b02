"""The slip: a strip of 80 mm paper with the code of a service's page and the three lines that matter.

A thermal head prints 72 of the 80 mm and has 8 dots a millimetre; a module of the code is a whole number of
dots wide, else some modules come out wider than others.
"""

from collections.abc import Sequence
from dataclasses import replace
from io import BytesIO
from math import floor

from reportlab.pdfgen.canvas import Canvas

from handouts import formats, page, qr, typeset
from handouts.fonts import BOLD
from handouts.page import MM, Piece, Run, Sheet
from services_catalog import wording
from services_catalog.links import portal_link
from services_catalog.model import PublicService
from services_catalog.settings import PORTAL_HOST, Settings

DOT = MM / 8
_LONGEST_ROLL = 14_400  # points; PDF readers refuse longer pages
_SHEET = Sheet(80 * MM, _LONGEST_ROLL, 4 * MM, body=12, heading=14, title=17, code=46 * MM)


def render(services: Sequence[PublicService], settings: Settings, dossier_code: str = "") -> bytes:
    """Return a PDF with one slip a service, each a page of 80 mm as long as its text needs.

    Raises LinkRefusedError.
    """
    file = BytesIO()
    titles = "; ".join(service.title for service in services)
    canvas = formats.new_canvas(file, (_SHEET.width, _SHEET.height), titles, settings.office)
    for service in services:
        _draw(canvas, _pieces(service, settings, dossier_code))
    canvas.save()
    return file.getvalue()


def _draw(canvas: Canvas, pieces: list[Piece]) -> None:
    used = sum(piece.gap + piece.height for piece in pieces) + 2 * _SHEET.margin
    sheet = replace(_SHEET, height=min(used, _LONGEST_ROLL))
    for placed in page.paginate(pieces, sheet):
        canvas.setPageSize((sheet.width, sheet.height))
        page.draw_page(canvas, placed, sheet)
        canvas.showPage()


def _pieces(service: PublicService, settings: Settings, dossier_code: str) -> list[Piece]:
    lines = (
        ("Thủ tục:", f"{service.name.rstrip(' .')}, mã {service.code}. {wording.source_text(service)}"),
        ("Nơi nộp:", wording.where_text(service)),
        ("Làm tiếp:", _what_next(service, settings, dossier_code)),
    )
    return [
        typeset.title(service.title, _SHEET),
        _code(portal_link(service, settings), settings),
        *_dossier(dossier_code),
        *(typeset.text(_SHEET, [Run(label, BOLD), Run(words)], gap=_SHEET.gap(5)) for label, words in lines),
    ]


def _what_next(service: PublicService, settings: Settings, dossier_code: str) -> str:
    words = wording.search_words(service)
    how = (
        f"xem hồ sơ tới đâu ở {PORTAL_HOST}, mục Tra cứu, bằng mã hồ sơ trên."
        if dossier_code
        else f"quét mã trên, hoặc vào {PORTAL_HOST}, gõ: {words}."
    )
    office = settings.office
    asked = " – ".join(each for each in (office.name, office.phone) if each)
    return f"{how} Cần giúp: {asked}." if asked else how


def _code(address: str, settings: Settings) -> Piece:
    modules = qr.matrix(address, settings.link_hosts)
    module = floor(qr.module_size(modules, _SHEET.code) / DOT) * DOT
    side = len(modules) * module
    quiet = qr.QUIET_MODULES * module
    middle = floor((_SHEET.column - side) / 2 / DOT) * DOT

    def draw(canvas: Canvas, left: float, top: float, _height: float) -> None:
        qr.draw(canvas, modules, left + middle, top - quiet, module)

    return Piece((), _SHEET.body, _SHEET.leading, minimum=side + 2 * quiet, ornament=draw)


def _dossier(code: str) -> list[Piece]:
    if not code:
        return []
    large = replace(_SHEET, body=_SHEET.title)
    return [
        typeset.text(_SHEET, [Run("Mã hồ sơ của tôi:", BOLD)]),
        typeset.text(large, [Run(code, BOLD)]),
    ]
