"""Asks before a dossier is counted a second time. Enter, pressed without thinking, does not count it."""

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Static


class DoubleScreen(ModalScreen[bool]):
    """Closes with True where it is to be counted again."""

    BINDINGS = [  # noqa: RUF012 - Textual reads this class attribute as it is
        Binding("escape,enter", "dismiss(False)", "Không ghi", id="close"),
        Binding("f9", "dismiss(True)", "Vẫn ghi", id="again"),
    ]

    def __init__(self, told: str) -> None:
        super().__init__()
        self.told = told

    def compose(self) -> ComposeResult:
        """The entry that is there already."""
        with Vertical(classes="dialog"):
            yield Static(self.told, markup=False, classes="subject")
            yield Static("Ghi nữa thì hồ sơ này được đếm hai lần.", markup=False)

    def on_mount(self) -> None:
        """Say the keys."""
        dialog = self.query_one(Vertical)
        dialog.border_title = "Hồ sơ đã ghi rồi"
        dialog.border_subtitle = "Enter, Esc: không ghi · F9: vẫn ghi lượt thứ hai"
