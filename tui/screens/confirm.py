"""One question before something that can't be taken back by a key."""

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Static


class ConfirmScreen(ModalScreen[bool]):
    """Closes with True for Enter and with False for Esc."""

    BINDINGS = [  # noqa: RUF012 - Textual reads this class attribute as it is
        Binding("escape", "dismiss(False)", "Thôi", id="close"),
        Binding("enter", "dismiss(True)", "Đồng ý", id="sure", priority=True),
    ]

    def __init__(self, title: str, subject: str, keys: str) -> None:
        super().__init__()
        self._texts = title, subject, keys

    def compose(self) -> ComposeResult:
        """What it is about."""
        with Vertical(classes="dialog"):
            yield Static(self._texts[1], markup=False, classes="subject")

    def on_mount(self) -> None:
        """The question and its keys."""
        dialog = self.query_one(Vertical)
        dialog.border_title, dialog.border_subtitle = self._texts[0], self._texts[2]
