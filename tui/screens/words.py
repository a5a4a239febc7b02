"""Ctrl+G: what people here call a service. The search finds it by these words too, and updates keep them."""

from dataclasses import dataclass

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.message import Message
from textual.screen import ModalScreen
from textual.widgets import Input, Static

from services_catalog.model import PublicService
from tui import workers
from tui.desk import Desk
from tui.messages import WorkFailed
from tui.widgets.row_list import Line, RowList
from tui.widgets.viet_input import VietInput


class WordsScreen(ModalScreen[bool]):
    """Closes with True when words were changed."""

    BINDINGS = [  # noqa: RUF012 - Textual reads this class attribute as it is
        Binding("escape", "close", "Đóng", id="close"),
        Binding("f8", "remove", "Bỏ từ đang chọn", id="remove-word"),
        Binding("down", "move(1)", show=False),
        Binding("up", "move(-1)", show=False),
    ]

    @dataclass
    class WordsRead(Message):
        """The office's words for the service, as they stand on the disk."""

        said: list[str]
        changed: bool

    def __init__(self, desk: Desk, service: PublicService) -> None:
        super().__init__()
        self.desk = desk
        self.service = service
        self.box = VietInput(placeholder="Ví dụ: làm giấy cho cháu mới đẻ", max_length=80, id="word-box")
        self.list: RowList[str] = RowList(_draw, id="word-list")
        self._changed = False

    def compose(self) -> ComposeResult:
        """A box for one more above the words that are there."""
        with Vertical(classes="dialog tall"):
            yield Static(f"{self.service.code}  {self.service.title}", markup=False, classes="subject")
            yield self.box
            yield self.list
            yield Static("", id="complaint", markup=False)

    def on_mount(self) -> None:
        """Show what the office calls it already."""
        dialog = self.query_one(Vertical)
        dialog.border_title = "Cách gọi ở đây"
        dialog.border_subtitle = "Enter: thêm · F8: bỏ từ đang chọn · Esc: đóng"
        self.box.focus()
        workers.start(
            self, lambda: self.WordsRead(self.desk.own_words(self.service.code), changed=False), group="words"
        )

    @on(WordsRead)
    def _show(self, event: WordsRead) -> None:
        self._changed = self._changed or event.changed
        self.query_one("#complaint", Static).update("" if event.said else "Chưa có cách gọi riêng nào.")
        self.list.show_rows(event.said, len(event.said) - 1)
        if event.changed:
            self.box.value = ""

    @on(Input.Submitted)
    def _add(self, event: Input.Submitted) -> None:
        code, said = self.service.code, event.value
        if said.strip():
            workers.start(
                self, lambda: self.WordsRead(self.desk.add_word(code, said), changed=True), group="words"
            )

    def action_remove(self) -> None:
        """Take the highlighted word away."""
        code, said = self.service.code, self.list.current
        if said is not None:
            workers.start(
                self, lambda: self.WordsRead(self.desk.remove_word(code, said), changed=True), group="words"
            )

    def action_move(self, by: int) -> None:
        """Move the highlight without leaving the box."""
        self.list.move(by)

    def action_close(self) -> None:
        """Tell whether the search has something new to know."""
        self.dismiss(self._changed)

    @on(WorkFailed)
    def _failed(self, event: WorkFailed) -> None:
        event.stop()
        self.query_one("#complaint", Static).update(event.error.sentence())


def _draw(said: str, width: int) -> list[Line]:
    return [[(f" {said}"[:width], "")]]
