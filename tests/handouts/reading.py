"""Reads finished PDFs back as a reader, a printer and a telephone would."""

import io
from typing import Any, NamedTuple

import pypdf
import pypdfium2
import zxingcpp


class Words(NamedTuple):
    """A run of text as it stands in the file."""

    text: str
    font: str
    size: float


def texts(pdf: bytes) -> list[str]:
    """The words of each page in the order in which they were drawn, with single spaces."""
    with io.BytesIO(pdf) as file, pypdf.PdfReader(file, strict=True) as reader:
        return [" ".join(page.extract_text().split()) for page in reader.pages]


def words(pdf: bytes) -> list[Words]:
    """Every run of text with its font and its size in points."""
    found: list[Words] = []

    def note(text: str, _cm: Any, _tm: Any, font: Any, size: float) -> None:
        if text.strip():
            found.append(Words(text, str(font["/BaseFont"]), size))

    with io.BytesIO(pdf) as file, pypdf.PdfReader(file) as reader:
        for page in reader.pages:
            page.extract_text(visitor_text=note)
    return found


def sizes(pdf: bytes) -> list[tuple[int, int]]:
    """Width and height of each page in whole millimetres."""
    with io.BytesIO(pdf) as file, pypdf.PdfReader(file) as reader:
        return [
            (round(float(page.mediabox.width) / 72 * 25.4), round(float(page.mediabox.height) / 72 * 25.4))
            for page in reader.pages
        ]


def codes(pdf: bytes, dpi: int = 150) -> list[list[Any]]:
    """The QR codes that a telephone finds on a picture of each page."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        return [
            zxingcpp.read_barcodes(page.render(scale=dpi / 72, grayscale=True).to_pil()) for page in document
        ]
    finally:
        document.close()


def links(pdf: bytes) -> list[str]:
    """What all the codes say, in the order of the pages."""
    return [code.text for found in codes(pdf) for code in found]


def stands_in_order(text: str, *parts: str) -> bool:
    """Whether all parts stand in `text`, each behind the one before."""
    place = 0
    for part in parts:
        place = text.find(part, place)
        if place < 0:
            return False
        place += len(part)
    return True
