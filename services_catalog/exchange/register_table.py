"""A register as a table, out to a spreadsheet and in again: exporting and importing changes nothing.

Coming in, every row is read before any is written. A row whose «Mã dòng» is known changes that record, any other one
is new; a cell that still says what was exported keeps its value exactly, and a column that is missing changes nothing.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import islice
from typing import Any

from services_catalog.errors import MotcuaError
from services_catalog.exchange.sheet import Sheet
from services_catalog.exchange.tables import csv_bytes, harmless
from services_catalog.organizations import Organizations
from services_catalog.register_fields import Field, FieldKind, Register
from services_catalog.register_text import read, shown
from services_catalog.register_values import NO, YES, RegisterRefusedError
from services_catalog.registers import Change, Record, Registers
from services_catalog.vietnamese import clean, fold

RECORD, UNIT, UNIT_NAME = "Mã dòng", "Mã đơn vị", "Đơn vị"
MOST_ROWS = 5000
MOST_TOLD = 20
_HEAD_ROWS = 15
_LEAST_HEADINGS = 2
_ID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_DISARMED = re.compile(r"(^|[,;])([\s\x22]*)'(?=\s*[=+\-@＝＋－＠\u2212])")
Cell = str | int | date


class TableRefusedError(MotcuaError):
    """Bảng này chưa nhập được vào sổ."""

    title = "Chưa nhập"
    next_step = "Sửa các dòng được nêu trong tệp rồi nhập lại. Sổ chưa có gì thay đổi."


@dataclass(frozen=True, slots=True)
class RegisterTable:
    """A register's records for a spreadsheet: whole numbers and dates as such, everything else as people read it."""

    title: str
    clause: str
    header: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]


@dataclass(frozen=True, slots=True)
class RowProblem:
    """What is wrong in one row, by the number that Excel shows (0: the whole file)."""

    row: int
    message: str

    def __str__(self) -> str:
        return f"Dòng {self.row}: {self.message}" if self.row else self.message


@dataclass(frozen=True, slots=True)
class Preview:
    """What a file would do to a register; nothing is written yet. With any problem nothing can be."""

    register: str
    added: tuple[Change, ...]
    changed: tuple[Change, ...]
    same: int
    problems: tuple[RowProblem, ...]
    ignored: tuple[str, ...]

    @property
    def told(self) -> str:
        """The numbers in one line."""
        return f"{len(self.added)} dòng mới, {len(self.changed)} dòng sửa, {self.same} dòng giữ nguyên."


def table(register: Register, records: Iterable[Record], organizations: Organizations) -> RegisterTable:
    """The table of some records."""
    rows = [
        (
            each.id,
            each.unit,
            organizations.display(each.unit) if each.unit in organizations.by_code else each.unit,
            *(_cell(field, each.values.get(field.id), organizations) for field in register.fields),
        )
        for each in records
    ]
    header = (RECORD, UNIT, UNIT_NAME, *(each.label for each in register.fields))
    return RegisterTable(register.name, register.clause, header, tuple(rows))


def table_csv(made: RegisterTable) -> bytes:
    """The table as CSV; dates as 2026-09-27."""
    rows = [[cell.isoformat() if isinstance(cell, date) else cell for cell in row] for row in made.rows]
    return csv_bytes(made.header, rows)


def preview(registers: Registers, register: str, sheet: Sheet, unit: str, today: date) -> Preview:
    """What importing a file would do; rows without a unit of their own are for `unit`.

    Raises SheetRefusedError, or TableRefusedError where no row of headings is found.
    """
    return _Reading(registers, registers.register(register), unit, today).of(sheet)


def carry_out(registers: Registers, made: Preview) -> list[Record]:
    """Write what was previewed, all of it or nothing.

    Raises TableRefusedError where there were problems.
    """
    if made.problems:
        more = len(made.problems) - MOST_TOLD
        lines = [str(each) for each in made.problems[:MOST_TOLD]] + (
            [f"… và {more} chỗ nữa."] if more > 0 else []
        )
        raise TableRefusedError(" ".join(lines))
    return registers.apply(made.register, [*made.added, *made.changed])


def _cell(field: Field, value: Any, organizations: Organizations) -> Cell:
    if value is None:
        return ""
    if field.kind is FieldKind.INTEGER and isinstance(value, int):
        return value
    if field.kind is FieldKind.DATE:
        try:
            return date.fromisoformat(value)
        except (TypeError, ValueError):
            return str(value)
    return shown(field, value, organizations)


def _text(cell: Any, field: Field | None = None) -> str:
    """A cell as the text that a person would have typed."""
    if cell is None or isinstance(cell, bool):
        return {None: "", True: YES, False: NO}[cell]
    if isinstance(cell, date):
        return (cell.date() if isinstance(cell, datetime) else cell).isoformat()
    if isinstance(cell, float) and field and field.kind is FieldKind.SERVICE:
        return f"{cell:.6f}"  # a spreadsheet took 1.001190 for a number
    return str(int(cell)) if isinstance(cell, float) and cell.is_integer() else clean(str(cell))


