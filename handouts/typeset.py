"""How each building block looks on paper: the one place that knows colours, sizes, boxes and rules.

Everything survives a black-and-white printer and a photocopier: dark on white, shapes instead of shades.
"""

from collections.abc import Iterable
from dataclasses import replace
from functools import lru_cache, singledispatch
from itertools import groupby
from typing import Any

from reportlab.pdfgen.canvas import Canvas

from handouts import blocks, icons, qr
from handouts.fonts import BOLD, REGULAR, printable, width
from handouts.page import (
    ACCENT,
    INK,
    MM,
    TINT,
    Ornament,
    Piece,
    Run,
    Sheet,
    balanced,
    first_baseline,
    wrap,
    write,
)
from handouts.streamed import Recurring

_LABEL_COLUMN = 5.0  # of the body size: «Cần giúp» in bold, and some air
_SHEETS = 4  # that are in use at a time
_LONG_TITLE = 90
_VERY_LONG_TITLE = 420


def pieces(content: Iterable[blocks.Block], sheet: Sheet, hosts: tuple[str, ...]) -> list[Piece]:
    """Turn `content` into pieces of a page, which are put on pages of the same `sheet`.

    Raises LinkRefusedError where a QR code may not carry its address.
    """
    usual = sheet if sheet.air == 1 else replace(sheet, air=1)
    return [
        piece
        for block in content
        for piece in (
            _pieces(block, sheet, hosts)
            if isinstance(block, _ITS_OWN)
            else _remembered(_joined(block) if sheet.is_tight else block, usual)
        )
    ]


# The same warnings, general steps and headings stand in most leaflets, and each leaflet is laid out several ways.
# Only a title's rule and answers that share a line look different where there is little air.
@lru_cache(maxsize=1_000)
def _remembered(block: blocks.Block, sheet: Sheet) -> tuple[Piece, ...]:
    return tuple(_pieces(block, sheet, ()))


_ITS_OWN = (blocks.Title, blocks.PortalCode)
"""What no two services have in common."""


@singledispatch
def _pieces(block: Any, sheet: Sheet, hosts: tuple[str, ...]) -> list[Piece]:
    raise TypeError(block, sheet, hosts)


def text(sheet: Sheet, *paragraphs: Iterable[Run], indent: float = 0, inset: float = 0, **more: Any) -> Piece:
    """Return body text in the column of `sheet`; `more` are the piece's other fields."""
    room = sheet.column - indent - inset
    lines = tuple(line for runs in paragraphs for line in wrap(runs, sheet.body, room))
    return Piece(lines, sheet.body, sheet.leading, indent=indent, **more)


@_pieces.register
def _title(block: blocks.Title, sheet: Sheet, _hosts: tuple[str, ...]) -> list[Piece]:
    official = [Run(f"{block.official_line.rstrip(' .')}.")] if block.official else []
    code = [Run(blocks.CODE), Run(block.code, BOLD)]
    return [title(block.everyday, sheet), text(sheet, [*official, *code])]


def title(words: str, sheet: Sheet) -> Piece:
    """Return a title under the accent's rule; a very long one is set quieter, never below body size."""
    length = len(words)
    size = (
        sheet.title if length <= _LONG_TITLE else sheet.heading if length <= _VERY_LONG_TITLE else sheet.body
    )
    font = BOLD if length <= _VERY_LONG_TITLE else REGULAR
    if length <= _LONG_TITLE:
        lines = balanced(words, font, size, sheet.column)
    else:
        lines = wrap([Run(words, font)], size, sheet.column)
    rule = sheet.gap(4) * sheet.air
    return Piece(
        lines, size, round(size * 1.15, 2), pad=rule + 1, colour=ACCENT, ornament=_top_rule(sheet, rule)
    )


def _top_rule(sheet: Sheet, thickness: float) -> Ornament:
    def draw(canvas: Canvas, left: float, top: float, _height: float) -> None:
        canvas.setFillColorRGB(*ACCENT)
        canvas.rect(left, top - thickness, sheet.column, thickness, stroke=0, fill=1)

    return draw


@_pieces.register
def _notice(block: blocks.Notice, sheet: Sheet, _hosts: tuple[str, ...]) -> list[Piece]:
    runs = [Run(block.text, BOLD)]
    return [text(sheet, runs, indent=10, inset=8, pad=5, gap=sheet.gap(7), ornament=_tinted(sheet))]


