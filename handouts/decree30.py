"""The form of an administrative document (NĐ 30/2020/NĐ-CP, Phụ lục I): measures and fixed words, for every format.

Lengths are in millimetres, type sizes in points. Number, day and name stay blank: the clerk and the head give them.
"""

from dataclasses import dataclass
from functools import lru_cache

from reportlab.pdfbase.pdfmetrics import stringWidth

from services_catalog.report import Annex, Cell, Paragraph, Report, Share, Table, Tone, shown
from services_catalog.vietnamese import clean, fold

PAGE_WIDTH, PAGE_HEIGHT = 210, 297
TOP, BOTTOM, LEFT, RIGHT = 20, 20, 30, 15
TEXT_WIDTH = PAGE_WIDTH - LEFT - RIGHT
HEAD_LEFT, HEAD_RIGHT = 0.40, 0.60
"""How the head of the page is divided between the agency and the State's name."""
FIRST_LINE = 12.7
BETWEEN = 6
"""Points between paragraphs: at least 6."""
LINE_SPACING = 1.15
BODY, MOTTO, HEAD, TO, TO_LIST, TABLE = 14, 13, 12, 12, 11, 12
"""Type sizes: body and headings; motto, number and date; names of State and agency; «Nơi nhận:» and its list."""
UNDER_AGENCY = 0.4
"""The line under the agency and under the title: 1/3 to 1/2 of the text."""
STATE = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
MOTTO_WORDS = "Độc lập - Tự do - Hạnh phúc"
KIND = "BÁO CÁO"
TO_WHOM = "Kính gửi:"
RECIPIENTS = "Nơi nhận:"
_CELL_MARGINS = 3.2
_LONGEST_WORD = 40
_NOT_IN_XML = {0xFFFE: None, 0xFFFF: None}
_BLANK = "\u00a0" * 8
_TWO_DIGITS = (1, 2)
"""Only these months are written with a 0 before them."""


@dataclass(frozen=True, slots=True)
class Words:
    """The fixed lines of one report."""

    number: str
    place_and_date: str
    attached: str


def written(text: str) -> str:
    """A text as every kind of file can hold it: one clean line, without the two signs that XML forbids."""
    return clean(text).translate(_NOT_IN_XML)


def words_of(report: Report) -> Words:
    """The number line, the place and date line, and the line under an annex's title; their figures stay blank."""
    head = report.header
    month = f"{head.month:02}" if head.month in _TWO_DIGITS else str(head.month)
    day = f"ngày{_BLANK}tháng {month} năm {head.year}"
    return Words(
        number=f"Số:{_BLANK}/{written(head.symbol)}",
        place_and_date=f"{written(head.place)}, {day}",
        attached=f"(Kèm theo Báo cáo số{_BLANK}/{written(head.symbol)} {day} của {written(report.issuer)})",
    )


@lru_cache(maxsize=20_000)
def text_width(text: str, size: float, *, bold: bool = False) -> float:
    """How wide a text is in Times, in millimetres; marks change no letter's width but a little that of ơ and ư."""
    plain = fold(text) if text.islower() else "".join(_bare(letter) for letter in text)
    face = "Times-Bold" if bold else "Times-Roman"
    return float(stringWidth(plain, face, size)) * 25.4 / 72


def basis_lines(report: Report) -> list[str]:
    """The legal bases, each with a semicolon, the last with a full stop."""
    lines = [written(each).rstrip(";.") for each in report.bases]
    return [f"{line}{'.' if line is lines[-1] else ';'}" for line in lines]


def recipient_lines(report: Report) -> list[str]:
    """The lines of «Nơi nhận»: a dash, a semicolon, the last with a full stop."""
    lines = [written(each).rstrip(";.") for each in report.recipients]
    return [f"- {line}{'.' if line is lines[-1] else ';'}" for line in lines]


def addressee_lines(report: Report) -> list[str]:
    """The addressees: one stands beside «Kính gửi:», several below each other with dashes."""
    lines = [written(each) for each in report.addressees]
    if len(lines) < 2:  # noqa: PLR2004 - one addressee needs no list
        return lines
    return [f"- {line.rstrip(';.')}{'.' if line is lines[-1] else ';'}" for line in lines]


def spoken(paragraph: Paragraph) -> str:
    """A paragraph as it stands on the paper: items of a list with their dash."""
    text = written(paragraph.text)
    return f"- {text}" if paragraph.tone is Tone.ITEM else text


def annex_title(annex: Annex) -> str:
    """The title of an annex in capitals; a date stays on one line with its «ngày»."""
    return written(annex.title).upper().replace("NGÀY ", "NGÀY\u00a0")


def column_widths(table: Table, width: float, size: float) -> list[float]:
    """How wide each column is: its share of `width`, but never narrower than its longest word.

    What such columns need beyond their share is taken from the others, as far as these have more than they need.
    """
    shares = [width * each.width / sum(column.width for column in table.columns) for each in table.columns]
    needed = [_longest(table, place, size) for place in range(len(shares))]
    short = sum(max(0.0, need - share) for need, share in zip(needed, shares, strict=True))
    spare = sum(max(0.0, share - need) for need, share in zip(needed, shares, strict=True))
    if not short:
        return shares
    taken = min(1.0, short / spare) if spare else 0.0
    wide = [
        max(need, share) - max(0.0, share - need) * taken for need, share in zip(needed, shares, strict=True)
    ]
    return [each * width / sum(wide) for each in wide]


def _longest(table: Table, place: int, size: float) -> float:
    """The width of the longest word in a column, with the margins of its cell; a word too long for a line may break."""
    head = max(
        (text_width(word, size, bold=True) for word in table.columns[place].heading.split()), default=0.0
    )
    words = {word for row in table.rows for word in _unbroken(row.cells[place])}
    inside = max((text_width(word, size, bold=True) for word in words), default=0.0)
    return min(max(head, inside) + _CELL_MARGINS, _LONGEST_WORD)


def _unbroken(cell: Cell) -> list[str]:
    """The parts of a cell that should not be broken; a rate stays on one line with its sign."""
    return [shown(cell).replace(" ", "\u00a0")] if isinstance(cell, Share) else shown(cell).split()


def _bare(letter: str) -> str:
    bare = fold(letter)
    return bare.upper() if letter.isupper() else bare
