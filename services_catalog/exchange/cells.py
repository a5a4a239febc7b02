"""What stands in one cell of an office's table: a number of dossiers, a month, a channel, a code."""

import re
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from services_catalog.exchange.sheet import Cell, Row
from services_catalog.model import Channel
from services_catalog.vietnamese import clean, fold, long_date, read_date, words

MOST_NUMBER = 10_000_000
_THOUSANDS = re.compile(r"\d{1,3}(?:([.,\u00a0 ])\d{3})(?:\1\d{3})*")
_NOTHING = {"", "-", "–", "—"}
_YEAR_MONTH = re.compile(r"(20\d\d)[-/.](\d{1,2})|(20\d\d)(\d{2})")
_MONTH_YEAR = re.compile(r"(?:t|th|thang)?[ .]*(\d{1,2})(?:[-/. ]| nam )+(20\d\d)")
_MONTH_ALONE = re.compile(r"(?:t|th|thang)?[ .]*(\d{1,2})(?:\.0)?")
_QUARTER = re.compile(r"(?:q|quy)[ .]*(iv|i{1,3}|[1-4])(?:[-/. ]| nam )*(20\d\d)?")
_YEAR = re.compile(r"(?:nam )?(20\d\d)(?:\.0)?")
_DAY = re.compile(r"(?<!\d)(\d{1,2}[-/.]\d{1,2}[-/.]\d{4}|\d{4}-\d{2}-\d{2})(?!\d)")
_SPAN = re.compile(r"\btu\b.*?(\d{1,2}[-/.]\d{1,2}[-/.]\d{4}).*?\bden\b.*?(\d{1,2}[-/.]\d{1,2}[-/.]\d{4})")
_UNIT_LINE = re.compile(
    r"(?:Tên )?(?:đơn vị|cơ quan)(?: (?:giải quyết|báo cáo|tiếp nhận|thực hiện))?\s*:\s*(.+)", re.IGNORECASE
)
_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4}
_CHANNELS = (
    (re.compile(r"^3$|\bbcci\b|\bbuu chinh\b|\bbuu dien\b"), Channel.POSTAL),
    (
        re.compile(
            r"^2$|\btruc tuyen\b|\bqua mang\b|\btren mang\b|\bonline\b|\bcong dvc|\bcong dich vu cong\b"
        ),
        Channel.ONLINE,
    ),
    (re.compile(r"^1$|^$|^null$|\btruc tiep\b|\btai quay\b|\bmot cua\b"), Channel.IN_PERSON),
)


def whole_number(cell: Cell) -> int:
    """The number of dossiers in a cell; nothing and a dash are 0.

    Raises ValueError with the reason for what is negative, broken or no number.
    """
    if cell is None:
        return 0
    if isinstance(cell, bool) or not isinstance(cell, int | float | str):
        raise ValueError(f"«{clean(str(cell), 30)}» không phải số")  # noqa: TRY004 - callers tell the text
    if isinstance(cell, str):
        return _number_in(cell)
    if isinstance(cell, float) and not cell.is_integer():
        raise ValueError(f"«{cell:g}» không phải số nguyên")
    return _sound(int(cell))


def _number_in(text: str) -> int:
    plain = text.strip().lstrip("'")
    if plain in _NOTHING:
        return 0
    if _THOUSANDS.fullmatch(plain):
        return _sound(int(re.sub(r"\D", "", plain)))
    if not plain.isascii():
        raise ValueError(f"«{clean(text, 30)}» không phải số")
    try:
        number = float(plain.replace(",", "."))
        return whole_number(number)
    except (ValueError, OverflowError) as error:
        reason = str(error) if "số nguyên" in str(error) or "số hồ sơ" in str(error) else ""
        raise ValueError(reason or f"«{clean(text, 30)}» không phải số") from None


def _sound(number: int) -> int:
    if number < 0:
        raise ValueError(f"số hồ sơ âm ({number})")
    if number > MOST_NUMBER:
        raise ValueError(f"số hồ sơ quá lớn ({number})")
    return number


def read_day(cell: Cell) -> date:
    """The day in a cell, whatever hour stands beside it; raises ValueError."""
    if isinstance(cell, datetime):
        return cell.date()
    if isinstance(cell, date):
        return cell
    if isinstance(cell, str):
        found = _DAY.search(cell)
        with suppress(ValueError):  # the 31st of February is told like any other text
            if found:
                return read_date(found[1])
    raise ValueError(f"«{clean(str(cell), 30)}» không phải ngày")


