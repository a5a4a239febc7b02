"""Ctrl+Y: the office's own guidance, line by line."""

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from services_catalog import office_layer
from services_catalog.paths import Folders
from services_catalog.settings import Settings
from tests.conftest import NOW, FakePrinter
from tests.tui.driving import NARROW, WIDE, app_of, asked, opened, seen, settled, shown, told, top
from tui.desk import Desk
from tui.screens.guidance import GuidanceScreen
from tui.screens.guidance_line import LineScreen
from tui.screens.guidance_section import DifferenceScreen, SectionScreen

CODE = "1.010038"


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """A desk with a cache of its own: an office's layer makes another cache, and drops the one before."""
    home = tmp_path / "own"
    folders = Folders(home / "data", home / "settings", home / "state", home / "output")
    made = Desk(folders, Settings(unit="01273", officer="Nông Thị Bé"), clock=lambda: NOW)
    made.printer = FakePrinter()
    yield made
    made.close()


async def test_a_line_is_changed_checked_and_kept(desk: Desk) -> None:
    """Without it an office could not put its own words on a leaflet."""
    async with opened(desk, WIDE) as pilot:
        await asked(pilot, CODE)
        await pilot.press("ctrl+y")
        await settled(pilot)
        screen = shown(pilot, GuidanceScreen)
        assert "bài kèm chương trình" in seen(pilot)
        assert "CHUẨN BỊ" in seen(pilot).upper()
        await pilot.press("enter")
        line = shown(pilot, LineScreen)
        assert "Đúng quy tắc" in seen(pilot)
        await pilot.press("end", *" theo thanh phan", "escape")
        assert top(pilot) is screen
        await pilot.press("enter")
        line = shown(pilot, LineScreen)
        line.fields["text"].value = "Tách hộ, hoàn thiện hồ sơ tại XYZ"
        await settled(pilot)
        assert "nên viết «bổ sung cho đủ giấy tờ»" in seen(pilot)
        line.fields["text"].value = "Tách sổ cho nhà mình"
        await pilot.press("enter")
        await settled(pilot)
        assert "CHƯA LƯU" in seen(pilot)
        assert "Tách sổ cho nhà mình" in str(screen.preview.render())
        await pilot.press("escape")
        assert "Có chỗ chưa lưu" in seen(pilot)
        await pilot.press("f2")
        await settled(pilot)
        assert "Đã lưu" in told(pilot)
        assert "bài của cơ quan" in seen(pilot)
        await pilot.press("escape")
        await settled(pilot)
        main = app_of(pilot).main
        assert main.hit
        assert main.hit.title == "Tách sổ cho nhà mình"
        assert "Tách sổ cho nhà mình" in str(main.card.query_one("Static").render())
    texts, _ = office_layer.read_guidance_file(desk.office_folder / "guidance.json")
    assert texts[CODE].entry["title"] == "Tách sổ cho nhà mình"


async def test_lines_are_added_moved_and_removed(desk: Desk) -> None:
    """Without it a paper that this province asks for could not be listed."""
    async with opened(desk, NARROW) as pilot:
        await asked(pilot, CODE)
        await pilot.press("ctrl+y")
        await settled(pilot)
        screen = shown(pilot, GuidanceScreen)
        count = len(screen.list.rows)
        await pilot.press("f5")
        shown(pilot, SectionScreen)
        await pilot.press("escape", "f5", "down", "enter")
        line = shown(pilot, LineScreen)
        assert line.section == "evidence"
        line.fields["name"].value = "Giấy của xã"
        await pilot.press("enter")
        await settled(pilot)
        assert len(screen.list.rows) == count + 1
        current = screen.list.current
        assert current
        assert current.main == "Giấy của xã"
        await pilot.press("shift+up", "shift+up", "shift+down", "f5", "escape", "f5")
        line = shown(pilot, LineScreen)
        line.fields["name"].value = "Giấy nữa"
        await pilot.press("down", "down", "down", "right", "enter")
        await settled(pilot)
        current = screen.list.current
        assert current
        assert (current.main, current.values["kind"]) == ("Giấy nữa", "show")
        await pilot.press("f8")
        assert len(screen.list.rows) == count + 1
        await pilot.press("f4")
        await settled(pilot)
        assert screen.focused is screen.place
        assert "Giấy của xã" in str(screen.preview.render())
        await pilot.press("f4", "home", "f8")
        assert "«title» bỏ trống" in seen(pilot)
        await pilot.press("f2")
        await settled(pilot)
        assert "«title» bỏ trống" in seen(pilot)
        await pilot.press("escape", "escape")
        await settled(pilot)
        assert top(pilot) is app_of(pilot).main
    assert not desk.office_folder.exists()


