"""What people here call a service: added at the desk, found at once, kept through updates."""

from services_catalog.own_words import load
from tests.tui.driving import app_of, asked, opened, seen, settled, shown, told, top
from tui.desk import Desk
from tui.screens.words import WordsScreen


async def test_a_new_word_finds_its_service_at_once(desk: Desk) -> None:
    """Without it the words of one valley would have to wait for the next version."""
    async with opened(desk) as pilot:
        await asked(pilot, "1.010038")
        await pilot.press("ctrl+g")
        await settled(pilot)
        screen = shown(pilot, WordsScreen)
        await pilot.press(*"xe bep", "enter")
        await settled(pilot)
        await pilot.press(*"XẺ BẾP", "enter")
        await settled(pilot)
        assert "đã có rồi" in seen(pilot)
        assert list(screen.list.rows) == ["xe bep"]
        await pilot.press("escape")
        await settled(pilot)
        await asked(pilot, "nha em xin xe bep")
        main = app_of(pilot).main
        assert main.hit
        assert main.hit.code == "1.010038"
    assert load(desk.words_file) == {"1.010038": ["xe bep"]}


async def test_a_word_can_be_taken_away(desk: Desk) -> None:
    """Without it a slip would stay in the search for ever."""
    desk.add_word("1.010038", "nhầm")
    async with opened(desk) as pilot:
        await asked(pilot, "1.010038")
        await pilot.press("ctrl+g")
        await settled(pilot)
        await pilot.press("up", "down", "f8")
        await settled(pilot)
        assert "Chưa có cách gọi" in seen(pilot)
        await pilot.press("enter", "escape")
    assert load(desk.words_file) == {}


async def test_a_torn_file_of_words_does_not_stop_the_search(desk: Desk) -> None:
    """Without it one broken file would leave the officer with an empty list."""
    desk.words_file.parent.mkdir(parents=True, exist_ok=True)
    desk.words_file.write_bytes(b"{")
    async with opened(desk) as pilot:
        await asked(pilot, "dang ky ket hon")
        main = app_of(pilot).main
        assert main.hit
        await pilot.press("ctrl+g")
        await settled(pilot)
        assert "không đọc được" in seen(pilot)
        await pilot.press("escape")
        assert top(pilot) is main
        assert told(pilot) == ""