def _unguarded(text: str) -> str:
    """A text of a CSV without the apostrophes that keep it from acting as a formula."""
    plain = _DISARMED.sub(r"\1\2", text)
    return plain if harmless(plain) == text else text


class _Reading:
    """One file on its way into one register."""

    def __init__(self, registers: Registers, register: Register, unit: str, today: date) -> None:
        self._registers = registers
        self._register = register
        self._unit = unit
        self._today = today
        self._known = {each.id: each for each in registers.current(register.id)}
        self._written = {_key(each.unit, each.values) for each in self._known.values()}
        self._disarmed = False
        self._problems: list[RowProblem] = []
        self._ids: set[str] = set()
        self._same = 0

    def of(self, sheet: Sheet) -> Preview:
        """What the file would do."""
        rows = sheet.rows()
        self._disarmed = bool(sheet.delimiter)
        columns, ignored = self._headings(rows)
        changes: list[Change] = []
        for number, cells in rows:
            values = {name: cells[place] for name, place in columns.items() if place < len(cells)}
            if not any(map(_text, values.values())):
                continue
            if len(changes) + self._same >= MOST_ROWS:
                self._problems.append(RowProblem(number, f"Tệp quá {MOST_ROWS} dòng."))
                break
            try:
                change = self._change(values)
            except MotcuaError as error:
                self._problems.append(RowProblem(number, error.message))
                continue
            if change is None:
                self._same += 1
            else:
                changes.append(change)
        return Preview(
            register=self._register.id,
            added=tuple(each for each in changes if each.record not in self._known),
            changed=tuple(each for each in changes if each.record in self._known),
            same=self._same,
            problems=tuple(self._problems),
            ignored=ignored,
        )

    def _headings(self, rows: Iterator[tuple[int, Sequence[Any]]]) -> tuple[dict[str, int], tuple[str, ...]]:
        labels = {fold(RECORD): RECORD, fold(UNIT): UNIT, fold(UNIT_NAME): UNIT_NAME}
        labels |= {fold(each.label): each.id for each in self._register.fields}
        for _, cells in islice(rows, _HEAD_ROWS):
            texts = [_text(cell) for cell in cells]
            found = {labels[fold(text)]: place for place, text in enumerate(texts) if fold(text) in labels}
            if len(found) >= _LEAST_HEADINGS:
                known = [each.id for each in self._register.fields if each.needed and each.id not in found]
                if known and RECORD not in found:
                    missing = "», «".join(self._register.field(each).label for each in known)
                    raise TableRefusedError(f"Tệp thiếu cột «{missing}».")
                return found, tuple(text[:60] for text in texts if text and fold(text) not in labels)
        raise TableRefusedError(
            f"Không thấy dòng tiêu đề của sổ «{self._register.name}» trong tệp.",
            next_step="Xuất sổ ra tệp để có đúng các cột, điền thêm rồi nhập lại.",
        )

    def _change(self, cells: Mapping[str, Any]) -> Change | None:
        """What a row asks for; None where it changes nothing."""
        record = _text(cells.get(RECORD))
        if record and not _ID.fullmatch(record):
            raise RegisterRefusedError(f"Mã dòng «{record[:40]}» sai dạng; dòng mới thì để trống.")
        if record in self._ids:
            raise RegisterRefusedError("Mã dòng này đã có ở một dòng trên.")
        if record:
            self._ids.add(record)
        known = self._known.get(record)
        unit = self._unit_of(cells, known)
        values = dict(known.values) if known else {}
        for field in self._register.fields:
            if field.id in cells:
                values[field.id] = self._value(field, cells[field.id], values.get(field.id))
        change = Change(unit, values, record)
        ready = self._registers.prepared(self._register.id, change)
        if known and (known.unit, dict(known.values)) == (unit, ready):
            return None
        if not known and _key(unit, ready) in self._written:
            return None  # without its id it would be written again each time the file is imported
        self._written.add(_key(unit, ready))
        return Change(unit, ready, record)

    def _unit_of(self, cells: Mapping[str, Any], known: Record | None) -> str:
        organizations = self._registers.plan.organizations
        code = _text(cells.get(UNIT))
        if code:
            return organizations.get(code).code
        name = _text(cells.get(UNIT_NAME))
        if name:
            return str(read(Field("unit", UNIT_NAME, FieldKind.UNIT), name, organizations, self._today))
        return known.unit if known else self._unit

    def _value(self, field: Field, cell: Any, current: Any) -> Any:
        organizations = self._registers.plan.organizations
        text = _text(cell, field)
        kept = _text(_cell(field, current, organizations))
        if current is not None and text in {kept, harmless(kept) if self._disarmed else kept}:
            return current
        return read(field, _unguarded(text) if self._disarmed else text, organizations, self._today)


def _key(unit: str, values: Mapping[str, Any]) -> tuple[str, tuple[tuple[str, Any], ...]]:
    return unit, tuple(sorted(values.items()))