async def test_assured_with_one_key_compared_and_reset(desk: Desk) -> None:
    """Without it the leaflet would say for ever that nobody answers for it."""
    async with opened(desk, NARROW) as pilot:
        await asked(pilot, CODE)
        await pilot.press("enter", "ctrl+y")
        await settled(pilot)
        screen = shown(pilot, GuidanceScreen)
        await pilot.press("f7")
        assert "Hai bài giống nhau" in seen(pilot)
        await pilot.press("escape", "f9")
        assert "Đang dùng bài kèm" in told(pilot)
        await pilot.press("f6")
        await settled(pilot)
        assert "Nông Thị Bé xác nhận 25/09/2026" in seen(pilot)
        assert screen.draft
        line = screen.draft.lines()[0]
        screen.draft.change(line.place, {"text": "Tên riêng"})
        await pilot.press("f6")
        await settled(pilot)
        service = desk.catalog.service(CODE)
        assert service.title == "Tên riêng"
        assert service.guidance
        assert service.guidance.assured.by == "Nông Thị Bé"
        await pilot.press("f7")
        shown(pilot, DifferenceScreen)
        assert "+ Tên gọi: Tên riêng" in seen(pilot)
        await pilot.press("f7", "f9")
        assert "F9 lần nữa" in seen(pilot)
        await pilot.press("f9")
        await settled(pilot)
        assert "bài kèm chương trình" in seen(pilot)
        await pilot.press("escape")
        await settled(pilot)
        assert "Cơ quan chưa xác nhận" in str(app_of(pilot).screen.query_one("#whole-card Static").render())
    assert desk.catalog.service(CODE).title != "Tên riêng"


async def test_a_changed_bundled_text_is_told(desk: Desk) -> None:
    """Without it an office would keep an old text and never learn that the bundled one was mended."""
    bundled = desk.guidance.open(CODE).entry
    assert bundled
    own = office_layer.OwnText({**bundled, "title": "Của xã"}, "0123456789abcdef")
    office_layer.save_guidance(desk.office_folder, {CODE: own}, {})
    async with opened(desk, NARROW) as pilot:
        await asked(pilot, CODE)
        await pilot.press("ctrl+y")
        await settled(pilot)
        assert "đã đổi sau khi cơ quan sửa" in seen(pilot)
        await pilot.press("f7")
        assert "+ Tên gọi: Của xã" in seen(pilot)
        await pilot.press("escape", "f2")
        await settled(pilot)
        assert "đã đổi sau khi cơ quan sửa" not in seen(pilot)


async def test_both_sides_changes_are_told_apart(desk: Desk) -> None:
    """Without it an officer would see two texts that differ, and not which of them changed."""
    bundled = desk.guidance.open(CODE).entry
    assert bundled
    base = {**bundled, "where": "Nơi cũ."}
    own = office_layer.OwnText({**base, "title": "Của xã"}, office_layer.entry_hash(base), base)
    office_layer.save_guidance(desk.office_folder, {CODE: own}, {})
    async with opened(desk, NARROW) as pilot:
        await asked(pilot, CODE)
        await pilot.press("ctrl+y")
        await settled(pilot)
        await pilot.press("f7")
        lines = shown(pilot, DifferenceScreen).lines
        assert [line for sign, line in lines if sign == "="] == [
            "Bài kèm chương trình đã đổi:",
            "Cơ quan đã sửa:",
        ]
        assert lines.index(("-", "Nộp ở đâu: Nơi cũ.")) < lines.index(("+", "Tên gọi: Của xã"))
        assert "− trước   + nay" in seen(pilot)
        assert "− Nộp ở đâu: Nơi cũ." in seen(pilot)


async def test_a_service_without_guidance_gets_a_first_one(desk: Desk) -> None:
    """Without it an office could change what is written and write nothing new."""
    desk.settings = replace(desk.settings, officer="")
    desk.catalog.ensure()
    code = desk.catalog.codes()[-1]
    async with opened(desk, NARROW) as pilot:
        await asked(pilot, code)
        await pilot.press("ctrl+y")
        await settled(pilot)
        assert "chưa có bài" in seen(pilot)
        await pilot.press("f7", "escape", "f6")
        await settled(pilot)
        assert "Chưa có bài" in seen(pilot) or "Chưa khai báo cán bộ" in seen(pilot)
        await pilot.press("f2")
        await settled(pilot)
        assert "bài của cơ quan" in seen(pilot)
    assert desk.catalog.service(code).guidance is not None


async def test_a_withdrawn_service_warns_when_it_is_picked(desk: Desk) -> None:
    """Without it people would be sent to a service that is no more."""
    desk.catalog.ensure()
    record = desk.catalog.records()[CODE] | {"withdrawn": "2026-09-01", "facts_date": "2026-09-01"}
    update = {"services": {CODE: {"record": record, "changed": ["withdrawn"]}}}
    folder = desk.office_folder / "updates"
    folder.mkdir(parents=True)
    (folder / "a.json").write_text(json.dumps(update), encoding="utf-8")
    desk.renew_catalog()
    async with opened(desk, WIDE) as pilot:
        await asked(pilot, CODE)
        assert "ĐÃ BÃI BỎ TỪ 01/09/2026" in seen(pilot)
        assert "Thủ tục này đã bãi bỏ từ 01/09/2026." in seen(pilot)
        await pilot.press("f3")
        await settled(pilot)
        assert "đã bãi bỏ từ 01/09/2026" in told(pilot)
