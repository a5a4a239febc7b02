"""Row by row through a table of figures: a row counts, waits for a match, is rejected with a reason, or is no figure.

A CSV of a province's year has more than a million rows, nearly all of them plain. These go through `_plain_rows`, where
each unit, month, service and number is worked out once and looked up from then on; every row that is anything but
plain goes through `_row`, which knows all cases and all reasons. Both give the same counts.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from operator import itemgetter
from typing import NamedTuple, TypeVar

from services_catalog.counts import FIRST_MONTH, existed_in
from services_catalog.exchange.cells import read_day, read_month, text_of, whole_number
from services_catalog.exchange.channel_figures import ChannelFigures, FigureReader, Refused, add_up
from services_catalog.exchange.headings import Field, Layout, SheetMapping
from services_catalog.exchange.matching import ServiceMatcher, UnitMatcher, is_service_code, told
from services_catalog.exchange.sheet import Cell, Row
from services_catalog.vietnamese import fold, number, words

MOST_REJECTED = 500
"""Rejected rows kept with their reason; all of them are counted."""
_REMEMBERED = 200_000
"""Answers kept while a table is read; figures repeat, and a file that never repeats them must not fill the memory."""
_TOTAL = re.compile(r"(tong|tong so|tong cong|cong|luy ke)(?: .*)?")
_ROMAN = re.compile(r"[IVX]{1,5}\.?|[A-E]\.?")
_FIGURES = (Field.ONLINE, Field.IN_PERSON, Field.POSTAL, Field.TOTAL, Field.NUMBER, Field.CHANNEL)
_WHERE = (Field.UNIT_CODE, Field.UNIT, Field.MONTH, Field.YEAR)
_WHAT = (Field.SERVICE_CODE, Field.SERVICE)
_HOW_MANY = (Field.ONLINE, Field.IN_PERSON, Field.POSTAL, Field.TOTAL)
_TEXT_FIELDS = (Field.UNIT_CODE, Field.UNIT, *_WHAT)


@dataclass(frozen=True, slots=True)
class Rejected:
    """A row that does not count, by the number that Excel shows, and why."""

    row: int
    reason: str


class Pending(NamedTuple):
    """ChannelFigures whose unit or service is not known: its code is empty then, and the file's text for it is kept."""

    unit: str
    unit_text: str
    service: str
    service_text: str
    service_name: str
    month: date
    figures: ChannelFigures


Key = TypeVar("Key")
Value = TypeVar("Value")


class _Lookup(dict[Key, Value]):
    """Works a value out when it is first asked for."""

    def __init__(self, find: Callable[[Key], Value]) -> None:
        super().__init__()
        self._find = find

    def __missing__(self, key: Key) -> Value:
        value = self._find(key)
        if len(self) < _REMEMBERED:
            self[key] = value
        return value


