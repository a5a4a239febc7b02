"""The two rates: each of the pitfalls that the domain rules list, and agreement with a computation of another make.

`naive` below works from the plain list of counts and shares nothing with the program but the list of units.
"""

import json
import sqlite3
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import closing
from datetime import date, timedelta
from fractions import Fraction
from pathlib import Path
from typing import NamedTuple

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from services_catalog.counts import Counts, DossierCount, System
from services_catalog.errors import PeriodError
from services_catalog.exchange.count_import import Known, find_mapping, preview, take_in
from services_catalog.exchange.headings import Sources
from services_catalog.exchange.matching import ServiceMatcher, UnitMatcher
from services_catalog.exchange.sheet import read_sheet
from services_catalog.indicators import (
    NO_RATE,
    Choices,
    Rate,
    RatesTable,
    UnitRates,
    bundled_formulas,
    formula_on,
    targeted,
)
from services_catalog.journal import Journal
from services_catalog.levels import Levels, ServiceLevel
from services_catalog.model import OnlineLevel, UnitKind
from services_catalog.organizations import PROVINCE, load
from services_catalog.rates import Rates, needed
from services_catalog.submission import Draft
from tests.conftest import NOW

UNTIL = date(2026, 9, 25)
PLAIN = Choices()
WARD, COMMUNE = "01273", "01279"
DISTRICT, OLD_COMMUNE, OLD_NEIGHBOUR = "040", "01273-2025", "01279-2025"
A, B, C, D, LOW = "1.000001", "1.000002", "1.000003", "1.000004", "2.000009"
CATALOGUED = {
    A: OnlineLevel.FULL,
    B: OnlineLevel.ONLINE,
    C: OnlineLevel.FULL,
    D: OnlineLevel.ONLINE,
    LOW: OnlineLevel.NONE,
}


class House(NamedTuple):
    """Counts, levels and rates on one file."""

    counts: Counts
    levels: Levels
    rates: Rates

    def row(
        self, unit: str, until: date = UNTIL, *, rolled_up: bool = False, choices: Choices = PLAIN
    ) -> UnitRates:
        """The row of one unit."""
        found = self.rates.table(until.year, until, choices).row(unit, rolled_up=rolled_up)
        assert found is not None
        return found

    def close(self) -> None:
        """Let go of the file."""
        for part in self:
            part.close()


def housed(folder: Path) -> House:
    """An empty file with the few services above as its catalogue."""
    path = folder / "journal.db"
    levels = Levels(path, lambda: NOW, lambda: CATALOGUED)
    return House(Counts(path, lambda: NOW), levels, Rates(path, levels, load))


@pytest.fixture
def house(tmp_path: Path) -> Iterator[House]:
    """A house of its own for a test."""
    made = housed(tmp_path)
    yield made
    made.close()


def month(number: int, year: int = 2026) -> date:
    """The first day of a month."""
    return date(year, number, 1)


def parts(rate: Rate) -> tuple[int, int | None]:
    """Numerator and denominator."""
    return rate.numerator, rate.denominator


def test_pitfall_1_services_without_dossiers_stand_on_neither_side(house: House) -> None:
    """Without it a service that nobody asked for would lower the first rate."""
    house.counts.replace(
        System.ONE_STOP, [DossierCount(WARD, month(7), A, 1), DossierCount(WARD, month(7), B)]
    )
    row = house.row(WARD)
    assert parts(row.rates["r1"]) == (1, 1)
    assert row.figures.idle == 1


def test_pitfall_2_the_parts_are_beside_the_rate(house: House) -> None:
    """Without it 1/1 would look like the work of a whole office."""
    house.counts.replace(System.ONE_STOP, [DossierCount(WARD, month(7), A, 1)])
    rate = house.row(WARD).rates["r1"]
    assert (rate.percent, rate.parts) == ("100,00 %", "1/1")


def test_pitfall_3_nothing_to_divide_by_is_no_rate(house: House) -> None:
    """Without it an office without dossiers would be shown with 0 % or 100 %."""
    house.counts.replace(System.ONE_STOP, [DossierCount(WARD, month(7), A)])
    rates = house.row(WARD).rates
    assert [rates[name].percent for name in ("r1", "r2")] == [NO_RATE, NO_RATE]
    assert [rates[name].met for name in ("r1", "r2")] == [None, None]


