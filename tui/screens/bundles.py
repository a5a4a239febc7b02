"""Ctrl+S: what this desk has goes into one file for the commune or the province; what others packed comes in."""

from enum import StrEnum
from pathlib import Path

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical, VerticalScroll
from textual.message import Message
from textual.widgets import Input, Static

from services_catalog.errors import MotcuaError
from tui import bundling, workers
from tui.desk import Desk
from tui.messages import WorkFailed
from tui.screens.form import FormScreen, rows
from tui.widgets.choice import Choice
from tui.widgets.viet_input import VietInput

LONGEST_PATH = 500


class Way(StrEnum):
    """Out or in."""

    PACK = "pack"
    PACK_ALL = "pack-all"
    MERGE = "merge"


WAYS = (
    (Way.PACK, "Đóng gói gửi đi những gì chưa gửi"),
    (Way.MERGE, "Nhận gói của bàn khác"),
    (Way.PACK_ALL, "Đóng gói lại tất cả"),
)


class NoFileError(MotcuaError):
    """Chưa có tên tệp."""

    title = "Chưa làm"
    next_step = "Gõ hoặc dán đường dẫn tới tệp."


class BundlesScreen(FormScreen[None]):
    """Stays open and tells what was done, so that one bundle after another can come in."""

    BINDINGS = [  # noqa: RUF012 - Textual reads this class attribute as it is
        Binding("escape", "dismiss(None)", "Đóng", id="close"),
        Binding("enter", "go", "Làm", id="go", priority=True),
        Binding("pagedown", "page(1)", show=False),
        Binding("pageup", "page(-1)", show=False),
    ]

    class Done(Message):
        """It is packed, or merged; `lines` tell what that did."""

        def __init__(self, lines: list[str]) -> None:
            self.lines = lines
            super().__init__()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.way: Choice[Way] = Choice(WAYS, Way.PACK, id="way")
        self.box = VietInput(max_length=LONGEST_PATH, id="bundle-box", compact=True)
        self.told = Static("", id="bundle-told", markup=False)
        self._at_work = False

    def compose(self) -> ComposeResult:
        """Which way, which file, and what came of it."""
        with Vertical(classes="dialog"):
            yield from rows([("Việc", self.way), ("Tệp", self.box)])
            with VerticalScroll(can_focus=False):
                yield self.told
            yield self.complaint

    def on_mount(self) -> None:
        """Ready to pack with one Enter."""
        self.name_dialog("Gói số liệu", "← →: đổi việc · ↓: tệp · Enter: làm · Esc: đóng")
        self.way.focus()
        self.turned()

    @on(Choice.Changed)
    def turned(self) -> None:
        """Another way wants another file."""
        merging = self.way.value is Way.MERGE
        self.box.value = "" if merging else str(bundling.default_file(self.desk))
        self.box.placeholder = "tệp .motcua, hoặc thư mục có nhiều gói" if merging else "tên tệp để ghi"
        self.told.update("")
        self.complaint.update("")

    @on(Input.Changed)
    def _forget(self) -> None:
        self.complaint.update("")

    def action_go(self) -> None:
        """Pack or merge; a second Enter while that goes on does nothing."""
        if self._at_work:
            return
        desk, way, typed = self.desk, self.way.value, self.box.value.strip().strip("\"'")
        if not typed:
            self.box.focus()
            self.fail(NoFileError())
            return
        self._at_work = True
        file = Path(typed).expanduser()

        def work() -> Message:
            if way is Way.MERGE:
                return self.Done(bundling.take(desk, file))
            return self.Done([bundling.pack(desk, file, everything=way is Way.PACK_ALL)])

        self.complaint.update("")
        self.told.update("Đang làm…")
        workers.start(self, work, group="bundle", exclusive=False)

    @on(Done)
    def _tell(self, event: Done) -> None:
        self._at_work = False
        self.told.update("\n".join(event.lines))

    @on(WorkFailed)
    def _not_done(self, _event: WorkFailed) -> None:
        self._at_work = False
        self.told.update("")

    def action_page(self, direction: int) -> None:
        """Turn a page of what is told."""
        self.query_one(VerticalScroll).scroll_relative(y=direction * 5, animate=False)
