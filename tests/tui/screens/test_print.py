"""F2: the leaflet goes where the officer says, and the desk tells where that was."""

from dataclasses import replace
from pathlib import Path

import pytest
from textual.pilot import Pilot

from handouts.printer import NoViewerError, PrintFailedError, PrintJob, PrintOptions
from services_catalog.errors import StoreError
from services_catalog.prints import PrintTotals
from services_catalog.settings import Destination, Paper, Settings
from services_catalog.store.journal_file import JournalFile
from tests.conftest import FakePrinter
from tests.tui.driving import NARROW, app_of, asked, focused, opened, seen, settled, shown, told, top
from tui.desk import Desk
from tui.handing_out import usual_form
from tui.handout_files import Form
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


def _counted(desk: Desk) -> PrintTotals:
    return desk.prints.totals(desk.today, desk.today)


async def test_a_printer_is_chosen_once(desk: Desk, printer: FakePrinter) -> None:
    """Without it F2 Enter would print elsewhere than last time, or print nothing."""
    async with opened(desk) as pilot:
        screen = await _asking(pilot, "right")
        assert "Máy in Quay-1" in seen(pilot)
        screen.form.value = Form.LARGE
        screen.sides.value = True
        screen.copies.value = "2"
        await settled(pilot)
        await pilot.press("enter")
        await settled(pilot)
        (leaflet,) = _leaflets(desk)
        assert printer.sent == [(leaflet, "Quay-1", 2)]
        assert leaflet.read_bytes().startswith(b"%PDF")
        assert "Đã gửi 2 bản tới máy in Quay-1" in told(pilot)
        assert "2 bản" in app_of(pilot).main.status.printer
        again = await _asking(pilot)
        assert again.target.value == (Destination.PRINTER, "Quay-1")
        assert again.form.value is Form.LARGE
        assert again.copies.value == "1"
        await pilot.press("enter")
        await settled(pilot)
        assert len(printer.sent) == 2
        assert [each.two_sided for each in printer.options] == [True, True]
    assert (desk.settings.destination, desk.settings.printer) == (Destination.PRINTER, "Quay-1")
    (count,) = _counted(desk).by_format
    assert (count.key, count.prints, count.copies) == ("large-print", 2, 3)


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

    def fail(
        _file: Path, _printer: str = "", _copies: int = 1, _options: PrintOptions | None = None
    ) -> PrintJob:
        raise PrintFailedError("Máy in Quay-1 báo: hết giấy.")

    monkeypatch.setattr(printer, "send", fail)
    async with opened(desk) as pilot:
        await _asking(pilot, "right", "enter")
        await settled(pilot)
        assert told(pilot).count("hết giấy") == 1
        assert not app_of(pilot).main.status.printer
    assert len(_leaflets(desk)) == 1
    assert not _counted(desk).prints


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


async def test_words_never_reach_a_printer(desk: Desk, printer: FakePrinter) -> None:
    """Without it a text for Zalo would come out of the printer, or the printer be forgotten over it."""
    desk.change_settings(destination=Destination.PRINTER, printer="Quay-1", form="text")
    async with opened(desk) as pilot:
        screen = await _asking(pilot)
        assert screen.target.value == (Destination.OPEN, "")
        assert "Số bản" not in seen(pilot)
        screen.form.value = Form.A5
        await settled(pilot)
        assert screen.target.value == (Destination.PRINTER, "Quay-1")
        screen.form.value = Form.TEXT
        await settled(pilot)
        await pilot.press("left", "enter")
        await settled(pilot)
    (text,) = desk.folders.output.glob("*.txt")
    assert "1.001193" in text.read_text(encoding="utf-8")
    assert not printer.sent
    (count,) = _counted(desk).by_destination
    assert (count.key, count.copies) == ("folder", 1)


async def test_the_page_is_read_before_it_is_printed(desk: Desk) -> None:
    """Without it an officer would learn only from the paper what stands on it."""
    async with opened(desk, NARROW) as pilot:
        screen = await _asking(pilot)
        await settled(pilot)
        assert "Mã thủ tục: 1.001193" in seen(pilot)
        await pilot.press("pagedown")
        await pilot.pause()
        assert screen.preview_place.scroll_y > 0
        await pilot.press("pageup")
        await pilot.pause()
        assert screen.preview_place.scroll_y == 0
        screen.form.value = Form.SPEECH
        await settled(pilot)
        assert "Mã thủ tục: 1.001193" not in seen(pilot)
        screen.form.value = Form.ROLL
        await settled(pilot)
        assert "Phiếu: tên thủ tục" in seen(pilot)


async def test_the_smallest_window_still_prints(desk: Desk) -> None:
    """Without it the questions would be pushed out of a small window by the preview."""
    async with opened(desk, (60, 20)) as pilot:
        await _asking(pilot)
        await settled(pilot)
        assert "Loại tờ" in seen(pilot)
        assert "Mã thủ tục" not in seen(pilot)


async def test_a_leaflet_for_one_case(desk: Desk) -> None:
    """Without it a widow would carry home the papers that only an heir abroad needs."""
    desk.change_settings(destination=Destination.FOLDER, form="text")
    async with opened(desk) as pilot:
        await asked(pilot, "1.008498")
        await pilot.press("f2")
        await settled(pilot)
        screen = shown(pilot, PrintScreen)
        everything = str(screen.preview.content)
        screen.cases.action_turn(1)
        await settled(pilot)
        assert screen.cases.value
        assert len(str(screen.preview.content)) < len(everything)
        await pilot.press("enter")
        await settled(pilot)
    (text,) = desk.folders.output.glob("*.txt")
    assert "Trường hợp khác có thể cần thêm giấy tờ." in text.read_text(encoding="utf-8")


async def test_a_print_that_cannot_be_counted_is_told(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without it a full disk would call a leaflet that lies on the table a failure, or hide the missing figure."""

    def fail(_file: JournalFile) -> None:
        raise StoreError

    monkeypatch.setattr(JournalFile, "writing", fail)
    desk.change_settings(destination=Destination.FOLDER)
    async with opened(desk) as pilot:
        await _asking(pilot, "enter")
        await settled(pilot)
        assert f"Đã lưu {_leaflets(desk)[0]}. " in told(pilot)


async def test_the_printer_is_tried(desk: Desk, printer: FakePrinter) -> None:
    """Without it nobody would notice that a printer shrinks every leaflet; the office's own page is no figure."""
    desk.change_settings(destination=Destination.PRINTER, printer="Quay-1")
    async with opened(desk) as pilot:
        await pilot.press("f12")
        await settled(pilot)
        assert "Đã gửi 1 bản" in told(pilot)
    ((page, _, _),) = printer.sent
    assert page.read_bytes().startswith(b"%PDF")
    assert not _counted(desk).prints


@pytest.mark.parametrize(
    ("settings", "form"),
    [
        (Settings(), Form.A5),
        (Settings(paper=Paper.A4), Form.A4),
        (Settings(paper=Paper.A4, form="speech"), Form.SPEECH),
        (Settings(paper=Paper.A4, form="later-invented"), Form.A4),
    ],
)
def test_settings_of_other_versions_are_understood(desk: Desk, settings: Settings, form: Form) -> None:
    """Without it an update, or going back from one, would stop F2 at the counter."""
    desk.settings = settings
    assert usual_form(desk) is form
