"""Ctrl+O: questions that lead to the right one of several similar services."""

from services_catalog.choices import load
from tests.tui.driving import NARROW, app_of, asked, opened, seen, settled, shown, told, top
from tui.desk import Desk
from tui.screens.choose import ChooseScreen


async def test_three_answers_choose_the_service(desk: Desk) -> None:
    """Without it the officer would hand out the leaflet of the wrong birth registration."""
    async with opened(desk, NARROW) as pilot:
        await asked(pilot, "đăng ký khai sinh")
        assert "Ctrl+O: hỏi để chọn đúng" in seen(pilot)
        await pilot.press("ctrl+o")
        await settled(pilot)
        screen = shown(pilot, ChooseScreen)
        assert "Đã có giấy khai sinh cũ chưa?" in seen(pilot)
        assert "hỏi tiếp" in seen(pilot)
        await pilot.press("k")
        assert "Đã có giấy khai sinh cũ chưa? Không." in seen(pilot)
        await pilot.press("left", "K", "backspace", "left")
        assert "Không." not in seen(pilot)
        await pilot.press("down", "enter", "k", "down", "up")
        assert screen.list.index == 0
        assert "1.000689" in seen(pilot)
        await pilot.press("k")
        await settled(pilot)
        main = app_of(pilot).main
        assert top(pilot) is main
        assert main.hit
        assert main.hit.code == "1.001193"
        assert main.box.value == "1.001193"


async def test_a_service_in_several_families_asks_which(desk: Desk) -> None:
    """Without it a service of two families would be asked about as if it had one."""
    async with opened(desk) as pilot:
        await asked(pilot, "2.001019")
        await pilot.press("ctrl+o")
        await settled(pilot)
        screen = shown(pilot, ChooseScreen)
        families = [each for each in load() if "2.001019" in each.codes()]
        assert list(screen.list.rows) == families
        assert "Bà con hỏi về việc nào?" in seen(pilot)
        await pilot.press("c")
        assert "Bà con hỏi về việc nào?" in seen(pilot)
        await pilot.press("enter", "left", "down", "enter", "escape")
        assert top(pilot) is app_of(pilot).main


async def test_nothing_to_ask(desk: Desk) -> None:
    """Without it the key would open an empty window."""
    async with opened(desk) as pilot:
        await asked(pilot, desk.catalog.codes()[-1])
        await pilot.press("ctrl+o")
        await settled(pilot)
        assert "không có câu hỏi" in told(pilot)
