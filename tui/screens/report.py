"""F6: what was done in a period, by service, channel, place and helper. F9 writes it as CSV and JSON."""

import json
from dataclasses import dataclass

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.message import Message
from textual.screen import Screen
from textual.widgets import Static

from services_catalog.activity import Activity, compile_activity
from services_catalog.periods import Period, usual_periods
from tui import workers
from tui.desk import Desk
from tui.handing_out import save_table
from tui.messages import FileSaved
from tui.report_text import report_text
from tui.widgets.choice import Choice
from tui.widgets.key_line import KeyLine


class ReportScreen(Screen[None]):
    """The figures of one period."""

    BINDINGS = [  # noqa: RUF012 - Textual reads this class attribute as it is
        Binding("escape", "app.pop_screen", "Về tra cứu", id="close"),
        Binding("f4", "quarter", "Báo cáo quý", id="quarter-report"),
        Binding("f9", "export", "Xuất CSV", id="export"),
        Binding("down", "scroll(1)", show=False),
        Binding("up", "scroll(-1)", show=False),
        Binding("pagedown", "page(1)", show=False),
        Binding("pageup", "page(-1)", show=False),
    ]

    @dataclass
    class Compiled(Message):
        """The figures are there."""

        period: Period
        activity: Activity

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        periods = usual_periods(desk.today)
        this_quarter = next(each for each in periods if each.name == "Quý này")
        self.period: Choice[Period] = Choice(
            [(each, each.name) for each in periods], this_quarter, id="period"
        )
        self.text = Static("", markup=False)
        self._compiled: ReportScreen.Compiled | None = None

    def compose(self) -> ComposeResult:
        """The period above its figures."""
        with Horizontal(classes="top"):
            yield self.period
        with VerticalScroll(id="figures", can_focus=False):
            yield self.text
        yield KeyLine()

    def on_mount(self) -> None:
        """This quarter to begin with."""
        self.period.border_title = "Báo cáo lượt hỗ trợ"
        self.period.border_subtitle = "← →: đổi thời gian"
        self.period.focus()
        self.compile()

    @on(Choice.Changed)
    def compile(self) -> None:
        """Work out the figures of the chosen period."""
        period, desk = self.period.value, self.desk

        def work() -> Message:
            names = desk.unit_names()
            return self.Compiled(period, compile_activity(desk.journal, period.first, period.last, names))

        workers.start(self, work, group="report")

    @on(Compiled)
    def _show(self, event: Compiled) -> None:
        self._compiled = event
        self.text.update(Content(report_text(event.activity, self.size.width - 4)))

    def action_quarter(self) -> None:
        """Open the quarterly report."""
        from tui.screens.quarter_report import QuarterReportScreen  # noqa: PLC0415 - screens are imported when they are opened

        self.app.push_screen(QuarterReportScreen(self.desk))

    def action_export(self) -> None:
        """Write the figures for Excel and for machines."""
        done = self._compiled
        if done is None:
            return
        desk = self.desk

        def work() -> FileSaved:
            from services_catalog.exchange.tables import activity_table, csv_bytes  # noqa: PLC0415 - only when exporting

            name = f"bao-cao-{done.period.first:%Y%m%d}-{done.period.last:%Y%m%d}"
            figures = json.dumps(done.activity.to_json(), ensure_ascii=False, indent=1)
            save_table(desk, f"{name}.json", f"{figures}\n".encode())
            return FileSaved(save_table(desk, f"{name}.csv", csv_bytes(*activity_table(done.activity))))

        workers.start(self, work, group="export")

    @on(FileSaved)
    def _saved(self, event: FileSaved) -> None:
        self.app.notify(f"{event.path} (và tệp .json bên cạnh)", title="Đã lưu", markup=False, timeout=10)

    def action_scroll(self, by: int) -> None:
        """Scroll the figures."""
        self.query_one("#figures").scroll_relative(y=by * 2, animate=False)

    def action_page(self, direction: int) -> None:
        """Turn a page of the figures."""
        figures = self.query_one("#figures")
        figures.scroll_relative(y=direction * max(1, figures.size.height - 1), animate=False)