def _tinted(sheet: Sheet) -> Ornament:
    def draw(canvas: Canvas, left: float, top: float, height: float) -> None:
        canvas.setFillColorRGB(*TINT)
        canvas.rect(left, top - height, sheet.column, height, stroke=0, fill=1)
        canvas.setFillColorRGB(*ACCENT)
        canvas.rect(left, top - height, 4, height, stroke=0, fill=1)

    return draw


@_pieces.register
def _heading(block: blocks.Heading, sheet: Sheet, _hosts: tuple[str, ...]) -> list[Piece]:
    lines = wrap([Run(block.text, BOLD)], sheet.heading, sheet.column)
    leading = round(sheet.heading * 1.3, 2)
    return [Piece(lines, sheet.heading, leading, gap=sheet.gap(9), colour=ACCENT, keep_with_next=True)]


@_pieces.register
def _paragraph(block: blocks.Paragraph, sheet: Sheet, _hosts: tuple[str, ...]) -> list[Piece]:
    return [text(sheet, [Run(line)], gap=sheet.gap(3)) for line in block.lines]


@_pieces.register
def _paper(block: blocks.Paper, sheet: Sheet, _hosts: tuple[str, ...]) -> list[Piece]:
    indent = sheet.body * 1.45
    return [text(sheet, _runs(block.line), indent=indent, gap=sheet.gap(3.5), ornament=_box(sheet))]


@lru_cache(maxsize=_SHEETS)
def _box(sheet: Sheet) -> Ornament:
    """Return the box to tick, the same object for the same sheet: what is drawn again costs nothing."""
    side = sheet.body * 0.8

    def box(canvas: Canvas, left: float, top: float, _height: float) -> None:
        canvas.setStrokeColorRGB(*INK)
        canvas.setLineWidth(sheet.body * 0.09)
        canvas.rect(left + 1, top - sheet.leading / 2 - side / 2, side, side, stroke=1, fill=0)

    return Recurring(box)


@_pieces.register
def _step(block: blocks.Step, sheet: Sheet, _hosts: tuple[str, ...]) -> list[Piece]:
    return [
        text(
            sheet,
            [Run(block.text)],
            indent=sheet.body * 3.1,
            gap=sheet.gap(4.5),
            ornament=_disc(printable(str(block.number)), icons.for_step(block.text), sheet),
            keep_with_next=block.number == 1,
            rather_with_next=block.before_last,
        )
    ]


@lru_cache(maxsize=_SHEETS * 100)
def _disc(number: str, icon: icons.Icon | None, sheet: Sheet) -> Ornament:
    """Return a step's number on a disc and its sign, the same object for the same ones."""
    radius = sheet.body * 0.68
    side = sheet.body * 1.15

    def disc(canvas: Canvas, left: float, top: float, _height: float) -> None:
        middle = top - sheet.leading / 2
        canvas.setFillColorRGB(*ACCENT)
        icons.draw_disc(canvas, left + radius, middle, radius)
        canvas.setFillColorRGB(1, 1, 1)
        canvas.setFont(BOLD, sheet.body)
        canvas.drawCentredString(left + radius, middle - sheet.body * 0.33, number)
        if icon:
            canvas.setStrokeColorRGB(*ACCENT)
            icons.draw(canvas, icon, left + sheet.body * 1.65, middle + side / 2, side)

    return Recurring(disc)


@_pieces.register
def _fact(block: blocks.Fact, sheet: Sheet, _hosts: tuple[str, ...]) -> list[Piece]:
    indent = round(sheet.body * _LABEL_COLUMN, 2)
    answers = [_runs(answer.line) for answer in block.answers]
    last = len(answers) - 1
    return [
        text(
            sheet,
            runs,
            indent=indent,
            gap=sheet.gap(1.5 if index else 5),
            ornament=None if index else _label(block.label, sheet),
            keep_with_next=index < last,
        )
        for index, runs in enumerate(answers)
    ]


@lru_cache(maxsize=_SHEETS * 10)
def _label(words: str, sheet: Sheet) -> Ornament:
    """Return a question beside its answers, the same object for the same one."""

    def label(canvas: Canvas, left: float, top: float, _height: float) -> None:
        canvas.setFillColorRGB(*ACCENT)
        canvas.setFont(BOLD, sheet.body)
        write(canvas, left, top - first_baseline(sheet.body, sheet.leading), printable(words))

    return Recurring(label)


