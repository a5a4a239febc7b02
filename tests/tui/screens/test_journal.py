"""F5: what was logged is found, corrected, cancelled and taken along, and nothing is ever overwritten."""

import csv
from datetime import date, timedelta

import pytest

from services_catalog.identities import Identity
from services_catalog.model import Channel
from services_catalog.submission import AssistedSubmission, Draft, ReasonNotFiled, Result
from tests.tui.driving import NARROW, app_of, entered, focused, opened, seen, settled, shown, told, top
from tui.desk import Desk
from tui.screens.journal import JournalScreen
from tui.screens.log import LogScreen
from tui.screens.reason import ReasonScreen

DAY = date(2026, 9, 25)


def _log(desk: Desk, name: str, **values: object) -> AssistedSubmission:
    fields = {"unit": "01273", "officer": desk.settings.officer, "service_code": "1.001193"} | values
    return desk.journal.log(Draft(**{"day": DAY, "service_name": name, **fields}))  # type: ignore[arg-type] # a test's own fields


async def test_the_day_is_listed_and_narrowed(desk: Desk) -> None:
    """Without it an officer could not find this morning's entry again."""
    entered(desk)
    _log(desk, "Đăng ký khai sinh", quantity=3, leaflet=True)
    _log(desk, "Đăng ký [red]kết hôn[/red]", result=Result.NOT_FILED, reason=ReasonNotFiled.NO_ACCOUNT)
    _log(desk, "Đăng ký khai tử", day=DAY - timedelta(days=3))
    async with opened(desk, NARROW) as pilot:
        await pilot.press("f5")
        await settled(pilot)
        assert "2 lượt · 3 hồ sơ đã nộp · Enter: xem, sửa" in seen(pilot)
        assert "[red]kết hôn[/red]" in seen(pilot)
        assert "có tờ rơi" in seen(pilot)
        await pilot.press(*"khai", "space", *"sinh")
        await settled(pilot)
        assert "1 lượt · 3 hồ sơ" in seen(pilot)
        await pilot.press(*"qq")
        await settled(pilot)
        assert "Chưa có lượt nào" in seen(pilot)
        await pilot.press("f8", "enter", "escape")
        assert top(pilot) is app_of(pilot).main
        await pilot.press("f6", "f5", "tab", "right")
        await settled(pilot)
        shown(pilot, JournalScreen)
        assert len(pilot.app.screen_stack) == 2
        assert "3 lượt · 4 hồ sơ" in seen(pilot)


async def test_a_correction_needs_a_reason_and_keeps_the_old_words(desk: Desk) -> None:
    """Without it figures could be changed without a trace."""
    entered(desk)
    entry = _log(desk, "Đăng ký khai sinh")
    _log(desk, "Đăng ký kết hôn")
    async with opened(desk) as pilot:
        await pilot.press("f5")
        await settled(pilot)
        await pilot.press("down", "enter")
        await settled(pilot)
        form = shown(pilot, LogScreen)
        form.quantity.value = "4"
        await pilot.press("enter")
        await settled(pilot)
        assert "Cần ghi lý do sửa" in seen(pilot)
        assert focused(pilot) is form.why
        await pilot.press(*"dem nham", "enter")
        await settled(pilot)
        shown(pilot, JournalScreen)
        assert "4 hồ sơ" in seen(pilot)
        assert told(pilot).count("Đã sửa") == 1
    changed = desk.journal.get(entry.id)
    assert (changed.quantity, changed.revision, changed.change_reason) == (4, 2, "dem nham")


async def test_a_cancelled_entry_stays_in_sight(desk: Desk) -> None:
    """Without it an entry could vanish, or be cancelled without anybody knowing why."""
    entered(desk)
    entry = _log(desk, "Đăng ký khai sinh")
    async with opened(desk) as pilot:
        await pilot.press("f5")
        await settled(pilot)
        await pilot.press("f8")
        shown(pilot, ReasonScreen)
        await pilot.press("enter")
        assert "Cần ghi lý do" in seen(pilot)
        await pilot.press("escape", "f8", *"nham", "enter")
        await settled(pilot)
        assert "ĐÃ HUỶ" in seen(pilot)
        assert "0 lượt · 0 hồ sơ đã nộp · 1 lượt đã huỷ" in seen(pilot)
        assert told(pilot).count("Đã huỷ") == 1
        await pilot.press("f8", "enter")
        await settled(pilot)
        shown(pilot, JournalScreen)
        await pilot.press("escape")
        await settled(pilot)
        assert app_of(pilot).main.status.tally == "Hôm nay 0 lượt"
    assert desk.journal.get(entry.id).voided