@pytest.mark.parametrize(("postal", "r1", "r2"), [(True, (1, 2), (3, 9)), (False, (1, 1), (3, 5))])
def test_pitfall_4_the_post_is_a_choice_that_is_printed(
    house: House, postal: bool, r1: tuple[int, int], r2: tuple[int, int]
) -> None:
    """Without it two offices could mean different things by the same figure, and nobody would see it."""
    house.counts.replace(
        System.ONE_STOP, [DossierCount(WARD, month(7), A, 3, 2, 1), DossierCount(WARD, month(7), B, 0, 0, 3)]
    )
    choices = Choices(postal=postal)
    row = house.row(WARD, choices=choices)
    assert (parts(row.rates["r1"]), parts(row.rates["r2"])) == (r1, r2)
    assert ("không tính" in choices.sentences()[0]) is not postal


def test_pitfall_5_an_electronic_result_counts_for_the_reference_alone(house: House) -> None:
    """Without it «filed online» and «handled online» would be mixed up."""
    house.counts.replace(System.ONE_STOP, [DossierCount(WARD, month(7), A, 4, 4, 0, 1)])
    rates = house.row(WARD).rates
    assert parts(rates["r2"]) == (4, 8)
    assert parts(rates["reference_r2"]) == (1, 8)


def test_pitfall_5_a_month_that_tells_no_results_leaves_them_unknown(house: House) -> None:
    """Without it the results of one month would be divided by the dossiers of two."""
    house.counts.replace(
        System.ONE_STOP,
        [DossierCount(WARD, month(7), A, 4, 0, 0, 1), DossierCount(WARD, month(8), A, 6, 0, 0, None)],
    )
    row = house.row(WARD)
    assert row.figures.all_resulted is None
    assert parts(row.rates["reference_r2"]) == (10, 10)


def test_pitfall_6_the_day_of_receipt_decides_and_the_day_of_filing_stands_in(house: House) -> None:
    """Without it a dossier filed in June and received in July would be in the second quarter's report."""
    rows = [
        ["Mã hồ sơ", "Mã TTHC", "Mã đơn vị", "Ngày nộp", "Ngày tiếp nhận", "Hình thức nộp"],
        ["H14.1", A, WARD, "30/06/2026", "01/07/2026", "2"],
        ["H14.2", A, WARD, "30/06/2026", "", "2"],
        ["H14.3", A, WARD, "", "02/07/2026", "1"],
        ["H14.4", A, WARD, "", "", "1"],
    ]
    sheet = read_sheet("\n".join(",".join(row) for row in rows).encode(), "hồ sơ.csv")
    known = Known(UnitMatcher(load()), ServiceMatcher(frozenset(CATALOGUED), dict), UNTIL)
    found = preview(sheet, find_mapping(sheet, Sources())[0], known)
    take_in(house.counts, found, System.ONE_STOP)
    assert [each.reason for each in found.rejected] == ["thiếu ngày tiếp nhận"]
    assert parts(house.row(WARD, date(2026, 6, 27)).rates["r2"]) == (1, 1)
    assert parts(house.row(WARD, date(2026, 7, 27)).rates["r2"]) == (2, 3)


def test_pitfall_7_the_year_to_the_cut_off_and_no_further(house: House) -> None:
    """Without it a later month, or last year, would be in a report that has been signed."""
    house.counts.replace(
        System.ONE_STOP,
        [
            DossierCount(WARD, month(12, 2025), A, 9),
            DossierCount(WARD, month(1), A, 1),
            DossierCount(WARD, month(7), A, 2),
        ],
    )
    table = house.rates.table(2026, date(2026, 6, 27), Choices())
    row = table.row(WARD, rolled_up=False)
    assert row is not None
    assert row.figures.online == 1
    assert table.span == "Số liệu từ 01/01/2026 đến 27/06/2026"
    with pytest.raises(PeriodError):
        house.rates.table(2025, UNTIL, Choices())


@pytest.mark.parametrize(("day", "told"), [(date(2026, 6, 27), True), (date(2026, 6, 30), False)])
def test_pitfall_7_a_cut_off_inside_a_month_says_what_it_includes(
    house: House, day: date, told: bool
) -> None:
    """Without it figures of 28 to 30 June would stand under «đến 27/06» without a word."""
    assert bool(house.rates.table(2026, day, PLAIN).caveat) is told


