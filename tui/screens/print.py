"""F2: what is handed out and where it goes, asked once and remembered; Enter prints."""

from dataclasses import dataclass

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical, VerticalScroll
from textual.message import Message
from textual.widgets import Static

from services_catalog.errors import MotcuaError
from services_catalog.model import Channel, PublicService
from services_catalog.settings import Destination
from tui import workers
from tui.deliveries import Delivery
from tui.desk import Desk
from tui.handing_out import PrintOrder, usual_form
from tui.handout_files import LABELS, POSTERS, PRINTABLE, WITH_CASES, WITHOUT_LANGUAGE, Details, Form, made
from tui.languages import languages
from tui.screens.form import FormScreen, read_whole_number, rows
from tui.screens.target import (
    Cases,
    TargetChoice,
    case_options,
    channel_options,
    language_options,
    last_target,
)
from tui.widgets.choice import Choice
from tui.widgets.viet_input import VietInput

Channels = frozenset[Channel] | None
MOST_COPIES = 500
SIDES = ((False, "Một mặt"), (True, "Hai mặt"))
ROOM_FOR_PREVIEW = 22
"""Lines from which the page's words stand below the questions."""
WORDLESS = {
    **dict.fromkeys(POSTERS, "Áp phích: tên thủ tục, mã QR to, các bước làm trên mạng."),
    Form.ROLL: "Phiếu: tên thủ tục, mã QR, nơi nộp và việc làm tiếp.",
}
"""What stands on the forms that are more picture than words."""


class PrintScreen(FormScreen[PrintOrder | None]):
    """One dialog; the answers of last time stand ready, the words of the page below them."""

    VERTICAL_BREAKPOINTS = [(0, "-low"), (ROOM_FOR_PREVIEW, "-high")]  # noqa: RUF012 - Textual reads this class attribute as it is
    BINDINGS = [  # noqa: RUF012 - the same
        Binding("escape", "dismiss(None)", "Thôi", id="close"),
        Binding("enter,f2", "print", "In", id="print", priority=True),
        Binding("ctrl+l", "write", "Khối chữ tiếng khác", show=False, priority=True, id="language"),
        Binding("pagedown", "page(1)", show=False),
        Binding("pageup", "page(-1)", show=False),
    ]

    @dataclass
    class PreviewMade(Message):
        """The words of the page are there."""

        words: str

    @dataclass
    class LanguagesFound(Message):
        """The languages that the office has words in for this service, or why they can't be read."""

        names: list[str]
        problem: str = ""

    def __init__(self, desk: Desk, service: PublicService) -> None:
        super().__init__()
        self.desk = desk
        self.service = service
        self.target = TargetChoice(desk, last_target(desk))
        self.form: Choice[Form] = Choice(list(LABELS.items()), usual_form(desk), id="form")
        self.cases: Choice[Cases] = Choice(case_options(service), None, id="cases")
        self.channels: Choice[Channels] = Choice(channel_options(service), None, id="channels")
        self.language: Choice[str] = Choice(language_options([]), "", id="language")
        self.copies = VietInput(str(desk.settings.copies), id="copies", compact=True, max_length=3)
        self.sides: Choice[bool] = Choice(SIDES, desk.settings.two_sided, id="sides")
        self.preview = Static("", id="preview-words", markup=False)
        self.preview_place = VerticalScroll(self.preview, id="preview", can_focus=False)

    def compose(self) -> ComposeResult:
        """Where, what, how many; then the page in words."""
        with Vertical(classes="dialog"):
            yield Static(self.service.title, markup=False, classes="subject")
            yield from rows(
                [
                    ("Đưa tới", self.target),
                    ("Loại tờ", self.form),
                    ("Trường hợp", self.cases),
                    ("Các bước", self.channels),
                    ("Tiếng khác", self.language),
                    ("Số bản", self.copies),
                    ("Mặt giấy", self.sides),
                ]
            )
            yield self.complaint
            yield self.preview_place

    def on_mount(self) -> None:
        """Enter prints at once; arrows change where it goes."""
        self.name_dialog(
            "In tờ rơi", "Enter: in · ← →: đổi · PgUp PgDn: đọc · Ctrl+L: tiếng khác · Esc: thôi"
        )
        self.target.focus()
        self._show_form()
        self._find_languages()

    def _find_languages(self) -> None:
        desk, codes = self.desk, (self.service.code,)

        def work() -> Message:
            try:
                return self.LanguagesFound(languages(desk, codes))
            except MotcuaError as error:  # the leaflet in Vietnamese must not wait for it
                return self.LanguagesFound([], error.sentence())

        workers.start(self, work, group="languages")

    @on(LanguagesFound)
    def _offer_languages(self, event: LanguagesFound) -> None:
        self.complaint.update(event.problem)
        first = self.language.count == 1
        self.language.set_options(language_options(event.names), "")
        if first and self.desk.settings.language in event.names:
            self.language.value = self.desk.settings.language
        self._show_form()

    def action_write(self) -> None:
        """Write the words in another language, then go on here."""
        from tui.screens.language import LanguageScreen  # noqa: PLC0415 - screens are imported when they are opened

        self.app.push_screen(LanguageScreen(self.desk, self.service), lambda _done: self._find_languages())

    @on(Choice.Changed, "#form")
    @on(Choice.Changed, "#cases")
    @on(Choice.Changed, "#channels")
    @on(Choice.Changed, "#language")
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
        with_papers = self.form.value in WITH_CASES
        self.query_one("#row-cases").display = self.cases.count > 1 and with_papers
        self.query_one("#row-channels").display = self.channels.count > 1 and with_papers
        spoken = self.form.value not in WITHOUT_LANGUAGE
        self.query_one("#row-language").display = self.language.count > 1 and spoken

    def _preview(self) -> None:
        desk, code, form, details = self.desk, self.service.code, self.form.value, self._details()
        words = Form.SPEECH if form is Form.SPEECH else Form.TEXT

        def work() -> Message:
            return self.PreviewMade(WORDLESS.get(form) or made(desk, (code,), words, details).decode())

        workers.start(self, work, group="preview")

    @on(PreviewMade)
    def _show_preview(self, event: PreviewMade) -> None:
        self.preview.update(event.words)
        self.preview_place.scroll_home(animate=False)

    def fail(self, error: MotcuaError) -> None:
        """Tell in the preview's place why there is none."""
        self.preview.update(error.sentence())

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
            self.complaint.update(f"Số bản từ 1 đến {MOST_COPIES}.")
            self.copies.focus()
            return
        delivery = Delivery(destination, printer, copies, self.sides.value)
        offered = bool(self.query_one("#row-language").display)
        self.dismiss(PrintOrder(self.service.code, self.form.value, delivery, self._details(), offered))

    def _details(self) -> Details:
        form = self.form.value
        cases, channels = (self.cases.value, self.channels.value) if form in WITH_CASES else (None, None)
        return Details(cases, channels, "" if form in WITHOUT_LANGUAGE else self.language.value)
