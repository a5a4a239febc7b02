"""What a command answered, and what stands in the files it made."""

import io
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

from pypdf import PdfReader

from services_catalog.prints import PrintLog, PrintTotals
from services_catalog.vietnamese import nfc
from tests.conftest import NOW

BIRTH = "1.001193"
DEATH = "1.000656"
UNKNOWN = "9.999999"
SIZES = {"a5": (148, 210), "a4": (210, 297), "a5x2": (297, 210), "a3": (297, 420)}


class Answer(NamedTuple):
    """How a command ended and what it wrote."""

    status: int
    out: bytes
    words: str


Command = Callable[..., Answer]


def read(pdf: Path | bytes) -> PdfReader:
    """A PDF to look into."""
    return PdfReader(io.BytesIO(pdf if isinstance(pdf, bytes) else pdf.read_bytes()))


def words_of(pdf: Path | bytes) -> str:
    """The words of all pages, with single spaces."""
    return nfc(" ".join(" ".join(page.extract_text().split()) for page in read(pdf).pages))


def size(pdf: Path) -> tuple[int, int]:
    """Width and height of the first page, in millimetres."""
    box = read(pdf).pages[0].mediabox
    return round(float(box.width) * 25.4 / 72), round(float(box.height) * 25.4 / 72)


def smallest(pdf: Path) -> float:
    """The smallest type on any page, in points."""
    sizes: list[float] = []

    def note(text: str, _cm: Any, _tm: Any, _font: Any, points: float) -> None:
        if text.strip():
            sizes.append(points)

    for page in read(pdf).pages:
        page.extract_text(visitor_text=note)
    return min(sizes)


def nothing_written() -> bool:
    """Whether the folder the command was called in is as empty as before."""
    return not list(Path.cwd().iterdir())


def counted(home: Path) -> PrintTotals:
    """What was counted today."""
    log = PrintLog(home / "data" / "journal.db", lambda: NOW)
    try:
        return log.totals(NOW.date(), NOW.date())
    finally:
        log.close()
