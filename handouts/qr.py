"""QR codes of the Portal's addresses: as modules, as one vector path on paper, as half blocks in a terminal.

Nothing else than an allowed address becomes a code: a citizen can't read it, so the desk has to vouch for it.
Level M and a quiet zone of four modules are what ISO/IEC 18004 asks for on paper.
"""

from collections.abc import Iterator
from typing import Any

from qrcode.constants import ERROR_CORRECT_M
from qrcode.main import QRCode

from services_catalog.links import checked_link

Matrix = list[list[bool]]

QUIET_MODULES = 4
SMALLEST_SIDE = 30 / 25.4 * 72
SMALLEST_MODULE = 0.5 / 25.4 * 72
# Standard first; telephones still read the narrower ones, and small terminals have room for no more.
_TERMINAL_QUIETS = (QUIET_MODULES, 2, 1)
_HALF_BLOCKS = {(False, False): " ", (True, False): "▀", (False, True): "▄", (True, True): "█"}


def matrix(address: str, hosts: tuple[str, ...]) -> Matrix:
    """Return the modules of the code for `address`, True where dark, without a quiet zone.

    Raises LinkRefusedError where a QR code may not carry the address.
    """
    code = QRCode(error_correction=ERROR_CORRECT_M, border=0)
    code.add_data(checked_link(address, hosts))
    code.make(fit=True)
    return [[bool(dark) for dark in row] for row in code.get_matrix()]


def module_size(modules: Matrix) -> float:
    """Return the side of a module in points that keeps the symbol 30 mm wide or more, and a module 0.5 mm."""
    return max(SMALLEST_SIDE / len(modules), SMALLEST_MODULE)


def draw(canvas: Any, modules: Matrix, left: float, top: float, module: float) -> None:
    """Draw the symbol with its upper left corner at (`left`, `top`); the caller keeps the quiet zone free.

    One path for the whole symbol: separate squares show hairlines between them on some printers.
    """
    path = canvas.beginPath()
    for row, cells in enumerate(modules):
        for start, length in _runs(cells):
            path.rect(left + start * module, top - (row + 1) * module, length * module, module)
    canvas.drawPath(path, stroke=0, fill=1)


def _runs(cells: list[bool]) -> Iterator[tuple[int, int]]:
    start = None
    for column, dark in enumerate([*cells, False]):
        if dark and start is None:
            start = column
        elif not dark and start is not None:
            yield start, column - start
            start = None


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
    edge = [False] * quiet
    rows = [[False] * side] * quiet + [edge + row + edge for row in modules] + [[False] * side] * (quiet + 1)
    return [
        "".join(_HALF_BLOCKS[pair] for pair in zip(rows[line], rows[line + 1], strict=True))
        for line in range(0, side, 2)
    ]
