"""A report as a Word document in the form of NĐ 30/2020/NĐ-CP, so that an office edits some paragraphs and signs."""

import io
from datetime import datetime
from typing import Any

from docx import Document
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_COLOR_INDEX, WD_LINE_SPACING
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

from handouts import decree30, docx_parts
from handouts.decree30 import BODY, HEAD, MOTTO, TABLE, TEXT_WIDTH, written
from services_catalog.report import Annex, Block, Heading, Paragraph, Report, Table, Tone

LANGUAGE = "vi-VN"
_HEADINGS = {1: True, 2: True, 3: False, 4: False}
"""The levels of headings, and which are bold."""
_LONG_HEADING = 4
_HEAD_EDGE = 10
_LINES_TO_SIGN = 4
_CENTRE, _JUSTIFY, _LEFT = WD_ALIGN_PARAGRAPH.CENTER, WD_ALIGN_PARAGRAPH.JUSTIFY, WD_ALIGN_PARAGRAPH.LEFT


def render(report: Report, at: datetime) -> bytes:
    """The document as bytes; `at` is the moment it says it was made, and the same call gives the same bytes."""
    document = Document()
    _language(document)
    _styles(document)
    _describe(document, report, at)
    _page(document.sections[0])
    words = decree30.words_of(report)
    _head(document, report, words)
    _title(document, report)
    for block in report.blocks:
        _block(document, block, TEXT_WIDTH)
    _foot(document, report)
    for annex in report.annexes:
        _annex(document, annex, words)
    out = io.BytesIO()
    document.save(out)
    return docx_parts.repacked(out.getvalue())


def _language(document: Any) -> None:
    defaults = document.styles.element.find(qn("w:docDefaults")).find(qn("w:rPrDefault")).find(qn("w:rPr"))
    docx_parts.fonts(defaults)
    old = defaults.find(qn("w:lang"))
    if old is not None:
        defaults.remove(old)
    defaults.append(docx_parts.element("lang", val=LANGUAGE, eastAsia=LANGUAGE, bidi="ar-SA"))
    theme = document.settings.element.find(qn("w:themeFontLang"))
    if theme is not None:
        theme.set(qn("w:val"), LANGUAGE)
        theme.set(qn("w:eastAsia"), LANGUAGE)


def _styles(document: Any) -> None:
    normal = document.styles["Normal"]
    _type(normal, BODY, bold=False)
    form = normal.paragraph_format
    form.space_before, form.space_after = Pt(0), Pt(decree30.BETWEEN)
    form.line_spacing_rule, form.line_spacing = WD_LINE_SPACING.MULTIPLE, decree30.LINE_SPACING
    form.widow_control = True
    for level, bold in _HEADINGS.items():
        style = document.styles[f"Heading {level}"]
        _type(style, BODY, bold=bold)
        form = style.paragraph_format
        form.space_before, form.space_after = Pt(decree30.BETWEEN), Pt(decree30.BETWEEN)
        # The longest heading with a dash has nine lines: kept with what follows, it would leave half a page empty.
        form.first_line_indent, form.keep_with_next = Mm(decree30.FIRST_LINE), level < _LONG_HEADING
        form.alignment, form.keep_together = _JUSTIFY, False


def _type(style: Any, size: float, *, bold: bool) -> None:
    style.font.size, style.font.bold, style.font.italic = Pt(size), bold, False
    style.font.color.rgb = RGBColor(0, 0, 0)
    docx_parts.fonts(style.element.get_or_add_rPr())


def _describe(document: Any, report: Report, at: datetime) -> None:
    about = document.core_properties
    about.title = written(f"Báo cáo: {report.title}")[:250]
    about.author = about.last_modified_by = written(report.issuer)[:250]
    about.subject, about.language, about.comments = written(report.period), LANGUAGE, ""
    about.created = about.modified = about.last_printed = at.replace(tzinfo=None, microsecond=0)
    about.revision = 1


