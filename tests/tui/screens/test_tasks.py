"""F11: what is due is seen, proven by registers or marked with evidence, and taken along as a calendar."""

from typing import TYPE_CHECKING

import pytest

from services_catalog.tasks import DutyState
from tests.tui.driving import NARROW, app_of, entered, opened, seen, settled, shown, told, top
from tui.desk import Desk
from tui.screens.evidence import EvidenceScreen
from tui.screens.quarter_report import QuarterReportScreen
from tui.screens.register import RegisterScreen
from tui.screens.registers import RegistersScreen
from tui.screens.report import ReportScreen
from tui.screens.tasks import TasksScreen
from tui.screens.unit import UnitScreen
from tui.widgets.key_line import KeyLine

if TYPE_CHECKING:
    from textual.screen import Screen


async def test_what_is_due_stands_on_top(desk: Desk) -> None:
    """Without it the report that is due on a Sunday would come as a surprise."""
    entered(desk)
    async with opened(desk, NARROW) as pilot:
        await pilot.press("f11")
        await settled(pilot)
        screen = shown(pilot, TasksScreen)
        text = seen(pilot)
        assert "Phường Thục Phán · 984/QĐ-UBND ngày 05/08/2022" in text
        assert "nên xong 25/09/2026 (hạn 27/09/2026 là ngày nghỉ)" in text
        assert "trước ngày 28 tháng cuối quý" in text
        states = [each.state for each in screen.list.rows]
        assert states == sorted(states, key=list(DutyState).index)
        await pilot.press("escape")
        assert top(pilot) is app_of(pilot).main


async def test_a_report_is_marked_with_evidence(desk: Desk) -> None:
    """Without it a sent report would stay on top of the list."""
    entered(desk)
    async with opened(desk) as pilot:
        await pilot.press("f11")
        await settled(pilot)
        screen = shown(pilot, TasksScreen)
        place = next(place for place, each in enumerate(screen.list.rows) if each.period == "2026Q3")
        screen.list.index = place
        await pilot.press("enter")
        shown(pilot, EvidenceScreen)
        await pilot.press("enter")
        await settled(pilot)
        assert "Cần ghi mục «Minh chứng»" in seen(pilot)
        await pilot.press(*"bao cao 15", "enter")
        await settled(pilot)
        shown(pilot, TasksScreen)
        assert "Đã ghi là đã làm" in told(pilot)
        assert any(each.evidence == "bao cao 15" for each in screen.list.rows)
    [mark] = desk.registers.current("done-marks")
    assert mark.values["period"] == "2026Q3"


async def test_a_year_long_past_is_marked_with_one_evidence(desk: Desk) -> None:
    """Without it a department would type the same evidence eight times, or never look at the list again."""
    desk.change_settings(unit="CB-SOTP", officer="Bé")
    async with opened(desk, NARROW) as pilot:
        await pilot.press("f11")
        await settled(pilot)
        screen = shown(pilot, TasksScreen)
        assert screen.list.rows[0].state is not DutyState.LAPSED
        assert "Hạn từ trước 8" in seen(pilot)
        screen.list.index = next(
            place for place, each in enumerate(screen.list.rows) if each.state is DutyState.LAPSED
        )
        await settled(pilot)
        assert "Năm 2022" in seen(pilot)
        assert "ghi cả 8 việc năm 2022" in seen(pilot)
        await pilot.press("f2")
        shown(pilot, EvidenceScreen)
        await pilot.press(*"tong ket", "enter")
        await settled(pilot)
        assert not [each for each in screen.list.rows if each.state is DutyState.LAPSED]
        await pilot.press("f2")
        await settled(pilot)
        assert "Không có việc nào hạn từ năm trước" in told(pilot)
    assert len(desk.registers.current("done-marks", "CB-SOTP")) == 8


async def test_a_task_opens_its_register_and_counts_when_it_comes_back(desk: Desk) -> None:
    """Without it officers would look for the register, or still see the task as open."""
    entered(desk)
    async with opened(desk) as pilot:
        await pilot.press("f11")
        await settled(pilot)
        screen = shown(pilot, TasksScreen)
        screen.list.index = next(
            place for place, each in enumerate(screen.list.rows) if each.id == "publicity"
        )
        await pilot.press("enter")
        await settled(pilot)
        assert shown(pilot, RegisterScreen).register.id == "publicity"
        values = {"day": "2026-09-20", "form": "radio", "topic": "Tin", "quantity": 2}
        desk.registers.add("publicity", "01273", values)
        await pilot.press("escape")
        await settled(pilot)
        duty = next(each for each in screen.list.rows if each.id == "publicity")
        assert duty.state is DutyState.DONE