class Reading:
    """Reads one table; what came of it stands in the public attributes."""

    def __init__(
        self,
        mapping: SheetMapping,
        units: UnitMatcher,
        services: ServiceMatcher,
        today: date,
        convert: Callable[[str], str],
        section: str = "",
    ) -> None:
        self.counts: dict[tuple[str, date], dict[str, ChannelFigures]] = {}
        self.pending: dict[tuple[str, str, str, str, date], Pending] = {}
        self.rejected: list[Rejected] = []
        self.rejected_rows = self.rows = self.passed_over = self.duplicates = 0
        self.several_months: set[date] = set()
        self.emptied: set[tuple[str, date]] = set()
        self.unit_texts: set[tuple[str, date]] = set()
        self._mapping = mapping
        self._columns = mapping.columns
        self._layout = mapping.layout
        self._units = units
        self._services = services
        self._today = today
        self._convert = convert
        # The unit of the rows below a heading that names it, where no column does: first that of the file's head.
        self._by_section = not self._columns.keys() & {Field.UNIT, Field.UNIT_CODE} and not mapping.unit
        self._section = section
        self._figures = FigureReader(mapping, self._text)
        self._added_up = 0
        self._month_of = _Lookup(self._read_month)
        self._unit_of = _Lookup(self._find_unit)
        self._service_of = _Lookup(self._find_service)

    def read(self, rows: Iterable[Row], *, plain_text: bool) -> None:
        """Go through all rows; with `plain_text` every cell is text, as in a CSV."""
        body = iter(rows)
        for row in body:
            if row[0] >= self._mapping.body:
                self._row(*row)
                break
        plain = self._layout is Layout.WIDE and not self._by_section and Field.RESULTED not in self._columns
        if plain_text and plain and Field.IN_PERSON in self._columns:
            self._plain_rows(body)
        else:
            for place, cells in body:
                self._row(place, cells)

    def warnings(self) -> list[str]:
        """What the officer should know about the table as a whole."""
        found = []
        if self.several_months:
            months = ", ".join(f"{each:%m/%Y}" for each in sorted(self.several_months))
            found.append(f"Kỳ nhiều tháng được tính cả vào tháng cuối: {months}. Nên xuất riêng từng tháng.")
        if self._added_up:
            found.append(
                f"{number(self._added_up)} dòng trùng đơn vị, tháng, thủ tục với dòng trước: đã cộng lại."
            )
        if self.duplicates:
            found.append(f"{number(self.duplicates)} dòng trùng mã hồ sơ: chỉ tính một lần.")
        return found

    # --- plain rows --------------------------------------------------------------------------------------------------

    def _plain_rows(self, rows: Iterator[Row]) -> None:
        """The quick way: what is not known at once, or not plain, goes the long way."""
        width = len(self._mapping.headings)
        where_of, service_of = self._pick(_WHERE), self._pick(_WHAT)
        # A column that is not there is read from an empty cell put behind the last one.
        figures_of = itemgetter(*(self._columns.get(each, width) for each in _HOW_MANY))
        with_total = Field.TOTAL in self._columns
        slices, services = _Lookup(self._plain_slice), _Lookup(self._plain_service)
        numbers = _Lookup(_plain_number)
        long_way = self._row
        read = 0
        for place, cells in rows:
            if len(cells) == width:
                cells.append("")  # type: ignore[attr-defined] # the csv module gives lists
                services_here, code = slices[where_of(cells)], services[service_of(cells)]
                if services_here is not None and code and code not in services_here:
                    online, in_person, postal, total = figures_of(cells)
                    figures = (numbers[online], numbers[in_person], numbers[postal], None)
                    together = figures[0] + figures[1] + figures[2]
                    if together >= 0 and (not with_total or numbers[total] == together):
                        services_here[code] = figures
                        read += 1
                        continue
            long_way(place, cells)
        self.rows += read

    def _pick(self, meanings: Sequence[Field]) -> Callable[[Sequence[Cell]], tuple[Cell, ...]]:
        """A quick way to take the cells of these meanings out of a row, as far as the table has them."""
        places = [self._columns[each] for each in meanings if each in self._columns]
        if not places:
            return lambda _cells: ()
        # With one place alone, itemgetter would give the bare cell: taken twice, it gives a tuple.
        return itemgetter(*places, *(places if len(places) == 1 else ()))

    def _sparse(self, cells: tuple[Cell, ...], meanings: Sequence[Field]) -> list[Cell]:
        """The picked cells as a row of their own, at the places where the table has them."""
        row: list[Cell] = [None] * len(self._mapping.headings)
        for meaning, cell in zip((each for each in meanings if each in self._columns), cells, strict=False):
            row[self._columns[meaning]] = cell
        return row

    def _plain_slice(self, picked: tuple[Cell, ...]) -> dict[str, ChannelFigures] | None:
        cells = self._sparse(picked, _WHERE)
        code, name = (self._text(self._cell(cells, each)) for each in (Field.UNIT_CODE, Field.UNIT))
        try:
            month = self._day(cells)
            unit = self._unit_of[code, name, month]
        except Refused:
            return None
        return None if unit is None else self.counts.setdefault((unit, month), {})

    def _plain_service(self, picked: tuple[Cell, ...]) -> str | None:
        cells = self._sparse(picked, _WHAT)
        code, name = (self._text(self._cell(cells, each)) for each in _WHAT)
        return self._service_of[code, name] if code or name else None

    # --- any row -----------------------------------------------------------------------------------------------------

    def _row(self, place: int, cells: Sequence[Cell]) -> None:
        try:
            self._count(cells)
        except Refused as refused:
            self.rows += 1
            self.rejected_rows += 1
            if len(self.rejected) < MOST_REJECTED:
                self.rejected.append(Rejected(place, str(refused)))

    def _count(self, cells: Sequence[Cell]) -> None:
        unit_code, unit_name, service_code, service_name = (
            self._text(self._cell(cells, each)) for each in _TEXT_FIELDS
        )
        if self._is_no_figure(cells, service_code, service_name):
            self.passed_over += 1
            return
        if not service_code and not service_name:
            raise Refused("thiếu mã và tên thủ tục")
        day = self._day(cells)
        channel_figures = self._figures.of(cells)
        if channel_figures is None:  # a dossier that was counted before
            self.rows += 1
            self.duplicates += 1
            return
        unit_name = unit_name or (self._section if self._by_section else "")
        unit = self._unit_of[unit_code, unit_name, day]
        unit_text = told(unit_name or unit_code)
        if unit is None and not unit_text:
            raise Refused("không rõ đơn vị: chọn đơn vị cho cả tệp")
        service = self._service_of[service_code, service_name]
        self.rows += 1
        if unit is None or service is None:
            if unit is not None:
                self.emptied.add((unit, day))
                self.counts.setdefault((unit, day), {})
            self._wait(
                Pending(
                    unit or "",
                    "" if unit else unit_text,
                    service or "",
                    "" if service else told(service_code or service_name),
                    "" if service else told(service_name),
                    day,
                    channel_figures,
                )
            )
            return
        services = self.counts.setdefault((unit, day), {})
        if service in services:
            if self._layout is Layout.WIDE:
                self._added_up += 1
            channel_figures = add_up(services[service], channel_figures)
        services[service] = channel_figures

    def _wait(self, pending: Pending) -> None:
        key = (
            pending.unit,
            fold(pending.unit_text),
            pending.service,
            fold(pending.service_text),
            pending.month,
        )
        known = self.pending.get(key)
        self.pending[key] = (
            pending if known is None else known._replace(figures=add_up(known.figures, pending.figures))
        )

    def _is_no_figure(self, cells: Sequence[Cell], service_code: str, service_name: str) -> bool:
        """Whether a row is empty, a total, or a heading of a section (whose unit then goes for the rows below it)."""
        texts = [self._text(cell) for cell in cells if isinstance(cell, str)]
        texts = [each for each in texts if each]
        if not texts and not any(cell not in {None, ""} for cell in cells):
            return True
        coded = is_service_code(service_code) or (service_code and service_code[0].isdigit())
        if coded:
            return False
        heads = [" ".join(words(fold(each))) for each in texts[:3]]
        if any(_TOTAL.fullmatch(each) for each in heads) and not self._is_service_name(service_name):
            return True
        return not service_code and self._is_section(cells, texts, service_name)

    def _is_service_name(self, name: str) -> bool:
        return bool(name) and self._service_of["", name] is not None

    def _is_section(self, cells: Sequence[Cell], texts: Sequence[str], name: str) -> bool:
        """A row without a code: «I | Sở, ban, ngành», «UBND xã Bảo Lâm», or a field of services."""
        if not texts or self._is_service_name(name):
            return False
        numbered = bool(_ROMAN.fullmatch(texts[0]))
        if self._by_section:
            label = max(texts, key=len)
            month = self._default_month() or self._today.replace(day=1)
            if self._units.find("", label, month) or fold(label).startswith(_UNIT_WORDS):
                self._section = label
                return True
        return numbered or not self._has_figures(cells)

    def _has_figures(self, cells: Sequence[Cell]) -> bool:
        return any(self._cell(cells, each) not in {None, ""} for each in _FIGURES)

    # --- cells -------------------------------------------------------------------------------------------------------

    def _cell(self, cells: Sequence[Cell], meaning: Field) -> Cell:
        column = self._columns.get(meaning)
        return cells[column] if column is not None and column < len(cells) else None

    def _text(self, cell: Cell) -> str:
        return text_of(self._convert(cell) if isinstance(cell, str) else cell)

    def _default_month(self) -> date | None:
        return date.fromisoformat(f"{self._mapping.month}-01") if self._mapping.month else None

    def _day(self, cells: Sequence[Cell]) -> date:
        if self._layout is Layout.DOSSIERS:
            return self._received(cells)
        return self._month_of[self._cell(cells, Field.MONTH), self._cell(cells, Field.YEAR)]

    def _received(self, cells: Sequence[Cell]) -> date:
        for meaning in (Field.RECEIVED, Field.FILED):
            cell = self._cell(cells, meaning)
            if cell not in {None, ""}:
                try:
                    return self._allowed(read_day(cell).replace(day=1))
                except ValueError as error:
                    raise Refused(str(error)) from error
        raise Refused("thiếu ngày tiếp nhận")

    def _read_month(self, cells: tuple[Cell, Cell]) -> date:
        month, year = (self._convert(cell) if isinstance(cell, str) else cell for cell in cells)
        default = self._default_month()
        if month in {None, ""}:
            if default is None:
                raise Refused("không rõ tháng")
            return self._allowed(default)
        try:
            known_year = (
                int(float(str(year))) if year not in {None, ""} else default.year if default else None
            )
            day, several = read_month(month, known_year)
        except ValueError as error:
            raise Refused(str(error)) from error
        if several:
            self.several_months.add(day)
        return self._allowed(day)

    def _allowed(self, month: date) -> date:
        if not FIRST_MONTH <= month <= self._today:
            raise Refused(f"tháng {month:%m/%Y} ngoài khoảng nhận số liệu")
        return month

    def _find_unit(self, told_as: tuple[str, str, date]) -> str | None:
        code, name, month = told_as
        if code or name:
            self.unit_texts.add((told(name or code), month))
            return self._units.find(code, name, month)
        whole = self._units.organizations.by_code.get(self._mapping.unit)
        if whole is not None and not existed_in(whole, month):
            raise Refused(f"{whole.name} ({whole.code}) không hoạt động trong tháng {month:%m/%Y}")
        return self._mapping.unit or None

    def _find_service(self, told_as: tuple[str, str]) -> str | None:
        return self._services.find(*told_as)


_UNIT_WORDS = (
    "ubnd",
    "uy ban",
    "xa ",
    "phuong ",
    "thi tran ",
    "so ",
    "ban ",
    "trung tam",
    "huyen ",
    "thanh pho ",
)


def _plain_number(cell: Cell) -> int:
    """The number in a cell; so negative that no sum with it is a number of dossiers where it is none."""
    try:
        return whole_number(cell)
    except ValueError:
        return -1_000_000_000
