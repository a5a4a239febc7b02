"""The rates of all units, what is still missing to reach the targets, and the months behind them.

Figures are worked out once and kept with the counts they rest on; any change of counts or levels throws them away.
A cut-off inside a month includes that month as far as its figures were delivered.
"""

import json
import sqlite3
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass
from datetime import date, timedelta
from hashlib import sha256
from math import ceil
from pathlib import Path

from services_catalog.adding import Adding, Line, chosen, overlapping, unit_lines
from services_catalog.counts import month_of
from services_catalog.errors import PeriodError, StoreError
from services_catalog.indicators import (
    Choices,
    Figures,
    Formula,
    Rate,
    RatesTable,
    UnitRates,
    bundled_formulas,
    formula_on,
    rates_of,
)
from services_catalog.levels import Levels, Scope
from services_catalog.organizations import Organizations
from services_catalog.rollup import RolledUnit, acting_unit, rows_on
from services_catalog.store import count_rows, ready_rows
from services_catalog.store.journal_file import JournalFile

OnlineOnly = Callable[[str, date], frozenset[str]]
"""The services that a unit takes online only on a day (QĐ 984, III.2)."""


@dataclass(frozen=True, slots=True)
class ServiceFigures:
    """One service at one unit (or below it) from 01/01 to the cut-off; `counted` tells whether the rates count it."""

    service_code: str
    online: int
    in_person: int
    postal: int
    counted: bool

    @property
    def received(self) -> int:
        """All dossiers, whatever their channel."""
        return self.online + self.in_person + self.postal


@dataclass(frozen=True, slots=True)
class MonthFigures:
    """One month: what came in then, and the rates from 01/01 to its end."""

    month: date
    online: int
    in_person: int
    postal: int
    rates: Mapping[str, Rate]


@dataclass(frozen=True, slots=True)
class Missing:
    """What stands between a unit and its targets.

    `only_in_person` are services without a single online dossier, the most used first; so many of them
    (`services_needed`) must get one for the first rate. For the second, either `to_move` dossiers that came in
    another way should have come online, or `to_add` more must come, all of them online. `breaches` are services
    that the unit takes online only, and yet took otherwise.
    """

    only_in_person: tuple[ServiceFigures, ...]
    services_needed: int
    to_move: int
    to_add: int | None
    breaches: tuple[ServiceFigures, ...]


