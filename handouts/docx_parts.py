"""The pieces of a Word document that python-docx has no words for: lines, fields, fast tables, fixed bytes."""

import io
import zipfile
from collections.abc import Iterable, Sequence
from typing import Any

from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from handouts.decree30 import column_widths, written
from services_catalog.report import Align, Cell, Column, Row, Share, Table, shown

FONT = "Times New Roman"
TWIPS = 1440 / 25.4
"""Twentieths of a point in a millimetre."""
_EPOCH = (1980, 1, 1, 0, 0, 0)
_ALIGN = {Align.TEXT: "left", Align.NUMBER: "right", Align.CENTRE: "center"}


def twips(millimetres: float) -> int:
    """A length in twentieths of a point."""
    return round(millimetres * TWIPS)


def element(name: str, **attributes: str | int) -> Any:
    """A Word element with attributes of the same name space."""
    made = OxmlElement(f"w:{name}")
    for key, value in attributes.items():
        made.set(qn(f"w:{key}"), str(value))
    return made


def fonts(properties: Any) -> None:
    """Let every kind of letter be Times New Roman; a theme's font would win over a named one."""
    found = properties.find(qn("w:rFonts"))
    if found is not None:
        properties.remove(found)
    properties.insert(0, element("rFonts", ascii=FONT, hAnsi=FONT, eastAsia=FONT, cs=FONT))


def rule(paragraph: Any, width: float, room: float) -> None:
    """Draw a line of `width` in the middle of `room` (millimetres): the upper border of an empty low paragraph."""
    side = max(0.0, (room - width) / 2)
    form = paragraph._p.get_or_add_pPr()  # noqa: SLF001 - python-docx offers no borders
    border = element("pBdr")
    border.append(element("top", val="single", sz=6, space=0, color="000000"))
    form.append(border)
    form.append(element("spacing", before=50, after=0, line=120, lineRule="exact"))
    form.append(element("ind", left=twips(side), right=twips(side), firstLine=0))
    form.append(element("jc", val="center"))


def page_number(paragraph: Any, size: float) -> None:
    """Write the page's number in the middle of its head."""
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    field = element("fldSimple", instr="PAGE")
    field.append(_run("1", size))
    paragraph._p.append(field)  # noqa: SLF001 - python-docx offers no fields


def table(made: Table, width: float, size: float) -> Any:
    """A table with borders whose head stands on every page; built at once, as long ones are common."""
    widths = [twips(each) for each in column_widths(made, width, size)]
    whole = element("tbl")
    whole.append(_table_form(sum(widths)))
    grid = element("tblGrid")
    for each in widths:
        grid.append(element("gridCol", w=each))
    whole.append(grid)
    for row in _heads(made.columns, widths, size):
        whole.append(row)
    kept = made.kept()
    for place, row in enumerate(made.rows):
        whole.append(_row(row, made.columns, widths, size, keep=place in kept))
    return whole


def repacked(content: bytes) -> bytes:
    """The same file with its parts' times taken out, so that the same report gives the same bytes."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            part = zipfile.ZipInfo(name, _EPOCH)
            part.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(part, old.read(name))
    return out.getvalue()


def _table_form(width: int) -> Any:
    form = element("tblPr")
    form.append(element("tblW", w=width, type="dxa"))
    form.append(element("jc", val="center"))
    borders = element("tblBorders")
    for side in ("top", "left", "bottom", "right", "insideH", "insideV"):
        borders.append(element(side, val="single", sz=4, space=0, color="000000"))
    form.append(borders)
    form.append(element("tblLayout", type="fixed"))
    margins = element("tblCellMar")
    for side in ("left", "right"):
        margins.append(element(side, w=57, type="dxa"))
    form.append(margins)
    return form


def _heads(columns: Sequence[Column], widths: Sequence[int], size: float) -> Iterable[Any]:
    grouped = any(each.group for each in columns)
    first = _row_element(head=True)
    second = _row_element(head=True)
    place = 0
    while place < len(columns):
        column = columns[place]
        same = place
        while column.group and same + 1 < len(columns) and columns[same + 1].group == column.group:
            same += 1
        if column.group:
            span = same - place + 1
            cell = _cell(written(column.group), sum(widths[place : same + 1]), "center", size, bold=True)
            cell.tcPr.append(element("gridSpan", val=span))
            first.append(cell)
        else:
            cell = _cell(written(column.heading), widths[place], "center", size, bold=True)
            if grouped:
                cell.tcPr.append(element("vMerge", val="restart"))
            first.append(cell)
        for inner in range(place, same + 1):
            text = written(columns[inner].heading) if column.group else ""
            cell = _cell(text, widths[inner], "center", size, bold=True)
            if not column.group:
                cell.tcPr.append(element("vMerge"))
            second.append(cell)
        place = same + 1
    for cell in (*first.tc_lst, *second.tc_lst):
        cell.tcPr.append(element("vAlign", val="center"))
    return [first, second] if grouped else [first]


def _row_element(*, head: bool = False) -> Any:
    row = element("tr")
    form = element("trPr")
    form.append(element("cantSplit"))
    if head:
        form.append(element("tblHeader"))
    row.append(form)
    return row


def _row(row: Row, columns: Sequence[Column], widths: Sequence[int], size: float, *, keep: bool) -> Any:
    made = _row_element()
    for cell, column, width in zip(row.cells, columns, widths, strict=True):
        align = _ALIGN[
            Align.NUMBER if isinstance(cell, int | Share) and column.align is Align.NUMBER else column.align
        ]
        made.append(_cell(_said(cell), width, align, size, bold=row.strong, italic=row.inner, keep=keep))
    return made


def _said(cell: Cell) -> str:
    text = written(shown(cell))
    return text.replace(" ", "\u00a0") if isinstance(cell, Share) else text


def _cell(
    text: str,
    width: int,
    align: str,
    size: float,
    *,
    bold: bool = False,
    italic: bool = False,
    keep: bool = False,
) -> Any:
    made = element("tc")
    form = element("tcPr")
    form.append(element("tcW", w=width, type="dxa"))
    made.append(form)
    paragraph = element("p")
    style = element("pPr")
    if keep:
        style.append(element("keepNext"))
    style.append(element("spacing", before=20, after=20, line=240, lineRule="auto"))
    style.append(element("ind", firstLine=0))
    style.append(element("jc", val=align))
    paragraph.append(style)
    if text:
        paragraph.append(_run(text, size, bold=bold, italic=italic))
    made.append(paragraph)
    return made


def _run(text: str, size: float, *, bold: bool = False, italic: bool = False) -> Any:
    run = element("r")
    form = element("rPr")
    fonts(form)
    if bold:
        form.append(element("b"))
    if italic:
        form.append(element("i"))
    form.append(element("sz", val=round(size * 2)))
    form.append(element("szCs", val=round(size * 2)))
    run.append(form)
    words = element("t")
    words.text = text
    words.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    run.append(words)
    return run
