"""One register of the plan: its records, newest first. Enter changes, F6 adds, F8 removes, F9 and F5: spreadsheets."""

from dataclasses import dataclass

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal
from textual.content import Content
from textual.message import Message
from textual.screen import Screen
from textual.widgets import Input, Static

from services_catalog.model import UnitKind
from services_catalog.register_text import shown
from services_catalog.register_values import warnings
from services_catalog.registers import Record
from services_catalog.vietnamese import fold, long_date, number
from services_catalog.working_days import quarter_days, quarter_name, quarter_of
from tui import workers
from tui.desk import Desk
from tui.handing_out import save_table
from tui.messages import FileSaved
from tui.widgets.choice import Choice
from tui.widgets.key_line import KeyLine
from tui.widgets.row_list import Line, RowList
from tui.widgets.viet_input import VietInput

LONGEST_TITLE = 400


class RegisterScreen(Screen[None]):
    """The records of this unit, or of all units that this desk knows of."""

    BINDINGS = [  # noqa: RUF012 - Textual reads this class attribute as it is
        Binding("escape", "app.pop_screen", "Quay lại", id="close"),
        Binding("f6", "add", "Thêm", id="add"),
        Binding("f8,delete", "remove", "Xoá", id="remove"),
        Binding("f9", "export", "Xuất Excel", id="export"),
        Binding("f5", "import", "Nhập Excel", id="import"),
        Binding("down", "move(1)", show=False),
        Binding("up", "move(-1)", show=False),
        Binding("pagedown", "page(1)", show=False),
        Binding("pageup", "page(-1)", show=False),
    ]

    @dataclass
    class Found(Message):
        """The records are there, and how many copies the program printed itself this quarter."""

        records: list[Record]
        copies: int | None

    class Removed(Message):
        """A record is taken off the register."""

    def __init__(self, desk: Desk, name: str) -> None:
        super().__init__()
        self.desk = desk
        self.register = desk.registers.register(name)
        unit = desk.organizations.by_code.get(desk.settings.unit)
        own = unit is not None and unit.kind is not UnitKind.PROVINCE
        self.scope: Choice[bool] = Choice(((True, "Đơn vị này"), (False, "Mọi đơn vị")), own, id="scope")
        self.box = VietInput(placeholder="Lọc theo chữ trong dòng", id="register-box")
        self.list: RowList[Record] = RowList(self._draw, height=2, id="records")
        self.note = Static("", id="sum", markup=False)
        self._found = self.Found([], None)

    def compose(self) -> ComposeResult:
        """Filter and scope above the records, what is missing below."""
        with Horizontal(classes="top"):
            yield self.box
            yield self.scope
        yield self.list
        yield self.note
        yield KeyLine()

    def on_mount(self) -> None:
        """Ready to narrow the list or walk through it."""
        self.box.border_title = Content(self.register.name)
        self.box.border_subtitle = "Enter: xem, sửa · F6: thêm"
        self.scope.border_title = "Của ai"
        self.box.focus()

    def on_screen_resume(self) -> None:
        """A form or an import above this screen may have changed the register."""
        self.find()

    @on(Choice.Changed)
    def find(self) -> None:
        """Read the register for the chosen scope."""
        desk, name, counted = self.desk, self.register.id, self.register.counted
        unit = desk.settings.unit if self.scope.value else None

        def work() -> Message:
            first, _ = quarter_days(quarter_of(desk.today))
            copies = None
            if counted:
                totals = desk.prints.totals(first, desk.today)
                copies = sum(each.copies for each in totals.by_unit if unit in {None, each.key})
            return self.Found(desk.registers.current(name, unit), copies)

        workers.start(self, work, group="records")

    @on(Found)
    def _keep(self, event: Found) -> None:
        listed = [each for each in event.records if self.register.rows]
        event.records = listed or sorted(event.records, key=lambda each: (each.day, each.id), reverse=True)
        self._found = event
        self._show(self.list.index)

    @on(Input.Changed)
    def _narrow(self) -> None:
        self._show(0)

    def _show(self, index: int) -> None:
        wanted = fold(self.box.value).split()
        records = [each for each in self._found.records if all(word in self._folded(each) for word in wanted)]
        self.list.show_rows(records, index)
        doubts = sum(bool(warnings(self.register, each.values)) for each in self._found.records)
        told = [f"{number(len(records))} dòng"]
        if doubts:
            told.append(f"{number(doubts)} dòng cần xem lại")
        if self._found.copies is not None:
            quarter = quarter_name(quarter_of(self.desk.today))
            told.append(f"chương trình đã in {number(self._found.copies)} tờ trong {quarter}")
        if not self._found.records and self.register.empty and self.scope.value:
            told = [self.register.empty]
        self.note.update(" · ".join(told))

    @on(Input.Submitted)
    @on(RowList.Chosen)
    def _change(self) -> None:
        if self.list.current is not None:
            self._open_form(self.list.current)

    def action_add(self) -> None:
        """Open an empty form."""
        self._open_form(None)

    def _open_form(self, record: Record | None) -> None:
        from tui.screens.record import RecordScreen  # noqa: PLC0415 - screens are imported when they are opened

        self.app.push_screen(RecordScreen(self.desk, self.register, record), self._written)

    def _written(self, record: Record | None) -> None:
        if record is not None:
            told = " ".join(warnings(self.register, record.values))
            self.app.notify(told or "Bản cũ vẫn còn trong tệp.", title="Đã ghi vào sổ", markup=False)

    def action_remove(self) -> None:
        """Ask once more, then take the highlighted record off the register."""
        record = self.list.current
        if record is None:
            return
        from tui.screens.confirm import ConfirmScreen  # noqa: PLC0415 - screens are imported when they are opened

        def go_on(sure: bool | None) -> None:  # noqa: FBT001 - the screen's result
            if sure:
                registers = self.desk.registers

                def work() -> Message:
                    registers.remove(record.id)
                    return self.Removed()

                workers.start(self, work, group="remove", exclusive=False)

        self.app.push_screen(ConfirmScreen("Xoá dòng", self._title(record), "Enter: xoá · Esc: thôi"), go_on)

    @on(Removed)
    def _removed(self) -> None:
        self.app.notify("Đã xoá khỏi sổ. Bản cũ vẫn còn trong tệp.", markup=False)
        self.find()

    def action_export(self) -> None:
        """Write the listed records as an Excel file that can be filled in and taken in again."""
        desk, register, records = self.desk, self.register, list(self.list.rows)
        whose = desk.unit_name() if self.scope.value else "Mọi đơn vị"

        def work() -> FileSaved:
            from handouts.register_xlsx import register_xlsx  # noqa: PLC0415 - only when exporting
            from services_catalog.exchange.register_table import table  # noqa: PLC0415 - the same

            made = table(register, records, desk.organizations)
            content = register_xlsx(made, f"{whose}, ngày {long_date(desk.today)}")
            return FileSaved(save_table(desk, f"so-{register.id}-{desk.today:%Y%m%d}.xlsx", content))

        workers.start(self, work, group="export")

    @on(FileSaved)
    def _saved(self, event: FileSaved) -> None:
        self.app.notify(f"{event.path}", title="Đã lưu", markup=False, timeout=10)

    def action_import(self) -> None:
        """Take a spreadsheet in, after a look at what it would do."""
        from tui.screens.register_file import RegisterFileScreen  # noqa: PLC0415 - screens are imported when they are opened

        def go_on(told: str | None) -> None:
            if told:
                self.app.notify(told, title="Đã nhập", markup=False)

        self.app.push_screen(RegisterFileScreen(self.desk, self.register), go_on)

    def action_move(self, by: int) -> None:
        """Move the highlight without leaving the filter."""
        self.list.move(by)

    def action_page(self, direction: int) -> None:
        """Turn a page of records."""
        self.list.action_page(direction)

    def _title(self, record: Record) -> str:
        texts = (self._shown(record, name) for name in self.register.title)
        return " · ".join(filter(None, texts))[:LONGEST_TITLE]

    def _shown(self, record: Record, name: str) -> str:
        return shown(self.register.field(name), record.values.get(name), self.desk.organizations)

    def _folded(self, record: Record) -> str:
        texts = [self._shown(record, each.id) for each in self.register.fields]
        return fold(" ".join([*texts, self.desk.unit_name(record.unit)]))

    def _draw(self, record: Record, width: int) -> list[Line]:
        day = long_date(record.day) if self.register.day in record.values else ""
        doubts = warnings(self.register, record.values)
        whose = [] if self.scope.value else [self.desk.unit_name(record.unit)]
        facts = " · ".join([*whose, *self._facts(record)])
        head = f" {day:10} "
        room = max(10, width - len(head) - 1)
        return [
            [(head, "faint"), (self._title(record)[:room], "strong")],
            [(" " * len(head), ""), ((doubts or [facts])[0][:room], "warn" if doubts else "faint")],
        ]

    def _facts(self, record: Record) -> list[str]:
        known = {*self.register.title, self.register.day}
        return [
            f"{each.label}: {self._shown(record, each.id)}"
            for each in self.register.fields
            if each.id in record.values and each.id not in known and not each.fixed
        ]
