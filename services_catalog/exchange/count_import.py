"""From somebody's table to dossier counts: looked at first, then taken in whole or not at all.

`preview` reads everything and changes nothing: what would count, what is rejected and why, what waits for a match.
`take_in` lets it stand. Rows of totals and headings between the figures are passed over. Nothing of a person is
read: only the columns that the mapping names are looked at.
"""

import hashlib
import sqlite3
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from services_catalog.counts import Counts, DossierCount, Replaced, System, month_of
from services_catalog.errors import MotcuaError
from services_catalog.exchange import legacy_encoding
from services_catalog.exchange.cells import FileHead, read_head
from services_catalog.exchange.channel_figures import ChannelFigures
from services_catalog.exchange.count_reading import Pending, Reading, Rejected
from services_catalog.exchange.headings import Field, SheetMapping, Sources, recognise_columns, remembered
from services_catalog.exchange.legacy_encoding import Writing
from services_catalog.exchange.matching import ServiceMatcher, UnitMatcher
from services_catalog.exchange.sheet import Cell, Row, Sheet, SheetRefusedError
from services_catalog.store import count_rows, pending_rows
from services_catalog.store.count_rows import SliceRow
from services_catalog.store.pending_rows import PendingRow
from services_catalog.vietnamese import clean, fold

SHOWN_ROWS = 8
SHOWN_CELL = 60


class NothingToImportError(MotcuaError):
    """Tệp không có dòng số liệu nào dùng được."""

    title = "Không có gì để nhập"
    next_step = (
        "Xem các dòng bị loại và lý do, sửa tệp hoặc chọn lại ý nghĩa các cột. Chưa có số liệu nào thay đổi."
    )


@dataclass(frozen=True, slots=True)
class Known:
    """What an import is held against: the units and services, and today."""

    units: UnitMatcher
    services: ServiceMatcher
    today: date


@dataclass(frozen=True, slots=True)
class Preview:
    """What a file would bring. `counts` are by unit and month, then by service; `shown` are first rows of figures."""

    sheet: Sheet
    mapping: SheetMapping
    head: FileHead
    writing: Writing
    shown: tuple[tuple[str, ...], ...]
    counts: Mapping[tuple[str, date], Mapping[str, ChannelFigures]]
    pending: tuple[Pending, ...]
    rejected: tuple[Rejected, ...]
    rejected_rows: int
    rows: int
    passed_over: int
    duplicates: int
    unit_texts: frozenset[tuple[str, date]]
    warnings: tuple[str, ...]

    @property
    def months(self) -> list[date]:
        """The months that would get figures, the waiting ones too."""
        return sorted({month for _, month in self.counts} | {each.month for each in self.pending})

    @property
    def units(self) -> set[str]:
        """The codes of the units that would get figures."""
        return {unit for unit, _ in self.counts}

    @property
    def services(self) -> set[str]:
        """The codes of the services that would get figures."""
        return {code for each in self.counts.values() for code in each}

    @property
    def lines(self) -> int:
        """How many counts there would be."""
        return sum(map(len, self.counts.values()))

    def totals(self) -> tuple[int, int, int]:
        """The dossiers that would count: online, in person, postal."""
        figures = [each for services in self.counts.values() for each in services.values()]
        return (
            sum(each[0] for each in figures),
            sum(each[1] for each in figures),
            sum(each[2] for each in figures),
        )

    @property
    def identity(self) -> str:
        """The file's hash, and that of how it was read: the same file read otherwise is another delivery."""
        read = [self.sheet.name, self.mapping.unit, self.mapping.month, str(self.mapping.body)]
        read += [f"{each}={place}" for each, place in sorted(self.mapping.columns.items())]
        read += [
            f"{each.unit or each.unit_text}/{each.service or each.service_text}" for each in self.pending
        ]
        read += sorted(self.units)
        return f"{self.sheet.sha256}:{hashlib.sha256('|'.join(read).encode()).hexdigest()[:16]}"


def find_mapping(sheet: Sheet, sources: Sources) -> tuple[SheetMapping, Writing]:
    """How the table is read: as the office chose last time for these headings, else as its headings say.

    Raises SheetRefusedError where the writing is not clear, MappingRefusedError where there are no headings.
    """
    writing = _writing(sheet)
    head = _converted(sheet.head(), writing)
    return remembered(recognise_columns(head), sources), writing


def preview(sheet: Sheet, mapping: SheetMapping, known: Known) -> Preview:
    """Read the whole table as `mapping` says.

    Raises MappingRefusedError where columns are missing, SheetRefusedError where the file breaks off.
    """
    mapping.layout  # noqa: B018 - raises before anything is read
    writing = _writing(sheet)
    first_rows = sheet.head()
    head = read_head(_converted(first_rows, writing), mapping.body)
    mapping, warnings = _with_head(mapping, head)
    reading = Reading(
        mapping, known.units, known.services, known.today, legacy_encoding.converter(writing), head.unit
    )
    reading.read(sheet.rows(), plain_text=bool(sheet.delimiter))
    warnings += reading.warnings()
    if sheet.uncalculated:
        warnings.append(
            "Tệp có ô công thức chưa tính, đọc như ô trống. Nên mở tệp bằng Excel, lưu lại rồi nhập."
        )
    if writing is not Writing.UNICODE:
        warnings.append(f"Chữ trong tệp theo bảng mã cũ {writing.value}; đã chuyển sang Unicode.")
    warnings += [f"Cột «{each}» không đọc vì đã có cột khác cùng nghĩa." for each in mapping.doubled()]
    return Preview(
        sheet=sheet,
        mapping=mapping,
        head=head,
        writing=writing,
        shown=_shown(first_rows, mapping, writing),
        counts={
            key: services for key, services in reading.counts.items() if services or key in reading.emptied
        },
        pending=tuple(reading.pending.values()),
        rejected=tuple(reading.rejected),
        rejected_rows=reading.rejected_rows,
        rows=reading.rows,
        passed_over=reading.passed_over,
        duplicates=reading.duplicates,
        unit_texts=frozenset(reading.unit_texts),
        warnings=tuple(warnings),
    )


