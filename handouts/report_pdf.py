"""A report as a PDF in the form of NĐ 30/2020/NĐ-CP: to read, to send, to print without a word processor."""

import io
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Literal, TypeAlias
from xml.sax.saxutils import escape

from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import (
    BaseDocTemplate,
    Flowable,
    Frame,
    KeepTogether,
    NextPageTemplate,
    PageBreak,
    PageTemplate,
    Spacer,
)
from reportlab.platypus import Paragraph as Text
from reportlab.platypus import Table as Grid

from handouts import decree30
from handouts.decree30 import BODY, HEAD, MOTTO, TABLE, TEXT_WIDTH, column_widths
from handouts.times import face, printable
from services_catalog.report import (
    Align,
    Annex,
    Block,
    Column,
    Heading,
    Paragraph,
    Report,
    Row,
    Table,
    Tone,
    shown,
)

MM = 72 / 25.4
LANGUAGE = "vi-VN"
_LEADING = 1.15
_NOT_TIMES = (
    "Bản PDF này dùng phông chữ Source Sans vì máy không có phông Times; bản .docx ghi đúng Times New Roman."
)
_Alignment: TypeAlias = Literal["left", "center", "right", "justify"]
_SIDES: dict[_Alignment, Literal[0, 1, 2, 4]] = {"left": 0, "center": 1, "right": 2, "justify": 4}
"""ReportLab draws only the numbers, whatever its style takes."""
_ALIGN: dict[Align, _Alignment] = {Align.TEXT: "left", Align.NUMBER: "right", Align.CENTRE: "center"}
_LINES_TO_SIGN = 72
_NO_PADDING = [(f"{side}PADDING", (0, 0), (-1, -1), 0) for side in ("LEFT", "RIGHT", "TOP", "BOTTOM")]


class _Marked(Text):
    """A paragraph that the reader's outline leads to: its key, its level, its words."""

    outline: tuple[str, int, str] | None = None


class _Document(BaseDocTemplate):
    """Pages with their numbers on top, from the second one of each part on."""

    def __init__(self, file: io.BytesIO, report: Report) -> None:
        super().__init__(
            file,
            title=printable(f"Báo cáo: {report.title}"),
            author=printable(report.issuer),
            creator="motcua",
            lang=LANGUAGE,
            invariant=1,
            pageCompression=1,
        )
        self.part_starts = 1
        self.addPageTemplates([each for wide in (False, True) for each in self._templates(wide=wide)])

    def _templates(self, *, wide: bool) -> Iterator[PageTemplate]:
        across, down = decree30.PAGE_WIDTH * MM, decree30.PAGE_HEIGHT * MM
        size = (down, across) if wide else (across, down)
        room = (
            size[0] - (decree30.LEFT + decree30.RIGHT) * MM,
            size[1] - (decree30.TOP + decree30.BOTTOM) * MM,
        )
        for name, draw in (("first", self._first), ("later", self._later)):
            frame = Frame(decree30.LEFT * MM, decree30.BOTTOM * MM, *room, 0, 0, 0, 0)
            yield PageTemplate(f"{'wide' if wide else 'tall'}-{name}", [frame], onPage=draw, pagesize=size)

    def _first(self, canvas: Canvas, _: BaseDocTemplate) -> None:
        self.part_starts = canvas.getPageNumber()

    def _later(self, canvas: Canvas, _: BaseDocTemplate) -> None:
        width, height = self.pageTemplate.pagesize
        canvas.setFont(face().family, BODY)
        middle = (width + (decree30.LEFT - decree30.RIGHT) * MM) / 2
        canvas.drawCentredString(middle, height - 13 * MM, str(canvas.getPageNumber() - self.part_starts + 1))

    def afterFlowable(self, flowable: Flowable) -> None:  # noqa: N802 - ReportLab's name
        """Let the reader's outline lead to headings and annexes."""
        if isinstance(flowable, _Marked) and flowable.outline is not None:
            key, level, words = flowable.outline
            self.canv.bookmarkPage(key)
            self.canv.addOutlineEntry(words, key, level)


def render(report: Report) -> bytes:
    """The PDF as bytes; the same report gives the same bytes on the same machine."""
    family = face()
    out = io.BytesIO()
    words = decree30.words_of(report)
    story: list[Any] = [NextPageTemplate("tall-later"), _head(report, words), *_title(report)]
    for number, block in enumerate(report.blocks):
        story += _flow(block, TEXT_WIDTH, number)
    last = story.pop()
    story.append(KeepTogether([last, Spacer(0, BODY), _foot(report)]))
    if not family.is_times:
        story.append(_said(_NOT_TIMES, 9, "left"))
    for number, annex in enumerate(report.annexes):
        story += _annex(annex, words, number)
    _Document(out, report).build(story)
    return out.getvalue()


