"""Paper, type and the flow of a column: lines are broken, pieces are put on pages, nothing is ever shrunk.

Lengths are in points, measured from the lower left corner of the page as PDF does. Text stands left, is
never hyphenated, and never smaller than the body size of its paper. A piece that doesn't fit goes to the
next page whole; only what is longer than a page is cut.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from itertools import groupby
from typing import NamedTuple

from reportlab.pdfgen.canvas import Canvas

from handouts.fonts import BOLD, REGULAR, printable, width

MM = 72 / 25.4
TIGHT = 0.5
AIRS = (1, 0.75, TIGHT)
"""How much of the usual space stands between the pieces, from the fairest look to the one that saves a page."""
INK = (0.10, 0.12, 0.14)
ACCENT = (0.04, 0.27, 0.37)
TINT = (0.93, 0.95, 0.96)


@dataclass(frozen=True, slots=True)
class Sheet:
    """A paper size with its margin, its type sizes and the width of its QR codes, in points.

    `air` is how much of the usual space is left between the pieces when they are put on pages; type and leading
    stay what they are, so nearly all pieces are the same in any air.
    """

    width: float
    height: float
    margin: float
    body: float
    heading: float
    title: float
    code: float
    air: float = 1

    @property
    def leading(self) -> float:
        """The distance from one line of body text to the next."""
        return round(self.body * 1.2, 2)

    @property
    def column(self) -> float:
        """The width that text may take."""
        return self.width - 2 * self.margin

    def gap(self, points: float) -> float:
        """The usual space above a piece: `points` beside A5's type, more beside larger type."""
        return points * self.body / 12

    @property
    def is_tight(self) -> bool:
        """Whether short answers share a line rather than each beginning one."""
        return self.air <= TIGHT


class Run(NamedTuple):
    """Words in one of the two fonts; runs are parted by a space."""

    text: str
    font: str = REGULAR


class Segment(NamedTuple):
    """A part of a line, and how far from the line's beginning it starts."""

    offset: float
    text: str
    font: str


# A telephone number or an amount in groups stays on one line, and a number with what it counts: «1 bản chính».
_NOT_HERE = re.compile(r" (?<=\d )(?=\d|bản (?:chính|sao)\b|ảnh\b)")
_UNBROKEN = "\xa0"
Line = tuple[Segment, ...]
_Word = tuple[str, str, float]  # with its font and width
Ornament = Callable[[Canvas, float, float, float], None]
Adorn = Callable[[Ornament, Canvas, float, float, float], None]


def wrap(runs: Iterable[Run], size: float, room: float) -> tuple[Line, ...]:
    """Break `runs` into lines no wider than `room`, at spaces; a longer word is broken where it must."""
    return _wrapped(tuple(runs), size, room)


def balanced(text: str, font: str, size: float, room: float) -> tuple[Line, ...]:
    """Break `text` as `wrap` does, into lines of about one length: no last syllable stands alone under a title.

    Two lines are parted behind a comma or before a bracket where one stands near the middle; a break within
    «liệt sĩ» or «hộ kinh doanh» is read twice.
    """
    lines = wrap([Run(text, font)], size, room)
    if len(lines) == 2:  # noqa: PLR2004 - a pair
        halves = [wrap([Run(half, font)], size, room) for half in _halves(printable(text))]
        if len(halves) == len(lines) and all(len(half) == 1 for half in halves):
            return halves[0] + halves[1]
    return wrap([Run(text, font)], size, _narrowest(text, font, size, room, len(lines)))


def _narrowest(text: str, font: str, size: float, room: float, count: int) -> float:
    """About the narrowest room in which `text` takes no more than `count` lines, without setting each try."""
    if count <= 1:
        return room
    wides = [width(word, font, size) for word in _unbroken(text)]
    space, longest = width(" ", REGULAR, size), max(wides)
    narrowest, widest = room / 2, room
    for _ in range(_TRIES):
        middle = (narrowest + widest) / 2
        whole = longest <= middle
        lines = _count(wides, space, middle) if whole else len(wrap([Run(text, font)], size, middle))
        if lines > count:
            narrowest = middle
        else:
            widest = middle
    return widest


def _count(wides: Iterable[float], space: float, room: float) -> int:
    """How many lines words so wide take, none of which is wider than `room`."""
    lines, used = 0, room
    for wide in wides:
        further = used + space + wide
        if further > room:
            lines += 1
            used = wide
        else:
            used = further
    return lines


def _halves(text: str) -> list[str]:
    """The two parts at the mark nearest to the middle, none where that would leave one of them very short."""
    places = [match.start() for match in _PAUSE.finditer(text)]
    if not places:
        return []
    place = min(places, key=lambda each: abs(each - len(text) / 2))
    halves = [text[:place], text[place + 1 :]]
    return halves if min(map(len, halves)) >= len(text) * _SHORTEST else []


