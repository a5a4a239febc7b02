"""F4: the service's QR code over the whole screen, black on white, for a phone to scan from the monitor."""

from textual.app import ComposeResult
from textual.binding import Binding
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from services_catalog.model import PublicService
from services_catalog.settings import PORTAL_HOST
from tui.desk import Desk

CAPTION_ROWS = 2


class QrScreen(ModalScreen[None]):
    """One code and, in words, where it leads. Any key that closes things closes it."""

    BINDINGS = [Binding("escape,enter,f4,space", "dismiss", "Đóng", id="close")]  # noqa: RUF012 - Textual reads it as it is

    def __init__(self, desk: Desk, service: PublicService, link: str) -> None:
        super().__init__()
        self.desk = desk
        self.service = service
        self.address = link
        self.picture = Static(id="qr-picture", markup=False)
        self.caption = Static(id="qr-caption", markup=False)

    def compose(self) -> ComposeResult:
        """The picture above its caption."""
        yield self.picture
        yield self.caption

    def on_mount(self) -> None:
        """Draw for the size that the terminal has."""
        self._draw()

    def on_resize(self) -> None:
        """Draw again: a bigger window has room for the full quiet zone."""
        self._draw()

    def _draw(self) -> None:
        from handouts.qr import fitting_rows  # noqa: PLC0415 - the QR library is loaded when a code is asked for

        width, height = self.app.size
        rows = fitting_rows(self.address, self.desk.settings.link_hosts, width, height - CAPTION_ROWS)
        if not rows:
            self.picture.update("Cửa sổ nhỏ quá, mã QR không hiện đủ. Phóng to cửa sổ, hoặc in tờ rơi (F2).")
            self.caption.update(self.address)
            return
        self.picture.update(Content("\n".join(rows)))
        self.caption.update(f"{self.service.title}\n{PORTAL_HOST} – mã {self.service.code} – Esc: đóng")