def _style(
    size: float, align: _Alignment, *, bold: bool = False, italic: bool = False, **more: Any
) -> ParagraphStyle:
    font = f"{face().family}{'-' * (bold or italic)}{'Bold' * bold}{'Italic' * italic}"
    return ParagraphStyle(
        "", fontName=font, fontSize=size, leading=size * _LEADING, alignment=_SIDES[align], **more
    )


def _said(text: str, size: float, align: _Alignment, **more: Any) -> _Marked:
    return _Marked(escape(printable(text)), _style(size, align, **more))


class _Rule(Flowable):
    """A line in the middle of what stands around it; `length` in millimetres."""

    def __init__(self, length: float) -> None:
        super().__init__()
        self.length = length * MM

    def wrap(self, available_width: float, _available_height: float) -> tuple[float, float]:
        """Take the whole width, so that the middle is known."""
        self.width = available_width
        return available_width, 4

    def draw(self) -> None:
        """Draw the line."""
        self.canv.setLineWidth(0.75)
        start = (self.width - self.length) / 2
        self.canv.line(start, 1, start + self.length, 1)


def _head(report: Report, words: decree30.Words) -> Grid:
    left, right = TEXT_WIDTH * decree30.HEAD_LEFT, TEXT_WIDTH * decree30.HEAD_RIGHT
    head = report.header
    agency: list[Flowable] = [_said(head.superior, HEAD, "center")] if head.superior else []
    agency += [_said(line, HEAD, "center", bold=True) for line in head.agency]
    longest = min(left, decree30.text_width(head.agency[-1], HEAD, bold=True))
    agency.append(_Rule(longest * decree30.UNDER_AGENCY))
    state = [
        _said(decree30.STATE, HEAD, "center", bold=True),
        _said(decree30.MOTTO_WORDS, MOTTO, "center", bold=True),
        _Rule(decree30.text_width(decree30.MOTTO_WORDS, MOTTO, bold=True)),
    ]
    number = _said(words.number, MOTTO, "center")
    day = _said(words.place_and_date, MOTTO, "center", italic=True)
    return Grid(
        [[agency, state], [number, day]],
        colWidths=[left * MM, right * MM],
        style=[*_NO_PADDING, ("VALIGN", (0, 0), (-1, -1), "TOP"), ("TOPPADDING", (0, 1), (-1, 1), 8)],
    )


def _title(report: Report) -> Iterator[Flowable]:
    yield Spacer(0, BODY)
    yield _said(decree30.KIND, BODY, "center", bold=True)
    yield _said(report.title, BODY, "center", bold=True)
    yield Spacer(0, 2)
    width = min(TEXT_WIDTH, decree30.text_width(report.title, BODY, bold=True))
    yield _Rule(width * decree30.UNDER_AGENCY)
    yield Spacer(0, BODY)
    lines = decree30.addressee_lines(report)
    if len(lines) == 1:
        name, through, rest = lines[0].partition(" (")
        yield _said(f"{decree30.TO_WHOM} {name}", BODY, "center")
        if through:
            yield _said(f"({rest}", BODY, "center")
    elif lines:
        yield _said(decree30.TO_WHOM, BODY, "left", leftIndent=28 * MM)
        under = 28 + decree30.text_width(decree30.TO_WHOM.removesuffix(":"), BODY)
        yield from (_said(line, BODY, "left", leftIndent=under * MM) for line in lines)
    yield Spacer(0, BODY)
    for line in decree30.basis_lines(report):
        yield _body(line, italic=True)


def _body(text: str, size: float = BODY, **more: Any) -> _Marked:
    style = _style(size, "justify", firstLineIndent=decree30.FIRST_LINE * MM, **more)
    style.leading, style.spaceAfter = size * _LEADING * decree30.LINE_SPACING, decree30.BETWEEN
    return _Marked(escape(printable(text)), style)


def _flow(block: Block, width: float, number: int) -> list[Any]:
    match block:
        case Heading():
            words = f"{block.label} {block.text}"
            made = _body(words, bold=block.level < 3, keepWithNext=True)  # noqa: PLR2004 - «I.» and «1.» are bold
            if block.level < 4:  # noqa: PLR2004 - a dash is no heading of the outline
                made.outline = (f"b{number}", 0 if block.level == 1 else 1, printable(words)[:120])
            return [made]
        case Paragraph():
            mark: dict[str, Any] = {"backColor": "#FFF3A0"} if block.tone is Tone.MISSING else {}
            return [_body(decree30.spoken(block), italic=block.tone is Tone.NOTE, **mark)]
        case Table():
            return list(_table(block, width))


