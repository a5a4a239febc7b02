"""Who works here: chosen by typing, changed in the settings, with post offices and village teams of one's own."""

from services_catalog.model import UnitKind
from tests.tui.driving import entered, focused, opened, seen, settled, shown, top
from tui.desk import Desk
from tui.screens.add_unit import AddUnitScreen
from tui.screens.settings import SettingsScreen
from tui.screens.unit import UnitScreen


async def test_a_village_team_is_added_and_chosen(desk: Desk) -> None:
    """Without it helpers outside the commune's own office would have no place to log for."""
    async with opened(desk) as pilot:
        await pilot.press("f7", "f8")
        await settled(pilot)
        screen = shown(pilot, UnitScreen)
        screen.box.value = "so tu phap"
        await settled(pilot)
        await pilot.press("f8")
        assert "Chọn xã hoặc phường trước" in seen(pilot)
        screen.box.value = "thuc phan"
        await settled(pilot)
        await pilot.press("f8")
        await settled(pilot)
        adding = shown(pilot, AddUnitScreen)
        await pilot.press("enter")
        await settled(pilot)
        assert "Cần ghi tên đơn vị." in seen(pilot)
        adding.unit_name.value = "Tổ CNSCĐ [b]xóm 1[/b]"
        await pilot.press("enter")
        await settled(pilot)
        assert top(pilot) is screen
        assert focused(pilot) is screen.officer
        assert "Tổ CNSCĐ [b]xóm 1[/b]" in seen(pilot)
        screen.officer.value = "Bế [i]A[/i]"
        await pilot.press("enter")
        await settled(pilot)
        shown(pilot, SettingsScreen)
        assert "Tổ CNSCĐ [b]xóm 1[/b]" in seen(pilot)
        assert "Bế [i]A[/i]" in seen(pilot)
    unit = desk.organizations.get(desk.settings.unit)
    assert (unit.kind, unit.parent) == (UnitKind.VILLAGE_TEAM, "01273")


async def test_both_answers_are_needed(desk: Desk) -> None:
    """Without it entries would be booked on a unit that nobody chose, or without an officer."""
    async with opened(desk) as pilot:
        await pilot.press("f3")
        await settled(pilot)
        screen = shown(pilot, UnitScreen)
        screen.box.value = "không có xã này"
        await settled(pilot)
        await pilot.press("enter", *"Be", "enter")
        await settled(pilot)
        assert focused(pilot) is screen.box
        screen.box.value = ""
        await settled(pilot)
        await pilot.press("down", "up", "down", "enter")
        screen.officer.value = " "
        await pilot.press("enter")
        await settled(pilot)
        assert top(pilot) is screen
        assert "Cần chọn đơn vị" in seen(pilot)
        await pilot.press("escape")
        await settled(pilot)
    assert not desk.settings.unit


async def test_the_unit_of_last_time_stands_ready(desk: Desk) -> None:
    """Without it a change of officer would mean looking the unit up again."""
    entered(desk)
    async with opened(desk) as pilot:
        await pilot.press("f7", "f8")
        await settled(pilot)
        screen = shown(pilot, UnitScreen)
        assert screen.list.current
        assert screen.list.current.code == "01273"
        await pilot.press("enter")
        screen.officer.value = "Triệu Văn Cao"
        await pilot.press("enter")
        await settled(pilot)
        assert "Triệu Văn Cao" in seen(pilot)
        await pilot.press("escape")
        await settled(pilot)
        assert "Phường Thục Phán – Triệu Văn Cao" in seen(pilot)
