"""Every deadline of the Decision (RULES §1.7), for whom it is, and when it is met."""

from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import date, datetime, time
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from services_catalog import organizations
from services_catalog.exchange.plan_calendar import calendar_bytes
from services_catalog.plan import Plan, UnknownTaskError
from services_catalog.plan_file import load
from services_catalog.prints import PrintLog
from services_catalog.register_values import RegisterRefusedError
from services_catalog.registers import Registers
from services_catalog.settings import Destination
from services_catalog.tasks import Duty, DutyState, Tasks
from services_catalog.working_days import quarter_days, quarter_name, quarter_of, working_day
from tests.services_catalog.journal_desk import Clock
from tests.services_catalog.plans import bundled, other, written

PLAN = bundled()
WARD = "01273"
ZONE = ZoneInfo("Asia/Ho_Chi_Minh")
ONLY: dict[str, Any] = {
    "service": "1.001193",
    "audience": "Cán bộ",
    "decision": "12/QĐ-UBND",
    "starts": "2022-08-20",
    "announced": "Niêm yết",
}


@dataclass
class Office:
    """Tasks with a clock that can be moved."""

    path: Path
    plan: Plan
    clock: Clock
    registers: Registers
    prints: PrintLog

    @property
    def tasks(self) -> Tasks:
        """The duties."""
        return Tasks(self.plan, self.registers, self.prints)

    def on(self, day: date) -> date:
        """Move the clock."""
        self.clock.now = datetime.combine(day, time(9), ZONE)
        return day

    def one(self, unit: str, day: date, duty: str, period: str | None = None) -> Duty:
        """One duty of a unit as it stands on a day."""
        [found] = [
            each
            for each in self.tasks.duties(unit, self.on(day))
            if each.id == duty and period in {None, each.period}
        ]
        return found


def _office(path: Path, plan: Plan) -> Iterator[Office]:
    clock = Clock()
    with closing(Registers(path, clock, plan)) as registers, closing(PrintLog(path, clock)) as prints:
        yield Office(path, plan, clock, registers, prints)


@pytest.fixture
def office(path: Path) -> Iterator[Office]:
    """An office under Decision 984 that has written nothing yet."""
    yield from _office(path, PLAN)


@pytest.mark.parametrize(
    ("unit", "duty", "last"),
    [
        ("045", "online-only", date(2022, 8, 31)),
        ("CB-VPUBND", "priority", date(2022, 8, 31)),
        ("01273-2025", "accounts", date(2022, 9, 30)),
        ("CB-BUUDIEN", "ndxp", date(2022, 12, 31)),
        ("CB-SOTP", "rates", date(2022, 12, 31)),
        ("CB-SOTTTT", "fees", date(2022, 12, 31)),
        ("CB-SOTTTT", "expiry-fees", date(2022, 12, 31)),
        ("045", "expiry-online-only", date(2022, 8, 31)),
        ("CB-SOTP", "level-review", None),
        ("01273-2025", "publicity", None),
        ("CB-BUUDIEN", "postal-points", None),
        ("CB-SOTP", "trial-runs", None),
    ],
)
def test_every_deadline_of_the_decision(office: Office, unit: str, duty: str, last: date | None) -> None:
    """Without it a unit would miss a date that the Decision sets, or be pressed for one that it doesn't."""
    assert office.one(unit, date(2022, 8, 10), duty).last_day == last
    if last is None:
        assert office.one(unit, date(2022, 12, 30), duty).state is DutyState.NOT_YET
        return
    assert office.one(unit, last, duty).state is DutyState.DUE
    assert office.one(unit, date(2023, 1, 1), duty).state is DutyState.OVERDUE


