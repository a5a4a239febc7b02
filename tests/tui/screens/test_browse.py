"""Finding a service without typing its name."""

from tests.tui.driving import NARROW, app_of, focused, opened, seen, settled, shown, top
from tui.desk import Desk
from tui.screens.browse import BrowseScreen


async def test_from_a_life_event_to_the_service(desk: Desk) -> None:
    """Without it an officer who can't guess the words would have no way to the service."""
    async with opened(desk) as pilot:
        await pilot.press("f8")
        await settled(pilot)
        screen = shown(pilot, BrowseScreen)
        assert "Hôn nhân và gia đình" in seen(pilot)
        await pilot.press(*"hon nhan")
        await settled(pilot)
        await pilot.press("enter")
        await settled(pilot)
        assert "Hôn nhân và gia đình:" in seen(pilot)
        assert screen.box.value == ""
        await pilot.press(*"1.000894")
        await settled(pilot)
        await pilot.press("enter")
        await settled(pilot)
        main = app_of(pilot).main
        assert top(pilot) is main
        assert main.hit
        assert main.hit.code == "1.000894"
        assert focused(pilot) is main.box


async def test_filters_and_the_way_back(desk: Desk) -> None:
    """Without it one would be stuck in a shelf, or shown what can't be filed online."""
    async with opened(desk) as pilot:
        await pilot.press("f8")
        await settled(pilot)
        screen = shown(pilot, BrowseScreen)
        screen.way.value = "level"
        await settled(pilot)
        everything = sum(shelf.services for shelf in screen.shelves.rows)
        screen.only.value = "essential"
        await settled(pilot)
        assert 0 < sum(shelf.services for shelf in screen.shelves.rows) < everything / 10
        await pilot.press("enter")
        await settled(pilot)
        assert all(hit.essential for hit in screen.services.rows)
        screen.only.value = "full"
        await settled(pilot)
        assert all(hit.online_level == "full" for hit in screen.services.rows)
        await pilot.press("down", "pagedown", "pageup", "up", "escape")
        await settled(pilot)
        assert screen.shelves.display
        await pilot.press(*"zzqq", "enter")
        await settled(pilot)
        assert "Không có nhóm nào" in seen(pilot)
        await pilot.press("escape")
        await settled(pilot)
        assert top(pilot) is app_of(pilot).main


async def test_all_of_its_head_is_read_in_the_smallest_window(desk: Desk) -> None:
    """Without it the box would be ten columns wide there, with «Gõ để th» in it."""
    async with opened(desk, size=NARROW) as pilot:
        await pilot.press("f8")
        await settled(pilot)
        screen = shown(pilot, BrowseScreen)
        for way in ("Sự kiện trong đời", "Nơi giải quyết"):
            assert all(words in seen(pilot) for words in ("Thu hẹp", "Gõ vài chữ", way, "/4 ", "/6 "))
            screen.way.value = "agency"
            screen.only.value = "online-only"
            await settled(pilot)
        assert "Chỉ nhận trực tuyến ▸  5/6" in seen(pilot)