class Rates:
    """The rates worked out from the journal's file. Every method may raise a StoreError or PeriodError."""

    def __init__(
        self,
        path: Path,
        levels: Levels,
        organizations: Callable[[], Organizations],
        *,
        formulas: Callable[[], tuple[Formula, ...]] = bundled_formulas,
    ) -> None:
        self._file = JournalFile(path)
        self._levels = levels
        self._organizations = organizations
        self._formulas = formulas

    def table(self, year: int, until: date, choices: Choices) -> RatesTable:
        """The rates of every unit that has figures, from 01/01 of `year` to `until`, both days included."""
        _check_span(year, until)
        formula = formula_on(until, self._formulas())
        scope = self._levels.scope(until)
        name = _name(until, choices, scope)

        def read(connection: sqlite3.Connection) -> tuple[int, list[tuple[RolledUnit, Figures]]]:
            made_under = ready_rows.stamp(connection)
            kept = ready_rows.kept(connection, name)
            if kept is not None:
                return -1, _unpacked(kept)
            return made_under, self._worked_out(connection, until, choices, scope)

        made_under, found = self._file.read(read) or (-1, [])
        if made_under >= 0:
            packed = _packed(found)
            # Kept for the next time only: on a full or read-only disk the figures are told all the same.
            with suppress(StoreError), self._file.writing() as connection:
                ready_rows.keep(connection, name, packed, made_under)
        published = self._levels.published(until)
        rows = tuple(self._row(rolled, figures, formula, choices, published) for rolled, figures in found)
        return RatesTable(year, until, formula, choices, rows)

    def services(
        self, unit: str, *, rolled_up: bool, year: int, until: date, choices: Choices
    ) -> list[ServiceFigures]:
        """The services behind a unit's row, the most used first."""
        _check_span(year, until)
        scope = self._levels.scope(until)
        members = self._members(unit, until, choices, rolled_up=rolled_up)
        sums: dict[str, list[int]] = {}
        counted: set[str] = set()
        for member, acting in members.items():
            for code, online, in_person, postal, _ in self._lines(member, until, choices):
                line = sums.setdefault(code, [0, 0, 0])
                line[0] += online
                line[1] += in_person
                line[2] += postal
                if scope.counts(acting, code):
                    counted.add(code)
        found = [
            ServiceFigures(code, line[0], line[1], line[2], code in counted) for code, line in sums.items()
        ]
        return sorted(found, key=lambda each: (-each.received, each.service_code))

    def months(
        self, unit: str, *, rolled_up: bool, year: int, until: date, choices: Choices, service_code: str = ""
    ) -> list[MonthFigures]:
        """Each month's figures of a unit's row, or of one service in it, with the rates up to that month's end.

        The months count services by their level at `until`, so that the last one agrees with the table.
        """
        _check_span(year, until)
        formula = formula_on(until, self._formulas())
        scope = self._levels.scope(until)
        members = self._members(unit, until, choices, rolled_up=rolled_up)
        by_month: dict[str, list[tuple[str, Line]]] = {}
        for member, month, line in self._by_month(tuple(members), year, until, choices):
            if not service_code or line[0] == service_code:
                by_month.setdefault(month, []).append((members[member], line))
        running = Adding(scope)
        found = []
        for number in range(1, until.month + 1):
            day = date(year, number, 1)
            lines = by_month.get(month_of(day), [])
            for acting, line in lines:
                running.add(acting, [line])
            counted = [line for acting, line in lines if scope.counts(acting, line[0])]
            online, in_person, postal = (sum(amounts) for amounts in _columns(counted))
            rates = rates_of(running.figures(), formula, choices, None)
            found.append(MonthFigures(day, online, in_person, postal, rates))
        return found

    def missing(
        self,
        row: UnitRates,
        *,
        year: int,
        until: date,
        choices: Choices,
        online_only: OnlineOnly = lambda _unit, _day: frozenset(),
    ) -> Missing:
        """What a unit needs to reach its targets, and where it broke its own «online only»."""
        services = self.services(row.unit, rolled_up=row.rolled_up, year=year, until=until, choices=choices)
        counted = [each for each in services if each.counted]
        received = [
            each
            for each in counted
            if each.online == 0 and each.in_person + (each.postal if choices.postal else 0) > 0
        ]
        breaches = self._breaches(row, until, choices, online_only)
        to_move, to_add = needed(row.rates["r2"])
        return Missing(tuple(received), needed(row.rates["r1"])[0], to_move, to_add, tuple(breaches))

    def _breaches(
        self, row: UnitRates, until: date, choices: Choices, online_only: OnlineOnly
    ) -> list[ServiceFigures]:
        members = self._members(row.unit, until, choices, rolled_up=row.rolled_up)
        ruled: dict[tuple[str, str], frozenset[str]] = {}
        for unit in set(members.values()):
            for first, last in _months_until(until):
                throughout = online_only(unit, first) & online_only(unit, last)
                if throughout:
                    ruled[unit, month_of(first)] = throughout
        codes = sorted(frozenset().union(*ruled.values()))
        if not codes:
            return []
        units = [member for member, acting in members.items() if any(acting == unit for unit, _ in ruled)]
        scope = self._levels.scope(until)
        sums: dict[str, ServiceFigures] = {}
        for member, month, (code, online, in_person, postal, _) in self._by_month(
            units, until.year, until, choices, codes
        ):
            if code in ruled.get((members[member], month), ()) and in_person + postal:
                before = sums.get(code, ServiceFigures(code, 0, 0, 0, counted=False))
                sums[code] = ServiceFigures(
                    code,
                    before.online + online,
                    before.in_person + in_person,
                    before.postal + postal,
                    before.counted or scope.counts(members[member], code),
                )
        return sorted(sums.values(), key=lambda each: (each.online - each.received, each.service_code))

    def close(self) -> None:
        """Let go of the file; a later call opens it again."""
        self._file.close()

    def _row(
        self,
        rolled: RolledUnit,
        figures: Figures,
        formula: Formula,
        choices: Choices,
        published: Mapping[str, int],
    ) -> UnitRates:
        organizations = self._organizations()
        unit = organizations.by_code.get(rolled.unit)
        others = tuple(code for code in rolled.members if code != rolled.unit)
        return UnitRates(
            unit=rolled.unit,
            name=organizations.display(rolled.unit) if unit else rolled.unit,
            kind=unit.kind if unit else "",
            rolled_up=rolled.rolled_up,
            members=others,
            figures=figures,
            rates=rates_of(figures, formula, choices, published.get(rolled.unit)),
        )

    def _worked_out(
        self, connection: sqlite3.Connection, until: date, choices: Choices, scope: Scope
    ) -> list[tuple[RolledUnit, Figures]]:
        first, last = month_of(date(until.year, 1, 1)), month_of(until)
        mixed = overlapping(connection, first, last)
        reporting = {each.unit for each in count_rows.slices(connection, first, last)}
        organizations = self._organizations()
        rows = rows_on(organizations, until, reporting, predecessors=choices.predecessors)
        adding = [Adding(scope) for _ in rows]
        places: dict[str, list[int]] = {}
        for place, row in enumerate(rows):
            for member in row.members:
                places.setdefault(member, []).append(place)
        january = date(until.year, 1, 1)
        for member in sorted(reporting):
            acting = acting_unit(organizations, member, january, until, follow=choices.predecessors)
            lines = list(unit_lines(connection, member, first, last, choices, mixed=member in mixed))
            for place in places[member]:
                adding[place].add(acting, lines)
        return [(row, each.figures()) for row, each in zip(rows, adding, strict=True)]

    def _members(self, unit: str, until: date, choices: Choices, *, rolled_up: bool) -> dict[str, str]:
        """The units behind a row, each with the unit that answers for it at the cut-off."""
        first, last = month_of(date(until.year, 1, 1)), month_of(until)
        reporting = {each.unit for each in self._file.read(lambda c: count_rows.slices(c, first, last)) or ()}
        organizations = self._organizations()
        january = date(until.year, 1, 1)
        for row in rows_on(organizations, until, reporting, predecessors=choices.predecessors):
            if row.unit == unit and row.rolled_up == rolled_up:
                return {
                    code: acting_unit(organizations, code, january, until, follow=choices.predecessors)
                    for code in row.members
                }
        return {}

    def _lines(self, unit: str, until: date, choices: Choices) -> list[Line]:
        first, last = month_of(date(until.year, 1, 1)), month_of(until)

        def read(connection: sqlite3.Connection) -> list[Line]:
            mixed = unit in overlapping(connection, first, last)
            return list(unit_lines(connection, unit, first, last, choices, mixed=mixed))

        return self._file.read(read) or []

    def _by_month(
        self, units: Sequence[str], year: int, until: date, choices: Choices, services: Sequence[str] = ()
    ) -> list[tuple[str, str, Line]]:
        first, last = month_of(date(year, 1, 1)), month_of(until)
        found = self._file.read(
            lambda connection: list(
                chosen(count_rows.of_units(connection, units, first, last, services), choices)
            )
        )
        return found or []


