"""QR codes of the Portal's addresses: as modules, as one vector path on paper, as half blocks in a terminal.

Nothing else than an allowed address becomes a code: a citizen can't read it, so the desk has to vouch for it.
Level M and a quiet zone of four modules are what ISO/IEC 18004 asks for on paper.
"""

import re
from functools import cache, lru_cache
from typing import Any

from qrcode.constants import ERROR_CORRECT_M
from qrcode.main import QRCode
from qrcode.util import MODE_8BIT_BYTE, QRData

from services_catalog.links import checked_link

Matrix = tuple[tuple[bool, ...], ...]

QUIET_MODULES = 4
SMALLEST_SIDE = 30 / 25.4 * 72
SMALLEST_MODULE = 0.5 / 25.4 * 72
# Of the eight masks, all legal to read, the one that the standard's search picks for nearly every address of
# the Portal. The search itself takes longer than the rest of a leaflet.
_MASK = 2
# Standard first; telephones still read the narrower ones, and small terminals have room for no more.
_TERMINAL_QUIETS = (QUIET_MODULES, 2, 1)
_HALF_BLOCKS = {(False, False): " ", (True, False): "▀", (False, True): "▄", (True, True): "█"}
_DARK = re.compile(rb"\x01+")


def matrix(address: str, hosts: tuple[str, ...]) -> Matrix:
    """Return the modules of the code for `address`, True where dark, without a quiet zone.

    Raises LinkRefusedError where a QR code may not carry the address.
    """
    return _symbol(checked_link(address, hosts))


@lru_cache(maxsize=256)
def _symbol(address: str) -> Matrix:
    content = QRData(address.encode(), mode=MODE_8BIT_BYTE)
    code = QRCode(_version(len(content)), error_correction=ERROR_CORRECT_M, border=0, mask_pattern=_MASK)
    code.add_data(content)
    code.make(fit=False)
    return tuple(tuple(map(bool, row)) for row in code.modules)


@cache
def _version(length: int) -> int:
    """The smallest symbol for so many bytes: qrcode would encode everything once more to find it."""
    code = QRCode(error_correction=ERROR_CORRECT_M)
    code.add_data(QRData(b"x" * length, mode=MODE_8BIT_BYTE))
    return int(code.best_fit())


def module_size(modules: Matrix, side: float = SMALLEST_SIDE) -> float:
    """Return the side of a module in points that makes the symbol `side` wide, and a module 0.5 mm or more."""
    return max(side / len(modules), SMALLEST_MODULE)


def draw(canvas: Any, modules: Matrix, left: float, top: float, module: float) -> None:
    """Draw the symbol with its upper left corner at (`left`, `top`); the caller keeps the quiet zone free.

    One path for the whole symbol: separate squares show hairlines between them on some printers.
    """
    canvas.saveState()
    canvas.setFillColorRGB(0, 0, 0)
    canvas.translate(left, top)
    canvas.scale(module, -module)
    canvas.addLiteral(_path(modules))
    canvas.restoreState()


@lru_cache(maxsize=256)
def _path(modules: Matrix) -> str:
    runs = [
        f"{start} {row} {end - start} 1 re"
        for row, cells in enumerate(modules)
        for start, end in map(re.Match.span, _DARK.finditer(bytes(cells)))
    ]
    return f"{' '.join(runs)} f"


def terminal_rows(address: str, hosts: tuple[str, ...], quiet: int = QUIET_MODULES) -> list[str]:
    """Return the code as lines of █▀▄ and space, two modules a line, all equally long, quiet zone included.

    It has to be painted black on white, whatever the terminal's colours are. Raises LinkRefusedError.
    """
    return _half_blocks(matrix(address, hosts), quiet)


def fitting_rows(address: str, hosts: tuple[str, ...], columns: int, lines: int) -> list[str]:
    """Return the code with the widest quiet zone that fits into `columns` × `lines`; no rows where none does.

    Raises LinkRefusedError.
    """
    modules = matrix(address, hosts)
    for quiet in _TERMINAL_QUIETS:
        side = len(modules) + 2 * quiet
        if side <= columns and (side + 1) // 2 <= lines:
            return _half_blocks(modules, quiet)
    return []


def _half_blocks(modules: Matrix, quiet: int) -> list[str]:
    side = len(modules) + 2 * quiet
    edge = (False,) * quiet
    empty = ((False,) * side,)
    rows = (*empty * quiet, *(edge + row + edge for row in modules), *empty * (quiet + 1))
    return [
        "".join(_HALF_BLOCKS[pair] for pair in zip(rows[line], rows[line + 1], strict=True))
        for line in range(0, side, 2)
    ]