async def test_the_registers_are_listed_with_what_is_missing(desk: Desk) -> None:
    """Without it a register would only be found through a task."""
    entered(desk)
    async with opened(desk, NARROW) as pilot:
        await pilot.press("f11")
        await settled(pilot)
        await pilot.press("f6")
        await settled(pilot)
        screen = shown(pilot, RegistersScreen)
        assert "ít nhất 01" in seen(pilot)
        assert "level-review" not in {each.register.id for each in screen.list.rows}
        await pilot.press("enter")
        await settled(pilot)
        shown(pilot, RegisterScreen)
        await pilot.press("escape", "escape", "escape")
        assert top(pilot) is app_of(pilot).main


async def test_the_calendar_is_saved(desk: Desk) -> None:
    """Without it the deadlines would stay in this program."""
    entered(desk)
    async with opened(desk) as pilot:
        await pilot.press("f11")
        await settled(pilot)
        await pilot.press("f9")
        await settled(pilot)
        assert "han-ke-hoach-01273.ics" in told(pilot)
    assert (desk.folders.output / "han-ke-hoach-01273.ics").read_bytes().count(b"BEGIN:VEVENT") == 4


async def test_the_short_report_of_a_dated_task_is_made(desk: Desk) -> None:
    """Without it the report that III.6 asks for at each deadline could only be made by who knows the command line."""
    desk.change_settings(unit="CB-SOTP", officer="Bé")
    async with opened(desk) as pilot:
        await pilot.press("f11")
        await settled(pilot)
        screen = shown(pilot, TasksScreen)
        await pilot.press("f4")
        await settled(pilot)
        assert "chỉ có cho nhiệm vụ có thời hạn" in told(pilot)
        rows = screen.list.rows
        screen.list.index = next(place for place, each in enumerate(rows) if each.id == "expiry-accounts")
        await pilot.press("f4")
        await settled(pilot)
        assert "bao-cao-nhiem-vu-accounts-CB-SOTP.docx" in told(pilot).replace("\n", "")
    assert (desk.folders.output / "bao-cao-nhiem-vu-accounts-CB-SOTP.docx").read_bytes()[:2] == b"PK"


async def test_a_new_desk_is_asked_whose_it_is(desk: Desk) -> None:
    """Without it a desk without a unit would show nothing, or somebody else's duties."""
    async with opened(desk) as pilot:
        await pilot.press("f11")
        shown(pilot, UnitScreen)
        await pilot.press(*"thuc phan", "enter", *"Be", "enter")
        await settled(pilot)
        shown(pilot, TasksScreen)


@pytest.mark.parametrize("name", ["tasks", "registers", "register", "report", "quarter_report"])
async def test_no_key_is_cut_off_at_80_columns(desk: Desk, name: str) -> None:
    """Without it «F1 Giú» would stand at the edge, or a screen's own key beyond it."""
    entered(desk)
    made: dict[str, Screen[None]] = {
        "tasks": TasksScreen(desk),
        "registers": RegistersScreen(desk),
        "register": RegisterScreen(desk, "publicity"),
        "report": ReportScreen(desk),
        "quarter_report": QuarterReportScreen(desk),
    }
    screen = made[name]
    async with opened(desk, NARROW) as pilot:
        await pilot.app.push_screen(screen)
        await settled(pilot)
        keys = list(screen.query_one(KeyLine).query("FooterKey"))
        assert max(each.region.right for each in keys) <= NARROW[0]
        line = seen(pilot).splitlines()[-1]
        shown_keys = [
            each for bound in screen._bindings.key_to_bindings.values() for each in bound if each.show
        ]
        assert all(f" {each.description} " in line for each in shown_keys if each.key != "enter")
        assert "F1 Giúp" in line


@pytest.mark.parametrize("keys", [("f11",), ("f6", "f4")])
async def test_a_plan_that_can_t_be_read_is_told(desk: Desk, keys: tuple[str, ...]) -> None:
    """Without it an office would sign a report along another plan than its own."""
    entered(desk)
    (desk.folders.settings / "plan.json").write_text("{", encoding="utf-8")
    async with opened(desk) as pilot:
        await pilot.press(*keys)
        await settled(pilot)
        assert "plan.json: Tệp plan.json không đọc được. Đang dùng kế hoạch có sẵn." in told(pilot).replace(
            "\n", " "
        )


async def test_a_unit_without_duties_is_told_so(desk: Desk) -> None:
    """Without it an empty list would look like a fault."""
    desk.change_settings(unit="045", officer="Bé")
    async with opened(desk) as pilot:
        await pilot.press("f11")
        await settled(pilot)
        assert "không giao việc nào" in seen(pilot)
        await pilot.press("enter", "f8")
        shown(pilot, TasksScreen)