async def test_the_list_is_taken_along(desk: Desk) -> None:
    """Without it the day's list would not reach Excel, or a name could act there as a formula."""
    entered(desk)
    _log(desk, '=HYPERLINK("http://x")', quantity=2, note="hai, ba")
    async with opened(desk) as pilot:
        await pilot.press("f5")
        await settled(pilot)
        await pilot.press("f9")
        await settled(pilot)
        file = desk.folders.output / "nhat-ky-20260925-20260925.csv"
        assert str(file) in told(pilot)
    content = file.read_bytes()
    assert content.startswith(b"\xef\xbb\xbf")
    (row,) = csv.DictReader(content.decode("utf-8-sig").splitlines())
    assert row["Đơn vị"] == "Phường Thục Phán"
    assert row["Số lượng"] == "2"
    assert row["Ghi chú"] == "hai, ba"
    assert row["Tên thủ tục"].startswith("'=")


async def test_filters_by_outcome_channel_and_unit(desk: Desk) -> None:
    """Without it this morning's refusals could only be found by reading every entry."""
    entered(desk)
    _log(desk, "Đăng ký khai sinh")
    _log(desk, "Đăng ký kết hôn", result=Result.NOT_FILED, reason=ReasonNotFiled.NO_ACCOUNT)
    _log(desk, "Đăng ký khai tử", channel=Channel.POSTAL, unit="01288")
    async with opened(desk, NARROW) as pilot:
        await pilot.press("f5", "tab", "tab", "right", "right")
        await settled(pilot)
        assert "1 lượt · 0 hồ sơ đã nộp" in seen(pilot)
        assert "Chưa có tài khoản" not in seen(pilot)
        await pilot.press("left", "left", "tab", "left")
        await settled(pilot)
        assert "Đăng ký khai tử" in seen(pilot)
        assert "1 lượt · 1 hồ sơ đã nộp" in seen(pilot)
        await pilot.press("right", "shift+tab", "shift+tab", "shift+tab", *"thuc", "space", *"phan")
        await settled(pilot)
        assert "2 lượt · 1 hồ sơ đã nộp" in seen(pilot)
        screen = shown(pilot, JournalScreen)
        assert [each.service_name for each in screen.list.rows] == ["Đăng ký kết hôn", "Đăng ký khai sinh"]


async def test_a_long_list_is_cut_and_the_export_is_not(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without it a year of entries would stop the desk, or an export would lack some unseen."""
    entered(desk)
    monkeypatch.setattr("tui.screens.journal.MOST", 3)
    for number in range(5):
        _log(desk, f"Thủ tục {number}")
    async with opened(desk) as pilot:
        await pilot.press("f5")
        await settled(pilot)
        assert "3 lượt mới nhất" in seen(pilot)
        assert "Thủ tục 1" not in seen(pilot)
        await pilot.press("f9")
        await settled(pilot)
    file = desk.folders.output / "nhat-ky-20260925-20260925.csv"
    assert len(file.read_text("utf-8-sig").splitlines()) == 6


async def test_a_kept_name_is_masked_until_asked_for_and_gone_on_time(desk: Desk) -> None:
    """Without it the queue could read the names of others, or a name would outlast its purpose."""
    entered(desk)
    entry = _log(desk, "Đăng ký khai sinh")
    desk.change_settings(identity_days=7)
    desk.identities.keep(entry.id, Identity("Chị Hoa", "678"), 7)
    async with opened(desk) as pilot:
        await pilot.press("f5")
        await settled(pilot)
        assert "C••• ĐT •••" in seen(pilot)
        assert "Hoa" not in seen(pilot)
        await pilot.press("f4")
        await settled(pilot)
        assert "Chị Hoa · ĐT …678" in told(pilot)
    desk.change_settings(identity_days=0)
    async with opened(desk) as pilot:
        await pilot.press("f5", "f4")
        await settled(pilot)
        assert "Chị Hoa" not in told(pilot)
    assert desk.identities.masked([entry.id]) == {}