def test_pitfall_8_the_level_at_the_cut_off_decides(house: House) -> None:
    """Without it a service raised to «toàn trình» in August would be judged by what it was in January."""
    house.counts.replace(
        System.ONE_STOP, [DossierCount(WARD, month(1), LOW, 5), DossierCount(WARD, month(1), A, 1)]
    )
    house.levels.set(LOW, ServiceLevel.FULL, date(2026, 8, 1), basis="QĐ 1/QĐ-UBND")
    house.levels.set(A, ServiceLevel.INFORMATION, date(2026, 9, 1))
    assert house.row(WARD, date(2026, 7, 31)).figures.online == 1
    assert house.row(WARD, date(2026, 8, 1)).figures.online == 6
    assert house.row(WARD, date(2026, 9, 1)).figures.online == 5
    assert house.levels.history(LOW)[0].basis == "QĐ 1/QĐ-UBND"


def test_a_level_with_a_last_day_ends(house: House) -> None:
    """Without it a trial of some weeks would count for ever."""
    house.levels.set(LOW, ServiceLevel.PARTIAL, date(2026, 2, 1), last_day=date(2026, 3, 31))
    assert [
        LOW in house.levels.scope(day).everywhere
        for day in (date(2026, 2, 1), date(2026, 3, 31), date(2026, 4, 1))
    ] == [
        True,
        True,
        False,
    ]
    assert house.levels.history(LOW)[0].last_day == date(2026, 3, 31)


def test_after_a_levels_last_day_the_former_one_holds_again(house: House) -> None:
    """Without it a trial of a month would throw away what the office had set for good."""
    house.levels.set(A, ServiceLevel.INFORMATION, date(2026, 1, 1), basis="QĐ 1")
    house.levels.set(A, ServiceLevel.FULL, date(2026, 3, 1), last_day=date(2026, 3, 31))
    assert [A in house.levels.scope(date(2026, each, 5)).everywhere for each in (2, 3, 4)] == [
        False,
        True,
        False,
    ]
    assert house.levels.history(A)[-1].basis == "QĐ 1"
    house.levels.set(A, ServiceLevel.PARTIAL, date(2026, 6, 1))
    house.levels.set(A, ServiceLevel.FULL, date(2026, 5, 1), last_day=date(2026, 7, 31))
    assert A in house.levels.scope(date(2026, 9, 1)).everywhere


def test_a_level_is_corrected_also_when_the_clock_has_gone_back(tmp_path: Path) -> None:
    """Without it «đã ghi» would be told while the wrong level went on counting."""
    times = iter([NOW, NOW - timedelta(days=400), NOW])
    with closing(Levels(tmp_path / "journal.db", lambda: next(times), lambda: CATALOGUED)) as levels:
        for level in (ServiceLevel.INFORMATION, ServiceLevel.FULL, ServiceLevel.PARTIAL):
            levels.set(A, level, date(2026, 1, 1))
            assert levels.history(A)[-1].level is level


def test_a_unit_may_have_a_level_of_its_own(house: House) -> None:
    """Without it one commune's trial would count at every other."""
    house.counts.replace(
        System.ONE_STOP, [DossierCount(WARD, month(1), LOW, 5), DossierCount(COMMUNE, month(1), LOW, 7)]
    )
    house.levels.set(LOW, ServiceLevel.FULL, date(2026, 1, 1), unit=COMMUNE)
    assert house.row(WARD).figures.online == 0
    assert house.row(COMMUNE).figures.online == 7
    assert house.row(PROVINCE, rolled_up=True).figures.online == 7


def test_pitfall_9_other_services_stand_in_no_denominator(house: House) -> None:
    """Without it paper-only services would drown the second rate."""
    house.counts.replace(
        System.ONE_STOP, [DossierCount(WARD, month(7), A, 1, 1), DossierCount(WARD, month(7), LOW, 0, 50)]
    )
    row = house.row(WARD)
    assert parts(row.rates["r2"]) == (1, 2)
    assert parts(row.rates["reference_r2"]) == (1, 52)


