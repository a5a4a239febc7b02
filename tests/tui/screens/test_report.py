"""F6: what was done in a period, on the screen and as files."""

import csv
import json
from datetime import date
from pathlib import Path

from services_catalog.submission import Draft, ReasonNotFiled, Result
from tests.tui.driving import NARROW, entered, opened, seen, settled, shown, told
from tui.desk import Desk
from tui.screens.report import ReportScreen


def _log(desk: Desk, day: date, name: str, quantity: int, result: Result = Result.FILED) -> None:
    reason = ReasonNotFiled.PORTAL_ERROR if result is Result.NOT_FILED else None
    draft = Draft(
        day=day,
        service_code="1.001193",
        service_name=name,
        unit="01273",
        officer="Nông Thị Bé",
        quantity=quantity,
        result=result,
        reason=reason,
    )
    desk.journal.log(draft)


async def test_the_quarter_is_summed_up_and_exported(desk: Desk) -> None:
    """Without it the day's work would not become a report that the office can send on."""
    entered(desk)
    _log(desk, date(2026, 7, 1), "[b]Khai sinh[/b] & khai tử", 5)
    _log(desk, date(2026, 9, 25), "[b]Khai sinh[/b] & khai tử", 2, Result.NOT_FILED)
    _log(desk, date(2026, 6, 30), "Quý trước", 9)
    async with opened(desk, NARROW) as pilot:
        await pilot.press("f6")
        await settled(pilot)
        shown(pilot, ReportScreen)
        text = seen(pilot)
        assert "Từ ngày 01/07/2026 đến ngày 25/09/2026" in text
        assert "[b]Khai" in text
        totals = next(line for line in text.splitlines() if "Tổng cộng" in line)
        assert totals.split()[2:] == ["2", "7", "5", "2", "0"]
        await pilot.press("pagedown", "down")
        await settled(pilot)
        assert "Phường Thục Phán" in seen(pilot)
        await pilot.press("pageup", "up", "f9", "right")
        await settled(pilot)
        assert "Từ ngày 01/04/2026 đến ngày 30/06/2026" in seen(pilot)
        assert "bao-cao-20260701-20260925.csv" in told(pilot)
    _check_files(desk.folders.output / "bao-cao-20260701-20260925")


def _check_files(stem: Path) -> None:
    figures = json.loads(stem.with_suffix(".json").read_text(encoding="utf-8"))
    assert figures["totals"] == {"entries": 2, "quantity": 7, "filed": 5, "not_filed": 2, "leaflets": 0}
    rows = list(csv.reader(stem.with_suffix(".csv").read_text(encoding="utf-8-sig").splitlines()))
    assert rows[1][3:] == ["2", "7", "5", "2", "0"]


async def test_an_empty_period_says_so(desk: Desk) -> None:
    """Without it a new desk would show an empty page that looks broken."""
    async with opened(desk) as pilot:
        await pilot.press("f6")
        await settled(pilot)
        assert "Chưa có lượt hỗ trợ nào trong thời gian này." in seen(pilot)
        await pilot.press("escape")
        assert "Bà con cần làm gì?" in seen(pilot)
