"""One line that says what shows that a duty was done."""

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
    """Closes with True once the mark is on the disk."""

    BINDINGS = [Binding("escape", "dismiss(False)", "Thôi", id="close")]  # noqa: RUF012 - Textual reads it as it is

    class Marked(Message):
        """The duty is marked as done."""

    def __init__(self, desk: Desk, duty: Duty) -> None:
        super().__init__()
        self.desk = desk
        self.duty = duty
        self.box = VietInput(placeholder="Ví dụ: Báo cáo số 15/BC-UBND ngày 25/09/2026", id="evidence-box")
        self.complaint = Static("", id="complaint", markup=False)

    def compose(self) -> ComposeResult:
        """What, and what shows it."""
        with Vertical(classes="dialog"):
            yield Static(self.duty.name, markup=False, classes="subject")
            yield self.box
            yield self.complaint

    def on_mount(self) -> None:
        """Ready to type."""
        dialog = self.query_one(Vertical)
        dialog.border_title = "Ghi đã làm, minh chứng"
        dialog.border_subtitle = "Enter: lưu · Esc: thôi"

    @on(Input.Submitted)
    def _save(self, event: Input.Submitted) -> None:
        desk, duty, text = self.desk, self.duty, event.value

        def work() -> Message:
            desk.tasks.mark(duty.id, desk.settings.unit, text, desk.today, duty.period)
            return self.Marked()

        workers.start(self, work, group="save")

    @on(Marked)
    def _marked(self) -> None:
        self.dismiss(True)  # noqa: FBT003 - the screen's result

    @on(WorkFailed)
    def _failed(self, event: WorkFailed) -> None:
        event.stop()
        self.complaint.update(event.error.sentence())
