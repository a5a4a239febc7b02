"""The same page without our layout: every drawing call of a leaflet noted down once, then only repeated.

What is left is what ReportLab and qrcode cost anyway; the difference is what choosing the places costs.
"""

from collections.abc import Callable, Iterable
from io import BytesIO
from typing import Any
from unittest import mock

from qrcode.constants import ERROR_CORRECT_M
from qrcode.main import QRCode
from reportlab.pdfgen.canvas import Canvas
from reportlab.pdfgen.textobject import PDFTextObject

from handouts import qr

Call = tuple[str, tuple[Any, ...], dict[str, Any]]
RECORDED = (
    "addLiteral",
    "translate",
    "scale",
    "setLineJoin",
    "setDash",
    "setFont",
    "setFillColor",
    "setStrokeColor",
    "setFillColorRGB",
    "setStrokeColorRGB",
    "setLineWidth",
    "drawString",
    "drawRightString",
    "drawCentredString",
    "line",
    "rect",
    "roundRect",
    "circle",
    "drawPath",
    "showPage",
    "setTitle",
    "setAuthor",
    "setCreator",
    "bookmarkPage",
    "addOutlineEntry",
    "linkAbsolute",
    "setLineCap",
    "saveState",
    "restoreState",
    "setFillGray",
    "setStrokeGray",
)


class _Paper(list[Call]):
    """The calls in order, and the canvas they were made on."""

    def __init__(self) -> None:
        super().__init__()
        self.options: dict[str, Any] = {}


def record(render: Callable[[], bytes]) -> _Paper:
    """Run `render` once and note every call on its canvas, a line of text as ReportLab's plain call for it."""
    calls = _Paper()
    depth = [0]
    patches = [
        mock.patch.object(Canvas, name, _noting(name, getattr(Canvas, name), calls, depth))
        for name in RECORDED
    ]
    begin, write = Canvas.__init__, PDFTextObject.textLine

    def init(self: Canvas, *args: Any, **options: Any) -> None:
        calls.options = calls.options or options
        begin(self, *args, **options)

    def text_line(self: PDFTextObject, words: str = "") -> None:
        if not depth[0]:
            calls.append(("drawString", (self.getX(), self.getY(), words), {}))
        write(self, words)

    with mock.patch.object(Canvas, "__init__", init), mock.patch.object(PDFTextObject, "textLine", text_line):
        for patch in patches:
            patch.start()
        try:
            render()
        finally:
            for patch in patches:
                patch.stop()
    return calls


def redraw(calls: _Paper, links: Iterable[str], file: BytesIO, *, mask: bool = False) -> None:
    """Make the QR codes and the same PDF again, without deciding anything; `mask` spares the search for a mask.

    The codes are also turned into operators, which the recorded call has ready: nobody is spared that.
    """
    operators = qr._path.__wrapped__  # what it remembers would be ours
    for link in links:
        code = QRCode(error_correction=ERROR_CORRECT_M, border=0, mask_pattern=2 if mask else None)
        code.add_data(link)
        code.make(fit=True)
        operators(tuple(map(tuple, code.get_matrix())))
    canvas = Canvas(file, **calls.options)
    for name, args, options in calls:
        getattr(canvas, name)(*args, **options)
    canvas.save()


def _noting(name: str, method: Callable[..., Any], calls: _Paper, depth: list[int]) -> Callable[..., Any]:
    """The same method, which notes its own call but not those that it makes in turn."""

    def noting(self: Canvas, *args: Any, **options: Any) -> Any:
        if not depth[0]:
            calls.append((name, args, options))
        depth[0] += 1
        try:
            return method(self, *args, **options)
        finally:
            depth[0] -= 1

    return noting
