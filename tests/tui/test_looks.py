"""How the desk looks, as pictures kept beside this file.

`pytest tests/tui/test_looks.py --snapshot-update` makes them anew; look at them before they are kept.
"""

from collections.abc import Callable
from pathlib import Path

import pytest
from textual.pilot import Pilot

from services_catalog.settings import Theme
from tests.tui.driving import NARROW, WIDE, asked, catalog_of, entered, settled
from tui.app import MotcuaApp
from tui.desk import Desk

Compare = Callable[..., bool]
SERVICES: tuple[dict[str, object], ...] = (
    {"code": "9.000001", "name": "Thủ tục xác nhận hộ nghèo"},
    {
        "code": "9.000002",
        "name": "Thủ tục xác nhận nơi ở hiện tại cho người chưa có nơi thường trú, nơi tạm trú",
    },
    {"code": "9.000003", "name": "Thủ tục xác nhận & sao lục", "full": None, "channels": ["in-person"]},
)


@pytest.fixture
def still_desk(desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Desk:
    """A desk whose data, day and officer never change."""
    for size in ("COLUMNS", "LINES"):
        monkeypatch.setenv(size, "")  # snap_compare sets them; so they are gone again after the test
    written = {
        "title": "Xin giấy hộ nghèo",
        "audience": ["Hộ gia đình có tên trong danh sách của xã."],
        "evidence": [
            {"name": "Giấy đề nghị", "kind": "form", "originals": 1, "copies": 0, "case": "", "note": ""},
            {
                "name": "CCCD",
                "kind": "show",
                "originals": 1,
                "copies": 0,
                "case": "nếu nộp tại xã",
                "note": "",
            },
        ],
        "rules": [{"channel": "online", "steps": ["Vào Cổng.", "Điền đơn.", "Bấm gửi, ghi lại mã hồ sơ."]}],
        "costs": [{"channel": "any", "text": "Hỏi nơi giải quyết."}],
        "times": [{"channel": "any", "text": "3 ngày làm việc."}],
        "outputs": [{"name": "Giấy xác nhận", "delivery": "Nhận tại xã."}],
        "where": "Trung tâm Phục vụ hành chính công xã, phường.",
        "words": ["giấy hộ nghèo"],
        "portal_query": "xác nhận hộ nghèo",
        "source_decision": "12/QĐ-UBND",
        "facts_date": "2026-07-18",
        "record_sha256": "0" * 64,
        "alert": "Chỉ làm tại nơi thường trú.",
        "mistakes": ["Quên ký đơn."],
        "notes": [],
        "assured": {"by": "", "on": ""},
    }
    desk.catalog = catalog_of(tmp_path / "still", *SERVICES, guidance={"9.000001": written})
    entered(desk)
    return desk


@pytest.mark.parametrize(
    ("theme", "size", "keys"),
    [
        (Theme.LIGHT, NARROW, ()),
        (Theme.LIGHT, WIDE, ()),
        (Theme.CONTRAST, WIDE, ()),
        (Theme.LIGHT, NARROW, ("enter",)),
        (Theme.LIGHT, NARROW, ("f3",)),
        (Theme.LIGHT, NARROW, ("f2",)),
        (Theme.LIGHT, NARROW, ("ctrl+t", "space")),
        (Theme.LIGHT, NARROW, ("f11",)),
    ],
    ids=["main-80x24", "main-120x40", "main-contrast", "card", "log", "print", "missing", "plan"],
)
def test_the_look_has_not_changed_unseen(
    still_desk: Desk, snap_compare: Compare, theme: Theme, size: tuple[int, int], keys: tuple[str, ...]
) -> None:
    """Without it a change of one line of style could tear a screen that nobody opens that day."""
    still_desk.change_settings(theme=theme)
    app = MotcuaApp(still_desk)
    app.main.box.cursor_blink = False

    async def ask(pilot: Pilot[None]) -> None:
        await settled(pilot)
        await asked(pilot, "xac nhan")
        await pilot.press(*keys)
        await settled(pilot)

    assert snap_compare(app, terminal_size=size, run_before=ask)