def read_month(cell: Cell, year: int | None = None) -> tuple[date, bool]:
    """The first day of the month in a cell, and whether the cell means several months (then it is the last of them).

    `year` serves where the cell has none. Raises ValueError.
    """
    if isinstance(cell, date):  # a datetime is one too
        return date(cell.year, cell.month, 1), False
    text = " ".join(fold(str(cell)).split()) if cell is not None else ""
    found = _month_in(text, year)
    if found is None:
        raise ValueError(f"không đọc được tháng «{clean(str(cell or ''), 30)}»")
    return found


def _month_in(text: str, year: int | None) -> tuple[date, bool] | None:  # noqa: PLR0911 - one line for each way to write it
    whole = _YEAR_MONTH.fullmatch(text.removesuffix(".0"))
    if whole:
        return _first_day(whole[1] or whole[3], whole[2] or whole[4]), False
    if found := _MONTH_YEAR.fullmatch(text):
        return _first_day(found[2], found[1]), False
    if found := _QUARTER.fullmatch(text):
        number = _ROMAN.get(found[1]) or int(found[1])
        return date(_needed(int(found[2]) if found[2] else year, text), number * 3, 1), True
    if found := _YEAR.fullmatch(text):
        return date(int(found[1]), 12, 1), True
    if found := _MONTH_ALONE.fullmatch(text):
        return _first_day(_needed(year, text), found[1]), False
    if found := _DAY.match(text):
        return read_day(found[1]).replace(day=1), False
    return None


def _first_day(year: str | int, month: str) -> date:
    try:
        return date(int(year), int(month), 1)
    except ValueError:
        raise ValueError(f"không có tháng {month}/{year}") from None


def _needed(year: int | None, text: str) -> int:
    if year is None:
        raise ValueError(f"«{clean(text, 30)}» thiếu năm")
    return year


def read_channel(cell: Cell) -> Channel:
    """The channel in a cell, in words or by the national codes: 1 and nothing in person, 2 online, 3 postal.

    Raises ValueError.
    """
    text = "" if cell is None else " ".join(words(fold(str(cell).removesuffix(".0"))))
    for pattern, channel in _CHANNELS:
        if pattern.search(text):
            return channel
    raise ValueError(f"không rõ kênh nộp «{clean(str(cell), 30)}»")


def text_of(cell: Cell) -> str:
    """A cell as text; a whole number without its «.0», a code that became a number with its six decimals."""
    if cell is None or isinstance(cell, timedelta):
        return ""
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() else f"{cell:.6f}"
    return clean(cell) if isinstance(cell, str) else str(cell)


@dataclass(frozen=True, slots=True)
class FileHead:
    """What the lines above the headings tell: the unit's name, and the first and last day."""

    unit: str = ""
    first: date | None = None
    last: date | None = None

    @property
    def months(self) -> int:
        """How many months the days reach over; 0 where there are none."""
        if self.first is None or self.last is None:
            return 0
        return (self.last.year - self.first.year) * 12 + self.last.month - self.first.month + 1

    @property
    def sentence(self) -> str:
        """The days as people write them."""
        return f"từ {long_date(self.first)} đến {long_date(self.last)}" if self.first and self.last else ""


def read_head(rows: Sequence[Row], body: int) -> FileHead:
    """Read the lines above the headings («Đơn vị: …», «Từ ngày … đến ngày …», «Tháng 9 năm 2026»)."""
    unit, first, last = "", None, None
    for number, cells in rows:
        if number >= body:
            break
        for cell in cells:
            if not isinstance(cell, str):
                continue
            text = clean(cell, 300)
            if not unit and (found := _UNIT_LINE.fullmatch(text.strip(" ()"))):
                unit = found[1].strip()
            if last is None:
                first, last = _span(text)
    return FileHead(unit, first, last)


def _span(text: str) -> tuple[date | None, date | None]:
    key = " ".join(fold(text).split()).strip("() ")
    try:
        if found := _SPAN.search(key):
            first, last = read_date(found[1]), read_date(found[2])
            return (first, last) if first <= last else (None, None)
        said = re.search(
            r"(?:thang \d{1,2}(?:[-/. ]| nam )+20\d\d|quy (?:iv|i{1,3}|[1-4])(?:[-/. ]| nam )+20\d\d)", key
        )
        if said:
            month, several = read_month(said[0])
            start = date(month.year, month.month - 2, 1) if several else month
            return start, month
    except ValueError:
        pass
    return None, None
