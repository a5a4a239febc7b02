"""Working days in Vietnam: a deadline that falls on a weekend or a holiday is met the working day before.

The Decision says nothing of such days; the day before is the careful reading, and it is shown as advice only.
"""

from datetime import date, timedelta
from functools import cache
from typing import TYPE_CHECKING

from services_catalog.periods import QUARTER_NAMES

if TYPE_CHECKING:
    from holidays import HolidayBase

MONTHS = 3


def working_day(day: date) -> date:
    """`day`, or the last working day before it."""
    while not _year(day.year).is_working_day(day):
        day -= timedelta(days=1)
    return day


@cache
def _year(year: int) -> "HolidayBase":
    import holidays  # noqa: PLC0415 - slow to import, and few commands ask for it

    return holidays.country_holidays("VN", years=year)


def quarter_of(day: date) -> str:
    """The quarter of a day, as «2026Q3»."""
    return f"{day.year}Q{(day.month - 1) // MONTHS + 1}"


def quarter_days(quarter: str) -> tuple[date, date]:
    """The first and the last day of «2026Q3». Raises ValueError for anything else."""
    year, sign, number = quarter[:4], quarter[4:5], quarter[5:]
    if not (
        len(quarter) == len("2026Q3") and year.isdigit() and sign == "Q" and number in {"1", "2", "3", "4"}
    ):
        raise ValueError(quarter)
    first = date(int(year), MONTHS * int(number) - 2, 1)
    return first, (first + timedelta(days=100)).replace(day=1) - timedelta(days=1)


def quarter_name(quarter: str) -> str:
    """A quarter as people call it: «Quý III/2026»."""
    return f"Quý {QUARTER_NAMES[int(quarter[5]) - 1]}/{quarter[:4]}"
