"""What a quarter's report of one unit is written from: the parts of a desk, and what of them concerns the unit."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path

from services_catalog.closing import Closing, Closings
from services_catalog.errors import PeriodError
from services_catalog.indicators import Choices, RatesTable, UnitRates
from services_catalog.levels import Levels
from services_catalog.model import PublicOrganization, UnitKind
from services_catalog.organizations import PROVINCE
from services_catalog.plan import Plan, Wording
from services_catalog.prints import PrintLog
from services_catalog.rates import Rates, ServiceFigures
from services_catalog.registers import Record, Registers
from services_catalog.report import QUARTERS, Paragraph, Tone
from services_catalog.report_head import HeadForm
from services_catalog.report_texts import ReportTexts
from services_catalog.vietnamese import long_date
from services_catalog.working_days import quarter_days

LEAD = "lead"
"""The role whose holder reports for the whole province (QĐ 984, IV.2)."""
STANDING = frozenset(
    {"online-only", "accounts", "village-teams", "postal-points", "incentives", "ndxp", "level-review"}
)
"""Registers of what lasts: a report tells all that stands, not only what is new in the quarter."""


@dataclass(frozen=True, slots=True)
class ReportSources:
    """The parts of a desk that reports are written from; `service_names` gives names by codes."""

    plan: Plan
    registers: Registers
    rates: Rates
    levels: Levels
    closings: Closings
    prints: PrintLog
    texts: ReportTexts
    journal_file: Path
    choices: Choices
    service_names: Callable[[], Mapping[str, str]]
    heads: tuple[HeadForm, ...] = ()


@dataclass(frozen=True, slots=True)
class ReportScope:
    """One report that is being written: `subject` is the unit whose figures it tells, the province in a roll-up.

    `units` are the codes of all units that it speaks for, None for every one. Events are told from `first` to
    `until`, rates from 01/01. `annexes` are the names of the annexes by their ids.
    """

    sources: ReportSources
    unit: PublicOrganization
    subject: str
    year: int
    quarter: int
    first: date
    until: date
    table: RatesTable
    row: UnitRates | None
    before: Closing | None
    units: frozenset[str] | None
    names: Mapping[str, str]
    annexes: Mapping[str, str] = field(default_factory=dict)

    @property
    def plan(self) -> Plan:
        """The plan."""
        return self.sources.plan

    @property
    def wording(self) -> Wording:
        """The words of the report's time."""
        return self.plan.wording(self.until)

    @property
    def rolled_up(self) -> bool:
        """Whether this is the report on the whole province."""
        return self.subject == PROVINCE

    @property
    def several(self) -> bool:
        """Whether it speaks for more than one unit, so that tables must name them."""
        return self.units is None or len(self.units) > 1

    @property
    def period(self) -> str:
        """«quý IV/2026»."""
        return f"quý {QUARTERS[self.quarter - 1]}/{self.year}"

    @property
    def days(self) -> str:
        """The days whose events are told."""
        return f"từ ngày {long_date(self.first)} đến ngày {long_date(self.until)}"

    @property
    def year_to_date(self) -> str:
        """The days whose dossiers the rates count."""
        return f"từ ngày 01/01/{self.year} đến ngày {long_date(self.until)}"

    def records(self, register: str) -> list[Record]:
        """The records of a register that the report tells: what stands on `until`, or what happened in the period."""
        since = None if register in STANDING else self.first
        found = self.sources.registers.current(register, None, self.until, since=since)
        return [
            each
            for each in found
            if (self.units is None or each.unit in self.units)
            and (not each.values.get("ends") or str(each.values["ends"]) >= self.until.isoformat())
        ]

    def unit_name(self, code: str) -> str:
        """A unit's name for people."""
        organizations = self.plan.organizations
        return organizations.display(code) if code in organizations.by_code else code

    def service_name(self, code: str, given: str = "") -> str:
        """A service's name: as somebody wrote it, else the catalogue's, else its code."""
        return given or self.names.get(code, code)

    def services(self, unit: str, *, rolled_up: bool) -> list[ServiceFigures]:
        """The services behind a unit's figures, the most used first."""
        return self.sources.rates.services(
            unit, rolled_up=rolled_up, year=self.year, until=self.until, choices=self.sources.choices
        )

    def see(self, annex: str) -> str:
        """« (Phụ lục II)», or nothing where that annex is not there."""
        return f" ({self.annexes[annex]} kèm theo)" if annex in self.annexes else ""