def _months_until(until: date) -> list[tuple[date, date]]:
    """The months of the year up to a day: the first day of each, and its last or the day itself."""
    firsts = [date(until.year, number, 1) for number in range(1, until.month + 1)]
    return [
        (first, min(until, after - timedelta(days=1)))
        for first, after in zip(firsts, [*firsts[1:], until + timedelta(days=1)], strict=True)
    ]


def _columns(lines: list[Line]) -> tuple[list[int], list[int], list[int]]:
    return [line[1] for line in lines], [line[2] for line in lines], [line[3] for line in lines]


def needed(rate: Rate) -> tuple[int, int | None]:
    """How many of the denominator must move into the numerator to meet the target, and how many be added to both.

    (0, 0) where it is met or there is no rate; no number of additions reaches a target of 100 %.
    """
    if rate.met is not False or rate.target is None or rate.denominator is None:
        return 0, 0
    short = rate.target * rate.denominator / rate.factor - rate.numerator
    left = 1 - rate.target / rate.factor
    return ceil(short), ceil(short / left) if left > 0 else None


def _check_span(year: int, until: date) -> None:
    if until.year != year:
        raise PeriodError(f"Ngày cuối {until:%d/%m/%Y} không thuộc năm {year}.")


def _name(until: date, choices: Choices, scope: Scope) -> str:
    """What figures are kept under: all that they rest on besides the file's own tables."""
    resting = json.dumps([choices.ministry, choices.predecessors, sorted(scope.everywhere)])
    return f"{until.isoformat()} {sha256(resting.encode()).hexdigest()[:16]}"


def _packed(found: Sequence[tuple[RolledUnit, Figures]]) -> str:
    return json.dumps(
        [[row.unit, row.rolled_up, row.members, list(asdict(figures).values())] for row, figures in found]
    )


def _unpacked(text: str) -> list[tuple[RolledUnit, Figures]]:
    return [
        (RolledUnit(unit, rolled_up, tuple(members)), Figures(*figures))
        for unit, rolled_up, members, figures in json.loads(text)
    ]
