"""Ctrl+P: everything the desk can do, found by typing."""

import pytest

from tests.tui.driving import app_of, opened, seen, settled, shown, top
from tui.actions import ACTIONS
from tui.desk import Desk
from tui.screens.journal import JournalScreen
from tui.screens.palette import PaletteScreen, draw_action, matching
from tui.screens.report import ReportScreen


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("nhat ky", "journal"),
        ("Nhật ký", "journal"),
        ("nhật ký", "journal"),
        ("journal", "journal"),
        ("to roi", "leaflet"),
        ("print", "leaflet"),
        ("hoan tac", "undo"),
        ("EXIT", "quit"),
        ("cao bao", "report"),
    ],
)
def test_actions_are_found_by_any_name(typed: str, found: str) -> None:
    """Without it who types without marks, or knows the English word, would not find the action."""
    assert matching(typed)[0].id == found


def test_what_is_not_there_is_not_found() -> None:
    """Without it Enter on a typing slip would do something unexpected."""
    assert not matching("qwrtzx")
    assert len(matching(" ")) == len(ACTIONS)


async def test_an_action_is_chosen_by_typing(desk: Desk) -> None:
    """Without it the list of commands would open and do nothing."""
    async with opened(desk) as pilot:
        await pilot.press("ctrl+p")
        shown(pilot, PaletteScreen)
        assert "In tờ rơi" in seen(pilot)
        await pilot.press(*"bao cao", "enter")
        await settled(pilot)
        shown(pilot, ReportScreen)
        await pilot.press("ctrl+p", *"nhat ky", "down", "up", "enter")
        await settled(pilot)
        shown(pilot, JournalScreen)
        await pilot.press("ctrl+p", *"qwrtzx", "enter")
        await settled(pilot)
        await pilot.press("ctrl+p", "escape", "escape")
        assert top(pilot) is app_of(pilot).main


def test_help_without_room_is_seen_to_go_on() -> None:
    """Without it a sentence would end in the middle of a word, as if that were all."""
    ((*_, (told, _)),) = draw_action(ACTIONS[-1], 40)
    assert told == "Đóng bàn. Mọi…"
    ((*_, (whole, _)),) = draw_action(ACTIONS[-1], 120)
    assert whole == ACTIONS[-1].help
