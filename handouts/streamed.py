"""A PDF that goes to its file page by page, so that thousands of pages need no more memory than a few.

ReportLab keeps every page until the end. Here a finished page and its drawing are written at once; only where
they lie in the file is remembered. Made for ReportLab 5's `pdfdoc`, whose own `format` it follows.
"""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from dataclasses import dataclass
from typing import Any, BinaryIO, Protocol

from reportlab.pdfbase import pdfdoc
from reportlab.pdfgen.canvas import Canvas

from handouts.page import Adorn, Ornament

# Drawings that are kept to be repeated: a booklet's leaflets share their warnings, general steps and headings, and
# where the words are their own the numbers, boxes and questions beside them.
_REMEMBERED = 600


class _Output(pdfdoc.PDFFile):
    """Counts and writes instead of collecting."""

    write: Any

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        super().__init__()
        file.write(b"".join(self.strings))
        self.strings.clear()
        self.write = file.write


class _Document(pdfdoc.PDFDocument):
    """Writes a page when it is added, and keeps a reference to it alone."""

    Pages: Any
    Catalog: Any
    Reference: Any
    idToObject: Any  # noqa: N815 - ReportLab's name

    def __init__(self, output: _Output, language: str) -> None:
        super().__init__(compression=1, invariant=1, lang=language)
        self._output = output

    def addPage(self, page: Any) -> None:  # noqa: N802 - ReportLab's name
        """Write the page, and the stream that formatting it makes."""
        name = self.thisPageName()
        super().addPage(page)
        self._write(name)
        self._write(self.Reference(page.Contents).name)
        self.Pages.pages[-1] = pdfdoc.PDFObjectReference(name)

    def _write(self, name: str) -> None:
        thing = pdfdoc.PDFIndirectObject(name, self.idToObject[name]).format(self)
        self.idToOffset[name] = self._output.add(thing)
        self.idToObject[name] = None  # the name stays, for others refer to it

    def format(self) -> bytes:
        """Write what is left, then where everything lies; there is nothing to return for the file."""
        number = 0
        while (number := number + 1) in self.numberToId:  # formatting may add objects
            name = self.numberToId[number]
            if name not in self.idToOffset:
                self._write(name)
        places = pdfdoc.PDFCrossReferenceTable()
        places.addsection(0, [self.numberToId[each] for each in range(1, number)])
        start = self._output.add(places.format(self))
        trailer = pdfdoc.PDFTrailer(
            startxref=start,
            Size=number,
            Root=self.Reference(self.Catalog),
            Info=self.Reference(self.info),
            ID=self.ID(),
        )
        self._output.add(trailer.format(self))
        return b""


class Drawable(Protocol):
    """What draws itself below and to the right of a point."""

    def draw(self, canvas: Canvas, left: float, top: float, adorn: Adorn) -> None:
        """Draw it with its upper left corner there, its ornament by `adorn`."""


@dataclass(frozen=True, slots=True)
class Recurring:
    """An ornament that stands beside many pieces, so that a canvas may remember what it draws."""

    ornament: Ornament

    def __call__(self, canvas: Canvas, left: float, top: float, height: float) -> None:
        """Draw it."""
        self.ornament(canvas, left, top, height)


class StreamedCanvas(Canvas):
    """A canvas whose pages are in `file` as soon as they are shown; `save` writes the rest."""

    _doc: Any
    _code: Any
    _make_preamble: Any

    def __init__(self, file: BinaryIO, size: tuple[float, float], language: str) -> None:
        super().__init__(file, pagesize=size, pageCompression=1, invariant=1)
        self._doc = _Document(_Output(file), language)
        self._make_preamble()
        self._drawn: OrderedDict[Hashable, tuple[Drawable | Ornament, str]] = OrderedDict()

    def draw_again(self, thing: Drawable, left: float, top: float) -> None:
        """Draw `thing` as it draws itself; the same object again costs next to nothing, on whatever page."""

        def draw() -> None:
            self.saveState()
            thing.draw(self, 0, 0, self._adorn)
            self.restoreState()

        code = self._operators(id(thing), thing, draw)
        self.addLiteral(f"q 1 0 0 1 {left:.3f} {top:.3f} cm\n{code}\nQ")

    def _adorn(self, ornament: Ornament, _canvas: Canvas, left: float, top: float, height: float) -> None:
        place = left, top, height
        if not isinstance(ornament, Recurring):
            ornament(self, *place)
            return
        code = self._operators((id(ornament), place), ornament, lambda: ornament(self, *place))
        self.addLiteral(code)

    def _operators(self, key: Hashable, thing: Drawable | Ornament, draw: Callable[[], None]) -> str:
        """What `draw` writes, from memory where `thing` has been drawn so before."""
        if key in self._drawn:
            self._drawn.move_to_end(key)
            return self._drawn[key][1]
        start = len(self._code)
        draw()
        code = "\n".join(self._code[start:])
        del self._code[start:]
        self._drawn[key] = thing, code  # while it is held, no other has its id
        if len(self._drawn) > _REMEMBERED:
            self._drawn.popitem(last=False)
        return code

    def move_last_pages(self, count: int, to: int) -> None:
        """Let the `count` pages drawn last be read from place `to` on, counted from 0."""
        pages = self._doc.Pages.pages
        pages[to:to] = pages[len(pages) - count :]
        del pages[len(pages) - count :]
