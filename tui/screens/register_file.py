"""Taking a spreadsheet into a register: the file's name, what it would do, and only then the writing."""

from pathlib import Path

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical, VerticalScroll
from textual.message import Message
from textual.screen import ModalScreen
from textual.widgets import Input, Static

from services_catalog.exchange.register_table import MOST_TOLD, Preview, carry_out, preview
from services_catalog.register_fields import Register
from tui import workers
from tui.desk import Desk
from tui.messages import WorkFailed
from tui.widgets.viet_input import VietInput

LONGEST_PATH = 500


class RegisterFileScreen(ModalScreen[str | None]):
    """Closes with what was done, once all of the file is in the register."""

    BINDINGS = [  # noqa: RUF012 - Textual reads this class attribute as it is
        Binding("escape", "dismiss(None)", "Thôi", id="close"),
        Binding("pagedown", "page(1)", show=False),
        Binding("pageup", "page(-1)", show=False),
    ]

    class Looked(Message):
        """The file was read."""

        def __init__(self, path: str, made: Preview) -> None:
            self.path = path
            self.made = made
            super().__init__()

    class TakenIn(Message):
        """The file is in the register."""

    def __init__(self, desk: Desk, register: Register) -> None:
        super().__init__()
        self.desk = desk
        self.register = register
        self.box = VietInput(
            placeholder="Đường dẫn tới tệp .xlsx, .xls hoặc .csv", id="file-box", max_length=LONGEST_PATH
        )
        self.told = Static("", id="file-told", markup=False)
        self._looked: RegisterFileScreen.Looked | None = None

    def compose(self) -> ComposeResult:
        """The file, and what it would do."""
        with Vertical(classes="dialog"):
            yield Static(self.register.name, markup=False, classes="subject")
            yield self.box
            with VerticalScroll(can_focus=False):
                yield self.told

    def on_mount(self) -> None:
        """Ready for a path, typed or pasted."""
        self._keys("xem trước")

    @on(Input.Changed)
    def _forget(self) -> None:
        self._looked = None
        self.told.update("")
        self._keys("xem trước")

    @on(Input.Submitted)
    def _go_on(self) -> None:
        looked = self._looked
        if looked is None:
            self._look(self.box.value.strip().strip("\"'"))
        elif not looked.made.problems:
            registers = self.desk.registers

            def work() -> Message:
                carry_out(registers, looked.made)
                return self.TakenIn()

            workers.start(self, work, group="save", exclusive=False)

    def _look(self, path: str) -> None:
        desk, name = self.desk, self.register.id

        def work() -> Message:
            from services_catalog.exchange.sheet import open_sheet  # noqa: PLC0415 - only an import reads spreadsheets

            sheet = open_sheet(Path(path).expanduser())
            return self.Looked(path, preview(desk.registers, name, sheet, desk.settings.unit, desk.today))

        workers.start(self, work, group="look")

    @on(Looked)
    def _show(self, event: Looked) -> None:
        self._looked = event
        made = event.made
        lines = [made.told, *(str(each) for each in made.problems[:MOST_TOLD])]
        if len(made.problems) > MOST_TOLD:
            lines.append(f"… và {len(made.problems) - MOST_TOLD} chỗ nữa.")
        if made.ignored:
            lines.append(f"Bỏ qua cột: {', '.join(made.ignored)}.")
        lines.append(
            "Chưa nhập gì: sửa tệp rồi chọn lại." if made.problems else "Chưa ghi. Bấm Enter lần nữa để nhập."
        )
        self.told.update("\n".join(lines))
        self._keys("xem lại" if made.problems else "nhập")

    @on(TakenIn)
    def _taken_in(self) -> None:
        self.dismiss(self._looked.made.told if self._looked else "")

    @on(WorkFailed)
    def _failed(self, event: WorkFailed) -> None:
        event.stop()
        self.told.update(event.error.sentence())

    def action_page(self, direction: int) -> None:
        """Turn a page of what is told."""
        self.query_one(VerticalScroll).scroll_relative(y=direction * 5, animate=False)

    def _keys(self, enter: str) -> None:
        dialog = self.query_one(Vertical)
        dialog.border_title = "Nhập từ bảng tính"
        dialog.border_subtitle = f"Enter: {enter} · Esc: thôi"
