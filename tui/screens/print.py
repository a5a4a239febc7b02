"""F2: where the leaflet goes, asked once and remembered; Enter prints."""

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal, Vertical
from textual.message import Message
from textual.screen import ModalScreen
from textual.widgets import Label, Static

from services_catalog.settings import Destination, Paper
from tui import workers
from tui.desk import Desk
from tui.handing_out import PrintOrder, output_folder
from tui.screens.form import read_whole_number
from tui.widgets.choice import Choice
from tui.widgets.viet_input import VietInput

PAPERS = ((Paper.A5, "A5 (nửa tờ A4)"), (Paper.A4, "A4"))
Target = tuple[Destination, str]


class PrintScreen(ModalScreen[PrintOrder | None]):
    """One dialog with three answers; the answer of last time stands ready."""

    BINDINGS = [  # noqa: RUF012 - Textual reads this class attribute as it is
        Binding("escape", "dismiss(None)", "Thôi", id="close"),
        Binding("enter,f2", "print", "In", id="print", priority=True),
        Binding("down", "app.focus_next", show=False),
        Binding("up", "app.focus_previous", show=False),
    ]

    class PrintersFound(Message):
        """The machine told which printers it has."""

        def __init__(self, names: list[str]) -> None:
            self.names = names
            super().__init__()

    def __init__(self, desk: Desk, code: str, title: str) -> None:
        super().__init__()
        self.desk = desk
        self.code = code
        self.service_title = title
        self.target: Choice[Target] = Choice(self._targets([]), self._last(), id="target")
        self.paper: Choice[Paper] = Choice(PAPERS, desk.settings.paper, id="paper")
        self.copies = VietInput(str(desk.settings.copies), id="copies", compact=True, max_length=3)

    def compose(self) -> ComposeResult:
        """Where, which paper, how many."""
        with Vertical(classes="dialog"):
            yield Static(self.service_title, markup=False, classes="subject")
            for label, field in (("Đưa tới", self.target), ("Khổ giấy", self.paper), ("Số bản", self.copies)):
                with Horizontal(classes="field"):
                    yield Label(label)
                    yield field
            yield Static("", id="complaint", markup=False)

    def on_mount(self) -> None:
        """Ask the machine for its printers behind the scenes."""
        dialog = self.query_one(Vertical)
        dialog.border_title = "In tờ rơi"
        dialog.border_subtitle = "Enter: in · ← →: đổi · Esc: thôi"
        self.target.focus()
        workers.start(self, self._find_printers, group="printers")

    def action_print(self) -> None:
        """Close with the order, if the number of copies is one."""
        copies = read_whole_number(self.copies.value, 1, 500)
        if copies is None:
            self.query_one("#complaint", Static).update("Số bản từ 1 đến 500.")
            self.copies.focus()
            return
        destination, printer = self.target.value
        self.dismiss(PrintOrder((self.code,), self.paper.value, destination, printer, copies))

    def _find_printers(self) -> Message:
        return self.PrintersFound([each.name for each in self.desk.printer.printers()])

    @on(PrintersFound)
    def _offer(self, event: PrintersFound) -> None:
        self.target.set_options(self._targets(event.names), self._last())

    def _targets(self, printers: list[str]) -> list[tuple[Target, str]]:
        last = self.desk.settings.printer
        known = list(dict.fromkeys([*([last] if last else []), *printers]))
        return [
            ((Destination.OPEN, ""), "Mở ra xem rồi in"),
            *(((Destination.PRINTER, name), f"Máy in {name}") for name in known),
            ((Destination.FOLDER, ""), f"Lưu vào {output_folder(self.desk)}"),
        ]

    def _last(self) -> Target:
        settings = self.desk.settings
        if settings.destination is Destination.PRINTER and settings.printer:
            return Destination.PRINTER, settings.printer
        return (Destination.FOLDER if settings.destination is Destination.FOLDER else Destination.OPEN), ""
