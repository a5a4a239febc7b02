"""The rates as lines of text fit where they are printed, and name every unit in full."""

from datetime import date

import pytest

from services_catalog.counts import DossierCount, System
from tui.desk import Desk
from tui.rates_text import table_lines

BIRTH = "1.001193"
HUGE = 200_000


@pytest.mark.parametrize("width", [80, 110, 160])
def test_a_table_fits_and_cuts_no_name(desk: Desk, width: int) -> None:
    """Without it two communes of one name could not be told apart at 80 columns, or lines would break in two."""
    alike = [each.code for each in desk.organizations.on(date(2024, 3, 1)) if each.name == "Xã Vĩnh Quang"]
    desk.counts.replace(
        System.ONE_STOP, [DossierCount(unit, date(2024, 3, 1), BIRTH, HUGE, HUGE, 3) for unit in alike]
    )
    lines = list(table_lines(desk.rates.table(2024, date(2024, 3, 31), desk.choices()), width))
    table = lines[lines.index("") + 1 : -5]
    assert max(map(len, table)) <= width
    assert len(alike) > 1
    for unit in alike:
        assert sum(desk.organizations.display(unit) in line for line in table) == 1
    assert sum(f"{HUGE // 1000}.000/{2 * HUGE // 1000}.003" in line for line in table) >= len(alike)
