"""Ctrl+T: what the citizen hasn't brought goes home with them on paper."""

from io import BytesIO

from pypdf import PdfReader
from textual.pilot import Pilot

from services_catalog import wording
from services_catalog.settings import Destination
from tests.conftest import FakePrinter
from tests.tui.driving import NARROW, app_of, asked, opened, seen, settled, shown, told, top
from tui.desk import Desk
from tui.screens.missing import MissingScreen


async def _asking(pilot: Pilot[None], code: str) -> MissingScreen:
    await asked(pilot, code)
    await pilot.press("ctrl+t")
    await settled(pilot)
    return shown(pilot, MissingScreen)


def _words(pdf: bytes) -> str:
    return " ".join(" ".join(page.extract_text() for page in PdfReader(BytesIO(pdf)).pages).split())


async def test_the_rest_is_printed(desk: Desk, printer: FakePrinter) -> None:
    """Without it a citizen would go home with a list that has what lies on the desk already."""
    desk.change_settings(destination=Destination.PRINTER, printer="Quay-1")
    papers = wording.evidence_lines(desk.catalog.service("1.001193"))
    async with opened(desk, NARROW) as pilot:
        await _asking(pilot, "1.001193")
        assert seen(pilot).count("☐") > 1
        await pilot.press("space")
        await settled(pilot)
        assert seen(pilot).count("☑") == 1
        assert f"Còn thiếu {len(papers) - 1} giấy tờ." in seen(pilot)
        await pilot.press("enter")
        await settled(pilot)
        assert "Đã gửi 1 bản" in told(pilot)
    ((file, _, _),) = printer.sent
    words = _words(file.read_bytes())
    assert papers[0].name not in words
    assert papers[1].name in words
    (count,) = desk.prints.totals(desk.today, desk.today).by_format
    assert (count.key, count.copies) == ("missing", 1)


async def test_nothing_is_printed_when_all_is_there(desk: Desk, printer: FakePrinter) -> None:
    """Without it a sheet that says «nothing» would be printed; and a slip of the finger could not be undone."""
    async with opened(desk) as pilot:
        screen = await _asking(pilot, "1.001193")
        count = len(screen.list.rows)
        await pilot.press(*["space"] * count, "enter")
        await settled(pilot)
        assert top(pilot) is screen
        assert "Đủ giấy tờ, không cần in." in seen(pilot)
        await pilot.press("space")
        await settled(pilot)
        assert "Còn thiếu 1 giấy tờ." in seen(pilot)
        await pilot.press("escape")
    assert not printer.sent


async def test_only_the_papers_of_the_case(desk: Desk) -> None:
    """Without it a list for one case would ask for the papers of all the others."""
    async with opened(desk) as pilot:
        screen = await _asking(pilot, "1.008498")
        every = len(screen.list.rows)
        screen.cases.action_turn(1)
        await settled(pilot)
        assert 0 < len(screen.list.rows) < every


async def test_unknown_papers_are_not_ticked_off(desk: Desk) -> None:
    """Without it an empty list would look like «nothing is missing»."""
    codes = desk.catalog.codes()
    bare = next(code for code in codes if not desk.catalog.service(code).guidance)
    async with opened(desk) as pilot:
        await asked(pilot, bare)
        await pilot.press("ctrl+t")
        await settled(pilot)
        assert top(pilot) is app_of(pilot).main
        assert "Giấy còn thiếu" in told(pilot)
