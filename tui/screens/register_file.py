"""Taking a spreadsheet into a register: the file, what it would do, and only then the writing."""

from dataclasses import dataclass
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
from tui import importing, workers
from tui.desk import Desk
from tui.messages import WorkFailed
from tui.widgets.file_row import draw_file
from tui.widgets.row_list import RowList
from tui.widgets.viet_input import VietInput

LONGEST_PATH = 500


class RegisterFileScreen(ModalScreen[str | None]):
    """Closes with what was done, once all of the file is in the register."""

    BINDINGS = [  # noqa: RUF012 - Textual reads this class attribute as it is
        Binding("escape", "dismiss(None)", "Thôi", id="close"),
        Binding("tab", "complete", show=False, priority=True),
        Binding("down", "move(1)", show=False),
        Binding("up", "move(-1)", show=False),
        Binding("pagedown", "page(1)", show=False),
        Binding("pageup", "page(-1)", show=False),
    ]

    DEFAULT_CSS = """
    RegisterFileScreen {
        #files { height: 1fr; min-height: 4; }
        VerticalScroll { display: none; height: 1fr; }
        &.-told #files { display: none; }
        &.-told VerticalScroll { display: block; }
    }
    """

    @dataclass
    class FilesListed(Message):
        """The tables in the usual folders are known."""

        files: list[Path]

    class Looked(Message):
        """The file was read."""

        def __init__(self, file_name: str, made: Preview) -> None:
            self.file_name = file_name
            self.made = made
            super().__init__()

    class TakenIn(Message):
        """The file is in the register."""

    def __init__(self, desk: Desk, register: Register) -> None:
        super().__init__()
        self.desk = desk
        self.register = register
        self.box = VietInput(
            placeholder="Gõ tên tệp để lọc, hoặc đường dẫn (Tab: điền nốt)",
            id="file-box",
            max_length=LONGEST_PATH,
        )
        self.list: RowList[Path] = RowList(draw_file, id="files")
        self._files: list[Path] = []
        self.told = Static("", id="file-told", markup=False)
        self._looked: RegisterFileScreen.Looked | None = None

    def compose(self) -> ComposeResult:
        """The files at hand, then what the chosen one would do."""
        with Vertical(classes="dialog tall"):
            yield Static(self.register.name, markup=False, classes="subject")
            yield self.box
            yield self.list
            with VerticalScroll(can_focus=False):
                yield self.told

    def on_mount(self) -> None:
        """The newest tables on this machine; ready for a path, typed or pasted, too."""
        self._keys("xem trước")
        self.box.focus()
        places = [self.desk.folders.output]
        workers.start(self, lambda: self.FilesListed(importing.tables_at_hand(besides=places)), group="files")

    @on(FilesListed)
    def _list_files(self, event: FilesListed) -> None:
        self._files = event.files
        self.list.show_rows(importing.fitting(self._files, self.box.value))
        if not self._files:
            self._tell("Không có bảng nào trong Downloads, Documents. Gõ đường dẫn đầy đủ rồi Enter.")

    @on(Input.Changed)
    def _forget(self) -> None:
        self._looked = None
        self._tell("")
        self.list.show_rows(importing.fitting(self._files, self.box.value))
        self._keys("xem trước")

    @on(Input.Submitted)
    @on(RowList.Chosen)
    def _go_on(self) -> None:
        looked = self._looked
        if looked is None:
            typed = self.box.value.strip().strip("\"'")
            named = importing.is_path(typed) or self.list.current is None
            self._look(Path(typed).expanduser() if named else self.list.current)
        elif not looked.made.problems:
            registers = self.desk.registers

            def work() -> Message:
                carry_out(registers, looked.made)
                return self.TakenIn()

            workers.start(self, work, group="save", exclusive=False)

    def _look(self, path: Path | None) -> None:
        if path is None or not path.name:
            return
        desk, name = self.desk, self.register.id

        def work() -> Message:
            from services_catalog.exchange.sheet import open_sheet  # noqa: PLC0415 - only an import reads spreadsheets

            sheet = open_sheet(path)
            return self.Looked(
                sheet.file_name, preview(desk.registers, name, sheet, desk.settings.unit, desk.today)
            )

        workers.start(self, work, group="look")

    @on(Looked)
    def _show(self, event: Looked) -> None:
        self._looked = event
        made = event.made
        lines = [f"{event.file_name}: {made.told}", *(str(each) for each in made.problems[:MOST_TOLD])]
        if len(made.problems) > MOST_TOLD:
            lines.append(f"… và {len(made.problems) - MOST_TOLD} chỗ nữa.")
        if made.ignored:
            lines.append(f"Bỏ qua cột: {', '.join(made.ignored)}.")
        lines.append(
            "Chưa nhập gì: sửa tệp rồi chọn lại." if made.problems else "Chưa ghi. Bấm Enter lần nữa để nhập."
        )
        self._tell("\n".join(lines))
        self._keys("xem lại" if made.problems else "nhập")

    @on(TakenIn)
    def _taken_in(self) -> None:
        self.dismiss(self._looked.made.told if self._looked else "")

    @on(WorkFailed)
    def _failed(self, event: WorkFailed) -> None:
        event.stop()
        self._tell(event.error.sentence())

    def action_complete(self) -> None:
        """Complete the path that is being typed."""
        if importing.is_path(self.box.value):
            self.box.value = importing.completed(self.box.value)
            self.box.action_end()

    def action_move(self, by: int) -> None:
        """Move the highlight without leaving the box; what was told of a file makes room for the others."""
        if self.has_class("-told"):
            self._forget()
            return
        self.list.move(by)

    def action_page(self, direction: int) -> None:
        """Turn a page of what is told."""
        self.query_one(VerticalScroll).scroll_relative(y=direction * 5, animate=False)

    def _tell(self, text: str) -> None:
        """Show what is told in place of the files, which come back once something else is typed."""
        self.told.update(text)
        self.set_class(bool(text), "-told")

    def _keys(self, enter: str) -> None:
        dialog = self.query_one(Vertical)
        dialog.border_title = "Nhập từ bảng tính"
        dialog.border_subtitle = f"Enter: {enter} · Esc: thôi"
