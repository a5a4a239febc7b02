"""Ctrl+B: a booklet of many services, seen growing, and given up without a trace."""

from io import BufferedWriter
from pathlib import Path
from threading import Event

import pytest
from pypdf import PdfReader
from textual.pilot import Pilot

from handouts import booklet
from services_catalog.vietnamese import nfc
from tests.conftest import FakePrinter
from tests.tui.driving import NARROW, app_of, focused, opened, seen, settled, shown, told, top, until
from tui.desk import Desk
from tui.handout_files import Form
from tui.languages import keep_text
from tui.screens.batch import BatchScreen

PINNED = ("1.001193", "1.004194")


async def _asking(pilot: Pilot[None], chosen: str) -> BatchScreen:
    await pilot.press("ctrl+b")
    screen = shown(pilot, BatchScreen)
    screen.set.value = chosen
    await settled(pilot)
    return screen


def _files(desk: Desk) -> list[Path]:
    return sorted(desk.folders.output.glob("**/*"))


async def test_the_desks_own_services_in_one_file(desk: Desk) -> None:
    """Without it a village evening would need a leaflet printed by hand for each service."""
    desk.change_settings(favourites=PINNED)
    async with opened(desk, NARROW) as pilot:
        await _asking(pilot, "favourites")
        await pilot.press("enter")
        await settled(pilot)
        assert top(pilot) is app_of(pilot).main
        (file,) = _files(desk)
        assert f"Đã lưu {file}" in told(pilot)
    assert len(PdfReader(file).outline) == 1 + len(PINNED)
    (count,) = desk.prints.totals(desk.today, desk.today).by_format
    assert (count.key, count.copies) == ("booklet", 1)


@pytest.mark.parametrize("form", [Form.A3, Form.POSTER_A4])
async def test_the_online_only_list_for_the_wall(desk: Desk, form: Form) -> None:
    """Without it the list that hangs beside the door could be made on the command line alone."""
    keep_text(desk, PINNED[0], "Tày", "Chữ của cơ quan")
    async with opened(desk) as pilot:
        screen = await _asking(pilot, "online-only")
        assert screen.query_one("#row-language").display
        screen.form.value = form
        await settled(pilot)
        assert not screen.query_one("#row-language").display
        await pilot.press("enter")
        await settled(pilot)
        (file,) = _files(desk)
        assert f"Đã lưu {file}" in told(pilot)
    assert "Thủ tục chỉ nộp trên mạng" in nfc(PdfReader(file).pages[0].extract_text())
    (count,) = desk.prints.totals(desk.today, desk.today).by_format
    assert (count.key, count.copies) == (form.value, 1)


async def test_one_life_event_to_the_printer(desk: Desk, printer: FakePrinter) -> None:
    """Without it only the sets that somebody thought of beforehand could be handed out."""
    async with opened(desk) as pilot:
        screen = await _asking(pilot, "life_event")
        names = [each.name for each in screen.shelves.rows]
        small = min(screen.shelves.rows, key=lambda each: each.services)
        screen.shelves.index = names.index(small.name)
        screen.target.action_turn(-1)
        await pilot.press("enter")
        await settled(pilot)
        assert "Đã gửi 1 bản" in told(pilot)
    ((file, _, _),) = printer.sent
    assert len(PdfReader(file).outline) == 1 + small.services


async def test_it_is_given_up_without_a_trace(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without it half a booklet would lie in the folder, or Esc would wait for three hundred leaflets."""
    stopped = Event()

    def slow(*given: object) -> bool:
        file, progress, cancelled = given[0], *given[-2:]
        assert isinstance(file, BufferedWriter)
        file.write(b"%PDF")
        file.flush()
        assert callable(progress)
        assert callable(cancelled)
        progress(1, 294)
        while not cancelled():
            stopped.wait(0.01)
        stopped.set()
        return False

    monkeypatch.setattr(booklet, "write", slow)
    async with opened(desk) as pilot:
        await _asking(pilot, "essential")
        await pilot.press("enter")
        await until(pilot, lambda: "Đã xong 1 trong 294 thủ tục." in seen(pilot))
        await pilot.press("enter", "escape")
        await settled(pilot)
        assert top(pilot) is app_of(pilot).main
        assert "Đã dừng" in told(pilot)
        await until(pilot, stopped.is_set)
    assert not _files(desk)


async def test_an_empty_set_is_told_and_can_be_changed(desk: Desk) -> None:
    """Without it a desk that has pinned nothing would get an empty book, or a dialog that answers no more."""
    async with opened(desk) as pilot:
        screen = await _asking(pilot, "favourites")
        await pilot.press("enter")
        await settled(pilot)
        assert top(pilot) is screen
        assert "Tập này không có thủ tục nào." in seen(pilot)
        assert focused(pilot) is screen.set
        desk.change_settings(favourites=PINNED)
        await pilot.press("enter")
        await settled(pilot)
    assert len(_files(desk)) == 1


async def test_a_booklet_that_is_given_up_leaves_the_old_one(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without it who only looks how long it takes would lose this morning's booklet."""
    desk.change_settings(favourites=PINNED)
    async with opened(desk) as pilot:
        await _asking(pilot, "favourites")
        await pilot.press("enter")
        await settled(pilot)
        (file,) = _files(desk)
        old = file.read_bytes()

        def stopped(*given: object) -> bool:
            begun = given[0]
            assert isinstance(begun, BufferedWriter)
            begun.write(b"%PDF")
            return False

        monkeypatch.setattr(booklet, "write", stopped)
        await _asking(pilot, "favourites")
        await pilot.press("enter")
        await settled(pilot)
    assert _files(desk) == [file]
    assert file.read_bytes() == old


async def test_a_booklet_with_another_language_beside(desk: Desk) -> None:
    """Without it the office's Tày words would be on single leaflets only."""
    keep_text(desk, PINNED[0], "Tày", "Pây nộp hồ sơ")
    desk.change_settings(favourites=PINNED)
    async with opened(desk) as pilot:
        screen = await _asking(pilot, "favourites")
        screen.language.value = "Tày"
        await pilot.press("enter")
        await settled(pilot)
    (file,) = _files(desk)
    assert file.name.startswith("tap-thu-tuc-hay-dung-a5-tay")
    text = " ".join(page.extract_text() for page in PdfReader(file).pages)
    assert text.count("Pây nộp hồ sơ") == 1
