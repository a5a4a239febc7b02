"""The desk as a whole: its keys, its looks, and names that try to be more than names."""

from dataclasses import replace
from pathlib import Path

import pytest

from services_catalog.errors import DataProblem
from services_catalog.settings import Theme
from tests.tui.driving import (
    WIDE,
    app_of,
    asked,
    catalog_of,
    entered,
    opened,
    seen,
    settled,
    shown,
    told,
    top,
)
from tui.actions import ACTIONS
from tui.desk import Desk
from tui.screens.help import HelpScreen
from tui.screens.journal import JournalScreen
from tui.screens.log import LogScreen
from tui.screens.qr import QrScreen
from tui.screens.report import ReportScreen

HOSTILE = "[red]Đổi tên[/red] <b>A & B</b> \x1b[31m\x07[@click=app.quit]thoát[/] [/] [$accent"
SHOWN = "[red]Đổi tên[/red] <b>A & B</b>"


async def test_help_names_every_key(desk: Desk) -> None:
    """Without it a new officer would not find a key, or the help would forget one."""
    async with opened(desk, WIDE) as pilot:
        await pilot.press("f1")
        shown(pilot, HelpScreen)
        page = seen(pilot)
        await pilot.press("end")
        await settled(pilot)
        page += seen(pilot)
        for action in ACTIONS:
            assert action.key_name in page
            assert action.label in page
        await pilot.press("escape")
        assert top(pilot) is app_of(pilot).main


async def test_an_office_may_have_its_own_keys(desk: Desk) -> None:
    """Without it a key that the terminal takes away (F10, F11) could not be moved."""
    desk.settings = replace(desk.settings, keys={"journal": "f11", "no-such-action": "ctrl+n"})
    async with opened(desk) as pilot:
        assert "F11 Nhật ký" in seen(pilot)
        await pilot.press("f5", "ctrl+n")
        assert top(pilot) is app_of(pilot).main
        await pilot.press("f11")
        await settled(pilot)
        shown(pilot, JournalScreen)


async def test_broken_settings_are_told(desk: Desk) -> None:
    """Without it the desk would work with other values than the office wrote, and nobody would know."""
    desk.problems.append(DataProblem("settings.json", "Mục «[b]theme[/b]»: sai."))
    async with opened(desk) as pilot:
        assert "Mục «[b]theme[/b]»: sai." in told(pilot)


@pytest.mark.parametrize("theme", list(Theme))
async def test_every_theme_draws_every_screen(desk: Desk, theme: Theme) -> None:
    """Without it a colour that one theme lacks would end the desk on the screen that uses it."""
    entered(desk)
    desk.change_settings(theme=theme)
    async with opened(desk) as pilot:
        assert pilot.app.theme == f"motcua-{theme}"
        await asked(pilot, "1.001193")
        for key, text in (
            ("f1", "Một lượt tiếp dân"),
            ("f2", "Loại tờ"),
            ("f3", "Kết quả"),
            ("f5", "Nhật ký hỗ trợ"),
            ("f6", "Báo cáo lượt hỗ trợ"),
            ("f7", "Mẫu địa chỉ QR"),
            ("ctrl+p", "In tờ rơi"),
        ):
            await pilot.press(key)
            await settled(pilot)
            assert text in seen(pilot)
            await pilot.press("escape")
        assert top(pilot) is app_of(pilot).main


async def test_names_are_shown_as_they_are(desk: Desk, tmp_path: Path) -> None:
    """Without it a name from data could colour the screen, run an action, or send codes to the terminal."""
    desk.catalog = catalog_of(tmp_path / "small", {"code": "9.000001", "name": HOSTILE})
    desk.change_settings(unit="01273", officer=HOSTILE)
    async with opened(desk, (140, 40)) as pilot:
        await asked(pilot, "doi ten")
        assert seen(pilot).count(SHOWN) == 3
        for key, kind in (("f2", None), ("f4", QrScreen), ("f3", LogScreen)):
            await pilot.press(key)
            await settled(pilot)
            assert SHOWN in seen(pilot)
            assert "\x1b" not in seen(pilot)
            assert kind is None or isinstance(top(pilot), kind)
            if key != "f3":
                await pilot.press("escape")
        assert seen(pilot).count("Đổi tên[/red]") >= 2
        await pilot.press("enter")
        await settled(pilot)
        await pilot.press("ctrl+z")
        await settled(pilot)
        assert SHOWN in told(pilot)
        await pilot.press("f5")
        await settled(pilot)
        assert SHOWN in seen(pilot)
        await pilot.press("f6")
        await settled(pilot)
        shown(pilot, ReportScreen)


async def test_the_desk_says_nothing_in_english(desk: Desk) -> None:
    """Without it Ctrl+C would answer in Textual's own English words."""
    async with opened(desk) as pilot:
        await asked(pilot, "khai sinh")
        await pilot.press("enter", "ctrl+c")
        await settled(pilot)
        assert "F10" in told(pilot)
        assert "Press" not in told(pilot)


async def test_f10_leaves(desk: Desk) -> None:
    """Without it the only ways out would be a closed window and a key nobody knows."""
    async with opened(desk, WIDE) as pilot:
        await pilot.press("f10")
        await pilot.pause()
    assert pilot.app.return_code == 0