def test_pitfall_10_a_district_is_the_union_of_services_and_the_sum_of_dossiers(house: House) -> None:
    """Without it a district would get the mean of its communes, or count one service twenty times."""
    day = date(2022, 9, 27)
    house.counts.replace(
        System.ONE_STOP,
        [
            DossierCount(DISTRICT, month(8, 2022), A, 1, 0),
            DossierCount(OLD_COMMUNE, month(8, 2022), A, 0, 4),
            DossierCount(OLD_COMMUNE, month(8, 2022), B, 0, 2),
            DossierCount(OLD_NEIGHBOUR, month(8, 2022), B, 3, 0),
        ],
    )
    row = house.row(DISTRICT, day, rolled_up=True)
    assert (parts(row.rates["r1"]), parts(row.rates["r2"])) == ((2, 2), (4, 10))
    assert (row.figures.each_online, row.figures.each_any) == (2, 4)
    assert parts(house.row(DISTRICT, day).rates["r2"]) == (1, 1)


def test_pitfall_11_nothing_counts_twice_in_the_province(house: House) -> None:
    """Without it what a department and a commune received would be in the province's figures double."""
    house.counts.replace(
        System.ONE_STOP, [DossierCount("CB-SOTP", month(7), A, 2, 1), DossierCount(WARD, month(7), A, 1, 1)]
    )
    assert parts(house.row(PROVINCE, rolled_up=True).rates["r2"]) == (3, 5)


@pytest.mark.parametrize(("ministry", "online"), [(False, 2), (True, 7)])
def test_pitfall_12_ministries_systems_are_a_choice(house: House, ministry: bool, online: int) -> None:
    """Without it dossiers of ministries' systems would be dropped, or counted, without a word."""
    house.counts.replace(System.ONE_STOP, [DossierCount(WARD, month(7), A, 2)])
    house.counts.replace(System.MINISTRY, [DossierCount(WARD, month(7), A, 5)])
    assert house.row(WARD, choices=Choices(ministry=ministry)).figures.online == online


def test_two_systems_that_counted_the_same_dossiers_count_once(house: House) -> None:
    """Without it an export of the Portal beside that of the one-stop system would double every figure."""
    house.counts.replace(System.ONE_STOP, [DossierCount(WARD, month(7), A, 2, 1)])
    house.counts.replace(
        System.PORTAL, [DossierCount(WARD, month(7), A, 3, 0), DossierCount(WARD, month(7), B, 1, 0)]
    )
    house.counts.tally(WARD, month(7), C, online=0, in_person=4, postal=0)
    house.counts.tally(WARD, month(7), B, online=9, in_person=9, postal=0)
    figures = house.row(WARD).figures
    assert (figures.online, figures.in_person) == (2 + 1, 1 + 4)


def test_pitfall_13_breaches_of_online_only_are_told(house: House) -> None:
    """Without it a service announced as «online only» could go on being taken on paper unseen."""
    house.counts.replace(
        System.ONE_STOP, [DossierCount(WARD, month(7), A, 2, 3), DossierCount(WARD, month(7), B, 2, 0)]
    )
    missing = house.rates.missing(
        house.row(WARD),
        year=2026,
        until=UNTIL,
        choices=Choices(),
        online_only=lambda _unit, _day: frozenset({A, B}),
    )
    assert [(each.service_code, each.in_person) for each in missing.breaches] == [(A, 3)]


def test_pitfall_14_what_this_desk_helped_with_is_in_no_rate(house: House, tmp_path: Path) -> None:
    """Without it a dossier that was helped along would count twice: as an entry, and in the system it went to."""
    house.counts.replace(System.ONE_STOP, [DossierCount(WARD, month(9), A, 1, 3)])
    before = house.rates.table(2026, UNTIL, PLAIN)
    with closing(Journal(tmp_path / "journal.db", lambda: NOW)) as journal:
        for number in range(5):
            entry = journal.log(
                Draft(
                    service_code=A,
                    service_name="Khai sinh",
                    unit=WARD,
                    day=NOW.date(),
                    dossier=f"H14.0{number}",
                    quantity=20,
                )
            )
        journal.void(entry.id, "nhầm")
    assert house.rates.table(2026, UNTIL, PLAIN) == before
    assert "Lượt hỗ trợ ghi ở nhật ký không dùng để tính tỷ lệ." in PLAIN.sentences()


