"""The main screen: asking, finding and reading without a key too many."""

from collections.abc import Mapping
from pathlib import Path
from threading import Event

import pytest
from textual import events
from textual.widgets.input import Selection

from services_catalog.catalog import Catalog
from services_catalog.search import Answer
from tests.tui.driving import (
    NARROW,
    WIDE,
    app_of,
    asked,
    focused,
    opened,
    seen,
    settled,
    shown,
    told,
    top,
    until,
)
from tui.asking import Asked
from tui.desk import Desk
from tui.messages import CatalogGrew, HitsFound, ServiceRead
from tui.screens.card import CardScreen
from tui.screens.print import PrintScreen
from tui.widgets.viet_input import LONGEST

BIRTH = "1.001193"
ASKED = "lam giay khai sinh cho con"


async def test_the_desk_opens_ready_to_type(desk: Desk) -> None:
    """Without it the first start could ask for something, or typing and arrows could go nowhere."""
    async with opened(desk, WIDE) as pilot:
        main = app_of(pilot).main
        assert top(pilot) is main
        assert focused(pilot) is main.box
        assert not desk.folders.settings_file.exists()
        main.box.value = ASKED[:-3]
        await pilot.press(*ASKED[-3:])
        await settled(pilot)
        assert main.box.value == ASKED
        assert main.hit
        assert main.hit.code == BIRTH
        assert "Giấy tờ cần có" in seen(pilot)
        await pilot.press("down", "pagedown")
        await settled(pilot)
        assert focused(pilot) is main.box
        assert main.list.index == 1
        assert main.hit.title[:20] in seen(pilot)
        assert main.card.scroll_y > 0
        await pilot.press("enter")
        assert focused(pilot) is main.card
        await pilot.press("escape")
        assert focused(pilot) is main.box
        assert main.box.selection == Selection(0, len(ASKED))


async def test_a_late_answer_is_dropped(desk: Desk) -> None:
    """Without it hits of an older question could replace those of the question in the box, and be printed."""
    async with opened(desk) as pilot:
        await asked(pilot, "ket hon")
        main = app_of(pilot).main
        before = list(main.list.rows)
        card = main.card.query_one("Static").render()
        main.post_message(HitsFound(Asked("khai sinh", [])))
        main.post_message(ServiceRead(desk.catalog.service("1.000656")))
        await pilot.pause()
        assert list(main.list.rows) == before
        assert str(main.card.query_one("Static").render()) == str(card)


async def test_a_key_waits_for_its_hit(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without it F2 right after fast typing would print the leaflet of the question before."""
    async with opened(desk) as pilot:
        await asked(pilot, ASKED)
        ready, answer = Event(), desk.search.answer

        def slow(text: str, limit: int, boost: Mapping[str, float]) -> Answer:
            ready.wait(20)
            return answer(text, limit, boost)

        monkeypatch.setattr(desk.search, "answer", slow)
        app_of(pilot).main.box.value = "1.000894"
        await pilot.press("f2")
        assert top(pilot) is app_of(pilot).main
        ready.set()
        await until(pilot, lambda: isinstance(top(pilot), PrintScreen))
        assert shown(pilot, PrintScreen).service.code == "1.000894"


@pytest.mark.parametrize("size", [NARROW, (60, 20)])
async def test_a_narrow_terminal_opens_the_card_on_enter(desk: Desk, size: tuple[int, int]) -> None:
    """Without it a small window would show a squeezed card, or none at all."""
    async with opened(desk, size) as pilot:
        await asked(pilot, ASKED)
        main = app_of(pilot).main
        assert not main.card.display
        assert BIRTH in seen(pilot)
        assert "F10" in seen(pilot) or size[0] < NARROW[0]
        await pilot.press("pagedown", "pageup", "enter")
        await settled(pilot)
        shown(pilot, CardScreen)
        assert "Giấy tờ cần có" in seen(pilot)
        await pilot.press("f2")
        await settled(pilot)
        shown(pilot, PrintScreen)
        assert "Loại tờ" in seen(pilot)
        await pilot.press("escape", "escape")
        assert top(pilot) is main
        assert focused(pilot) is main.box


async def test_no_hit_is_told(desk: Desk) -> None:
    """Without it an unknown word would leave an empty screen, and a key would act on nothing."""
    async with opened(desk) as pilot:
        await asked(pilot, "qwrtzx")
        assert "Không thấy thủ tục nào" in seen(pilot)
        await pilot.press("f2", "f3", "f4", "enter", "down")
        await settled(pilot)
        assert top(pilot) is app_of(pilot).main
        assert told(pilot).count("Chưa chọn thủ tục") == 3
        await asked(pilot, "")
        assert "Dịch vụ công thiết yếu" in seen(pilot)


async def test_a_huge_paste_becomes_one_short_line(desk: Desk) -> None:
    """Without it a pasted page with terminal codes would freeze the box or paint over the screen."""
    async with opened(desk) as pilot:
        page = "khai\x1b[31m sinh\r\n\x00[red]" + "e\u0302\u0301" * 10_000
        app_of(pilot).main.box.post_message(events.Paste(page))
        await settled(pilot)
        value = app_of(pilot).main.box.value
        assert value.startswith("khai [31m sinh [red]ếế")
        assert len(value) == LONGEST
        assert "\x1b" not in seen(pilot)


async def test_the_mouse_works(desk: Desk) -> None:
    """Without it a click on a hit would do nothing, or act on another row."""
    async with opened(desk, NARROW) as pilot:
        await asked(pilot, ASKED)
        main = app_of(pilot).main
        await pilot.click("#hits", offset=(5, 4))
        assert main.list.index == 1
        await pilot.click("#hits", offset=(5, 4))
        await settled(pilot)
        assert shown(pilot, CardScreen).code == main.list.rows[1].code


async def test_the_first_start_builds_beside_the_search(desk: Desk, home: Path) -> None:
    """Without it the first start would let the officer wait, or never say when all services are there."""
    (home / "state").unlink()
    async with opened(desk) as pilot:
        main = app_of(pilot).main
        main.post_message(CatalogGrew(400, 4_579))
        await until(pilot, lambda: "400/4.579 thủ tục" in seen(pilot))
        await asked(pilot, ASKED)
        assert main.hit
        assert main.hit.code == BIRTH
        assert (home / "state").is_dir()
        await pilot.press("down", "down")
        chosen = main.hit
        main.post_message(CatalogGrew(800, 4_579))
        await settled(pilot)
        assert main.hit == chosen
    done, total = desk.catalog.progress()
    assert done == total > 4_000


async def test_a_home_that_takes_no_files_still_searches(desk: Desk, home: Path, tmp_path: Path) -> None:
    """Without it a read-only folder would end the desk with a traceback."""
    (tmp_path / "file").touch()
    desk.catalog = Catalog(tmp_path / "file" / "state")
    async with opened(desk) as pilot:
        await asked(pilot, ASKED)
        assert app_of(pilot).main.hit