def _table(table: Table, width: float) -> Iterator[Flowable]:
    if table.title:
        yield _said(table.title, BODY, "center", bold=True, spaceAfter=4, keepWithNext=True)
    heads, spans = _heads(table.columns)
    inner = [_row(row, table.columns) for row in table.rows]
    yield Grid(
        [*heads, *inner],
        colWidths=[each * MM for each in column_widths(table, width, TABLE)],
        repeatRows=len(heads),
        style=[
            ("GRID", (0, 0), (-1, -1), 0.5, "black"),
            ("VALIGN", (0, 0), (-1, len(heads) - 1), "MIDDLE"),
            ("VALIGN", (0, len(heads)), (-1, -1), "TOP"),
            *((f"{side}PADDING", (0, 0), (-1, -1), 2.8) for side in ("LEFT", "RIGHT")),
            *((f"{side}PADDING", (0, 0), (-1, -1), 1.5) for side in ("TOP", "BOTTOM")),
            *spans,
            *_unparted(table, len(heads)),
        ],
    )
    yield Spacer(0, decree30.BETWEEN)
    for note in table.notes:
        yield _said(note, TABLE, "left", italic=True, spaceAfter=2)


def _unparted(table: Table, heads: int) -> Iterator[tuple[Any, ...]]:
    """The spans of rows that no page break may part."""
    kept = table.kept()
    for start in sorted(each for each in kept if each - 1 not in kept):
        end = start
        while end in kept:
            end += 1
        yield "NOSPLIT", (0, heads + start), (-1, heads + end)


def _heads(columns: Sequence[Column]) -> tuple[list[list[Any]], list[Any]]:
    def head(text: str) -> Text:
        return _said(text, TABLE, "center", bold=True)

    if not any(each.group for each in columns):
        return [[head(each.heading) for each in columns]], []
    first: list[Any] = []
    second: list[Any] = []
    spans: list[Any] = []
    for place, each in enumerate(columns):
        starts = not place or columns[place - 1].group != each.group
        if not each.group:
            spans.append(("SPAN", (place, 0), (place, 1)))
        elif starts:
            last = place
            while last + 1 < len(columns) and columns[last + 1].group == each.group:
                last += 1
            spans.append(("SPAN", (place, 0), (last, 0)))
        first.append(head(each.group if starts else "") if each.group else head(each.heading))
        second.append(head(each.heading) if each.group else "")
    return [first, second], spans


def _row(row: Row, columns: Iterable[Column]) -> list[Any]:
    return [
        _said(shown(cell), TABLE, _ALIGN[column.align], bold=row.strong, italic=row.inner)
        if cell not in {None, ""}
        else ""
        for cell, column in zip(row.cells, columns, strict=True)
    ]


def _foot(report: Report) -> Grid:
    to = [
        _said(decree30.RECIPIENTS, decree30.TO, "left", bold=True, italic=True),
        *(_said(line, decree30.TO_LIST, "left") for line in decree30.recipient_lines(report)),
    ]
    sign = [
        *(_said(line, BODY, "center", bold=True) for line in report.signature.lines),
        Spacer(0, _LINES_TO_SIGN),
    ]
    return Grid(
        [[to, sign]],
        colWidths=[TEXT_WIDTH * MM / 2] * 2,
        style=[*_NO_PADDING, ("VALIGN", (0, 0), (-1, -1), "TOP")],
    )


def _annex(annex: Annex, words: decree30.Words, number: int) -> Iterator[Any]:
    shape = "wide" if annex.wide else "tall"
    yield NextPageTemplate(f"{shape}-first")
    yield PageBreak()
    yield NextPageTemplate(f"{shape}-later")
    name = _said(annex.name, BODY, "center", bold=True)
    name.outline = (f"a{number}", 0, printable(f"{annex.name}. {annex.title}")[:120])
    yield name
    yield _said(decree30.annex_title(annex), BODY, "center", bold=True)
    yield _said(words.attached, BODY, "center", italic=True, spaceAfter=10)
    width = (decree30.PAGE_HEIGHT if annex.wide else decree30.PAGE_WIDTH) - decree30.LEFT - decree30.RIGHT
    for place, block in enumerate(annex.blocks):
        yield from _flow(block, width, 1000 * (number + 1) + place)