def _page(section: Any, *, wide: bool = False) -> None:
    width, height = Mm(decree30.PAGE_WIDTH), Mm(decree30.PAGE_HEIGHT)
    section.orientation = WD_ORIENT.LANDSCAPE if wide else WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = (height, width) if wide else (width, height)
    section.top_margin, section.bottom_margin = Mm(decree30.TOP), Mm(decree30.BOTTOM)
    section.left_margin, section.right_margin = Mm(decree30.LEFT), Mm(decree30.RIGHT)
    section.header_distance = section.footer_distance = Mm(_HEAD_EDGE)
    section.different_first_page_header_footer = True
    section.header.is_linked_to_previous = section.first_page_header.is_linked_to_previous = False
    docx_parts.page_number(section.header.paragraphs[0], BODY)
    number = section._sectPr.find(qn("w:pgNumType"))  # noqa: SLF001 - python-docx can't restart numbers
    if number is None:
        number = docx_parts.element("pgNumType")
        section._sectPr.append(number)  # noqa: SLF001 - the same
    number.set(qn("w:start"), "1")


def _head(document: Any, report: Report, words: decree30.Words) -> None:
    left, right = TEXT_WIDTH * decree30.HEAD_LEFT, TEXT_WIDTH * decree30.HEAD_RIGHT
    grid = _hidden_table(document, 2, (left, right))
    head = report.header
    agency, state = grid.rows[0].cells
    lines = [(written(head.superior), False)] if head.superior else []
    lines += [(written(line), True) for line in head.agency]
    for place, (text, bold) in enumerate(lines):
        _line(agency, text, HEAD, bold=bold, first=place == 0)
    longest = min(left, decree30.text_width(written(head.agency[-1]), HEAD, bold=True))
    docx_parts.rule(agency.add_paragraph(), longest * decree30.UNDER_AGENCY, left)
    _line(state, decree30.STATE, HEAD, bold=True, first=True)
    _line(state, decree30.MOTTO_WORDS, MOTTO, bold=True)
    motto = decree30.text_width(decree30.MOTTO_WORDS, MOTTO, bold=True)
    docx_parts.rule(state.add_paragraph(), motto, right)
    number, day = grid.rows[1].cells
    _line(number, words.number, MOTTO, first=True)
    _line(day, words.place_and_date, MOTTO, italic=True, first=True)


def _title(document: Any, report: Report) -> None:
    kind = _centred(document, decree30.KIND, BODY, bold=True)
    kind.paragraph_format.space_before, kind.paragraph_format.space_after = Pt(12), Pt(0)
    subject = _centred(document, written(report.title), BODY, bold=True)
    subject.paragraph_format.space_after = Pt(2)
    width = min(TEXT_WIDTH, decree30.text_width(report.title, BODY, bold=True))
    docx_parts.rule(document.add_paragraph(), width * decree30.UNDER_AGENCY, TEXT_WIDTH)
    _to_whom(document, report)
    for line in decree30.basis_lines(report):
        _body(document, line, italic=True)


def _to_whom(document: Any, report: Report) -> None:
    lines = decree30.addressee_lines(report)
    if len(lines) == 1:
        name, through, rest = lines[0].partition(" (")
        made = _centred(document, f"{decree30.TO_WHOM} {name}", BODY)
        made.paragraph_format.space_before = Pt(decree30.BETWEEN)
        if through:
            made.add_run().add_break()
            made.add_run(f"({rest}")
        made.paragraph_format.space_after = Pt(12)
        return
    edge = 28
    under = edge + decree30.text_width(decree30.TO_WHOM.removesuffix(":"), BODY)
    if lines:
        first = document.add_paragraph(decree30.TO_WHOM)
        first.paragraph_format.left_indent = Mm(edge)
    for line in lines:
        made = document.add_paragraph(line)
        made.paragraph_format.left_indent = Mm(under)


def _block(document: Any, block: Block, width: float) -> None:
    match block:
        case Heading():
            made = document.add_paragraph(style=f"Heading {block.level}")
            made.add_run(f"{written(block.label)} {written(block.text)}")
        case Paragraph():
            run = _body(document, decree30.spoken(block), italic=block.tone is Tone.NOTE).runs[0]
            if block.tone is Tone.MISSING:
                run.font.highlight_color = WD_COLOR_INDEX.YELLOW  # so that nobody signs over it
        case Table():
            _table(document, block, width)