def test_pitfall_15_the_baseline_of_2021_is_beside_no_rate(house: House) -> None:
    """Without it 10 % and 9,8 % of level-4 services would be drawn as if they were measured like the two rates."""
    house.counts.replace(System.ONE_STOP, [DossierCount(WARD, month(12, 2021), A, 1, 9)])
    table = house.rates.table(2021, date(2021, 12, 31), PLAIN)
    row = table.row(WARD, rolled_up=False)
    assert row is not None
    assert set(row.rates) == {"r1", "r2", "reference_r1", "reference_r2"}
    assert "baseline" not in json.dumps(table.to_json())
    months = house.rates.months(WARD, rolled_up=False, year=2021, until=date(2021, 12, 31), choices=PLAIN)
    assert {name for each in months for name in each.rates} == set(row.rates)


def test_pitfall_13_a_row_tells_the_breaches_of_all_that_is_in_it(house: House) -> None:
    """Without it a district would see no breach of its communes, and a rule of July would be broken in January."""
    day, neighbour = date(2022, 9, 27), OLD_NEIGHBOUR
    house.counts.replace(
        System.ONE_STOP,
        [
            DossierCount(OLD_COMMUNE, month(1, 2022), A, 0, 90),
            DossierCount(OLD_COMMUNE, month(8, 2022), A, 5, 3, 1),
            DossierCount(OLD_COMMUNE, month(8, 2022), B, 5, 3),
            DossierCount(neighbour, month(8, 2022), A, 0, 70),
            DossierCount(neighbour, month(8, 2022), B, 0, 2),
        ],
    )
    rules = {OLD_COMMUNE: (A, date(2022, 7, 15)), neighbour: (B, date(2022, 8, 1))}

    def online_only(unit: str, day: date) -> frozenset[str]:
        code, starts = rules.get(unit, ("", day))
        return frozenset({code} if code and day >= starts else ())

    def told(unit: str, *, rolled_up: bool) -> list[tuple[str, int, int]]:
        row = house.row(unit, day, rolled_up=rolled_up)
        missing = house.rates.missing(row, year=2022, until=day, choices=PLAIN, online_only=online_only)
        return [(each.service_code, each.online, each.received - each.online) for each in missing.breaches]

    assert told(OLD_COMMUNE, rolled_up=False) == [(A, 5, 4)]
    assert told(DISTRICT, rolled_up=True) == told(PROVINCE, rolled_up=True) == [(A, 5, 4), (B, 0, 2)]


@pytest.mark.parametrize(
    ("rate", "percent", "met"),
    [
        (Rate(49_999, 100_000, Fraction(1, 2)), "49,99 %", False),
        (Rate(1, 2, Fraction(1, 2)), "50,00 %", True),
        (Rate(79_996, 100_000, Fraction(4, 5)), "79,99 %", False),
        (Rate(2, 3, Fraction(1, 2)), "66,67 %", True),
        (Rate(0, 4, Fraction(1, 2)), "0,00 %", False),
        (Rate(3, None, None), NO_RATE, None),
    ],
)
def test_pitfall_16_targets_are_compared_exactly(rate: Rate, percent: str, met: bool | None) -> None:
    """Without it 49,996 % would be printed as a target reached."""
    assert (rate.percent, rate.met) == (percent, met)


def test_pitfall_17_a_commune_of_today_goes_on_from_those_merged_into_it(house: House) -> None:
    """Without it the first half of 2025 would be in no commune's year, or twice in the province's."""
    organizations = load()
    olds = [each.code for each in organizations.by_code.values() if each.successor == WARD]
    house.counts.replace(
        System.ONE_STOP,
        [
            *(DossierCount(old, month(3, 2025), A, 1, 1) for old in olds),
            DossierCount(WARD, month(8, 2025), A, 2, 0),
        ],
    )
    day = date(2025, 9, 27)
    assert parts(house.row(WARD, day).rates["r2"]) == (2 + len(olds), 2 + 2 * len(olds))
    assert parts(house.row(WARD, day, choices=Choices(predecessors=False)).rates["r2"]) == (2, 2)
    for choices in (Choices(), Choices(predecessors=False)):
        province = house.row(PROVINCE, day, rolled_up=True, choices=choices)
        assert parts(province.rates["r2"]) == (2 + len(olds), 2 + 2 * len(olds))
    before = house.rates.table(2025, date(2025, 6, 27), Choices())
    assert {row.unit for row in before.rows if row.kind == UnitKind.COMMUNE} == set(olds)