@pytest.mark.parametrize(
    ("unit", "report", "period", "last", "working"),
    [
        ("CB-SOTP", "quarterly", "2022Q3", date(2022, 9, 27), date(2022, 9, 27)),
        ("045", "quarterly", "2022Q4", date(2022, 12, 27), date(2022, 12, 27)),
        (WARD, "quarterly", "2026Q1", date(2026, 3, 27), date(2026, 3, 27)),
        (WARD, "quarterly", "2026Q2", date(2026, 6, 27), date(2026, 6, 26)),
        (WARD, "quarterly", "2026Q3", date(2026, 9, 27), date(2026, 9, 25)),
        (WARD, "quarterly", "2026Q4", date(2026, 12, 27), date(2026, 12, 25)),
        ("CB-SOTTTT", "roll-up", "2022Q3", date(2022, 9, 29), date(2022, 9, 29)),
        ("CB-SOKHCN", "roll-up", "2026Q3", date(2026, 9, 29), date(2026, 9, 29)),
        ("01273-2025", "commune-figures", "2022Q3", date(2022, 9, 27), date(2022, 9, 27)),
    ],
)
def test_the_last_days_of_the_reports(
    office: Office, unit: str, report: str, period: str, last: date, working: date
) -> None:
    """Without it «trước ngày 28» would be the 28th, or a Sunday would come as a surprise."""
    duty = office.one(unit, working, report, period)
    assert (duty.last_day, duty.by_day, duty.state) == (last, working, DutyState.DUE)
    assert bool(duty.advice) is (last != working)
    assert quarter_name(period) in duty.name


def test_reports_come_round(office: Office) -> None:
    """Without it last quarter's forgotten report would be forgotten for good."""
    day = date(2026, 9, 28)
    reports = [each for each in office.tasks.duties(WARD, office.on(day)) if each.id == "quarterly"]
    assert [(each.period, each.state) for each in reports] == [
        ("2026Q3", DutyState.OVERDUE),
        ("2026Q2", DutyState.OVERDUE),
        ("2026Q4", DutyState.NOT_YET),
    ]
    office.tasks.mark("quarterly", WARD, "Báo cáo số 15/BC-UBND", day, "2026Q2")
    office.tasks.mark("quarterly", WARD, "Báo cáo số 20/BC-UBND", day)
    reports = [each for each in office.tasks.duties(WARD, day) if each.id == "quarterly"]
    assert [(each.period, each.state) for each in reports] == [
        ("2026Q4", DutyState.NOT_YET),
        ("2026Q3", DutyState.DONE),
    ]
    assert reports[1].evidence == "Báo cáo số 20/BC-UBND"


def test_the_lead_reports_once_and_communes_report_since_2025(office: Office) -> None:
    """Without it a unit would owe a report that the Decision asks of another."""
    ids = {each.id for each in office.tasks.duties("CB-SOKHCN", office.on(date(2026, 9, 1)))}
    assert "roll-up" in ids
    assert "quarterly" not in ids
    assert "quarterly" not in {each.id for each in office.tasks.duties("01273-2025", date(2022, 9, 1))}
    assert office.tasks.duties("045", date(2026, 9, 1)) == []
    # A commune of 01/07/2025 owes nothing for the quarter before it was there.
    first = [each for each in office.tasks.duties(WARD, date(2025, 7, 1)) if each.id == "quarterly"]
    assert [each.period for each in first] == ["2025Q3"]


def test_nothing_is_overdue_that_was_due_before_the_unit_had_the_task(office: Office) -> None:
    """Without it a commune of 2025 would be blamed for August 2022."""
    duty = office.one(WARD, date(2026, 9, 1), "online-only")
    assert (duty.state, duty.last_day) == (DutyState.NOT_YET, date(2022, 8, 31))
    assert "trước khi đơn vị này nhận việc" in duty.evidence
    assert office.one("CB-SOKHCN", date(2026, 9, 1), "fees").state is DutyState.NOT_YET
    ids = {each.id for each in office.tasks.duties(WARD, date(2026, 9, 1))}
    assert "expiry-online-only" not in ids


def test_registers_prove_what_was_done(office: Office) -> None:
    """Without it officers would have to say twice what stands in the register."""
    day = office.on(date(2022, 8, 25))
    office.registers.add("online-only", "045", ONLY)
    done = office.one("045", day, "online-only")
    assert (done.state, done.register) == (DutyState.DONE, "online-only")
    assert done.evidence == "1 dòng trong sổ «Dịch vụ công chỉ tiếp nhận trực tuyến»."
    assert office.one("040", day, "online-only").state is DutyState.DUE
    assert office.one("045", day, "expiry-online-only").state is DutyState.DUE


