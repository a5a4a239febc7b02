"""Statistics from a table on the screen: chosen, looked at, put right, imported, and what is unknown matched."""

from datetime import date
from pathlib import Path

import pytest

from services_catalog.counts import System
from services_catalog.exchange.headings import Field, load_sources
from tests.made_up_province import SERVICES, Province, write_export
from tests.services_catalog.exchange.importing import table
from tests.tui.driving import NARROW, app_of, focused, opened, seen, settled, shown, told
from tui import importing
from tui.desk import Desk
from tui.screens.stats_import import StatsImportScreen
from tui.screens.stats_match import StatsMatchScreen

MARCH = date(2026, 3, 1)
HEADINGS = ["Đơn vị", "Mã TTHC", "Trực tuyến", "Trực tiếp", "Nộp tại xã"]
BIRTH, DEATH = SERVICES[0][0], SERVICES[1][0]


@pytest.fixture
def downloads(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder where this machine's downloads are."""
    folder = tmp_path / "Downloads"
    folder.mkdir()
    monkeypatch.setattr(Path, "home", lambda: tmp_path)
    return folder


async def test_an_export_is_imported_with_three_keys(desk: Desk, downloads: Path) -> None:
    """Without it an officer would need the command line to get figures in."""
    province = Province(units=6)
    write_export(province, downloads / "thang-3.xlsx", MARCH)
    async with opened(desk, NARROW) as pilot:
        await app_of(pilot).push_screen(StatsImportScreen(desk))
        await settled(pilot)
        assert "thang-3.xlsx" in seen(pilot)
        await pilot.press("enter")
        await settled(pilot)
        assert "◂ Mã thủ tục ▸" in seen(pilot)
        assert "Tháng 03/2026 · 6 đơn vị · 8 thủ tục" in seen(pilot)
        await pilot.press("f3")
        await settled(pilot)
        assert "Đã ghi 48 dòng của 6 đơn vị-tháng" in told(pilot)
        await pilot.press("enter")
        await settled(pilot)
        assert "Nhớ cách đọc" in seen(pilot)
        await pilot.press("f3")
        await settled(pilot)
        assert "không có gì thay đổi" in told(pilot)
        await pilot.press("escape")
        await settled(pilot)
        assert app_of(pilot).screen is app_of(pilot).main
    unit = province.chosen[0].code
    assert len(desk.counts.slice(unit, MARCH, System.ONE_STOP)) == 8


async def test_columns_unit_and_month_are_put_right_by_keyboard(desk: Desk, downloads: Path) -> None:
    """Without it a table with unusual headings, or without a month, could not come in."""
    text = table(HEADINGS[1:], [BIRTH, "5", "2", "1"], [DEATH, "-1", "0", "0"])
    (downloads / "xa [b]la[b].csv").write_text(text, encoding="utf-8")
    async with opened(desk, NARROW) as pilot:
        await app_of(pilot).push_screen(StatsImportScreen(desk))
        await settled(pilot)
        await pilot.press(*"la", "enter")
        await settled(pilot)
        screen = shown(pilot, StatsImportScreen)
        assert "không rõ tháng" in seen(pilot)
        await pilot.press("f3")
        assert desk.counts.deliveries() == []
        screen.month.value = "3/2026"
        screen.unit.value = "xa bao lam"
        await settled(pilot)
        assert "Đơn vị của cả tệp: Xã Bảo Lâm" in seen(pilot)
        assert "âm" in seen(pilot)
        screen.columns.index = 3
        while screen._opened and screen._opened.mapping.meaning_of(3) is not Field.POSTAL:
            await pilot.press("right")
        await settled(pilot)
        assert "bưu chính 1" in seen(pilot)
        screen.system.value = System.PORTAL
        await pilot.press("enter")
        await settled(pilot)
    assert [each[2:6] for each in desk.counts.slice("01290", MARCH, System.PORTAL)] == [(BIRTH, 5, 2, 1)]


async def test_an_unknown_unit_in_the_field_is_told(desk: Desk, downloads: Path) -> None:
    """Without it figures could be booked on a unit that nobody has heard of."""
    (downloads / "a.csv").write_text(table(HEADINGS[1:], [BIRTH, "5", "2", "1"]), encoding="utf-8")
    async with opened(desk) as pilot:
        await app_of(pilot).push_screen(StatsImportScreen(desk))
        await settled(pilot)
        await pilot.press("enter")
        await settled(pilot)
        shown(pilot, StatsImportScreen).unit.value = "không có xã này"
        await settled(pilot)
        assert "Không có đơn vị nào" in seen(pilot)
        await pilot.press("escape", "escape")


async def test_names_that_nobody_knows_are_matched(desk: Desk, downloads: Path) -> None:
    """Without it dossiers under an office's own name for a unit would wait for ever."""
    text = table(
        ["Tháng 3 năm 2026", "", "", "", ""],
        HEADINGS,
        ["Quầy Bảo Lầm", BIRTH, "5", "2", "0"],
        ["Xã Hà Quảng", "1.999999", "1", "0", "0"],
    )
    (downloads / "a.csv").write_text(text, encoding="utf-8")
    async with opened(desk, NARROW) as pilot:
        await app_of(pilot).push_screen(StatsImportScreen(desk))
        await settled(pilot)
        await pilot.press("enter")
        await settled(pilot)
        assert "Chờ ghép: Quầy Bảo Lầm" in seen(pilot)
        await pilot.press("f3")
        await settled(pilot)
        screen = shown(pilot, StatsMatchScreen)
        assert "Quầy Bảo Lầm" in seen(pilot)
        await pilot.press(*"xa bao lam")
        await settled(pilot)
        await pilot.press("down", "up", "enter")
        await settled(pilot)
        assert "Quầy Bảo Lầm = Xã Bảo Lâm: 7 hồ sơ" in told(pilot)
        assert screen.waiting.current
        assert screen.waiting.current.text == "1.999999"
        await pilot.press("pagedown", "pageup", *"khai tu")
        await settled(pilot)
        screen.box.value = ""
        await settled(pilot)
        assert "giữ nguyên mã này" in seen(pilot)
        await pilot.press("end", "enter")
        screen.meanings.move(99)
        await pilot.press("enter")
        await settled(pilot)
        assert "Không còn gì chờ ghép" in seen(pilot)
    assert desk.counts.slice("01290", MARCH, System.ONE_STOP)[0][3:5] == (5, 2)
    assert load_sources(importing.sources_file(desk)).units == {"quay bao lam": "01290"}


async def test_a_path_is_completed_and_what_is_no_table_is_told(desk: Desk, downloads: Path) -> None:
    """Without it a file on a memory stick could not be reached, or a broken one would end in a traceback."""
    stick = downloads.parent / "usb"
    stick.mkdir()
    (stick / "hỏng.xlsx").write_bytes(b"PK\x03\x04 broken")
    async with opened(desk) as pilot:
        await app_of(pilot).push_screen(StatsImportScreen(desk))
        await settled(pilot)
        screen = shown(pilot, StatsImportScreen)
        assert "Không có bảng nào khớp" in seen(pilot)
        screen.box.value = f"{stick}/h"
        await pilot.press("tab")
        assert screen.box.value == str(stick / "hỏng.xlsx")
        await pilot.press("enter")
        await settled(pilot)
        assert "bị hỏng" in seen(pilot)
        assert focused(pilot) is screen.box
        screen.box.value = ""
        await pilot.press("tab")
        assert focused(pilot) is not screen.box


def test_completing_a_path(tmp_path: Path) -> None:
    """Without it completion could eat what was typed."""
    (tmp_path / "thang-1.csv").touch()
    (tmp_path / "thang-2.csv").touch()
    (tmp_path / "thu muc").mkdir()
    (tmp_path / "anh.png").touch()
    assert importing.completed(f"{tmp_path}/tha") == f"{tmp_path}/thang-"
    assert importing.completed(f"{tmp_path}/THU") == f"{tmp_path}/thu muc/"
    assert importing.completed(f"{tmp_path}/anh") == f"{tmp_path}/anh"
    assert importing.completed(f"{tmp_path}/nosuch/x") == f"{tmp_path}/nosuch/x"
    assert [each.name for each in importing.tables_at_hand([tmp_path, tmp_path / "no"])] != []
