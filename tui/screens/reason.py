"""One line that says why an entry is cancelled."""

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Input, Static

from services_catalog.errors import EntryRefusedError
from services_catalog.submission import checked_reason
from tui.widgets.viet_input import VietInput


class ReasonScreen(ModalScreen[str | None]):
    """Closes with the reason."""

    BINDINGS = [Binding("escape", "dismiss(None)", "Thôi", id="close")]  # noqa: RUF012 - Textual reads it as it is

    def __init__(self, subject: str) -> None:
        super().__init__()
        self.subject = subject

    def compose(self) -> ComposeResult:
        """What, and why."""
        with Vertical(classes="dialog"):
            yield Static(self.subject, markup=False, classes="subject")
            yield VietInput(
                placeholder="Vì sao huỷ? Ví dụ: ghi nhầm thủ tục", max_length=200, id="reason-box"
            )
            yield Static("", id="complaint", markup=False)

    def on_mount(self) -> None:
        """Ready to type."""
        dialog = self.query_one(Vertical)
        dialog.border_title = "Huỷ lượt"
        dialog.border_subtitle = "Enter: huỷ lượt · Esc: thôi"

    @on(Input.Submitted)
    def _done(self, event: Input.Submitted) -> None:
        try:
            self.dismiss(checked_reason(event.value))
        except EntryRefusedError as error:
            self.query_one("#complaint", Static).update(error.sentence())
