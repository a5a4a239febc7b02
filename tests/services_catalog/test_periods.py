"""The stretches of time that an officer asks for."""

from datetime import date

import pytest

from services_catalog.errors import PeriodError
from services_catalog.periods import period, usual_periods


@pytest.mark.parametrize(
    ("today", "name", "first", "last"),
    [
        (date(2026, 9, 25), "Hôm nay", date(2026, 9, 25), date(2026, 9, 25)),
        (date(2026, 9, 3), "7 ngày qua", date(2026, 8, 28), date(2026, 9, 3)),
        (date(2026, 9, 25), "Tháng này", date(2026, 9, 1), date(2026, 9, 25)),
        (date(2026, 9, 25), "Quý này", date(2026, 7, 1), date(2026, 9, 25)),
        (date(2026, 9, 25), "Quý trước", date(2026, 4, 1), date(2026, 6, 30)),
        (date(2026, 1, 1), "Quý trước", date(2025, 10, 1), date(2025, 12, 31)),
        (date(2026, 12, 31), "Quý này", date(2026, 10, 1), date(2026, 12, 31)),
        (date(2026, 9, 25), "Năm nay", date(2026, 1, 1), date(2026, 9, 25)),
    ],
)
def test_usual_periods(today: date, name: str, first: date, last: date) -> None:
    """A quarter that begins a day late loses that day's work from the report."""
    found = {each.name: each for each in usual_periods(today)}[name]
    assert (found.first, found.last) == (first, last)


def test_a_period_cannot_end_before_it_begins() -> None:
    """An empty report would look like a quarter without work."""
    with pytest.raises(PeriodError):
        period(date(2026, 9, 2), date(2026, 9, 1))
    assert period(date(2026, 9, 1), date(2026, 9, 2)).sentence == "Từ ngày 01/09/2026 đến ngày 02/09/2026"
