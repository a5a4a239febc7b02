"""F7: all of what was changed is saved, or nothing and the reason is told."""

import json
from pathlib import Path

from services_catalog.settings import Paper, Theme
from tests.tui.driving import NARROW, app_of, opened, seen, settled, shown, told, top
from tui.desk import Desk
from tui.screens.settings import SettingsScreen


async def test_settings_are_saved_and_used_at_once(desk: Desk) -> None:
    """Without it an office could not put its name on leaflets, or would have to start again to see it."""
    async with opened(desk, NARROW) as pilot:
        await pilot.press("f7")
        screen = shown(pilot, SettingsScreen)
        await pilot.press("right")
        assert pilot.app.theme == "motcua-dark"
        await pilot.press("down", "right", "down")
        screen.texts["name"].value = "UBND [b]xã[/b] A & B"
        await pilot.press("enter")
        await settled(pilot)
        assert top(pilot) is app_of(pilot).main
        assert pilot.app.theme == "motcua-dark"
    assert (desk.settings.theme, desk.settings.paper) == (Theme.DARK, Paper.A4)
    kept = json.loads(desk.folders.settings_file.read_text(encoding="utf-8"))
    assert kept["office"]["name"] == "UBND [b]xã[/b] A & B"


async def test_a_wrong_value_is_refused_and_looks_go_back(desk: Desk) -> None:
    """Without it a slip in the address template would end up on leaflets, or half of the form be saved."""
    async with opened(desk) as pilot:
        await pilot.press("f7", "right", "right")
        screen = shown(pilot, SettingsScreen)
        assert pilot.app.theme == "motcua-contrast"
        for wrong in ("http://dichvucong.gov.vn/{path}", "https://{khac}", "https://{"):
            screen.texts["link_template"].value = wrong
            await pilot.press("enter")
            await settled(pilot)
            assert top(pilot) is screen
            assert "Mẫu địa chỉ" in str(screen.complaint.render())
        assert not told(pilot)
        await pilot.press("escape")
        await settled(pilot)
        assert pilot.app.theme == "motcua-light"
    assert not desk.folders.settings_file.exists()


async def test_a_folder_that_takes_no_files_is_told(desk: Desk, home: Path) -> None:
    """Without it the officer would believe that settings were kept which are gone tomorrow."""
    (home / "settings").touch()
    async with opened(desk) as pilot:
        await pilot.press("f7", "enter")
        await settled(pilot)
        shown(pilot, SettingsScreen)
        assert "Không ghi được tệp" in seen(pilot) or "Không tạo được thư mục" in seen(pilot)
