"""F2: what is handed out and where it goes, asked once and remembered; Enter prints."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.message import Message
from textual.screen import ModalScreen
from textual.widgets import Label, Static

from services_catalog.model import PublicService
from services_catalog.settings import Destination
from tui import workers
from tui.desk import Desk
from tui.handing_out import Delivery, PrintOrder, usual_form
from tui.handout_files import LABELS, PRINTABLE, WITH_CASES, Form, made
from tui.messages import WorkFailed
from tui.screens.form import read_whole_number
from tui.screens.target import Cases, TargetChoice, case_options, last_target
from tui.widgets.choice import Choice
from tui.widgets.viet_input import VietInput

if TYPE_CHECKING:
    from textual.widget import Widget

MOST_COPIES = 500
SIDES = ((False, "Một mặt"), (True, "Hai mặt"))
ROOM_FOR_PREVIEW = 22
"""Lines from which the page's words stand below the questions."""
WORDLESS = {
    Form.A3: "Áp phích: tên thủ tục, mã QR to, các bước làm trên mạng.",
    Form.ROLL: "Phiếu: tên thủ tục, mã QR, nơi nộp và việc làm tiếp.",
}
"""What stands on the forms that are more picture than words."""


class PrintScreen(ModalScreen[PrintOrder | None]):
    """One dialog; the answers of last time stand ready, the words of the page below them."""

    VERTICAL_BREAKPOINTS = [(0, "-low"), (ROOM_FOR_PREVIEW, "-high")]  # noqa: RUF012 - Textual reads this class attribute as it is
    BINDINGS = [  # noqa: RUF012 - the same
        Binding("escape", "dismiss(None)", "Thôi", id="close"),
        Binding("enter,f2", "print", "In", id="print", priority=True),
        Binding("down", "app.focus_next", show=False),
        Binding("up", "app.focus_previous", show=False),
        Binding("pagedown", "page(1)", show=False),
        Binding("pageup", "page(-1)", show=False),
    ]

    @dataclass
    class PreviewMade(Message):
        """The words of the page are there."""

        words: str

    def __init__(self, desk: Desk, service: PublicService) -> None:
        super().__init__()
        self.desk = desk
        self.service = service
        self.target = TargetChoice(desk, last_target(desk))
        self.form: Choice[Form] = Choice(list(LABELS.items()), usual_form(desk), id="form")
        self.cases: Choice[Cases] = Choice(case_options(service), None, id="cases")
        self.copies = VietInput(str(desk.settings.copies), id="copies", compact=True, max_length=3)
        self.sides: Choice[bool] = Choice(SIDES, desk.settings.two_sided, id="sides")
        self.preview = Static("", id="preview-words", markup=False)
        self.preview_place = VerticalScroll(self.preview, id="preview", can_focus=False)

    def compose(self) -> ComposeResult:
        """Where, what, how many; then the page in words."""
        fields: list[tuple[str, str, Widget]] = [
            ("Đưa tới", "target", self.target),
            ("Loại tờ", "form", self.form),
            ("Trường hợp", "cases", self.cases),
            ("Số bản", "copies", self.copies),
            ("Mặt giấy", "sides", self.sides),
        ]
        with Vertical(classes="dialog"):
            yield Static(self.service.title, markup=False, classes="subject")
            for label, name, field in fields:
                with Horizontal(classes="field", id=f"row-{name}"):
                    yield Label(label)
                    yield field
            yield Static("", id="complaint", markup=False)
            yield self.preview_place

    def on_mount(self) -> None:
        """Enter prints at once; arrows change where it goes."""
        dialog = self.query_one(Vertical)
        dialog.border_title = "In tờ rơi"
        dialog.border_subtitle = "Enter: in · ← →: đổi · PgUp PgDn: đọc · Esc: thôi"
        self.target.focus()
        self._show_form()

    @on(Choice.Changed, "#form")
    @on(Choice.Changed, "#cases")
    def _show_form(self) -> None:
        self.target.offer(printers=self.form.value in PRINTABLE)
        self._show_rows()
        self._preview()

    @on(Choice.Changed, "#target")
    def _show_rows(self) -> None:
        """Ask only what matters for this form and target."""
        printing = self.target.value[0] is Destination.PRINTER
        self.query_one("#row-copies").display = printing
        self.query_one("#row-sides").display = printing
        self.query_one("#row-cases").display = self.cases.count > 1 and self.form.value in WITH_CASES

    def _preview(self) -> None:
        desk, code, form, cases = self.desk, self.service.code, self.form.value, self._chosen_cases()
        words = Form.SPEECH if form is Form.SPEECH else Form.TEXT

        def work() -> Message:
            return self.PreviewMade(WORDLESS.get(form) or made(desk, (code,), words, cases=cases).decode())

        workers.start(self, work, group="preview")

    @on(PreviewMade)
    def _show_preview(self, event: PreviewMade) -> None:
        self.preview.update(event.words)
        self.preview_place.scroll_home(animate=False)

    @on(WorkFailed)
    def _no_preview(self, event: WorkFailed) -> None:
        event.stop()
        self.preview.update(event.error.sentence())

    def action_page(self, direction: int) -> None:
        """Read on, or back, without leaving the questions."""
        turn = self.preview_place.scroll_page_down if direction > 0 else self.preview_place.scroll_page_up
        turn(animate=False)

    def action_print(self) -> None:
        """Close with the order, if the number of copies is one."""
        destination, printer = self.target.value
        copies = read_whole_number(self.copies.value, 1, MOST_COPIES)
        if destination is not Destination.PRINTER:
            copies = 1
        if copies is None:
            self.query_one("#complaint", Static).update(f"Số bản từ 1 đến {MOST_COPIES}.")
            self.copies.focus()
            return
        delivery = Delivery(destination, printer, copies, self.sides.value)
        self.dismiss(PrintOrder(self.service.code, self.form.value, delivery, self._chosen_cases()))

    def _chosen_cases(self) -> Cases:
        return self.cases.value if self.form.value in WITH_CASES else None
