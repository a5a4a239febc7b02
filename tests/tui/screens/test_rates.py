"""Ctrl+R: the rates of all units on the screen, down to one service's months, by keyboard."""

from datetime import date

from services_catalog.counts import DossierCount, System
from services_catalog.levels import ServiceLevel
from tests.tui.driving import NARROW, opened, seen, settled, shown, told
from tui.desk import Desk
from tui.screens.counting import CountingScreen
from tui.screens.levels import LevelScreen, PublishedScreen
from tui.screens.rates import RatesScreen
from tui.screens.service_months import ServiceMonthsScreen
from tui.screens.unit_rates import UnitRatesScreen

WARD, BIRTH, DEATH = "01273", "1.001193", "1.000656"


def filled(desk: Desk) -> None:
    """Two services at one ward: one online, one on paper."""
    desk.counts.replace(
        System.ONE_STOP,
        [
            DossierCount(WARD, date(2026, 7, 1), BIRTH, 3, 1),
            DossierCount(WARD, date(2026, 8, 1), BIRTH, 2, 0, 1),
            DossierCount(WARD, date(2026, 8, 1), DEATH, 0, 9),
        ],
    )


async def test_from_the_province_down_to_a_service(desk: Desk) -> None:
    """Without it an officer could see that the unit is behind, but not where."""
    filled(desk)
    async with opened(desk, NARROW) as pilot:
        await pilot.press("ctrl+r")
        await settled(pilot)
        shown(pilot, RatesScreen)
        text = seen(pilot)
        assert "Tỉnh Cao Bằng (gộp)" in text
        assert "31,25 % 5/16" in text
        await pilot.press("down", "enter")
        await settled(pilot)
        shown(pilot, UnitRatesScreen)
        text = seen(pilot)
        assert "Phường Thục Phán" in text
        assert "cần chuyển 3 hồ sơ" in text
        await pilot.press("right")
        await settled(pilot)
        assert "khai tử" in seen(pilot)
        await pilot.press("enter")
        await settled(pilot)
        shown(pilot, ServiceMonthsScreen)
        assert "08/2026        0        9" in seen(pilot)
        await pilot.press("escape", "right")
        await settled(pilot)
        assert "07/2026        3        1" in seen(pilot)


async def test_the_choices_change_the_figures_and_are_shown(desk: Desk) -> None:
    """Without it an office could not say how it counts the post."""
    filled(desk)
    async with opened(desk, NARROW) as pilot:
        await pilot.press("ctrl+r")
        await settled(pilot)
        await pilot.press("f7")
        await settled(pilot)
        shown(pilot, CountingScreen)
        await pilot.press("right", "enter")
        await settled(pilot)
        assert "33,33 % 5/15" in seen(pilot)
        assert "Bưu chính: không tính" in seen(pilot)
    assert desk.settings.count_postal is False


async def test_a_period_is_closed_and_stays(desk: Desk) -> None:
    """Without it a later import could change what was signed."""
    filled(desk)
    async with opened(desk, NARROW) as pilot:
        await pilot.press("ctrl+r")
        await settled(pilot)
        await pilot.press("down", "f8")
        await settled(pilot)
        assert "Giữ số liệu của Phường Thục Phán" in seen(pilot)
        await pilot.press("escape")
        await settled(pilot)
        assert desk.closings.closed(WARD, 2026, 3) == []
        desk.counts.tally(WARD, date(2026, 9, 1), DEATH, online=1, in_person=0, postal=0)
        await pilot.press("f8", "enter")
        await settled(pilot)
        assert "100,00 % (2/2), 35,29 % (6/17)" in told(pilot)
        assert "35,29 % 6/17" in seen(pilot)
        assert "Đã chốt kỳ: Quý III/2026, Phường Thục Phán" in told(pilot)
    before = desk.closings.latest(WARD, 2026, 3)
    desk.counts.replace(System.ONE_STOP, [DossierCount(WARD, date(2026, 8, 1), DEATH, 50, 0)])
    after = desk.closings.latest(WARD, 2026, 3)
    assert before == after
    assert before.figures["units"][0]["rates"]["r2"]["numerator"] == 6


async def test_an_empty_year_says_what_to_do(desk: Desk) -> None:
    """Without it an office would look at an empty screen and not know where figures come from."""
    async with opened(desk, NARROW) as pilot:
        await pilot.press("ctrl+r")
        await settled(pilot)
        assert "Chưa có số liệu. F5: nhập tệp" in seen(pilot)
        await pilot.press("enter", "f8", "f9")
        await settled(pilot)
        shown(pilot, RatesScreen)