def test_only_the_right_records_prove(office: Office) -> None:
    """Without it a fee incentive would prove a priority policy, or one connection out of three all of them."""
    day = office.on(date(2022, 9, 25))
    incentive = {"form": "fee", "subject": "Giảm phí", "starts": "2022-09-01"}
    record = office.registers.add("incentives", "CB-VPUBND", incentive)
    assert office.one("CB-VPUBND", day, "priority").state is DutyState.OVERDUE
    office.registers.change(record.id, incentive | {"form": "priority"})
    assert office.one("CB-VPUBND", day, "priority").state is DutyState.DONE
    rows = office.registers.current("ndxp", "CB-SOTP", day)
    for row in rows[:2]:
        office.registers.change(row.id, {"status": "connected", "connected": "2022-09-20"})
    assert office.one("CB-SOTP", day, "ndxp").state is DutyState.NOT_YET
    office.registers.change(rows[2].id, {"status": "connected", "connected": "2022-09-20"})
    assert office.one("CB-SOTP", day, "ndxp").state is DutyState.DONE


def test_ongoing_work_is_asked_for_each_quarter(office: Office) -> None:
    """Without it one poster of 2022 would prove publicity for ever."""
    office.on(date(2026, 9, 20))
    office.registers.add(
        "publicity", WARD, {"day": "2026-09-20", "form": "radio", "topic": "Tin", "quantity": 2}
    )
    office.registers.add("village-teams", WARD, {"team": "Tổ 1", "founded": "2025-08-01", "members": 5})
    office.prints.count("1.001193", "a5", 30, unit=WARD, destination=Destination.PRINTER)
    assert office.one(WARD, date(2026, 9, 25), "publicity").state is DutyState.DONE
    assert office.one(WARD, date(2026, 9, 25), "leaflets").evidence == "Đã in 30 tờ từ chương trình."
    assert office.one(WARD, date(2026, 10, 1), "publicity").state is DutyState.NOT_YET
    assert office.one(WARD, date(2026, 10, 1), "leaflets").state is DutyState.NOT_YET
    assert office.one(WARD, date(2026, 10, 1), "village-teams").state is DutyState.DONE
    assert office.one("CB-SONV", date(2026, 10, 1), "indicators").period == "2026"


def test_a_mark_needs_evidence_and_a_duty(office: Office) -> None:
    """Without it «done» would mean nothing."""
    day = office.on(date(2026, 9, 25))
    for evidence in ("", "gọi 0912345678"):
        with pytest.raises(RegisterRefusedError):
            office.tasks.mark("quarterly", WARD, evidence, day)
    with pytest.raises(UnknownTaskError, match="roll-up"):
        office.tasks.mark("roll-up", WARD, "x", day)
    with pytest.raises(UnknownTaskError, match="2026Q3"):
        office.tasks.mark("quarterly", WARD, "x", day, "2020Q1")
    assert office.registers.current("done-marks") == []


def test_what_ran_out_years_ago_waits_below_and_is_marked_together(office: Office) -> None:
    """Without it an officer of 2026 would open the list and find ten tasks «quá hạn 4 năm» on top."""
    day = office.on(date(2026, 9, 25))
    lapsed = [each for each in office.tasks.duties("CB-SOTP", day) if each.state is DutyState.LAPSED]
    assert len(lapsed) == 8
    assert {each.last_day.year for each in lapsed if each.last_day} == {2022}
    assert not [
        each
        for each in office.tasks.duties("CB-SOTP", day)
        if each.state is DutyState.OVERDUE and not each.period
    ]
    with pytest.raises(RegisterRefusedError):
        office.tasks.mark_all(lapsed, "CB-SOTP", "gọi 0912345678", day)
    assert office.registers.current("done-marks") == []
    office.tasks.mark_all(lapsed, "CB-SOTP", "Báo cáo tổng kết năm 2022", day)
    states = [each.state for each in office.tasks.duties("CB-SOTP", day)]
    assert DutyState.LAPSED not in states
    assert states.count(DutyState.DONE) == 8
    assert office.one("CB-SOTP", date(2023, 9, 1), "rates").state is DutyState.DONE


