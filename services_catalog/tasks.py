"""What a unit has to do under the plan, and what of it is overdue, due, done or still to come.

A dated task is done when its register holds what proves it, an ongoing one when it does so in this quarter; both,
and the reports, also by a mark with evidence. Ongoing duties have no deadline in the decision and are never late.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from services_catalog.plan import Plan, Proof, ReportDuty, Task, UnknownTaskError
from services_catalog.prints import PrintLog
from services_catalog.registers import DONE, Change, Record, Registers
from services_catalog.vietnamese import clean, long_date, number
from services_catalog.working_days import quarter_days, quarter_name, quarter_of, working_day

SOON = timedelta(days=30)
LONG_AGO = timedelta(days=365)
"""A task whose deadline is longer past was mostly done before this desk kept the plan: it needs a note, no alarm."""
EXPIRY = "expiry"
"""Before the id of a task: the report that is owed when its deadline has come."""
BEFORE_THE_UNIT = "Hạn của Kế hoạch có trước khi đơn vị này nhận việc."


class DutyState(StrEnum):
    """How a duty stands on a day."""

    OVERDUE = "overdue"
    DUE = "due"
    NOT_YET = "not-yet"
    LAPSED = "lapsed"
    DONE = "done"


STATES = {
    DutyState.OVERDUE: "Quá hạn",
    DutyState.DUE: "Sắp đến hạn",
    DutyState.NOT_YET: "Chưa làm",
    DutyState.LAPSED: "Hạn từ trước",
    DutyState.DONE: "Đã làm",
}


@dataclass(frozen=True, slots=True)
class Duty:
    """Something that one unit has to do, on the day it was asked about.

    `period` is a quarter («2026Q3»), a year, or empty for what is done once. `last_day` is the last valid day, None
    where the decision sets none; `by_day` the working day to have it done by, which is earlier where the last day is
    none. `evidence` says what shows that it is done, or why it is not. `register` is where to write it down.
    """

    id: str
    period: str
    title: str
    clause: str
    text: str
    coordinate: str
    said: str
    last_day: date | None
    by_day: date | None
    state: DutyState
    evidence: str = ""
    register: str = ""

    @property
    def name(self) -> str:
        """The title with its period."""
        if not self.period:
            return self.title
        period = quarter_name(self.period) if "Q" in self.period else f"năm {self.period}"
        return f"{self.title}, {period}"

    @property
    def advice(self) -> str:
        """What to mind about a day to come: that it is no working day; empty where it is one."""
        open_yet = self.state in {DutyState.DUE, DutyState.NOT_YET} and not self.evidence
        if not open_yet or self.last_day is None or self.by_day in {None, self.last_day}:
            return ""
        return f"{long_date(self.last_day)} không phải ngày làm việc: nên xong trước, ngày {long_date(self.by_day)}."


@dataclass(frozen=True, slots=True)
class Tasks:
    """The duties of units under one plan. Every method may raise a StoreError or UnknownUnitError."""

    plan: Plan
    registers: Registers
    prints: PrintLog

    def duties(self, unit: str, day: date) -> list[Duty]:
        """All duties of a unit as they stand on `day`: overdue first (the latest on top), done ones last.

        Tasks whose deadline passed over a year ago stand below what is to be done now.
        The report of the quarter before is among them until it is done, that of the next once this one is past.
        """
        roles = self.plan.roles_of(unit, day)
        marks = self._marks(unit)
        found = [
            duty
            for task in self.plan.tasks
            if roles & set(task.roles)
            for duty in self._of_task(task, unit, day, marks)
        ]
        for report in self.plan.reports:
            if roles & set(report.roles) and not roles & set(report.besides):
                found += self._reports(report, unit, day, marks)
        return sorted(found, key=_order)

    def reports_ahead(self, unit: str, day: date, quarters: int = 4) -> list[Duty]:
        """The reports that a unit owes in this and the next quarters, and dated tasks that are still to come."""
        roles = self.plan.roles_of(unit, day)
        marks = self._marks(unit)
        found = [
            self._report(report, quarter, day, marks)
            for report in self.plan.reports
            if roles & set(report.roles) and not roles & set(report.besides)
            for quarter in _quarters_from(quarter_of(day), quarters)
        ]
        dated = [each for each in self.duties(unit, day) if not each.period]
        ahead = [each for each in [*found, *dated] if each.last_day and each.last_day >= day]
        return sorted(ahead, key=lambda each: (each.last_day or day, each.id))

    def mark(self, duty_id: str, unit: str, evidence: str, day: date, period: str = "") -> Record:
        """Note that a duty is done, with what shows it; without `period`, that of the first open one of this id.

        Raises UnknownTaskError, or RegisterRefusedError where the evidence is empty or holds a personal number.
        """
        [record] = self.mark_all([self.one(duty_id, unit, day, period)], unit, evidence, day)
        return record

    def mark_all(self, duties: Iterable[Duty], unit: str, evidence: str, day: date) -> list[Record]:
        """Note that some duties are done, all with the same evidence, or none. Raises RegisterRefusedError."""
        return self.registers.apply(
            DONE.id,
            [
                Change(
                    unit,
                    {"task": each.id, "period": each.period, "evidence": evidence, "day": day.isoformat()},
                )
                for each in duties
            ],
        )

    def one(self, duty_id: str, unit: str, day: date, period: str = "") -> Duty:
        """The duty of this id; without `period`, the first open one. Raises UnknownTaskError."""
        same = [each for each in self.duties(unit, day) if each.id == duty_id]
        chosen = [each for each in same if period in {"", each.period}]
        if not chosen:
            known = ", ".join(sorted({each.period for each in same if each.period}))
            raise UnknownTaskError(
                f"Nhiệm vụ «{clean(duty_id, 40)}» không có kỳ «{clean(period, 20)}» (có: {known})."
                if same
                else f"Đơn vị này không có nhiệm vụ nào mang mã «{clean(duty_id, 40)}»."
            )
        return next((each for each in chosen if each.state is not DutyState.DONE), chosen[0])

    def _marks(self, unit: str) -> dict[tuple[str, str], Record]:
        """The latest mark of each duty and period."""
        return {
            (each.values.get("task", ""), each.values.get("period", "")): each
            for each in self.registers.current(DONE.id, unit)
        }

    def _of_task(
        self, task: Task, unit: str, day: date, marks: dict[tuple[str, str], Record]
    ) -> Iterator[Duty]:
        if task.by is None:
            yield self._ongoing(task, unit, day, marks)
            return
        its_own = any(self.plan.holds(unit, role, task.by) for role in task.roles)
        evidence = _told(marks.get((task.id, ""))) or self._proven(task.proof, unit, None, day)
        yield self._dated(task, task.id, task.title, task.clause, day, evidence, its_own=its_own)
        if its_own:
            told = _told(marks.get((f"{EXPIRY}-{task.id}", "")))
            title = f"{self.plan.expiry_title}: {task.title[:1].lower()}{task.title[1:]}"
            yield self._dated(
                task, f"{EXPIRY}-{task.id}", title, self.plan.expiry_clause, day, told, its_own=True
            )

    def _dated(
        self, task: Task, duty_id: str, title: str, clause: str, day: date, evidence: str, *, its_own: bool
    ) -> Duty:
        last = task.by or day
        by_day = working_day(last)
        state = _state(day, last, by_day, done=bool(evidence)) if its_own or evidence else DutyState.NOT_YET
        if state is DutyState.OVERDUE and day - last > LONG_AGO:
            state = DutyState.LAPSED
        return Duty(
            id=duty_id,
            period="",
            title=self.plan.wording(day).said(title),
            clause=clause,
            text=self.plan.wording(day).said(task.text),
            coordinate=task.coordinate,
            said=task.said,
            last_day=last,
            by_day=by_day,
            state=state,
            evidence=evidence or ("" if its_own else BEFORE_THE_UNIT),
            register=task.proof.register if task.proof and duty_id == task.id else "",
        )

    def _ongoing(self, task: Task, unit: str, day: date, marks: dict[tuple[str, str], Record]) -> Duty:
        period = str(day.year) if task.every == "year" else quarter_of(day)
        first = date(day.year, 1, 1) if task.every == "year" else quarter_days(period)[0]
        evidence = _told(marks.get((task.id, period))) or self._proven(task.proof, unit, first, day)
        return Duty(
            id=task.id,
            period=period,
            title=self.plan.wording(day).said(task.title),
            clause=task.clause,
            text=self.plan.wording(day).said(task.text),
            coordinate=task.coordinate,
            said=task.said,
            last_day=None,
            by_day=None,
            state=DutyState.DONE if evidence else DutyState.NOT_YET,
            evidence=evidence,
            register=task.proof.register if task.proof else "",
        )

    def _reports(
        self, report: ReportDuty, unit: str, day: date, marks: dict[tuple[str, str], Record]
    ) -> Iterator[Duty]:
        now = quarter_of(day)
        before = quarter_of(quarter_days(now)[0] - timedelta(days=1))
        _, last = quarter_days(before)
        owed = any(self.plan.holds(unit, role, last) for role in report.roles)
        if owed and self.plan.decision.issued <= last:
            duty = self._report(report, before, day, marks)
            if duty.state is not DutyState.DONE:
                yield duty
        duty = self._report(report, now, day, marks)
        yield duty
        if duty.last_day and day > duty.last_day:
            yield self._report(report, _quarters_from(now, 2)[1], day, marks)

    def _report(
        self, report: ReportDuty, quarter: str, day: date, marks: dict[tuple[str, str], Record]
    ) -> Duty:
        last = quarter_days(quarter)[1].replace(day=report.before_day - 1)
        by_day = working_day(last)
        evidence = _told(marks.get((report.id, quarter)))
        return Duty(
            id=report.id,
            period=quarter,
            title=report.title,
            clause=report.clause,
            text="",
            coordinate="",
            said=report.said,
            last_day=last,
            by_day=by_day,
            state=_state(day, last, by_day, done=bool(evidence)),
            evidence=evidence,
        )

    def _proven(self, proof: Proof | None, unit: str, first: date | None, day: date) -> str:
        """What the registers or the counted figures show for a task, from `first` to `day`; empty where nothing."""
        if proof is None:
            return ""
        if proof.figure:
            totals = self.prints.totals(first or self.plan.decision.issued, day)
            copies = sum(each.copies for each in totals.by_unit if each.key == unit)
            return f"Đã in {number(copies)} tờ từ chương trình." if copies else ""
        since = None if proof.ever else first
        records = self.registers.current(proof.register, unit, day, since=since)
        good = [
            each for each in records if not proof.field or _word(each.values.get(proof.field)) in proof.values
        ]
        if not good or (proof.every and len(good) < len(records)):
            return ""
        return f"{number(len(good))} dòng trong sổ «{self.plan.register(proof.register).name}»."


def _word(value: object) -> str:
    return {True: "yes", False: "no"}[value] if isinstance(value, bool) else str(value)


def _told(mark: Record | None) -> str:
    return str(mark.values.get("evidence", "")) if mark else ""


def _state(day: date, last: date, by_day: date, *, done: bool) -> DutyState:
    if done:
        return DutyState.DONE
    if day > last:
        return DutyState.OVERDUE
    return DutyState.DUE if day >= by_day - SOON else DutyState.NOT_YET


def _quarters_from(quarter: str, many: int) -> list[str]:
    found = [quarter]
    while len(found) < many:
        found.append(quarter_of(quarter_days(found[-1])[1] + timedelta(days=1)))
    return found


_ORDER = list(DutyState)


def _order(duty: Duty) -> tuple[int, int, str]:
    day = (duty.last_day or date.max).toordinal()
    # What has just run out needs somebody now, so that it stands above what ran out before.
    return _ORDER.index(duty.state), -day if duty.state is DutyState.OVERDUE else day, duty.clause
