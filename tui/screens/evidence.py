"""One line that says what shows that a duty was done, or that several were."""

from collections.abc import Sequence

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.message import Message
from textual.screen import ModalScreen
from textual.widgets import Input, Static

from services_catalog.tasks import Duty
from tui import workers
from tui.desk import Desk
from tui.messages import WorkFailed
from tui.widgets.viet_input import VietInput


class EvidenceScreen(ModalScreen[bool]):
    """Closes with True once the mark of every duty is on the disk; `subject` says which they are."""

    BINDINGS = [Binding("escape", "dismiss(False)", "Thôi", id="close")]  # noqa: RUF012 - Textual reads it as it is

    class Marked(Message):
        """The duty is marked as done."""

    def __init__(self, desk: Desk, duties: Sequence[Duty], subject: str) -> None:
        super().__init__()
        self.desk = desk
        self.duties = duties
        self.subject = subject
        self.box = VietInput(placeholder="Ví dụ: Báo cáo số 15/BC-UBND ngày 25/09/2026", id="evidence-box")
        self.complaint = Static("", id="complaint", markup=False)

    def compose(self) -> ComposeResult:
        """What, and what shows it."""
        with Vertical(classes="dialog"):
            yield Static(self.subject, markup=False, classes="subject")
            yield self.box
            yield self.complaint

    def on_mount(self) -> None:
        """Ready to type."""
        dialog = self.query_one(Vertical)
        dialog.border_title = "Ghi đã làm, minh chứng"
        dialog.border_subtitle = "Enter: lưu · Esc: thôi"

    @on(Input.Submitted)
    def _save(self, event: Input.Submitted) -> None:
        desk, duties, text = self.desk, self.duties, event.value

        def work() -> Message:
            desk.tasks.mark_all(duties, desk.settings.unit, text, desk.today)
            return self.Marked()

        workers.start(self, work, group="save")

    @on(Marked)
    def _marked(self) -> None:
        self.dismiss(True)  # noqa: FBT003 - the screen's result

    @on(WorkFailed)
    def _failed(self, event: WorkFailed) -> None:
        event.stop()
        self.complaint.update(event.error.sentence())