def _joined(block: blocks.Block) -> blocks.Block:
    """Let a question's answers that hold for the same way of filing follow each other on a line."""
    if not isinstance(block, blocks.Fact):
        return block
    answers = (
        blocks.Answer(" ".join(f"{answer.text.rstrip(' .')}." for answer in same), lead)
        for lead, same in groupby(block.answers, key=lambda answer: answer.lead)
    )
    return blocks.Fact(block.label, tuple(answers))


def _runs(line: Iterable[blocks.Words]) -> list[Run]:
    return [Run(words, BOLD if strong else REGULAR) for words, strong in line]


@_pieces.register
def _portal_code(block: blocks.PortalCode, sheet: Sheet, hosts: tuple[str, ...]) -> list[Piece]:
    modules = qr.matrix(block.address, hosts)
    module = qr.module_size(modules, sheet.code)
    side, quiet = len(modules) * module, qr.QUIET_MODULES * module
    indent = side + max(quiet, 5 * MM)
    words = [[Run(block.heading, BOLD)], *([Run(line)] for line in block.lines)]
    blank = sheet.body * 1.9
    piece = text(sheet, *words, indent=indent, gap=sheet.gap(5), pad=quiet - 3)
    filled = len(piece.lines) * sheet.leading + quiet + len(block.blanks) * blank
    height = max(side + 2 * quiet, filled)

    def draw(canvas: Canvas, left: float, top: float, _height: float) -> None:
        qr.draw(canvas, modules, left, top - quiet, module)
        baseline = top - height + quiet
        for label in reversed(block.blanks):
            _blank(canvas, label, left + indent, baseline, left + sheet.column, sheet)
            baseline += blank

    return [
        Piece(
            piece.lines,
            sheet.body,
            sheet.leading,
            gap=piece.gap,
            indent=indent,
            pad=piece.pad,
            minimum=height,
            ornament=draw,
        )
    ]


def _blank(canvas: Canvas, label: str, left: float, baseline: float, right: float, sheet: Sheet) -> None:
    canvas.setFillColorRGB(*INK)
    canvas.setFont(BOLD, sheet.body)
    write(canvas, left, baseline, printable(label))
    canvas.setStrokeColorRGB(*INK)
    canvas.setLineWidth(0.8)
    start = left + width(printable(label), BOLD, sheet.body) + 5
    canvas.line(start, baseline - 2, right, baseline - 2)


@_pieces.register
def _caution(block: blocks.Caution, sheet: Sheet, _hosts: tuple[str, ...]) -> list[Piece]:
    def frame(canvas: Canvas, left: float, top: float, height: float) -> None:
        canvas.setStrokeColorRGB(*ACCENT)
        canvas.setLineWidth(1.6)
        canvas.roundRect(left + 1, top - height, sheet.column - 2, height, 5, stroke=1, fill=0)

    words = [[Run(block.heading, BOLD)], *([Run(line)] for line in block.lines)]
    return [
        text(sheet, *words, indent=9, inset=9, pad=5, gap=sheet.gap(7), ornament=frame, keep_with_next=True)
    ]


@_pieces.register
def _in_language(block: blocks.InLanguage, sheet: Sheet, _hosts: tuple[str, ...]) -> list[Piece]:
    """Under a bar of its own, line by line, so that a long text goes on on the next page."""

    def bar(canvas: Canvas, left: float, top: float, height: float) -> None:
        canvas.setFillColorRGB(*ACCENT)
        canvas.rect(left, top - height, 2.5, height, stroke=0, fill=1)

    heading, *lines = (
        text(sheet, [run], indent=10, pad=1.5, ornament=bar)
        for run in (Run(block.heading, BOLD), *map(Run, block.lines))
    )
    return [replace(heading, gap=sheet.gap(9), colour=ACCENT, keep_with_next=True), *lines]


@_pieces.register
def _imprint(block: blocks.Imprint, sheet: Sheet, _hosts: tuple[str, ...]) -> list[Piece]:
    def rule(canvas: Canvas, left: float, top: float, _height: float) -> None:
        canvas.setStrokeColorRGB(*INK)
        canvas.setLineWidth(0.5)
        canvas.line(left, top, left + sheet.column, top)

    words = [Run(line) for line in block.lines]
    return [text(sheet, words, gap=sheet.gap(7), pad=3, ornament=rule, at_foot=True)]
