"""A report as lines of text, for the screen and the terminal."""

from collections.abc import Iterator
from textwrap import wrap

from services_catalog.report import Block, Heading, Paragraph, Report, Table, Tone, shown

_WIDEST_CELL = 44


def quarter_lines(report: Report, width: int) -> Iterator[str]:
    """The whole report: head, text, annexes; what is missing begins with «!»."""
    yield f"{' '.join(report.header.agency)} · {report.period}"
    yield from wrap(report.title, width)
    yield from (f"Kính gửi: {each}" for each in report.addressees)
    for base in report.bases:
        yield from wrap(base, width)
    for block in report.blocks:
        yield from _block(block, width)
    for annex in report.annexes:
        yield ""
        yield from wrap(f"{annex.name}. {annex.title}", width)
        for block in annex.blocks:
            yield from _block(block, width)
    yield ""
    yield f"Nơi nhận: {'; '.join(report.recipients)}"
    yield f"Ký: {' – '.join(report.signature.lines)}"


def _block(block: Block, width: int) -> Iterator[str]:
    match block:
        case Heading():
            yield ""
            yield from wrap(f"{block.label} {block.text}", width)
        case Paragraph():
            mark = {Tone.ITEM: "- ", Tone.MISSING: "! "}.get(block.tone, "")
            yield from wrap(block.text, width, initial_indent=f"  {mark}", subsequent_indent="  ")
        case Table():
            yield from _table(block, width)


def _table(table: Table, width: int) -> Iterator[str]:
    """Its columns side by side, each as wide as its cells; a line that is too long is cut."""
    if table.title:
        yield from wrap(table.title, width)
    rows = [
        [each.heading for each in table.columns],
        *([shown(cell) for cell in row.cells] for row in table.rows),
    ]
    widths = [min(_WIDEST_CELL, max(len(row[place]) for row in rows)) for place in range(len(table.columns))]
    for row in rows:
        yield "  ".join(f"{cell[:room]:<{room}}" for cell, room in zip(row, widths, strict=True))[
            :width
        ].rstrip()
    yield from (line for note in table.notes for line in wrap(note, width))
