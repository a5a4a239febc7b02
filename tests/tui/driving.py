"""How tests use the desk: open it, wait for what should happen, read what stands on the screen."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any, TypeVar

from textual.pilot import Pilot
from textual.screen import Screen
from textual.widget import Widget

from services_catalog.catalog import Catalog
from tests.data_folder import write_data
from tui.app import MotcuaApp
from tui.desk import Desk

Kind = TypeVar("Kind", bound=Screen[Any])
WIDE = (120, 40)
NARROW = (80, 24)
USUAL = (100, 30)
"""Just wide enough for the card beside the hits; larger ones only take longer to paint."""
PATIENCE = 30.0
"""Seconds after which a test gives up; far more than anything takes."""


@asynccontextmanager
async def opened(desk: Desk, size: tuple[int, int] = USUAL) -> AsyncIterator[Pilot[None]]:
    """The desk as an officer finds it: open, with the services that are met most in the list."""
    app = MotcuaApp(desk)
    async with app.run_test(size=size, notifications=True) as pilot:
        await settled(pilot)
        yield pilot


def app_of(pilot: Pilot[None]) -> MotcuaApp:
    """The app that a pilot drives."""
    assert isinstance(pilot.app, MotcuaApp)
    return pilot.app


def top(pilot: Pilot[None]) -> Screen[Any]:
    """The screen that stands above all others."""
    return pilot.app.screen


def shown(pilot: Pilot[None], kind: type[Kind]) -> Kind:
    """The screen above all others, if it is of this kind; else the test fails."""
    screen = top(pilot)
    assert isinstance(screen, kind)
    return screen


def focused(pilot: Pilot[None]) -> Widget | None:
    """What the keys go to."""
    return pilot.app.focused


async def until(pilot: Pilot[None], condition: Callable[[], bool]) -> None:
    """Let the desk work until something has happened."""
    async with asyncio.timeout(PATIENCE):
        await pilot.pause()
        while not condition():
            await pilot.pause()


async def settled(pilot: Pilot[None]) -> None:
    """Let the desk finish all its work in the background and show what came of it."""
    async with asyncio.timeout(PATIENCE):
        # Twice in a row: what one worker found may start the next.
        calm = 0
        while calm < 2:
            await pilot.pause()
            calm = calm + 1 if all(worker.is_finished for worker in pilot.app.workers) else 0


async def asked(pilot: Pilot[None], text: str) -> None:
    """Put a question into the box at once, and wait for its hits and the first one's card."""
    main = app_of(pilot).main
    main.box.value = text
    await settled(pilot)


def seen(pilot: Pilot[None]) -> str:
    """The rows of the screen as text."""
    strips = pilot.app.screen._compositor.render_strips()  # no public way to read the screen as text
    return "\n".join(strip.text for strip in strips)


def told(pilot: Pilot[None]) -> str:
    """What the desk has told in its corner, titles included."""
    notices = pilot.app._notifications  # the words themselves, before the corner wraps them
    return "\n".join(f"{each.title}: {each.message}" for each in notices)


def entered(desk: Desk) -> None:
    """Tell the desk who works there, as the first logged entry would have asked."""
    desk.change_settings(unit="01273", officer="Nông Thị Bé")


def catalog_of(folder: Path, *services: dict[str, object], guidance: dict[str, Any] | None = None) -> Catalog:
    """A finished catalogue of a few services that a test makes up, so that real data may change without it."""
    common = {
        "audience": ["Công dân Việt Nam"],
        "channels": ["in-person", "online"],
        "competent": "Ủy ban nhân dân cấp xã",
        "decision": "12/QĐ-UBND",
        "fee": "not-stated",
        "full": True,
        "issuing": "Bộ Tư pháp",
        "levels": ["commune"],
        "path": "thu-tuc-hanh-chinh/019d2bfd",
        "result": "Giấy xác nhận",
        "time": "3 ngày làm việc",
        "updated": "2026-04-11",
    }
    write_data(folder, [common | each for each in services], guidance=guidance)
    catalog = Catalog(folder / "state", folder)
    catalog.ensure()
    return catalog