async def test_a_level_is_set_where_its_service_stands(desk: Desk) -> None:
    """Without it an office without a command line could not say what it raised, and when."""
    filled(desk)
    async with opened(desk, NARROW) as pilot:
        await pilot.press("ctrl+r")
        await settled(pilot)
        await pilot.press("down", "enter")
        await settled(pilot)
        await pilot.press("f6")
        shown(pilot, UnitRatesScreen)
        await pilot.press("f6")
        await settled(pilot)
        screen = shown(pilot, LevelScreen)
        assert "khai tử" in seen(pilot)
        assert "Chưa đặt mức nào" in seen(pilot)
        await pilot.press("right", "right", "down", "right", "down")
        screen.first.value = "31/02/2026"
        await pilot.press("enter")
        await settled(pilot)
        assert "«31/02/2026» không phải một ngày" in seen(pilot)
        screen.first.value = "1/9/2026"
        screen.basis.value = "[b]12/QĐ-UBND"
        await pilot.press("enter")
        await settled(pilot)
        shown(pilot, UnitRatesScreen)
        assert "(ngoài tỷ lệ)" in seen(pilot)
        await pilot.press("left")
        await settled(pilot)
        assert "71,43 % (5/7)" in " ".join(seen(pilot).split())
        await pilot.press("right", "f6")
        await settled(pilot)
        assert "chỉ cung cấp thông tin, 01/09/2026 đến nay, Phường Thục Phán" in seen(pilot)
        assert "[b]12/QĐ-UBND" in seen(pilot)
        await pilot.press("escape")
        shown(pilot, UnitRatesScreen)
    [period] = desk.levels.history(DEATH)
    assert (period.unit, period.level) == (WARD, ServiceLevel.INFORMATION)


async def test_how_many_services_a_unit_publishes(desk: Desk) -> None:
    """Without it the reference rate of QĐ 766 would stay «—» for whoever works at the desk alone."""
    filled(desk)
    async with opened(desk, NARROW) as pilot:
        await pilot.press("ctrl+r")
        await settled(pilot)
        await pilot.press("down", "enter")
        await settled(pilot)
        await pilot.press("f7")
        await settled(pilot)
        screen = shown(pilot, PublishedScreen)
        await pilot.press("enter")
        await settled(pilot)
        assert "Số thủ tục là số từ 0 đến 20.000" in seen(pilot)
        screen.amount.value = "200"
        await pilot.press("enter")
        await settled(pilot)
        assert "0,50 % (1/200)" in " ".join(seen(pilot).split())


async def test_a_unit_is_found_by_its_name(desk: Desk) -> None:
    """Without it a commune among 190 rows would be twenty pages away."""
    filled(desk)
    desk.counts.replace(System.ONE_STOP, [DossierCount("01290", date(2026, 7, 1), BIRTH, 1)])
    async with opened(desk, NARROW) as pilot:
        await pilot.press("ctrl+r")
        await settled(pilot)
        screen = shown(pilot, RatesScreen)
        await pilot.press("f2", *"thuc pha")
        await settled(pilot)
        assert [each.unit for each in screen.list.rows] == [WARD]
        await pilot.press("enter")
        await settled(pilot)
        assert "Phường Thục Phán" in seen(pilot)
        await pilot.press("escape", *["backspace"] * 8)
        await settled(pilot)
        assert len(screen.list.rows) == 3
        assert screen.list.current is not None
        assert screen.list.current.unit == WARD
        desk.counts.replace(System.ONE_STOP, [DossierCount("CB-SOTP", date(2026, 7, 1), BIRTH, 1)])
        await pilot.press("f2", "right")
        await settled(pilot)
        await pilot.press("left")
        await settled(pilot)
        assert len(screen.list.rows) == 4
        assert screen.list.current.unit == WARD


async def test_figures_taken_in_under_an_open_unit_are_shown_when_it_is_opened(desk: Desk) -> None:
    """Without it the unit's page could tell another rate than its own services add up to."""
    filled(desk)
    async with opened(desk, NARROW) as pilot:
        await pilot.press("ctrl+r")
        await settled(pilot)
        desk.counts.replace(System.PORTAL, [DossierCount(WARD, date(2026, 6, 1), BIRTH, 4)])
        await pilot.press("down", "enter")
        await settled(pilot)
        assert "45,00 % (9/20)" in " ".join(seen(pilot).split())
