"""The stretches of time that counters look back on, as first and last day, both included."""

from dataclasses import dataclass
from datetime import date, timedelta

from services_catalog.errors import PeriodError
from services_catalog.vietnamese import long_date


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


def period(first: date, last: date) -> Period:
    """A period of one's own choice.

    Raises PeriodError where it ends before it begins.
    """
    if last < first:
        raise PeriodError(f"Ngày đầu {long_date(first)} đứng sau ngày cuối {long_date(last)}.")
    return Period(first, last, "Tự chọn")