def test_rates_are_told_from_a_full_disk_too(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without it an office whose disk is full could not even read its figures."""
    house.counts.replace(System.ONE_STOP, [DossierCount(WARD, month(7), A, 2)])

    def full(*_: object) -> None:
        raise sqlite3.OperationalError("database or disk is full")

    monkeypatch.setattr("services_catalog.rates.ready_rows.keep", full)
    assert house.row(WARD).figures.online == 2


def test_a_change_throws_kept_figures_away(house: House) -> None:
    """Without it a corrected file would leave the old rates on the screen."""
    house.counts.replace(System.ONE_STOP, [DossierCount(WARD, month(7), A, 2)])
    assert house.row(WARD).figures.online == 2
    house.counts.replace(System.ONE_STOP, [DossierCount(WARD, month(7), A, 3)])
    assert house.row(WARD).figures.online == 3
    house.levels.set(A, ServiceLevel.LEVEL_2, date(2026, 1, 1))
    assert house.row(WARD).figures.online == 0


@given(st.integers(0, 60), st.integers(1, 60), st.sampled_from([Fraction(1, 2), Fraction(4, 5), Fraction(1)]))
def test_what_is_missing_is_enough_and_not_more(numerator: int, more: int, target: Fraction) -> None:
    """Without it an office would be told to win one dossier too few, or do work for nothing."""
    rate = Rate(numerator, numerator + more, target)
    to_move, to_add = needed(rate)
    assert Rate(numerator + to_move, numerator + more, target).met
    assert not to_move or not Rate(numerator + to_move - 1, numerator + more, target).met
    if to_add is None:
        assert target == 1
    else:
        assert Rate(numerator + to_add, numerator + more + to_add, target).met
        assert not to_add or not Rate(numerator + to_add - 1, numerator + more + to_add - 1, target).met


def test_a_target_holds_from_its_day_on(tmp_path: Path) -> None:
    """Without it a target raised for next year would judge last year's report, or the old one the next."""
    starts = {date(2022, 8, 5): 50, date(2026, 7, 1): 70}

    def percents_on(day: date) -> dict[str, int]:
        begun = [percent for start, percent in starts.items() if start <= day]
        return {"r2": begun[-1]} if begun else {}

    formulas = targeted(bundled_formulas(), starts, percents_on, "QĐ 1/QĐ-UBND")
    path = tmp_path / "journal.db"
    house = House(
        Counts(path, lambda: NOW),
        levels := Levels(path, lambda: NOW, lambda: CATALOGUED),
        Rates(path, levels, load, formulas=lambda: formulas),
    )
    house.counts.replace(System.ONE_STOP, [DossierCount(WARD, month(1), A, 6, 4)])
    assert house.row(WARD, date(2026, 6, 30)).rates["r2"].met
    assert not house.row(WARD, date(2026, 7, 1)).rates["r2"].met
    assert house.row(WARD, date(2026, 7, 1)).rates["r1"].target is None
    assert formula_on(date(2022, 3, 31), formulas).rates["r2"].target is None
    house.close()


# --- an independent computation --------------------------------------------------------------------------------

UNITS_2022 = [DISTRICT, OLD_COMMUNE, OLD_NEIGHBOUR, "042", "01290-2025", "CB-SOTP", "CB-SOTTTT"]
UNITS_2026 = [WARD, COMMUNE, "01288", "CB-SOTP", "CB-SOKHCN", "CB-SONNMT"]
Row = tuple[str, int, str, System, int, int, int]


def rows_of(units: list[str]) -> st.SearchStrategy[list[Row]]:
    """Any counts of these units, several systems mixed."""
    return st.lists(
        st.tuples(
            st.sampled_from(units),
            st.integers(1, 12),
            st.sampled_from([A, B, C, D, LOW]),
            st.sampled_from(list(System)),
            st.integers(0, 3),
            st.integers(0, 3),
            st.integers(0, 3),
        ),
        max_size=40,
    )


def standing(rows: Sequence[Row], choices: Choices, last_month: int) -> list[Row]:
    """What counts, by the plainest reading: the last line of a key, the best system, the year's months."""
    latest: dict[tuple[str, int, str, System], Row] = {}
    for row in rows:
        latest[row[:4]] = row
    order = [System.ONE_STOP, System.PORTAL, System.TALLY]
    kept = []
    for row in latest.values():
        unit, when, service, system, *_ = row
        if when > last_month:
            continue
        if system is System.MINISTRY:
            if choices.ministry:
                kept.append(row)
        elif not any((unit, when, service, other) in latest for other in order[: order.index(system)]):
            kept.append(row)
    return kept


def naive(
    rows: Sequence[Row], choices: Choices, last_month: int, members: set[str]
) -> tuple[Fraction | None, Fraction | None]:
    """Both rates of some units together."""
    counted = [row for row in standing(rows, choices, last_month) if row[0] in members and row[2] != LOW]
    other = 2 if choices.postal else 1
    online = {row[2] for row in counted if row[4]}
    any_way = online | {row[2] for row in counted if any(row[5 : 5 + other])}
    filed = sum(row[4] for row in counted)
    received = filed + sum(row[5] + (row[6] if choices.postal else 0) for row in counted)
    return (
        Fraction(len(online), len(any_way)) if any_way else None,
        Fraction(filed, received) if received else None,
    )


def expected_members(year: int) -> dict[tuple[str, bool], set[str]]:
    """Which units are in which row, read off the list of units by hand."""
    organizations = load()
    units = UNITS_2022 if year == 2022 else UNITS_2026
    rows = {(unit, False): {unit} for unit in units} | {(PROVINCE, True): set(units)}
    if year == 2022:
        for district in (DISTRICT, "042"):
            rows[district, True] = {
                unit for unit in units if unit == district or organizations.get(unit).parent == district
            }
    return rows


@pytest.mark.parametrize("year", [2022, 2026])
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data())
def test_rates_equal_those_of_another_computation(year: int, data: st.DataObject) -> None:
    """Without it any slip in the roll-ups, the systems or the choices could change a signed figure."""
    rows = data.draw(rows_of(UNITS_2022 if year == 2022 else UNITS_2026))
    choices = Choices(postal=data.draw(st.booleans()), ministry=data.draw(st.booleans()))
    until = data.draw(st.dates(date(year, 1, 1), min(date(year, 12, 31), UNTIL)))
    today = NOW.date()
    rows = [row for row in rows if date(year, row[1], 1) <= today]
    with tempfile.TemporaryDirectory() as folder:
        house = housed(Path(folder))
        latest: dict[tuple[str, int, str, System], Row] = {row[:4]: row for row in rows}
        for system in System:
            house.counts.replace(
                system,
                [
                    DossierCount(row[0], date(year, row[1], 1), row[2], *row[4:])
                    for row in latest.values()
                    if row[3] is system
                ],
            )
        first = house.rates.table(year, until, choices)
        again = house.rates.table(year, until, choices)
        house.close()
    assert first == again
    found = {(row.unit, row.rolled_up): row for row in first.rows}
    reporting = {row[0] for row in rows if row[1] <= until.month}
    for (unit, rolled), members in expected_members(year).items():
        wanted = naive(rows, choices, until.month, members)
        row = found.get((unit, rolled))
        if row is None:
            assert not members & reporting
        else:
            assert (row.rates["r1"].value, row.rates["r2"].value) == wanted, (unit, rolled)


