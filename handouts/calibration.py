"""A page to try a printer with: a bar to measure, and codes of five sizes to scan.

Printers that silently fit pages to their paper shrink the type and the codes of every leaflet.
"""

from io import BytesIO

from reportlab.pdfgen.canvas import Canvas

from handouts import formats, page, qr, typeset
from handouts.blocks import Heading, Paragraph
from handouts.fonts import BOLD, register
from handouts.page import INK, MM, Piece, Sheet
from services_catalog.settings import PORTAL_HOST, Paper, Settings

BAR = 50 * MM
CODES = (15, 20, 25, 30, 40)
"""The widths of the codes, in millimetres."""
_SPACE = 5 * MM
_TITLE = "Trang thử máy in"
_AT_TRUE_SIZE = Paragraph(("In ở cỡ thật 100 %. Không chọn «vừa trang giấy», «Fit to page».",))
_WRONG_LENGTH = Paragraph(
    ("Không đúng 50 mm: máy in đang co hoặc giãn trang. Mở hộp in, chọn cỡ 100 %, in lại.",)
)
_UNREAD_CODE = Paragraph(("Tờ rơi dùng mã từ 30 mm. Mã 30 mm không quét được thì thay mực, lau đầu in.",))
_LETTERS_AND_EDGES = Paragraph(
    (
        "Chữ phải rõ dấu: ă â đ ê ô ơ ư, ằ ẵ ặ, ầ ẫ ậ, ề ễ ệ, ồ ỗ ộ, ờ ỡ ợ, ừ ữ ự.",
        "Khung quanh trang phải đủ bốn cạnh; thiếu cạnh là máy in cắt lề.",
    )
)


def render(settings: Settings) -> bytes:
    """Return one page of A4. Raises LinkRefusedError where the Portal itself is not an allowed host."""
    register()
    sheet = formats.LEAFLETS[Paper.A4]
    file = BytesIO()
    canvas = formats.new_canvas(file, (sheet.width, sheet.height), _TITLE, settings.office)
    _draw_frame(canvas, sheet)
    for placed in page.paginate(_pieces(sheet, settings.link_hosts), sheet):
        page.draw_page(canvas, placed, sheet)
        canvas.showPage()
    canvas.save()
    return file.getvalue()


def _pieces(sheet: Sheet, hosts: tuple[str, ...]) -> list[Piece]:
    return [
        typeset.title(_TITLE, sheet),
        *typeset.pieces((_AT_TRUE_SIZE, Heading("1. Đo vạch này bằng thước: đúng 50 mm")), sheet, hosts),
        _bar(sheet),
        *typeset.pieces((_WRONG_LENGTH, Heading("2. Quét thử từng mã bằng điện thoại")), sheet, hosts),
        _codes(sheet, hosts),
        *typeset.pieces((_UNREAD_CODE, Heading("3. Xem chữ và lề"), _LETTERS_AND_EDGES), sheet, hosts),
    ]


def _bar(sheet: Sheet) -> Piece:
    def draw(canvas: Canvas, left: float, top: float, height: float) -> None:
        middle = top - height / 2
        canvas.setFillColorRGB(*INK)
        canvas.rect(left, middle, BAR, 2 * MM, stroke=0, fill=1)
        canvas.setStrokeColorRGB(*INK)
        canvas.setLineWidth(0.6)
        for millimetre in range(0, 51, 5):
            canvas.line(left + millimetre * MM, middle, left + millimetre * MM, middle - 4 * MM)
        canvas.setFont(BOLD, sheet.body)
        canvas.drawString(left + BAR + _SPACE, middle - 1 * MM, "50 mm")

    return Piece((), sheet.body, sheet.leading, gap=sheet.gap(8), minimum=12 * MM, ornament=draw)


def _codes(sheet: Sheet, hosts: tuple[str, ...]) -> Piece:
    modules = qr.matrix(f"https://{PORTAL_HOST}", hosts)

    def draw(canvas: Canvas, left: float, top: float, height: float) -> None:
        for millimetres in CODES:
            side = millimetres * MM
            bottom = top - height + sheet.leading + _SPACE
            qr.draw(canvas, modules, left, bottom + side, side / len(modules))
            canvas.setFillColorRGB(*INK)
            canvas.setFont(BOLD, sheet.body)
            canvas.drawString(left, top - height + _SPACE / 2, f"{millimetres} mm")
            left += max(side + 8 * millimetres * MM / len(modules), 22 * MM)

    height = max(CODES) * MM + 2 * _SPACE + sheet.leading
    return Piece((), sheet.body, sheet.leading, minimum=height, ornament=draw)


def _draw_frame(canvas: Canvas, sheet: Sheet) -> None:
    """A frame 10 mm from the edge: the margin of the A5 leaflets."""
    edge = 10 * MM
    canvas.setStrokeColorRGB(*INK)
    canvas.setLineWidth(0.6)
    canvas.rect(edge, edge, sheet.width - 2 * edge, sheet.height - 2 * edge, stroke=1, fill=0)
