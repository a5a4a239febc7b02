"""The thermal printer: what reaches it is the slip at its true size, and a code that a telephone reads."""

import builtins
import io
from pathlib import Path
from typing import Any

import pytest
import zxingcpp
from PIL import Image
from reportlab.pdfgen.canvas import Canvas

from handouts import qr, thermal
from handouts.printer import PrintFailedError, PrintJob
from tests.handouts.all_blocks import ADDRESS

MM = 72 / 25.4
RASTER = b"\x1dv0\x00"
CUT = b"\x1dV\x00"


def _slip(width: float = 80 * MM, left: float = 20 * MM, pages: int = 1) -> bytes:
    file = io.BytesIO()
    canvas = Canvas(file, pagesize=(width, 120 * MM), invariant=1)
    modules = qr.matrix(ADDRESS, ("gov.vn",))
    for _ in range(pages):
        qr.draw(canvas, modules, left, 110 * MM, qr.module_size(modules))
        canvas.showPage()
    canvas.save()
    return file.getvalue()


def _printed(commands: bytes) -> list[Image.Image]:
    """The pictures that a printer would put on paper, black on white."""
    found = []
    start = commands.find(RASTER)
    while start >= 0:
        size = commands[start + 4 : start + 8]
        width, height = size[0] + 256 * size[1], size[2] + 256 * size[3]
        dots = commands[start + 8 : start + 8 + width * height]
        found.append(Image.frombytes("1", (width * 8, height), bytes(255 - byte for byte in dots)))
        start = commands.find(RASTER, start + 8 + width * height)
    return found


@pytest.fixture
def escpos() -> None:
    """Skip what can't be tried where the extra is not installed."""
    pytest.importorskip("escpos")


def test_the_printed_code_is_readable(escpos: None, capsys: pytest.CaptureFixture[str]) -> None:
    """Without it the slip's only purpose would be lost in black dots; nor may anything spill on the screen."""
    commands = thermal.receipt(_slip())
    (picture,) = _printed(commands)
    assert picture.width == thermal.DOTS
    (code,) = zxingcpp.read_barcodes(picture.convert("L"))
    assert code.text == ADDRESS
    across = (code.position.top_right.x - code.position.top_left.x) / thermal.DOTS_PER_INCH * 25.4
    assert across == pytest.approx(30, abs=1)
    assert commands.endswith(CUT)
    assert capsys.readouterr().out == ""


@pytest.mark.parametrize(("width", "left"), [(80 * MM, 4.5 * MM), (72 * MM, 1 * MM), (58 * MM, 10 * MM)])
def test_any_narrow_page_keeps_its_size(escpos: None, width: float, left: float) -> None:
    """Without it a page would be squeezed or moved off the paper."""
    (picture,) = _printed(thermal.receipt(_slip(width, left)))
    assert len(zxingcpp.read_barcodes(picture.convert("L"))) == 1
    assert picture.width == thermal.DOTS


def test_empty_paper_below_is_not_printed(escpos: None) -> None:
    """Without it each slip would waste a hand's breadth of paper."""
    (picture,) = thermal.pictures(_slip())
    assert picture.height < 45 * MM * thermal.DOTS_PER_INCH / 72


def test_each_page_is_cut_off(escpos: None) -> None:
    """Without it two slips would come out as one."""
    commands = thermal.receipt(_slip(pages=2))
    assert commands.count(CUT) == 2
    assert len(_printed(commands)) == 2


def test_an_empty_page_is_no_error(escpos: None) -> None:
    """Without it a blank page would end in a traceback."""
    file = io.BytesIO()
    canvas = Canvas(file, pagesize=(80 * MM, 50 * MM))
    canvas.showPage()
    canvas.save()
    assert len(_printed(thermal.receipt(file.getvalue()))) == 1


@pytest.mark.parametrize(("width", "left"), [(210 * MM, 20 * MM), (80 * MM, 1 * MM), (80 * MM, 48 * MM)])
def test_what_is_too_wide_is_refused(escpos: None, width: float, left: float) -> None:
    """Without it the edge of the page, or of the code, would silently be missing on the paper."""
    with pytest.raises(PrintFailedError, match="72 mm"):
        thermal.receipt(_slip(width, left))


def test_a_device_gets_the_copies(escpos: None, tmp_path: Path) -> None:
    """Without it a printer on a cable could not be used, or one copy would come out instead of two."""
    device = tmp_path / "lp0"
    device.touch()
    assert thermal.print_slip(_slip(), str(device), 2) == PrintJob(str(device), "", 2)
    assert device.read_bytes() == thermal.receipt(_slip()) * 2


class FakeNetwork:
    """Stands for python-escpos's network printer."""

    made: tuple[str, int] = ("", 0)

    def __init__(self, host: str, port: int, **_options: Any) -> None:
        type(self).made = (host, port)

    def open(self) -> None:
        """Refuse, as a printer does that is switched off."""
        raise TimeoutError(110, "Connection timed out")

    def close(self) -> None:
        """Nothing was opened."""


@pytest.mark.parametrize(
    ("address", "target"),
    [("tcp://192.168.1.50", ("192.168.1.50", 9100)), ("tcp://may-in.local:9101", ("may-in.local", 9101))],
)
def test_a_printer_that_is_off_is_told(
    escpos: None, monkeypatch: pytest.MonkeyPatch, address: str, target: tuple[str, int]
) -> None:
    """Without it a desk would wait for ever, or show a traceback."""
    monkeypatch.setattr("escpos.printer.Network", FakeNetwork)
    with pytest.raises(PrintFailedError, match="Connection timed out"):
        thermal.print_slip(_slip(), address)
    assert FakeNetwork.made == target


def test_a_missing_device_is_told(escpos: None, tmp_path: Path) -> None:
    """Without it an unplugged cable would end in a traceback."""
    with pytest.raises(PrintFailedError, match="No such file"):
        thermal.print_slip(_slip(), str(tmp_path / "none" / "lp0"))


@pytest.mark.parametrize("missing", ["escpos", "pypdfium2"])
def test_without_the_extra_one_is_told_what_to_install(monkeypatch: pytest.MonkeyPatch, missing: str) -> None:
    """Without it a desk without the extra would show a traceback."""
    real = builtins.__import__

    def refuse(name: str, *rest: Any, **more: Any) -> Any:
        if name.split(".", maxsplit=1)[0] == missing:
            raise ImportError
        return real(name, *rest, **more)

    monkeypatch.setattr(builtins, "__import__", refuse)
    with pytest.raises(thermal.NoThermalPrinterError) as refused:
        thermal.receipt(b"")
    assert "motcua[thermal]" in refused.value.sentence()
