"""The card on a screen of its own, for terminals too narrow to show it beside the hits."""

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.screen import Screen
from textual.widgets import Footer

from services_catalog.errors import MotcuaError
from services_catalog.links import portal_link
from tui import workers
from tui.desk import Desk
from tui.messages import ServiceRead
from tui.widgets.service_card import ServiceCard


class CardScreen(Screen[None]):
    """One service to read; F2, F3 and F4 act on it."""

    BINDINGS = [Binding("escape", "app.pop_screen", "Về danh sách", id="close")]  # noqa: RUF012 - Textual reads it as it is

    def __init__(self, desk: Desk, code: str) -> None:
        super().__init__()
        self.desk = desk
        self.code = code
        self.card = ServiceCard(id="whole-card")

    def compose(self) -> ComposeResult:
        """The card and the keys."""
        yield self.card
        yield Footer(show_command_palette=False)

    def on_mount(self) -> None:
        """Read the service behind the scenes."""
        self.card.focus()
        self.read()

    def read(self) -> None:
        """Read the service anew."""
        workers.start(self, lambda: ServiceRead(self.desk.catalog.service(self.code)), group="card")

    @on(ServiceRead)
    def _show(self, event: ServiceRead) -> None:
        try:
            link = portal_link(event.service, self.desk.settings)
        except MotcuaError as error:
            link = error.sentence()
        self.card.show(event.service, link)