def test_the_order_of_the_list(office: Office) -> None:
    """Without it what is late would stand below what isn't."""
    states = [each.state for each in office.tasks.duties("CB-SOTP", office.on(date(2026, 9, 25)))]
    assert states == sorted(states, key=list(DutyState).index)
    days = [
        each.last_day
        for each in office.tasks.duties("CB-SOTP", date(2026, 9, 25))
        if each.state is DutyState.OVERDUE
    ]
    assert days == sorted(days, key=lambda each: each or date.min, reverse=True)


@pytest.mark.parametrize(
    ("day", "working"),
    [
        (date(2026, 9, 27), date(2026, 9, 25)),
        (date(2026, 12, 27), date(2026, 12, 25)),
        (date(2026, 6, 27), date(2026, 6, 26)),
        (date(2026, 2, 18), date(2026, 2, 13)),
        (date(2026, 9, 25), date(2026, 9, 25)),
    ],
)
def test_working_days(day: date, working: date) -> None:
    """Without it a report would be finished on National Day or at Tết."""
    assert working_day(day) == working


def test_quarters() -> None:
    """Without it December would end in the next year."""
    assert quarter_days("2026Q4") == (date(2026, 10, 1), date(2026, 12, 31))
    assert quarter_days("2024Q1") == (date(2024, 1, 1), date(2024, 3, 31))
    assert [quarter_of(date(2026, month, 1)) for month in (1, 4, 9, 12)] == [
        "2026Q1",
        "2026Q2",
        "2026Q3",
        "2026Q4",
    ]
    for wrong in ("2026Q5", "2026-3", "26Q1", "x", "2026Q10"):
        with pytest.raises(ValueError, match=wrong):
            quarter_days(wrong)


def test_the_calendar_is_the_same_each_time_and_updates_itself(office: Office) -> None:
    """Without it importing the file again would double every entry in the officer's calendar."""
    from icalendar import Calendar  # noqa: PLC0415 - as the program does

    day = office.on(date(2026, 9, 1))
    duties = office.tasks.reports_ahead(WARD, day)
    assert [each.period for each in duties] == ["2026Q3", "2026Q4", "2027Q1", "2027Q2"]
    content = calendar_bytes(PLAN, WARD, duties, office.clock.now)
    assert content == calendar_bytes(PLAN, WARD, duties, office.clock.now)
    events = Calendar.from_ical(content).walk("VEVENT")
    assert [str(each["uid"]) for each in events][:2] == [
        "cao-bang-984.01273.quarterly.2026Q3@motcua",
        "cao-bang-984.01273.quarterly.2026Q4@motcua",
    ]
    assert events[0].decoded("dtstart") == date(2026, 9, 25)
    assert "27/09/2026 không phải ngày làm việc" in str(events[0]["description"])
    assert len({str(each["uid"]) for each in events}) == len(events)
    assert office.tasks.reports_ahead("CB-SOTP", date(2022, 8, 10))[0].last_day == date(2022, 8, 31)


def test_another_plan_has_its_own_deadlines(path: Path, tmp_path: Path) -> None:
    """Without it the deadlines of 984 would be in code."""
    plan = load(organizations.load(), written(tmp_path / "plan.json", other()))
    for office in _office(path, plan):
        visit = office.one(WARD, date(2026, 9, 25), "visit")
        assert (visit.last_day, visit.by_day, visit.state) == (
            date(2026, 10, 5),
            date(2026, 10, 5),
            DutyState.DUE,
        )
        assert office.one(WARD, date(2026, 9, 1), "monthly", "2026Q3").last_day == date(2026, 9, 9)
        office.registers.add("visits", WARD, {"day": "2026-09-01", "place": "Xóm 1", "good": False})
        assert office.one(WARD, date(2026, 9, 25), "visit").state is DutyState.DUE
        office.registers.add("visits", WARD, {"day": "2026-09-02", "place": "Xóm 2", "good": True})
        assert office.one(WARD, date(2026, 9, 25), "visit").state is DutyState.DONE


def test_the_provinces_own_counter_sees_its_part(office: Office) -> None:
    """Without it the one-stop centre, which carries out what its Office leads, would see an empty list."""
    ids = {each.id for each in office.tasks.duties("CB-TTPVHCC", office.on(date(2026, 9, 25)))}
    assert ids == {"priority", "expiry-priority", "catalog", "publicity", "leaflets"}
