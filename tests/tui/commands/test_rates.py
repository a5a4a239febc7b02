"""motcua rates, period and levels: what scripts and people read off the figures."""

import json
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import NamedTuple

import pytest
import time_machine

from services_catalog.counts import DossierCount, System
from tests.conftest import NOW
from tui.cli import run
from tui.desk import open_desk

WARD, BIRTH, DEATH = "01273", "1.001193", "1.000656"


class Answer(NamedTuple):
    """How a command ended and what it wrote."""

    status: int
    out: str
    words: str


Command = Callable[..., Answer]


@pytest.fixture
def counted(home: Path, built_state: Path, capsys: pytest.CaptureFixture[str]) -> Iterator[Command]:
    """The command on a home with some figures, on the morning of 25/09/2026."""
    desk = open_desk()
    desk.counts.replace(
        System.ONE_STOP,
        [
            DossierCount(WARD, date(2026, 7, 1), BIRTH, 3, 1),
            DossierCount(WARD, date(2026, 8, 1), DEATH, 0, 9),
        ],
    )
    desk.close()

    def call(*args: str) -> Answer:
        status = run(list(args))
        return Answer(status, *capsys.readouterr())

    with time_machine.travel(NOW, tick=False):
        yield call


def test_the_table_in_words_and_as_json(counted: Command) -> None:
    """Without it the screen, the terminal and a script could tell different figures."""
    told = counted("rates", "--until", "2026-09-25")
    assert told.status == 0
    assert "Phường Thục Phán" in told.out
    assert "3/13" in told.out
    assert "Lượt hỗ trợ ghi ở nhật ký không dùng để tính tỷ lệ." in told.out
    units = {each["unit"]: each for each in json.loads(counted("rates", "--json").out)["units"]}
    assert units[WARD]["rates"]["r2"]["numerator"] == 3
    assert units["H14"]["rolled_up"] is True


def test_one_unit_with_all_that_stands_behind_it(counted: Command) -> None:
    """Without it nobody could defend a rate line by line."""
    told = counted("rates", "--unit", WARD, "--services")
    assert "23,08 % (3/13)" in told.out
    assert DEATH in told.out
    found = json.loads(counted("rates", "--unit", WARD, "--json").out)
    assert found["missing"]["to_move"] == 4
    assert [each["online"] for each in found["months"]][6:8] == [3, 0]
    assert sum(each["in_person"] for each in found["services"]) == 10


@pytest.mark.parametrize(
    ("args", "status"),
    [
        (("rates", "--unit", "99999"), 1),
        (("rates", "--unit", "01279"), 1),
        (("rates", "--year", "2025", "--until", "2026-01-01"), 2),
        (("rates", "--until", "2026-09-26"), 1),
        (("rates", "--year", "2027"), 1),
        (("period", "show", "--quarter", "2026Q3", "--unit", WARD), 1),
        (("period", "close", "--quarter", "2026Q4", "--unit", WARD, "--until", "2026-12-01"), 1),
        (("period", "close", "--quarter", "2026Q1", "--unit", WARD, "--until", "2026-09-01"), 1),
        (("period", "close", "--quarter", "quý ba"), 2),
        (("period", "close", "--quarter", "2026Q3"), 1),
        (("levels", "set", "1.999999", "full", "--from", "2026-01-01"), 1),
        (("levels", "set", BIRTH, "4", "--from", "2026-08-01"), 1),
        (("levels", "set", BIRTH, "full", "--from", "2026-08-01", "--to", "2026-01-01"), 1),
        (("levels", "publish", WARD, "999999", "--from", "2026-08-01"), 1),
    ],
)
def test_what_makes_no_sense_is_refused(counted: Command, args: tuple[str, ...], status: int) -> None:
    """Without it a slip of the hand would pass for a figure."""
    answer = counted(*args)
    assert (answer.status, answer.out) == (status, "")
    assert answer.words


def test_a_closed_period_is_shown_unchanged(counted: Command) -> None:
    """Without it a later import would rewrite a signed report."""
    assert counted("period", "close", "--quarter", "2026Q3", "--unit", WARD).status == 0
    first = counted("period", "show", "--quarter", "2026Q3", "--unit", WARD, "--json").out
    desk = open_desk()
    desk.counts.replace(System.ONE_STOP, [DossierCount(WARD, date(2026, 8, 1), DEATH, 40, 0)])
    desk.close()
    assert counted("period", "show", "--quarter", "2026Q3", "--unit", WARD, "--json").out == first
    assert counted("period", "close", "--quarter", "2026Q3", "--unit", WARD).status == 0
    again = ("period", "show", "--quarter", "2026Q3", "--unit", WARD)
    assert counted(*again, "--revision", "1", "--json").out == first
    assert "đã chốt 2 lần" in counted(*again).out
    assert counted("period", "list").out.count("Quý III/2026") == 2
    assert json.loads(first)["inputs"][0]["system"] == "one-stop"


def test_levels_have_dates(counted: Command) -> None:
    """Without it a service raised in August would count from January, or never."""
    none = counted("levels", "show", DEATH)
    assert (none.status, none.out) == (0, "")
    assert "Chưa đặt mức nào" in none.words
    assert (
        counted("levels", "set", DEATH, "information", "--from", "2026-09-01", "--basis", "12/QĐ-UBND").status
        == 0
    )
    assert (
        "chỉ cung cấp thông tin  01/09/2026 đến nay  mọi đơn vị  12/QĐ-UBND"
        in counted("levels", "show", DEATH).out
    )
    assert "3/4" in counted("rates", "--until", "2026-09-25", "--unit", WARD).out
    assert "3/13" in counted("rates", "--until", "2026-08-31", "--unit", WARD).out
    assert counted("levels", "publish", WARD, "200", "--from", "2026-01-01").status == 0
    assert "0,50 % (1/200)" in counted("rates", "--until", "2026-09-25", "--unit", WARD).out


def test_a_period_without_figures_says_so(counted: Command) -> None:
    """Without it an office could sign a quarter for a unit that nobody had taken figures in for."""
    closed = counted("period", "close", "--quarter", "2026Q3", "--unit", "01279")
    assert closed.status == 0
    assert "Chưa có số liệu hồ sơ nào của đơn vị" in closed.words
    assert (
        "Chưa có số liệu hồ sơ nào" in counted("period", "show", "--quarter", "2026Q3", "--unit", "01279").out
    )


def test_a_closing_names_the_files_of_its_own_span(counted: Command) -> None:
    """Without it the sources of a signed quarter would list files of other years."""
    desk = open_desk()
    desk.counts.replace(
        System.ONE_STOP, [DossierCount(WARD, date(2025, 8, 1), DEATH, 1)], file_name="cũ.xlsx"
    )
    desk.counts.replace(
        System.ONE_STOP, [DossierCount(WARD, date(2026, 9, 1), DEATH, 1)], file_name="mới.xlsx"
    )
    desk.close()
    counted("period", "close", "--quarter", "2026Q2", "--unit", WARD, "--until", "2026-06-27")
    counted("period", "close", "--quarter", "2026Q3", "--unit", WARD)
    names = [
        {
            each["file_name"]
            for each in json.loads(
                counted("period", "show", "--quarter", quarter, "--unit", WARD, "--json").out
            )["inputs"]
        }
        for quarter in ("2026Q2", "2026Q3")
    ]
    assert names == [set(), {"mới.xlsx", ""}]
