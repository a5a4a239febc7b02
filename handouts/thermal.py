"""A slip straight to an 80 mm thermal printer (ESC/POS), as a picture of its PDF.

As a picture, because the printers' own letters lack most of Vietnamese. python-escpos and pypdfium2 come with
the extra `motcua[thermal]`.
"""

import re
from contextlib import closing
from typing import TYPE_CHECKING, Any

from handouts.printer import SECONDS, PrintFailedError, PrintJob
from services_catalog.errors import MotcuaError
from services_catalog.vietnamese import clean

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PIL.Image import Image

DOTS = 576
"""The width that an 80 mm printer can print on: 72 mm."""
DOTS_PER_INCH = 203
_POINTS_PER_INCH = 72
_DARK = 128
_FOOT = 16
# It tells python-escpos how wide the paper is; the commands are the same for all printers of this size.
_PROFILE = "TM-T20II"
_NETWORK = re.compile(r"tcp://(?P<host>[A-Za-z0-9.-]+)(?::(?P<port>\d{1,5}))?")
_RAW_PORT = 9100


class NoThermalPrinterError(MotcuaError):
    """Máy này chưa có phần in phiếu ra máy in nhiệt."""

    title = "Chưa in được phiếu"
    next_step = "Cài thêm: pip install 'motcua[thermal]'. Hoặc in phiếu PDF ra máy in thường."


def receipt(pdf: bytes) -> bytes:
    """Return the commands that print the pages of `pdf` and cut the paper after each.

    Raises NoThermalPrinterError without the extra, PrintFailedError for a page wider than the paper.
    """
    escpos, _ = _escpos()
    printer = escpos.Dummy(profile=_PROFILE)
    _print(printer, list(pictures(pdf)))
    commands: bytes = printer.output
    return commands


def print_slip(pdf: bytes, address: str, copies: int = 1) -> PrintJob:
    """Print `pdf` on the printer at `address`: «tcp://192.168.1.50» (port 9100), or a device such as /dev/usb/lp0.

    Raises NoThermalPrinterError without the extra, PrintFailedError where the printer can't be reached or a
    page is wider than the paper.
    """
    escpos, not_found = _escpos()
    pages = list(pictures(pdf))
    network = _NETWORK.fullmatch(address)
    try:
        if network:
            port = int(network["port"] or _RAW_PORT)
            printer = escpos.Network(network["host"], port, timeout=SECONDS, profile=_PROFILE)
        else:
            printer = escpos.File(address, profile=_PROFILE)
        with closing(printer):
            printer.open()
            for _ in range(copies):
                _print(printer, pages)
    except (OSError, not_found) as error:
        cause = error if isinstance(error, OSError) else error.__context__
        reason = getattr(cause, "strerror", "") or "không trả lời"
        raise PrintFailedError(f"Máy in nhiệt {clean(address, 80)} báo: {reason}.") from error
    return PrintJob(address, "", copies)


def pictures(pdf: bytes) -> "Iterator[Image]":
    """Return each page at its true size, in black and white, as wide as the paper can be printed on.

    Raises NoThermalPrinterError without the extra, PrintFailedError for a page wider than the paper.
    """
    try:
        import pypdfium2  # noqa: PLC0415 - an extra that most desks don't have
    except ImportError as error:
        raise NoThermalPrinterError from error
    with closing(pypdfium2.PdfDocument(pdf)) as document:
        for page in document:
            yield _fitted(page.render(scale=DOTS_PER_INCH / _POINTS_PER_INCH, grayscale=True).to_pil())


def _fitted(page: "Image") -> "Image":
    """Cut the page, or widen it, to the paper's printable width, and cut off what is empty below the last ink."""
    ink = page.convert("L").point(lambda light: 255 if light < _DARK else 0).convert("1")
    margin = (page.width - DOTS) // 2
    left, _, right, bottom = ink.getbbox() or (margin, 0, margin, 1)
    if left < margin or right > margin + DOTS:
        raise PrintFailedError("Phiếu rộng hơn khổ in 72 mm của máy in nhiệt.")
    # Beyond the edges the picture is filled with 0, which is no ink.
    wide = ink.crop((margin, 0, margin + DOTS, min(bottom + _FOOT, page.height)))
    return wide.point(lambda dot: 255 - dot, mode="1")


def _print(printer: Any, pages: "list[Image]") -> None:
    for page in pages:
        printer.image(page, impl="bitImageRaster")
        printer.cut()


def _escpos() -> tuple[Any, type[Exception]]:
    try:
        from escpos import printer  # noqa: PLC0415 - an extra that most desks don't have
        from escpos.exceptions import DeviceNotFoundError  # noqa: PLC0415 - the same
    except ImportError as error:
        raise NoThermalPrinterError from error
    return printer, DeviceNotFoundError
