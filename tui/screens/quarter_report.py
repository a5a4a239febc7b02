"""F4 in the report: the quarterly report as it will be printed. F2 writes the office's own paragraphs, F9 the files."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.message import Message
from textual.screen import Screen
from textual.widgets import Static

from services_catalog.model import UnitKind
from services_catalog.organizations import PROVINCE
from services_catalog.report import Report
from services_catalog.working_days import quarter_name, quarter_of
from tui import workers
from tui.desk import Desk
from tui.plan_notice import warn_of_plan
from tui.quarter_text import quarter_lines
from tui.widgets.choice import Choice
from tui.widgets.key_line import KeyLine

NO_UNIT = "Chưa biết đơn vị của bàn này. Chọn đơn vị trong Cài đặt (F7) rồi mở lại."
_QUARTERS_BACK = 8


class QuarterReportScreen(Screen[None]):
    """One unit's report of one quarter: that of the closing where the quarter is closed, else a draft."""

    BINDINGS = [  # noqa: RUF012 - Textual reads this class attribute as it is
        Binding("escape", "app.pop_screen", "Đóng", id="close"),
        Binding("f2", "edit", "Viết thêm", id="edit-text"),
        Binding("f9", "files", "Làm tệp", id="report-files"),
        Binding("f8", "board", "Niêm yết", id="notice-board"),
        Binding("down", "scroll(1)", show=False),
        Binding("up", "scroll(-1)", show=False),
        Binding("pagedown", "page(1)", show=False),
        Binding("pageup", "page(-1)", show=False),
    ]

    @dataclass
    class Written(Message):
        """The report is composed; `closed` tells that it is the one kept with the closed quarter."""

        report: Report
        closed: bool

    @dataclass
    class FilesMade(Message):
        """The report's files are in the folder."""

        files: list[Path]

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        quarters = _quarters(desk.today)
        self.quarter: Choice[str] = Choice(
            [(each, quarter_name(each)) for each in quarters], quarters[0], id="quarter"
        )
        units = _units(desk)
        self.unit: Choice[str] = Choice(
            [(code, desk.unit_name(code)) for code in units], units[0], id="report-unit"
        )
        self.text = Static("", markup=False)
        self.head = Static("", markup=False, id="sum")
        self._written: QuarterReportScreen.Written | None = None

    def compose(self) -> ComposeResult:
        """Which report, what is missing in it, and its text."""
        with Horizontal(classes="top"):
            yield self.quarter
            yield self.unit
        yield self.head
        with VerticalScroll(id="figures", can_focus=False):
            yield self.text
        yield KeyLine()

    def on_mount(self) -> None:
        """This quarter of this desk's unit to begin with."""
        self.quarter.border_title, self.unit.border_title = "Báo cáo quý", "Đơn vị"
        self.quarter.border_subtitle = "← →: đổi"
        self.quarter.focus()
        warn_of_plan(self, self.desk)
        self.write()

    @on(Choice.Changed)
    def write(self) -> None:
        """Compose the report that is asked for."""
        desk, unit = self.desk, self.unit.value
        year, quarter = _parts(self.quarter.value)
        self._written = None
        if not unit:
            self.text.update(NO_UNIT)
            return
        self.head.update("Đang soạn…")

        def work() -> Message:
            from services_catalog.report_compile import report_of  # noqa: PLC0415 - only when a report is asked for

            desk.catalog.ensure()
            closed = bool(desk.closings.closed(unit, year, quarter))
            report = report_of(desk.report_sources(), unit, year, quarter, None, desk.today)
            return self.Written(report, closed)

        workers.start(self, work, group="report")

    @on(Written)
    def _show(self, event: Written) -> None:
        self._written = event
        missing = len(event.report.missing)
        state = "Đã chốt, không đổi nữa" if event.closed else "Bản nháp"
        self.head.update(
            f"{state}. {f'Còn thiếu {missing} chỗ, đánh dấu «!».' if missing else 'Không thiếu gì.'}"
        )
        width = max(40, self.size.width - 4)
        self.text.update(Content("\n".join(quarter_lines(event.report, width))))

    def action_edit(self) -> None:
        """Write the office's own paragraphs."""
        from tui.screens.own_text import OwnTextScreen  # noqa: PLC0415 - screens are imported when they are opened

        unit = self.unit.value
        if not unit:
            return
        if self._written and self._written.closed:
            self.app.notify(
                "Quý này đã chốt: đoạn viết thêm chỉ vào báo cáo khi chốt lại (Ctrl+R).",
                title="Đã chốt",
                markup=False,
            )
        year, quarter = _parts(self.quarter.value)
        self.app.push_screen(OwnTextScreen(self.desk, unit, year, quarter), lambda _: self.write())

    def action_files(self) -> None:
        """Make the Word document, the workbook, the PDF and the JSON."""
        if self._written is None:
            return
        desk, report = self.desk, self._written.report

        def work() -> Message:
            from tui import report_files  # noqa: PLC0415 - paper is loaded when files are made
            from tui.handing_out import output_folder  # noqa: PLC0415 - the same

            stem = output_folder(desk) / report_files.file_name(report)
            return self.FilesMade(
                [
                    report_files.write_report(desk, report, stem.with_suffix(suffix))
                    for suffix in report_files.KINDS
                ]
            )

        workers.start(self, work, group="files", exclusive=False)

    def action_board(self) -> None:
        """Make the picture for the notice board."""
        if self._written is None:
            return
        desk, report = self.desk, self._written.report

        def work() -> Message:
            from tui import report_files  # noqa: PLC0415 - paper is loaded when files are made
            from tui.handing_out import output_folder  # noqa: PLC0415 - the same

            name = f"niem-yet-{report_files.file_name(report)}.pdf"
            return self.FilesMade([report_files.write_board(report, output_folder(desk) / name)])

        workers.start(self, work, group="files", exclusive=False)

    @on(FilesMade)
    def _saved(self, event: FilesMade) -> None:
        first, *others = event.files
        more = f" (và {', '.join(each.suffix for each in others)} bên cạnh)" if others else ""
        self.app.notify(f"{first}{more}", title="Đã lưu", markup=False, timeout=10)

    def action_scroll(self, by: int) -> None:
        """Scroll the report."""
        self.query_one("#figures").scroll_relative(y=by * 2, animate=False)

    def action_page(self, direction: int) -> None:
        """Turn a page of the report."""
        figures = self.query_one("#figures")
        figures.scroll_relative(y=direction * max(1, figures.size.height - 1), animate=False)


def _quarters(today: date) -> list[str]:
    """This quarter and some before it, the latest first."""
    year, quarter = _parts(quarter_of(today))
    found = []
    for _ in range(_QUARTERS_BACK):
        found.append(f"{year}Q{quarter}")
        year, quarter = (year, quarter - 1) if quarter > 1 else (year - 1, 4)
    return found


def _units(desk: Desk) -> list[str]:
    """This desk's unit, those below it that keep a report, and the province."""
    own = desk.settings.unit
    if not own or own not in desk.organizations.by_code:
        return [own or "", PROVINCE]
    reporting = {UnitKind.DISTRICT, UnitKind.COMMUNE, UnitKind.DEPARTMENT}
    below = [each.code for each in desk.organizations.members_of(own, desk.today) if each.kind in reporting]
    return list(dict.fromkeys([own, PROVINCE, *below]))


def _parts(quarter: str) -> tuple[int, int]:
    year, _, number = quarter.partition("Q")
    return int(year), int(number)