_PAUSE = re.compile(r"(?<=[,;:]) | (?=\()")
_SHORTEST = 0.3
_TRIES = 5


# The same sentences stand in many leaflets, and each leaflet is laid out several ways before one is chosen.
@lru_cache(maxsize=4_000)
def _wrapped(runs: tuple[Run, ...], size: float, room: float) -> tuple[Line, ...]:
    space = width(" ", REGULAR, size)
    lines: list[list[_Word]] = []
    line: list[_Word] = []
    used = 0.0
    for measured in _words(runs, size, room):
        wide = measured[2]
        further = used + space + wide
        if line and further <= room:
            line.append(measured)
            used = further
        else:
            line = [measured]
            lines.append(line)
            used = wide
    return tuple(_line(words, space) for words in lines)


def _words(runs: Iterable[Run], size: float, room: float) -> Iterator[_Word]:
    for text, font in runs:
        for word in _unbroken(text):
            wide = width(word, font, size)
            if wide <= room:
                yield word, font, wide
            else:
                yield from ((part, font, width(part, font, size)) for part in _broken(word, font, size, room))


def _unbroken(text: str) -> list[str]:
    """What is parted by spaces, and by those alone at which a line may end."""
    return _NOT_HERE.sub(_UNBROKEN, printable(text)).split(" ")


def _broken(word: str, font: str, size: float, room: float) -> list[str]:
    parts, used = [""], 0.0
    for letter in word:
        wide = width(letter, font, size)
        if parts[-1] and used + wide > room:
            parts.append("")
            used = 0.0
        parts[-1] += letter
        used += wide
    return parts


def _line(words: Sequence[_Word], space: float) -> Line:
    texts, fonts, _ = zip(*words, strict=True)
    if len(set(fonts)) == 1:
        return (Segment(0, _spaced(texts), fonts[0]),)
    segments = []
    offset = 0.0
    for font, group in groupby(words, key=lambda word: word[1]):
        same = list(group)
        segments.append(Segment(offset, _spaced(word for word, _, _ in same), font))
        offset += sum(wide for _, _, wide in same) + space * len(same)
    return tuple(segments)


def _spaced(words: Iterable[str]) -> str:
    return " ".join(words).replace(_UNBROKEN, " ")


def _adorn(ornament: Ornament, canvas: Canvas, left: float, top: float, height: float) -> None:
    ornament(canvas, left, top, height)


