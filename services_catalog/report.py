"""A report as data: what it says, block by block, and nothing of how it looks on paper.

Its headings are those of the plan's outline (QĐ 984, Phụ lục II). The JSON form is kept with a closed period, so that
the same report can be made again whatever was imported since: `Report.from_json(report.to_json()) == report`.
"""

from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, field
from datetime import date
from enum import StrEnum
from itertools import pairwise
from typing import Any

from services_catalog.errors import MotcuaError
from services_catalog.indicators import Rate
from services_catalog.vietnamese import number

FORM = 1
"""Counts up when the JSON form changes; a kept report says which one it was made in."""
QUARTERS = ("I", "II", "III", "IV")


class KeptReportError(MotcuaError):
    """Báo cáo đã chốt không đọc được."""

    title = "Không mở được báo cáo"
    next_step = "Cài bản motcua mới hơn, hoặc chốt lại kỳ này."


class ReportKind(StrEnum):
    """What a report is for."""

    QUARTERLY = "quarterly"
    ROLL_UP = "roll-up"
    TASK = "task"


class Tone(StrEnum):
    """How a paragraph speaks.

    `ITEM` is one of a list with a dash, `NOTE` a remark on figures, `MISSING` says in brackets what nobody has
    entered yet, `OWN` is the office's own text.
    """

    BODY = "body"
    ITEM = "item"
    NOTE = "note"
    MISSING = "missing"
    OWN = "own"


class Align(StrEnum):
    """How the cells of a column stand."""

    TEXT = "text"
    NUMBER = "number"
    CENTRE = "centre"


@dataclass(frozen=True, slots=True)
class Header:
    """The head of the page (NĐ 30/2020): `agency` in one or two lines, `symbol` such as «BC-UBND».

    The number and the day stay blank: the clerk gives them.
    """

    superior: str
    agency: tuple[str, ...]
    symbol: str
    place: str
    month: int
    year: int


@dataclass(frozen=True, slots=True)
class Signature:
    """Who signs: «TM. ỦY BAN NHÂN DÂN», «CHỦ TỊCH»; the name stays blank."""

    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of the outline; `level` 1 is «I.», 2 «1.», 3 «a)», 4 a dash. `section` is the outline's id."""

    section: str
    level: int
    label: str
    text: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Some sentences."""

    text: str
    tone: Tone = Tone.BODY


@dataclass(frozen=True, slots=True)
class Share:
    """A rate in a table, with its parts."""

    numerator: int
    denominator: int

    @property
    def text(self) -> str:
        """To read: «61,54 %», «—» where there is nothing to divide by."""
        return Rate(self.numerator, self.denominator).percent


Cell = str | int | Share | None
"""None is a blank: nobody knows; 0 is a figure."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table; columns next to each other with the same `group` stand under it. `width` is a share."""

    heading: str
    align: Align = Align.TEXT
    width: int = 10
    group: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table; `strong` rows are totals and groups, `inner` ones details of the row above."""

    cells: tuple[Cell, ...]
    strong: bool = False
    inner: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A table with what is said under it."""

    id: str
    title: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    notes: tuple[str, ...] = ()

    def kept(self) -> set[int]:
        """The places of rows that a page break must not part from the next: a heading, a unit with its details."""
        return {
            place
            for place, (row, after) in enumerate(pairwise(self.rows))
            if after.inner or (row.strong and not any(isinstance(each, int | Share) for each in row.cells))
        }


Block = Heading | Paragraph | Table


@dataclass(frozen=True, slots=True)
class Annex:
    """An annex; `number` is Roman where there are several, else empty. `wide` ones lie across the paper."""

    id: str
    number: str
    title: str
    blocks: tuple[Block, ...]
    wide: bool = False

    @property
    def name(self) -> str:
        """«Phụ lục II», or just «Phụ lục» where it is the only one."""
        return f"Phụ lục {self.number}".strip()


