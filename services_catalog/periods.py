"""The stretches of time that counters look back on, as first and last day, both included."""

from dataclasses import dataclass
from datetime import date, timedelta

from services_catalog.errors import PeriodError
from services_catalog.vietnamese import long_date

QUARTER_NAMES = ("I", "II", "III", "IV")


@dataclass(frozen=True, slots=True)
class Period:
    """From the first to the last day, both included, with the name people give it."""

    first: date
    last: date
    name: str

    @property
    def sentence(self) -> str:
        """As the head of a report says it."""
        return f"Từ ngày {long_date(self.first)} đến ngày {long_date(self.last)}"


def usual_periods(today: date) -> list[Period]:
    """The periods an officer asks for, ending today where they are not over yet."""
    quarter = date(today.year, 3 * ((today.month - 1) // 3) + 1, 1)
    last_of_before = quarter - timedelta(days=1)
    before = date(last_of_before.year, last_of_before.month - 2, 1)
    return [
        Period(today, today, "Hôm nay"),
        Period(today - timedelta(days=6), today, "7 ngày qua"),
        Period(today.replace(day=1), today, "Tháng này"),
        Period(quarter, today, "Quý này"),
        Period(before, last_of_before, "Quý trước"),
        Period(date(today.year, 1, 1), today, "Năm nay"),
    ]


@dataclass(frozen=True, slots=True)
class CutOff:
    """The last day of figures that begin on 01/01, with the name people give it."""

    day: date
    name: str


def usual_cut_offs(today: date) -> list[CutOff]:
    """The days up to which rates are asked for: today, the reporting days of past quarters, past years' ends.

    Agencies report before the 28th of a quarter's last month (QĐ 984, III.6), so the 27th is the last day.
    """
    days = [CutOff(today, f"Hôm nay ({long_date(today)})")]
    for year in (today.year, today.year - 1):
        for quarter in (4, 3, 2, 1):
            day = date(year, 3 * quarter, 27)
            if day < today:
                days.append(CutOff(day, f"Quý {QUARTER_NAMES[quarter - 1]}/{year} ({long_date(day)})"))
        if year < today.year:
            days.append(CutOff(date(year, 12, 31), f"Cả năm {year}"))
    return days


def period(first: date, last: date) -> Period:
    """A period of one's own choice.

    Raises PeriodError where it ends before it begins.
    """
    if last < first:
        raise PeriodError(f"Ngày đầu {long_date(first)} đứng sau ngày cuối {long_date(last)}.")
    return Period(first, last, "Tự chọn")
