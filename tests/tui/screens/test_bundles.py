"""Ctrl+S: a village packs what it has, and the commune takes it in, both without a command line."""

import pytest

from services_catalog.submission import Draft
from tests.conftest import NOW
from tests.tui.driving import NARROW, entered, focused, opened, seen, settled, shown
from tui.desk import Desk
from tui.screens.bundles import BundlesScreen

DRAFT = Draft(day=NOW.date(), service_code="1.001193", service_name="Đăng ký khai sinh")


async def test_a_bundle_goes_out_and_comes_in(desk: Desk) -> None:
    """Without it a village's entries would stay on its machine, as nobody there opens a terminal."""
    entered(desk)
    desk.journal.log(DRAFT)
    elsewhere = desk.folders.data.parent / "[b]nơi khác"
    async with opened(desk, NARROW) as pilot:
        await pilot.press("ctrl+p")
        await settled(pilot)
        await pilot.press(*"dong goi", "enter")
        await settled(pilot)
        screen = shown(pilot, BundlesScreen)
        assert screen.box.value.endswith("goi-01273-20260925-0930.motcua")
        await pilot.press("enter")
        await settled(pilot)
        assert "1 " in str(screen.told.visual)
        file = screen.box.value
        await pilot.press("enter")
        await settled(pilot)
        assert "Đặt tên khác" in " ".join(seen(pilot).split())
        elsewhere.mkdir()
        await pilot.press("right", "enter")
        await settled(pilot)
        assert "Chưa có tên tệp." in seen(pilot)
        assert focused(pilot) is screen.box
        screen.box.value = f'"{file}"'
        await pilot.press("enter")
        await settled(pilot)
        assert "đã có" in seen(pilot)
        screen.box.value = str(elsewhere)
        await pilot.press("enter")
        await settled(pilot)
        assert "không có gói .motcua nào" in " ".join(seen(pilot).split())


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04", b"\x1f\x8b\x08\x00"])
async def test_a_folder_of_bundles_comes_in_and_a_broken_one_is_named(desk: Desk, content: bytes) -> None:
    """Without it one broken stick would keep out all that is sound, or slip in unseen."""
    folder = desk.folders.output
    folder.mkdir(parents=True)
    desk.journal.log(DRAFT)
    desk.bundles.write(folder / "a.motcua", "01273")
    (folder / "b [red].motcua").write_bytes(content)
    async with opened(desk, NARROW) as pilot:
        await pilot.press("ctrl+s", "right")
        await settled(pilot)
        screen = shown(pilot, BundlesScreen)
        screen.box.value = str(folder)
        await pilot.press("enter")
        await settled(pilot)
        text = " ".join(seen(pilot).split())
        assert "a.motcua: Phường Thục Phán" in text
        assert "b [red].motcua: Không nhận gói." in text
        await pilot.press("escape")
        await settled(pilot)