def _table(document: Any, block: Table, width: float) -> None:
    if block.title:
        made = _centred(document, written(block.title), BODY, bold=True)
        made.paragraph_format.keep_with_next = True
    # Before the section's own form, which has to stay the last thing in the body.
    document.element.body.insert_element_before(docx_parts.table(block, width, TABLE), "w:sectPr")
    after = document.add_paragraph()
    after.paragraph_format.space_after, after.paragraph_format.line_spacing = Pt(0), Pt(decree30.BETWEEN)
    for note in block.notes:
        made = _body(document, written(note), italic=True, size=TABLE)
        made.paragraph_format.first_line_indent, made.paragraph_format.space_after = Mm(0), Pt(2)


def _foot(document: Any, report: Report) -> None:
    document.paragraphs[-1].paragraph_format.keep_with_next = True
    half = TEXT_WIDTH / 2
    grid = _hidden_table(document, 1, (half, half))
    left, right = grid.rows[0].cells
    to = left.paragraphs[0]
    _set(to, decree30.RECIPIENTS, decree30.TO, bold=True, italic=True)
    to.alignment = _LEFT
    for line in decree30.recipient_lines(report):
        made = left.add_paragraph()
        _set(made, line, decree30.TO_LIST)
        made.alignment = _LEFT
    for place, line in enumerate(report.signature.lines):
        _line(right, written(line), BODY, bold=True, first=place == 0)
    for _ in range(_LINES_TO_SIGN):
        _line(right, "", BODY)
    _line(right, "", BODY, bold=True)


def _annex(document: Any, annex: Annex, words: decree30.Words) -> None:
    _page(document.add_section(WD_SECTION.NEW_PAGE), wide=annex.wide)
    width = (decree30.PAGE_HEIGHT if annex.wide else decree30.PAGE_WIDTH) - decree30.LEFT - decree30.RIGHT
    for text, bold, italic in (
        (written(annex.name), True, False),
        (decree30.annex_title(annex), True, False),
        (words.attached, False, True),
    ):
        made = _centred(document, text, BODY, bold=bold, italic=italic)
        made.paragraph_format.space_after = Pt(2)
    made.paragraph_format.space_after = Pt(12)
    for block in annex.blocks:
        _block(document, block, width)


def _hidden_table(document: Any, rows: int, widths: tuple[float, float]) -> Any:
    """A table that only holds things beside each other: no borders, no margins, rows never parted."""
    grid = document.add_table(rows, len(widths))
    grid.autofit = False
    form = grid._tbl.tblPr  # noqa: SLF001 - python-docx offers no cell margins of a whole table
    margins = docx_parts.element("tblCellMar")
    for side in ("left", "right"):
        margins.append(docx_parts.element(side, w=0, type="dxa"))
    form.append(margins)
    for column, width in zip(grid.columns, widths, strict=True):
        column.width = Mm(width)
    for row in grid.rows:
        row._tr.get_or_add_trPr().append(docx_parts.element("cantSplit"))  # noqa: SLF001 - the same
        for cell, width in zip(row.cells, widths, strict=True):
            cell.width = Mm(width)
    return grid


def _line(
    cell: Any, text: str, size: float, *, bold: bool = False, italic: bool = False, first: bool = False
) -> None:
    made = cell.paragraphs[0] if first else cell.add_paragraph()
    _set(made, text, size, bold=bold, italic=italic)
    made.alignment = _CENTRE


def _set(paragraph: Any, text: str, size: float, *, bold: bool = False, italic: bool = False) -> None:
    run = paragraph.add_run(text)
    run.font.size, run.font.bold, run.font.italic = Pt(size), bold, italic
    paragraph.paragraph_format.space_after = Pt(0)
    paragraph.paragraph_format.line_spacing = 1.0


def _centred(document: Any, text: str, size: float, *, bold: bool = False, italic: bool = False) -> Any:
    made = document.add_paragraph()
    run = made.add_run(text)
    run.font.size, run.font.bold, run.font.italic = Pt(size), bold, italic
    made.alignment = _CENTRE
    return made


def _body(document: Any, text: str, *, italic: bool = False, size: float = BODY) -> Any:
    made = document.add_paragraph()
    run = made.add_run(text)
    run.font.size, run.font.italic = Pt(size), italic
    made.alignment = _JUSTIFY
    made.paragraph_format.first_line_indent = Mm(decree30.FIRST_LINE)
    return made