def missing(what: str) -> Paragraph:
    """What nobody has entered yet, so that the head of the office sees it before signing."""
    return Paragraph(f"«[Chưa có số liệu: {what}]»", Tone.MISSING)


def rolls_up(plan: Plan, unit: str, day: date) -> bool:
    """Whether a unit's report is the one on the whole province."""
    if plan.organizations.get(unit).kind is UnitKind.PROVINCE:
        return True
    return LEAD in plan.roles and plan.holds(unit, LEAD, day)


def scope_of(
    sources: ReportSources, unit: str, year: int, quarter: int, until: date, kept: Closing | None = None
) -> ReportScope:
    """Gather what a report needs. Raises PeriodError, UnknownUnitError or a StoreError.

    With `kept`, a closing without a report of its own, the rates are those that were closed.
    """
    first, last = quarter_days(f"{year}Q{quarter}")
    if not first <= until <= last:
        raise PeriodError(f"Ngày chốt {long_date(until)} không thuộc quý {quarter}/{year}.")
    plan = sources.plan
    here = plan.organizations.get(unit)
    if not here.exists_on(until):
        raise PeriodError(_not_there(plan, here, until))
    whole = rolls_up(plan, unit, until)
    subject = PROVINCE if whole else unit
    table = sources.rates.table(year, until, sources.choices)
    row = table.row(subject)
    if kept is not None:
        row = kept_row(kept, subject) or row
    below = None if whole else frozenset({unit, *_below(plan, unit, until), *(row.members if row else ())})
    before = sources.closings.before(unit, year, quarter)
    return ReportScope(
        sources=sources,
        unit=here,
        subject=subject,
        year=year,
        quarter=quarter,
        first=_first_day(sources, unit, year, quarter, first),
        until=until,
        table=table,
        row=row,
        before=before,
        units=below,
        names=sources.service_names(),
    )


def _not_there(plan: Plan, unit: PublicOrganization, day: date) -> str:
    """That a unit has no report of its own on a day, and who took it over."""
    heir = plan.present(unit.code, day)
    told = f" Đơn vị tiếp nhận: {plan.organizations.display(heir)} (mã {heir})." if heir else ""
    return f"Ngày {long_date(day)} không có đơn vị «{plan.organizations.display(unit.code)}».{told}"


def _first_day(sources: ReportSources, unit: str, year: int, quarter: int, usual: date) -> date:
    """The day after the last report's cut-off: what happened between that and the quarter's end is in no other."""
    year_before, quarter_before = (year, quarter - 1) if quarter > 1 else (year - 1, len(QUARTERS))
    closed = sources.closings.closed(unit, year_before, quarter_before)
    return closed[-1].until + timedelta(days=1) if closed else usual


def _below(plan: Plan, unit: str, day: date) -> set[str]:
    found: set[str] = set()
    members = [each.code for each in plan.organizations.members_of(unit, day)]
    while members:
        code = members.pop()
        if code not in found:
            found.add(code)
            members += [each.code for each in plan.organizations.members_of(code, day)]
    return found


def kept_row(closing: Closing, subject: str) -> UnitRates | None:
    """A unit's figures as a closing kept them; None where it has none, or another desk's are of another form."""
    try:
        rows = [
            UnitRates.from_json(each) for each in closing.figures.get("units", ()) if each["unit"] == subject
        ]
    except (KeyError, TypeError, ValueError):
        return None
    return max(rows, key=lambda each: each.rolled_up, default=None)
