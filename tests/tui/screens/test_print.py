"""F2: the leaflet goes where the officer says, and the desk tells where that was."""

from dataclasses import replace
from pathlib import Path

import pytest
from textual.pilot import Pilot

from handouts.printer import NoViewerError, PrintFailedError, PrintJob
from services_catalog.settings import Destination, Paper
from tests.conftest import FakePrinter
from tests.tui.driving import app_of, asked, focused, opened, seen, settled, shown, told, top
from tui.desk import Desk
from tui.screens.print import PrintScreen


async def _asking(pilot: Pilot[None], *keys: str) -> PrintScreen:
    await asked(pilot, "1.001193")
    await pilot.press("f2")
    await settled(pilot)
    screen = shown(pilot, PrintScreen)
    await pilot.press(*keys)
    return screen


def _leaflets(desk: Desk) -> list[Path]:
    return sorted(desk.folders.output.glob("*.pdf"))


async def test_a_printer_is_chosen_once(desk: Desk, printer: FakePrinter) -> None:
    """Without it F2 Enter would print elsewhere than last time, or print nothing."""
    async with opened(desk) as pilot:
        screen = await _asking(pilot, "right")
        assert "Máy in Quay-1" in seen(pilot)
        screen.paper.value = Paper.A4
        screen.copies.value = "2"
        await pilot.press("enter")
        await settled(pilot)
        (leaflet,) = _leaflets(desk)
        assert printer.sent == [(leaflet, "Quay-1", 2)]
        assert leaflet.read_bytes().startswith(b"%PDF")
        assert "Đã gửi 2 bản tới máy in Quay-1" in told(pilot)
        assert "Đã gửi 2 bản" in app_of(pilot).main.status.printer
        again = await _asking(pilot)
        assert again.target.value == (Destination.PRINTER, "Quay-1")
        assert again.paper.value is Paper.A4
        await pilot.press("enter")
        await settled(pilot)
        assert len(printer.sent) == 2
    assert (desk.settings.destination, desk.settings.printer) == (Destination.PRINTER, "Quay-1")


async def test_a_folder_of_ones_own_choice(desk: Desk, tmp_path: Path) -> None:
    """Without it leaflets would not reach the folder that the office shares with its print shop."""
    desk.change_settings(destination=Destination.FOLDER, output_folder=str(tmp_path / "chung"))
    async with opened(desk) as pilot:
        await _asking(pilot, "enter")
        await settled(pilot)
        (leaflet,) = (tmp_path / "chung").glob("*.pdf")
        assert f"Đã lưu {leaflet}" in told(pilot)


@pytest.mark.parametrize("viewer", [True, False])
async def test_it_opens_where_there_is_a_viewer(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, viewer: bool
) -> None:
    """Without it a desk without a graphical screen would lose the leaflet with an error."""
    shown: list[Path] = []

    def show(file: Path) -> None:
        if not viewer:
            raise NoViewerError
        shown.append(file)

    monkeypatch.setattr(desk, "open_file", show)
    async with opened(desk) as pilot:
        await _asking(pilot, "enter")
        await settled(pilot)
        (leaflet,) = _leaflets(desk)
        assert shown == ([leaflet] if viewer else [])
        assert str(leaflet) in told(pilot)
        assert ("không có chương trình xem PDF" in told(pilot)) is not viewer


async def test_a_wrong_number_of_copies_is_refused(desk: Desk, printer: FakePrinter) -> None:
    """Without it a slip of the finger would print five thousand leaflets, or none."""
    async with opened(desk) as pilot:
        screen = await _asking(pilot, "right")
        for wrong in ("", "0", "501", "hai", "-1", "²"):
            screen.copies.value = wrong
            await pilot.press("enter")
            assert top(pilot) is screen
            assert focused(pilot) is screen.copies
            assert "Số bản từ 1 đến 500." in seen(pilot)
        await pilot.press("escape")
        await settled(pilot)
    assert not printer.sent
    assert not _leaflets(desk)


async def test_a_dead_printer_loses_nothing(
    desk: Desk, printer: FakePrinter, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without it a printer without paper would end the desk, or leave «Đang in…» standing."""

    def fail(_file: Path, _printer: str = "", _copies: int = 1) -> PrintJob:
        raise PrintFailedError("Máy in Quay-1 báo: hết giấy.")

    monkeypatch.setattr(printer, "send", fail)
    async with opened(desk) as pilot:
        await _asking(pilot, "right", "enter")
        await settled(pilot)
        assert told(pilot).count("hết giấy") == 1
        assert not app_of(pilot).main.status.printer
    assert len(_leaflets(desk)) == 1


async def test_a_foreign_address_is_not_printed(desk: Desk, printer: FakePrinter) -> None:
    """Without it a changed setting could put a swindler's address on an office's leaflet and screen."""
    desk.settings = replace(desk.settings, link_overrides={"1.001193": "https://dichvucong.example"})
    async with opened(desk) as pilot:
        await _asking(pilot, "right", "enter")
        await settled(pilot)
        assert "Không in mã QR" in told(pilot)
        assert not printer.sent
        await pilot.press("f4")
        await settled(pilot)
        assert top(pilot) is app_of(pilot).main
    assert not _leaflets(desk)
