"""Tallying a month by hand: a service typed, three numbers, and the row is on the disk."""

from datetime import date

from textual import events

from tests.conftest import NOW
from tests.tui.driving import NARROW, app_of, entered, focused, opened, seen, settled, shown, told
from tui.desk import Desk
from tui.screens.tally import TallyScreen

JUNE_2025 = date(2025, 6, 1)
AUGUST, SEPTEMBER = date(2026, 8, 1), date(2026, 9, 1)
BIRTH = "1.001193"


async def test_a_month_is_tallied_by_keyboard(desk: Desk) -> None:
    """Without it an office without exports would have no rates."""
    entered(desk)
    async with opened(desk, NARROW) as pilot:
        await app_of(pilot).push_screen(TallyScreen(desk))
        await settled(pilot)
        assert "Phường Thục Phán" in seen(pilot)
        assert "Tháng 08/2026" in seen(pilot)
        assert "Chưa đếm thủ tục nào" in seen(pilot)
        await pilot.press(*BIRTH)
        await settled(pilot)
        await pilot.press("enter", *"12", "enter", *"3", "enter", "enter")
        await settled(pilot)
        assert "Đã ghi" in seen(pilot)
        assert "Cộng: trực tuyến 12 · trực tiếp 3 · bưu chính 0" in seen(pilot)
        screen = shown(pilot, TallyScreen)
        assert focused(pilot) is screen.box
        assert screen.list.current
        assert screen.list.current.code == BIRTH
        await pilot.press("enter")
        assert screen.cells[0].value == "12"
        await pilot.press("enter", "enter")
        screen.cells[2].value = "x"
        await pilot.press("enter")
        assert "số nguyên" in seen(pilot)
        await pilot.press("escape")
        assert focused(pilot) is screen.box
        await pilot.press("enter", "enter", "enter", *"5", "enter")
        await settled(pilot)
        screen.month.value = SEPTEMBER
        await settled(pilot)
        assert "Chưa đếm" in seen(pilot)
        await pilot.press("escape")
    assert [each[2:6] for each in desk.counts.tallied("01273", AUGUST)] == [(BIRTH, 12, 3, 5)]
    assert desk.counts.tallied("01273", SEPTEMBER) == []


async def test_the_unit_is_asked_for_and_can_be_another(desk: Desk) -> None:
    """Without it a desk that nobody has set up, or one that tallies for a village team's commune, could not begin."""
    async with opened(desk) as pilot:
        await app_of(pilot).push_screen(TallyScreen(desk))
        await settled(pilot)
        screen = shown(pilot, TallyScreen)
        assert "Đếm cho đơn vị nào?" in seen(pilot)
        await pilot.press(*"bao lam")
        await settled(pilot)
        await pilot.press("pagedown", "pageup", "down", "up", "enter")
        await settled(pilot)
        assert screen.unit_code == "01290"
        await pilot.press("f8", *"thuc phan")
        await settled(pilot)
        await pilot.press("escape")
        await settled(pilot)
        assert screen.unit_code == "01290"
        await pilot.press("f8", *"thuc phan")
        await settled(pilot)
        await pilot.press("enter")
        await settled(pilot)
        assert screen.unit_code == "01273"
        await pilot.press("down", "pagedown", "pageup", "enter")
        assert focused(pilot) is screen.box


async def test_keys_typed_in_one_go_count_for_what_was_typed(desk: Desk) -> None:
    """Without it a quick typist's numbers would go into the search, or to the service found before."""
    entered(desk)
    async with opened(desk, NARROW) as pilot:
        await app_of(pilot).push_screen(TallyScreen(desk))
        await settled(pilot)
        await pilot.press(*BIRTH, "enter")
        await settled(pilot)
        screen = shown(pilot, TallyScreen)
        for key in ("7", "enter", "2", "4", "enter", "1", "enter", *"khai"):
            screen.cells[0].post_message(events.Key(key, key if len(key) == 1 else None))
        await settled(pilot)
        assert shown(pilot, TallyScreen).box.value == "khai"
    assert [each[2:6] for each in desk.counts.tallied("01273", AUGUST)] == [(BIRTH, 7, 24, 1)]


async def test_a_unit_is_not_tallied_before_it_began(desk: Desk) -> None:
    """Without it a ward of today would get figures of a month in which its three old wards were counted."""
    entered(desk)
    desk.clock = lambda: NOW.replace(year=2025, month=8)
    async with opened(desk, NARROW) as pilot:
        await app_of(pilot).push_screen(TallyScreen(desk))
        await settled(pilot)
        screen = shown(pilot, TallyScreen)
        screen.month.value = JUNE_2025
        await settled(pilot)
        await pilot.press(*BIRTH)
        await settled(pilot)
        await pilot.press("enter", *"12", "enter", "enter", "enter")
        await settled(pilot)
        assert "không hoạt động trong tháng 06/2025" in " ".join((seen(pilot) + told(pilot)).split())
    assert desk.counts.tallied("01273", JUNE_2025) == []
