"""F11: what this unit has to do under the plan, overdue first. Enter opens what proves it, or asks for evidence.

What ran out over a year ago stands below what is to be done now; F2 marks all of such a year with one evidence.
"""

from dataclasses import dataclass
from textwrap import shorten

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.message import Message
from textual.screen import Screen
from textual.widgets import Static

from services_catalog.tasks import EXPIRY, STATES, Duty, DutyState
from services_catalog.vietnamese import long_date
from tui import workers
from tui.desk import Desk
from tui.handing_out import save_table
from tui.messages import FileSaved
from tui.plan_notice import warn_of_plan
from tui.widgets.key_line import KeyLine
from tui.widgets.row_list import Line, RowList

LOOKS = {
    DutyState.OVERDUE: "warn",
    DutyState.DUE: "accent",
    DutyState.NOT_YET: "strong",
    DutyState.LAPSED: "faint",
    DutyState.DONE: "faint",
}
LABEL = 13


class TasksScreen(Screen[None]):
    """The duties of this desk's unit as they stand today."""

    BINDINGS = [  # noqa: RUF012 - Textual reads this class attribute as it is
        Binding("escape", "app.pop_screen", "Về", id="close"),
        Binding("enter", "choose", "Mở sổ, ghi xong", id="choose"),
        Binding("f2", "mark_year", "Cả năm cũ", id="mark-year"),
        Binding("f4", "report", "Báo cáo", id="task-report"),
        Binding("f6", "registers", "Các sổ", id="registers"),
        Binding("f8", "mark", "Ghi đã làm", id="mark"),
        Binding("f9", "calendar", "Lịch", id="calendar"),
    ]

    @dataclass
    class Found(Message):
        """The duties are there."""

        duties: list[Duty]

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.head = Static("", id="plan-head", markup=False)
        self.list: RowList[Duty] = RowList(draw_duty, height=2, id="duties")
        self.text = Static("", id="duty-text", markup=False)
        self.note = Static("", id="sum", markup=False)

    def compose(self) -> ComposeResult:
        """Whose duties, the duties, and the highlighted one's own words below."""
        yield self.head
        yield self.list
        yield self.text
        yield self.note
        yield KeyLine()

    def on_mount(self) -> None:
        """Ready to walk through."""
        self.list.focus()
        warn_of_plan(self, self.desk)

    def on_screen_resume(self) -> None:
        """What was written down above this screen counts when it comes back."""
        self.find()

    def find(self) -> None:
        """Ask for the duties as they stand now."""
        desk = self.desk
        workers.start(
            self, lambda: self.Found(desk.tasks.duties(desk.settings.unit, desk.today)), group="duties"
        )

    @on(Found)
    def _show(self, event: Found) -> None:
        decision = self.desk.plan.decision
        self.head.update(
            f"{self.desk.unit_name()} · {decision.number} ngày {long_date(decision.issued)} · Enter: mở sổ"
        )
        self.list.show_rows(event.duties, self.list.index)
        counts = {state: sum(each.state is state for each in event.duties) for state in DutyState}
        told = " · ".join(f"{STATES[state]} {count}" for state, count in counts.items() if count)
        self.note.update(told or "Kế hoạch không giao việc nào cho đơn vị này.")

    @on(RowList.Highlighted)
    def _explain(self) -> None:
        duty = self.list.current
        if duty is None:
            self.text.update("")
            return
        lines = [
            f"Mục {duty.clause}" + (f" · Hạn: {duty.said}" if duty.said else ""),
            shorten(duty.text, 300, placeholder=" …") if duty.text else "",
            f"Phối hợp: {shorten(duty.coordinate, 150, placeholder=' …')}" if duty.coordinate else "",
        ]
        if duty.state is DutyState.LAPSED:
            year, many = _year(duty), len(self._lapsed(duty))
            lines.insert(
                0, f"Hạn từ năm {year}. F2: ghi cả {many} việc năm {year} đã làm, với một minh chứng."
            )
        self.text.update("\n".join(filter(None, lines)))

    def _lapsed(self, duty: Duty) -> list[Duty]:
        """The duties that ran out in the same year, long ago."""
        return [
            each for each in self.list.rows if each.state is DutyState.LAPSED and _year(each) == _year(duty)
        ]

    @on(RowList.Chosen)
    def action_choose(self) -> None:
        """Open the register that proves the duty; where there is none, ask for evidence."""
        duty = self.list.current
        if duty is None:
            return
        if not duty.register:
            self.action_mark()
            return
        from tui.screens.register import RegisterScreen  # noqa: PLC0415 - screens are imported when they are opened

        self.app.push_screen(RegisterScreen(self.desk, duty.register))

    def action_mark(self) -> None:
        """Note that the highlighted duty is done, with evidence."""
        duty = self.list.current
        if duty is None:
            return
        self._mark([duty], duty.name)

    def action_mark_year(self) -> None:
        """Note that all duties of the year that ran out long ago are done, with one evidence for all."""
        duty = self.list.current
        if duty is None or duty.state is not DutyState.LAPSED:
            duty = next((each for each in self.list.rows if each.state is DutyState.LAPSED), None)
        if duty is None:
            self.app.notify("Không có việc nào hạn từ năm trước.", markup=False)
            return
        duties = self._lapsed(duty)
        self._mark(
            duties, f"{len(duties)} việc năm {_year(duty)}: {', '.join(each.title for each in duties)}"
        )

    def _mark(self, duties: list[Duty], subject: str) -> None:
        from tui.screens.evidence import EvidenceScreen  # noqa: PLC0415 - screens are imported when they are opened

        def go_on(done: bool | None) -> None:  # noqa: FBT001 - the screen's result
            if done:
                self.app.notify(
                    shorten(subject, 200, placeholder=" …"), title="Đã ghi là đã làm", markup=False
                )

        self.app.push_screen(EvidenceScreen(self.desk, duties, subject), go_on)

    def action_report(self) -> None:
        """Make the short report that is owed when the highlighted task's deadline has come (III.6)."""
        duty = self.list.current
        if duty is None or duty.period or duty.last_day is None:
            self.app.notify(
                "Báo cáo ngắn chỉ có cho nhiệm vụ có thời hạn. Báo cáo quý: F6 rồi F4 ở màn hình chính.",
                markup=False,
            )
            return
        desk, task = self.desk, duty.id.removeprefix(f"{EXPIRY}-")

        def work() -> FileSaved:
            from services_catalog.task_report import task_report  # noqa: PLC0415 - only when a report is asked for
            from tui import report_files  # noqa: PLC0415 - paper is loaded when files are made
            from tui.handing_out import output_folder  # noqa: PLC0415 - the same

            desk.catalog.ensure()
            unit = desk.settings.unit
            report = task_report(desk.report_sources(), unit, task, desk.today)
            path = output_folder(desk) / f"bao-cao-nhiem-vu-{task}-{unit}.docx"
            return FileSaved(report_files.write_report(desk, report, path))

        workers.start(self, work, group="export")

    def action_registers(self) -> None:
        """Show all registers."""
        from tui.screens.registers import RegistersScreen  # noqa: PLC0415 - screens are imported when they are opened

        self.app.push_screen(RegistersScreen(self.desk))

    def action_calendar(self) -> None:
        """Write the coming deadlines as a calendar file."""
        desk = self.desk

        def work() -> FileSaved:
            from services_catalog.exchange.plan_calendar import calendar_bytes  # noqa: PLC0415 - only when exporting

            unit = desk.settings.unit
            duties = desk.tasks.reports_ahead(unit, desk.today)
            content = calendar_bytes(desk.plan, unit, duties, desk.clock())
            return FileSaved(save_table(desk, f"han-ke-hoach-{unit}.ics", content))

        workers.start(self, work, group="export")

    @on(FileSaved)
    def _saved(self, event: FileSaved) -> None:
        self.app.notify(f"{event.path}", title="Đã lưu", markup=False, timeout=10)


def draw_duty(duty: Duty, width: int) -> list[Line]:
    """State and title above the day and what shows it."""
    day = f"hạn {long_date(duty.last_day)}" if duty.last_day else duty.said or "Thường xuyên"
    if duty.advice and duty.by_day:
        day = f"nên xong {long_date(duty.by_day)} ({day} là ngày nghỉ)"
    facts = " · ".join(filter(None, (day, duty.evidence)))
    room = max(10, width - LABEL - 2)
    state = f"Năm {_year(duty)}" if duty.state is DutyState.LAPSED else STATES[duty.state]
    return [
        [(f" {state:{LABEL}}", LOOKS[duty.state]), (_cut(duty.name, room), "strong")],
        [(" " * (LABEL + 1), ""), (_cut(facts, room), "faint")],
    ]


def _year(duty: Duty) -> int:
    return duty.last_day.year if duty.last_day else 0


def _cut(text: str, width: int) -> str:
    return text if len(text) <= width else f"{text[: width - 1]}…"