def test_the_months_add_up_to_the_table(house: House) -> None:
    """Without it the trend on the screen and the table could tell two stories."""
    rows = [
        DossierCount(WARD, month(number), code, number % 3, number % 2, 1)
        for number in range(1, 10)
        for code in (A, B, LOW)
    ]
    house.counts.replace(System.ONE_STOP, rows)
    months = house.rates.months(WARD, rolled_up=False, year=2026, until=UNTIL, choices=Choices())
    row = house.row(WARD)
    assert len(months) == 9
    assert sum(each.online for each in months) == row.figures.online
    assert months[-1].rates["r2"] == row.rates["r2"]
    assert months[-1].month + timedelta(0) == month(9)
    services = house.rates.services(WARD, rolled_up=False, year=2026, until=UNTIL, choices=Choices())
    assert sum(each.online for each in services if each.counted) == row.figures.online


def test_json_keeps_the_parts(house: House) -> None:
    """Without it a script could not check a rate."""
    house.counts.replace(System.ONE_STOP, [DossierCount(WARD, month(7), A, 1, 2)])
    table: RatesTable = house.rates.table(2026, UNTIL, Choices())
    ward = next(each for each in table.to_json()["units"] if each["unit"] == WARD)
    assert ward["rates"]["r2"] == {
        "numerator": 1,
        "denominator": 3,
        "percent": 33.33,
        "text": "33,33 %",
        "target_percent": 50.0,
        "met": False,
    }