@dataclass(frozen=True, slots=True)
class Report:
    """A whole report, ready to be put on paper.

    `issuer` is what a sentence calls who issues it: «Ủy ban nhân dân xã Quảng Lâm». `figures` are the rates and
    months as JSON values, for machines and for the picture on the notice board.
    """

    kind: ReportKind
    unit: str
    unit_name: str
    year: int
    quarter: int
    until: date
    issuer: str
    header: Header
    title: str
    addressees: tuple[str, ...]
    bases: tuple[str, ...]
    blocks: tuple[Block, ...]
    annexes: tuple[Annex, ...]
    signature: Signature
    recipients: tuple[str, ...]
    figures: Mapping[str, Any] = field(default_factory=dict)

    @property
    def period(self) -> str:
        """«Quý IV/2026»."""
        return f"Quý {QUARTERS[self.quarter - 1]}/{self.year}"

    @property
    def missing(self) -> list[str]:
        """What the report says is missing."""
        return [
            each.text for each in self.blocks if isinstance(each, Paragraph) and each.tone is Tone.MISSING
        ]

    def tables(self) -> Iterator[Table]:
        """All tables, those of the annexes last."""
        for block in (*self.blocks, *(each for annex in self.annexes for each in annex.blocks)):
            if isinstance(block, Table):
                yield block

    def to_json(self) -> dict[str, Any]:
        """As JSON values; the same report always gives the same ones, in the same order."""
        values = {
            "form": FORM,
            "kind": self.kind.value,
            "unit": self.unit,
            "unit_name": self.unit_name,
            "year": self.year,
            "quarter": self.quarter,
            "until": self.until.isoformat(),
            "issuer": self.issuer,
            "header": asdict(self.header),
            "title": self.title,
            "addressees": self.addressees,
            "bases": self.bases,
            "blocks": [_block_json(each) for each in self.blocks],
            "annexes": [
                {
                    "id": each.id,
                    "number": each.number,
                    "title": each.title,
                    "wide": each.wide,
                    "blocks": [_block_json(block) for block in each.blocks],
                }
                for each in self.annexes
            ],
            "signature": asdict(self.signature),
            "recipients": self.recipients,
            "figures": _sorted(self.figures),
        }
        plain: dict[str, Any] = _plain(values)
        return plain

    @classmethod
    def from_json(cls, values: Mapping[str, Any]) -> "Report":
        """The report that these JSON values were made of. Raises KeptReportError."""
        try:
            if values["form"] != FORM:
                raise KeptReportError
            made = _report(values)
            _check_texts(made)
        except (KeyError, TypeError, ValueError, AttributeError) as error:
            raise KeptReportError from error
        return made


def shown(cell: Cell) -> str:
    """A cell as people read it."""
    if cell is None:
        return ""
    if isinstance(cell, Share):
        return cell.text
    return number(cell) if isinstance(cell, int) else cell


def _block_json(block: Block) -> dict[str, Any]:
    return {"type": type(block).__name__.lower(), **asdict(block)}


def _plain(value: Any) -> Any:
    """Tuples as lists and enumerations as texts, all the way down, as a file would give them back."""
    if isinstance(value, Mapping):
        return {str(name): _plain(each) for name, each in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(each) for each in value]
    return value.value if isinstance(value, StrEnum) else value


def _sorted(value: Any) -> Any:
    """Names in the order that a closing keeps them in, which sorts them."""
    if isinstance(value, Mapping):
        return {name: _sorted(value[name]) for name in sorted(value)}
    return [_sorted(each) for each in value] if isinstance(value, list | tuple) else value


def _report(values: Mapping[str, Any]) -> Report:
    header = values["header"]
    return Report(
        kind=ReportKind(values["kind"]),
        unit=values["unit"],
        unit_name=values["unit_name"],
        year=values["year"],
        quarter=values["quarter"],
        until=date.fromisoformat(values["until"]),
        issuer=values["issuer"],
        header=Header(**header | {"agency": tuple(header["agency"])}),
        title=values["title"],
        addressees=tuple(values["addressees"]),
        bases=tuple(values["bases"]),
        blocks=tuple(map(_block, values["blocks"])),
        annexes=tuple(
            Annex(**each | {"blocks": tuple(map(_block, each["blocks"]))}) for each in values["annexes"]
        ),
        signature=Signature(tuple(values["signature"]["lines"])),
        recipients=tuple(values["recipients"]),
        figures=values["figures"],
    )


def _check_texts(report: Report) -> None:
    """What should be text is text: a closing may come from another desk. Raises TypeError."""
    head = report.header
    texts: list[Any] = [
        report.unit,
        report.unit_name,
        report.issuer,
        report.title,
        head.superior,
        head.symbol,
        head.place,
    ]
    texts += [*head.agency, *report.addressees, *report.bases, *report.signature.lines, *report.recipients]
    texts += [part for annex in report.annexes for part in (annex.id, annex.number, annex.title)]
    for block in (*report.blocks, *(each for annex in report.annexes for each in annex.blocks)):
        match block:
            case Heading():
                texts += [block.section, block.label, block.text]
            case Paragraph():
                texts.append(block.text)
            case Table():
                texts += [block.id, block.title, *block.notes]
                texts += [part for each in block.columns for part in (each.heading, each.group)]
                if any(len(row.cells) != len(block.columns) for row in block.rows):
                    raise ValueError(block.id)
    if not all(isinstance(each, str) for each in texts):
        raise TypeError(report.title)


def _block(values: Mapping[str, Any]) -> Block:
    parts = {name: each for name, each in values.items() if name != "type"}
    match values["type"]:
        case "heading":
            return Heading(**parts)
        case "paragraph":
            return Paragraph(parts["text"], Tone(parts["tone"]))
        case "table":
            return Table(
                parts["id"],
                parts["title"],
                tuple(Column(**each | {"align": Align(each["align"])}) for each in parts["columns"]),
                tuple(
                    Row(tuple(map(_cell, each["cells"])), each["strong"], each["inner"])
                    for each in parts["rows"]
                ),
                tuple(parts["notes"]),
            )
    raise ValueError(values["type"])


def _cell(value: Any) -> Cell:
    if isinstance(value, Mapping):
        return Share(int(value["numerator"]), int(value["denominator"]))
    if value is None or isinstance(value, str | int):
        return value
    raise TypeError(value)
