"""A made-up province goes in as XLSX, and the command, the screen and a calculation by hand tell the same rates."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import time_machine

from tests.made_up_province import NEW, OLD, SERVICES, Province, write_export
from tests.tui.driving import NARROW, opened, seen, settled, shown
from tui.cli import run
from tui.desk import open_desk
from tui.screens.rates import RatesScreen
from tui.screens.unit_rates import UnitRatesScreen

OFFLINE = ("1.003583", "Thủ tục đăng ký khai sinh lưu động")
"""A service that is not offered online, so that the rates are not about it."""

BY_HAND = {
    # January + February + March: online, in person, by post
    "1.001193": (0 + 0 + 0, 0 + 0 + 29, 0),
    "1.000656": (48 + 0 + 4, 31 + 17 + 11, 0),
    "1.000894": (8 + 3 + 27, 18 + 1 + 2, 0 + 3 + 0),
    "2.000635": (0 + 56 + 4, 0 + 12 + 19, 0 + 2 + 1),
    "1.004873": (0 + 0 + 0, 39 + 0 + 0, 0),
    "1.004194": (15 + 9 + 19, 25 + 19 + 32, 3 + 2 + 0),
    "1.004222": (0 + 18 + 48, 0 + 32 + 21, 0),
    "2.000908": (51 + 0 + 32, 13 + 0 + 16, 0),
}
"""One commune's first quarter, copied off the three sheets by hand; OFFLINE has (34, 51, 3) there and is left out."""
ONLINE = 52 + 38 + 60 + 43 + 66 + 83
IN_PERSON = 29 + 59 + 21 + 31 + 39 + 76 + 53 + 29
POSTAL = 3 + 3 + 5
DISTRICT = (419 + 558 + 342 + 487 + 726, 836 + 991 + 690 + 910 + 1068)
"""The town's own office and its four communes of 2024, each added up in the same way: online, all."""


@dataclass(frozen=True, slots=True)
class Era:
    """A first quarter under one law: when it is looked at, and the commune that is worked out by hand."""

    first: date
    today: datetime
    commune: str
    name: str


ERAS = (
    Era(OLD, datetime(2024, 3, 31, 9, tzinfo=ZoneInfo("Asia/Ho_Chi_Minh")), "01270-2025", "Phường Sông Bằng"),
    Era(NEW, datetime(2026, 3, 31, 9, tzinfo=ZoneInfo("Asia/Ho_Chi_Minh")), "01288", "Phường Tân Giang"),
)


@pytest.fixture(params=ERAS, ids=["three tiers", "two tiers"])
def era(request: pytest.FixtureRequest, home: Path, tmp_path: Path) -> Iterator[Era]:
    """Each era, with its three months exported as XLSX and taken in by the command."""
    assert home.is_dir()
    found: Era = request.param
    province = Province(found.first, seed=1057, services=(*SERVICES, OFFLINE))
    with time_machine.travel(found.today, tick=False):
        for month in province.months:
            file = tmp_path / f"bao-cao-{month:%Y-%m}.xlsx"
            write_export(province, file, month)
            assert run(["stats", "import", str(file)]) == 0
        yield found


def told(capsys: pytest.CaptureFixture[str], *args: str) -> Any:
    """What a command prints as JSON."""
    capsys.readouterr()
    assert run([*args, "--json"]) == 0
    return json.loads(capsys.readouterr().out)


def test_the_hand_calculation_holds() -> None:
    """Without it the figures that all else is held against could themselves be wrong."""
    assert tuple(map(sum, zip(*BY_HAND.values(), strict=True))) == (ONLINE, IN_PERSON, POSTAL)
    assert (ONLINE, ONLINE + IN_PERSON + POSTAL) == (342, 690)
    assert sum(online > 0 for online, _, _ in BY_HAND.values()) == 6


def test_the_command_tells_what_the_hand_tells(era: Era, capsys: pytest.CaptureFixture[str]) -> None:
    """Without it the report could say something that nobody can work out from the exports."""
    table = told(capsys, "rates", "--until", f"{era.today:%Y-%m-%d}")
    rows = {(each["unit"], each["rolled_up"]): each["rates"] for each in table["units"]}
    commune = rows[era.commune, False]
    assert (commune["r1"]["numerator"], commune["r1"]["denominator"]) == (6, 8)
    assert (commune["r2"]["numerator"], commune["r2"]["denominator"]) == (342, 690)
    assert (commune["r1"]["text"], commune["r2"]["text"]) == ("75,00 %", "49,57 %")
    assert (commune["r1"]["met"], commune["r2"]["met"]) == (False, False)
    one = told(capsys, "rates", "--unit", era.commune, "--until", f"{era.today:%Y-%m-%d}")
    counted = {
        each["service_code"]: (each["online"], each["in_person"], each["postal"])
        for each in one["services"]
        if each["counted"]
    }
    assert counted == BY_HAND
    assert {each["service_code"] for each in one["missing"]["only_in_person"]} == {"1.001193", "1.004873"}
    # 690 : 2 = 345, three more than 342; and (342 + 6) : (690 + 6) is the first half that additions reach.
    assert (one["missing"]["services_needed"], one["missing"]["to_move"], one["missing"]["to_add"]) == (
        1,
        3,
        6,
    )
    districts = {unit for unit, rolled_up in rows if rolled_up} - {"H14"}
    assert bool(districts) is (era.first == OLD)
    if districts:
        town = rows["040", True]
        assert (town["r1"]["numerator"], town["r1"]["denominator"]) == (8, 8)
        assert (town["r2"]["numerator"], town["r2"]["denominator"]) == DISTRICT


def test_without_the_post_the_same_commune_meets_its_target(
    era: Era, capsys: pytest.CaptureFixture[str]
) -> None:
    """Without it a choice that turns «chưa đạt» into «đạt» could be lost on the way to the figure."""
    day = f"{era.today:%Y-%m-%d}"
    one = told(capsys, "rates", "--unit", era.commune, "--until", day, "--no-postal")
    rate = one["units"][0]["rates"]["r2"]
    assert (rate["numerator"], rate["denominator"], rate["met"]) == (342, 342 + 337, True)


async def test_the_screen_tells_what_the_hand_tells(era: Era) -> None:
    """Without it an officer would read another rate off the screen than off the report."""
    desk = open_desk(lambda: era.today)
    async with opened(desk, NARROW) as pilot:
        await pilot.press("ctrl+r")
        await settled(pilot)
        screen = shown(pilot, RatesScreen)
        place = next(place for place, each in enumerate(screen.list.rows) if each.unit == era.commune)
        await pilot.press(*["down"] * place)
        await settled(pilot)
        lines = seen(pilot).splitlines()
        here = next(number for number, line in enumerate(lines) if era.name in line)
        assert "75,00 % 6/8" in lines[here + 1]
        assert "49,57 % 342/690" in lines[here + 1]
        await pilot.press("enter")
        await settled(pilot)
        shown(pilot, UnitRatesScreen)
        text = " ".join(seen(pilot).split())
        assert "75,00 % (6/8), chỉ tiêu 80 %: chưa đạt" in text
        assert "49,57 % (342/690), chỉ tiêu 50 %: chưa đạt" in text
        assert "cần chuyển 3 hồ sơ sang trực tuyến, hoặc thêm 6 hồ sơ" in text
    desk.close()