def take_in(
    counts: Counts, found: Preview, system: System, *, whole_months: Collection[date] = ()
) -> Replaced:
    """Let what the preview found stand, with what waits for a match, all or nothing.

    A file that stands already changes nothing.

    Raises NothingToImportError, CountRefusedError or a StoreError.
    """
    if not found.lines and not found.pending:
        raise NothingToImportError
    return counts.replace(
        system,
        _each_count(found),
        source=found.mapping.name,
        file_name=found.sheet.file_name,
        sha256=found.identity,
        whole_months=whole_months,
        fills=found.counts.keys(),
        also=_keep_pending(found, system, whole_months),
    )


def _each_count(found: Preview) -> Iterator[DossierCount]:
    make = DossierCount._make
    for (unit, month), services in found.counts.items():
        for code, figures in services.items():
            yield make((unit, month, code, *figures))


def _keep_pending(
    found: Preview, system: System, whole_months: Collection[date]
) -> Callable[[sqlite3.Connection, SliceRow], None]:
    """What is written beside the counts: waiting rows take the place of those of earlier files."""

    def write(connection: sqlite3.Connection, came: SliceRow) -> None:
        for (unit, month), services in found.counts.items():
            if not services:  # every service of it waits; what an older file said of it no longer stands
                count_rows.renew_slice(connection, came._replace(unit=unit, month=month_of(month)))
        pending_rows.drop_months(connection, system, [month_of(each) for each in whole_months])
        told = {(unit, month_of(month)) for unit, month in found.counts}
        told |= {(each.unit, month_of(each.month)) for each in found.pending if each.unit}
        pending_rows.drop_slices(connection, system, told, by_text=False)
        texts = {(fold(each.unit_text), month_of(each.month)) for each in found.pending if not each.unit}
        texts |= {(fold(text), month_of(month)) for text, month in found.unit_texts}
        pending_rows.drop_slices(connection, system, texts, by_text=True)
        rows = (_pending_row(each, system, came.delivery, found.mapping.name) for each in found.pending)
        pending_rows.add(connection, rows)

    return write


def _pending_row(each: Pending, system: System, delivery: str, source: str) -> PendingRow:
    return PendingRow(
        system,
        month_of(each.month),
        each.unit,
        each.unit_text,
        fold(each.unit_text),
        each.service,
        each.service_text,
        fold(each.service_text),
        each.service_name,
        *each.figures,
        delivery,
        source,
    )


def _writing(sheet: Sheet) -> Writing:
    """Which writing the file is in, told by its first rows."""
    cells = (cell for _, cells in sheet.head(400) for cell in cells if isinstance(cell, str))
    writing = legacy_encoding.recognise(cells)
    if writing is Writing.UNSURE:
        raise SheetRefusedError(
            f"Chữ trong {sheet.file_name} giống bảng mã cũ (TCVN3 hoặc VNI) nhưng không chắc là bảng nào.",
            next_step="Mở tệp, chuyển chữ sang Unicode (UniKey: Ctrl+Shift+F6), lưu lại rồi nhập. "
            "Chưa có số liệu nào thay đổi.",
        )
    return writing


def _converted(rows: Sequence[Row], writing: Writing) -> list[Row]:
    if writing is Writing.UNICODE:
        return list(rows)
    convert = legacy_encoding.converter(writing)
    return [
        (place, [convert(cell) if isinstance(cell, str) else cell for cell in cells]) for place, cells in rows
    ]


def _with_head(mapping: SheetMapping, head: FileHead) -> tuple[SheetMapping, list[str]]:
    """The mapping with the month that the file's head tells, where neither a column nor the officer does."""
    warnings: list[str] = []
    dated = mapping.columns.keys() & {Field.MONTH, Field.RECEIVED, Field.FILED}
    if not mapping.month and not dated and head.last is not None:
        mapping = replace(mapping, month=month_of(head.last))
        if head.months > 1:
            warnings.append(
                f"Tệp gộp {head.months} tháng ({head.sentence}) mà không chia tháng: cả tệp được tính vào tháng "
                f"{head.last:%m/%Y}. Nên xuất riêng từng tháng."
            )
    return mapping, warnings


def _shown(rows: Sequence[Row], mapping: SheetMapping, writing: Writing) -> tuple[tuple[str, ...], ...]:
    """The first rows of figures, as far as the mapping reads them; headings between them are left out."""
    read = sorted(mapping.columns.values())
    body = [cells for place, cells in _converted(rows, writing) if place >= mapping.body]
    told = [tuple(_short(cells[place] if place < len(cells) else "") for place in read) for cells in body]
    return tuple(each for each in told if sum(map(bool, each)) > 1)[:SHOWN_ROWS]


def _short(cell: Cell) -> str:
    return clean(str("" if cell is None else cell), SHOWN_CELL)