@dataclass(frozen=True, slots=True)
class Piece:
    """What is never parted: some lines, with an ornament beside or behind them.

    `gap` is left free above it, or as much of it as the sheet's air leaves; `pad` inside it above and below the
    lines. `minimum` is the height that the ornament needs. The ornament is given the piece's upper left corner and
    height, and is drawn first, the `ending` last: text is read in the order in which it was drawn. What is
    `rather_with_next` is kept with what follows unless that costs a page.
    """

    lines: tuple[Line, ...]
    size: float
    leading: float
    gap: float = 0
    pad: float = 0
    indent: float = 0
    minimum: float = 0
    colour: tuple[float, float, float] = INK
    ornament: Ornament | None = None
    ending: Ornament | None = None
    keep_with_next: bool = False
    rather_with_next: bool = False
    at_foot: bool = False
    height: float = field(init=False, compare=False)
    """The height of the piece without the gap above it; asked for in every arrangement that is tried."""

    def __post_init__(self) -> None:
        """Work the height out once."""
        height = max(len(self.lines) * self.leading + 2 * self.pad, self.minimum)
        object.__setattr__(self, "height", height)

    def cut(self, room: float) -> tuple["Piece", "Piece"]:
        """Return the part that fits into `room`, at least a line, and the rest, which has no ornament."""
        count = max(1, int((room - 2 * self.pad) // self.leading))
        rest = replace(self, lines=self.lines[count:], ornament=None, gap=0, minimum=0)
        return replace(self, lines=self.lines[:count], keep_with_next=False, ending=None), rest

    def draw(self, canvas: Canvas, left: float, top: float, adorn: Adorn = _adorn) -> None:
        """Draw the piece with its upper left corner at (`left`, `top`), its ornament by `adorn`."""
        if self.ornament:
            adorn(self.ornament, canvas, left, top, self.height)
        canvas.setFillColorRGB(*self.colour)
        baseline = top - self.pad - first_baseline(self.size, self.leading)
        current = ""
        for line in self.lines:
            for offset, text, font in line:
                if font != current:
                    canvas.setFont(font, self.size)
                    current = font
                write(canvas, left + self.indent + offset, baseline, text)
            baseline -= self.leading
        if self.ending:
            self.ending(canvas, left, top, self.height)


def write(canvas: Canvas, left: float, baseline: float, words: str) -> None:
    """Do what ReportLab's drawString does, which first measures the words although nobody asks for their width."""
    line = canvas.beginText(left, baseline)
    line.textLine(words)
    canvas.drawText(line)


def first_baseline(size: float, leading: float) -> float:
    """How far below the upper edge of a line its letters stand, so that capitals are centred in it."""
    capitals = 0.66
    return (leading + capitals * size) / 2


@dataclass(frozen=True, slots=True)
class Placed:
    """A piece and where its upper edge is."""

    piece: Piece
    top: float


Pages = list[list[Placed]]


def shortest(tries: Iterable[Pages]) -> Pages:
    """Return the first of the arrangements with the fewest pages."""
    return min(tries, key=len)


def paginate(pieces: Sequence[Piece], sheet: Sheet, *, numbered: bool | None = None) -> Pages:
    """Put `pieces` on as many pages as they need.

    Pages that are `numbered` keep room for that at the foot; unless told, only several pages are.
    """
    with_folio = sheet.margin + folio_height(sheet)
    pages = _fair_flow(pieces, sheet, with_folio if numbered else sheet.margin)
    return pages if numbered is not None or len(pages) == 1 else _fair_flow(pieces, sheet, with_folio)


def _fair_flow(pieces: Sequence[Piece], sheet: Sheet, bottom: float) -> Pages:
    """Keep together what would rather be, if that takes no page more."""
    pages = _flow(pieces, sheet, bottom)
    if not any(page[-1].piece.rather_with_next for page in pages if page):
        return pages
    kept = [replace(each, keep_with_next=True) if each.rather_with_next else each for each in pieces]
    return shortest([_flow(kept, sheet, bottom), pages])


def needs_more(pieces: Sequence[Piece], sheet: Sheet, most: int, *, numbered: bool | None = None) -> bool:
    """Whether it is plain without trying that `pieces` take more than `most` pages.

    Each page saves at most the gap above its first piece. What is higher than a page is cut, and may take less.
    """
    room = sheet.height - 2 * sheet.margin - (folio_height(sheet) if numbered else 0)
    heights = [piece.height for piece in pieces]
    gaps = [piece.gap for piece in pieces]
    if max(heights) > room:
        return False
    spared = max(gaps) * most
    return sum(heights) + (sum(gaps) - spared) * sheet.air > room * most + _ROUNDING


_ROUNDING = 0.01


def folio_height(sheet: Sheet) -> float:
    """The height that the page number takes at the foot of a page."""
    return sheet.leading + 2


def _flow(pieces: Sequence[Piece], sheet: Sheet, bottom: float) -> list[list[Placed]]:
    start, air = sheet.height - sheet.margin, sheet.air
    pages: list[list[Placed]] = [[]]
    top = start
    for group in _groups(pieces):
        needed = sum(piece.gap * air + piece.height for piece in group)
        if pages[-1] and needed > top - bottom:
            pages.append([])
            top = start
        for piece in group:
            top -= piece.gap * air if pages[-1] else 0
            if pages[-1] and piece.height > top - bottom and piece.height <= start - bottom:
                pages.append([])
                top = start
            while piece.height > top - bottom and len(piece.lines) > 1:
                part, piece = piece.cut(top - bottom)  # noqa: PLW2901 - what is left of it goes on
                pages[-1].append(Placed(part, top))
                pages.append([])
                top = start
            pages[-1].append(Placed(piece, bottom + piece.height if piece.at_foot else top))
            top -= piece.height
    return pages


def _groups(pieces: Sequence[Piece]) -> Iterable[list[Piece]]:
    group: list[Piece] = []
    for piece in pieces:
        group.append(piece)
        if not piece.keep_with_next:
            yield group
            group = []
    if group:
        yield group


def draw_page(canvas: Canvas, placed: Iterable[Placed], sheet: Sheet, shift: float = 0) -> None:
    """Draw the pieces of one page, `shift` to the right of where they stand on a sheet of their own."""
    for piece, top in ((each.piece, each.top) for each in placed):
        piece.draw(canvas, shift + sheet.margin, top)


def draw_folio(canvas: Canvas, sheet: Sheet, foot: str, number: str, shift: float = 0) -> None:
    """Write `foot` on the left and the page's `number` on the right, below everything else."""
    canvas.setFillColorRGB(*INK)
    canvas.setFont(REGULAR, sheet.body)
    write(canvas, shift + sheet.margin, sheet.margin, printable(foot))
    canvas.setFont(BOLD, sheet.body)
    canvas.drawRightString(shift + sheet.width - sheet.margin, sheet.margin, number)
