"""The one main screen: ask on the left, read on the right."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal
from textual.screen import Screen
from textual.widgets import Footer, Input, Static

from services_catalog.errors import MotcuaError
from services_catalog.links import portal_link
from services_catalog.model import PublicService
from services_catalog.vietnamese import long_date, number
from tui import workers
from tui.asking import Asking
from tui.desk import Desk
from tui.messages import CatalogGrew, HitsFound, ServiceRead, TallyCounted
from tui.widgets.hit_row import draw_hit
from tui.widgets.row_list import RowList
from tui.widgets.service_card import ServiceCard
from tui.widgets.status_line import StatusLine
from tui.widgets.viet_input import VietInput

if TYPE_CHECKING:
    from services_catalog.choices import Family
    from services_catalog.search import Hit

WIDE = 100
"""Columns from which the card stands beside the hits."""


class MainScreen(Screen[None]):
    """Search box, hits, card, status line, footer."""

    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (WIDE, "-wide")]  # noqa: RUF012 - Textual reads this class attribute as it is
    BINDINGS = [  # noqa: RUF012 - the same
        Binding("escape", "back_to_box", "Về ô tìm", show=False, id="back"),
        Binding("down", "move_hit(1)", show=False),
        Binding("up", "move_hit(-1)", show=False),
        Binding("pagedown", "page(1)", show=False),
        Binding("pageup", "page(-1)", show=False),
    ]

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.box = VietInput(placeholder="Gõ điều bà con cần: khai sinh, sổ đỏ, 1.001193 …", id="box")
        self.list: RowList[Hit] = RowList(draw_hit, height=3, id="hits")
        self.card = ServiceCard(id="card")
        self.note = Static(id="note", markup=False)
        self.status = StatusLine()
        self.family: Family | None = None
        self._whole = False
        self._asking = Asking(desk)
        self._asked: str | None = None
        self._answered: str | None = None
        self._then: Callable[[], None] | None = None

    def compose(self) -> ComposeResult:
        """Left: box and hits; right, from 100 columns: the card."""
        self.box.border_title = "Bà con cần làm gì?"
        yield self.box
        yield self.note
        with Horizontal(id="desk"):
            yield self.list
            yield self.card
        yield self.status
        yield Footer(show_command_palette=False, compact=True)

    def on_mount(self) -> None:
        """Be ready to type at once; everything slow happens behind."""
        self.box.focus()
        # After the first paint, or the threads would take the time that it needs.
        self.call_after_refresh(lambda: workers.start(self, self._prepare, group="catalog"))

    def on_screen_resume(self) -> None:
        """Whatever screen was open may have changed who works here, or the day's entries."""
        self.call_after_refresh(self.refresh_status)

    def refresh_status(self) -> None:
        """Tell again who works here, and count the day's entries."""
        settings = self.desk.settings
        officer = settings.officer or "Cán bộ chưa khai báo"
        self.status.who = f"{self.desk.unit_name()} – {officer}" if settings.unit else officer
        today = self.desk.today
        workers.start(self, lambda: TallyCounted(self.desk.journal.tally(today)), group="tally")

    @property
    def hit(self) -> "Hit | None":
        """The hit that the keys act on."""
        return self.list.current

    def when_settled(self, action: Callable[[], None]) -> None:
        """Do something with the highlighted hit once the list belongs to what stands in the box.

        Someone who types fast and presses a key must never get the leaflet of the query before.
        """
        if self._answered == self.box.value:
            action()
        else:
            self._then = action

    # --- searching -------------------------------------------------------------------------------------------

    def _prepare(self) -> CatalogGrew:
        catalog = self.desk.catalog
        catalog.ensure(lambda done, total: workers.post(self, CatalogGrew(done, total)))
        self._asking.refresh()
        return CatalogGrew(*catalog.progress())

    @on(CatalogGrew)
    def _grow(self, event: CatalogGrew) -> None:
        self._whole = event.done == event.total
        if not self._whole:
            self.status.catalog = f"Đang dựng danh mục: {number(event.done)}/{number(event.total)} thủ tục"
        else:
            self.status.catalog = f"{number(event.total)} thủ tục"
        self.ask()

    @on(Input.Changed, "#box")
    def _ask_soon(self) -> None:
        # The officer feels the echo of the key; the search starts once that is painted.
        self.call_after_refresh(self._ask_once)

    def _ask_once(self) -> None:
        if self.box.value != self._asked:
            self.ask()

    def ask(self) -> None:
        """Ask for hits for what stands in the box now."""
        text = self._asked = self.box.value
        workers.start(self, lambda: HitsFound(self._asking.ask(text)), group="search")

    def renew(self) -> None:
        """Ask again, because what the desk pinned, logged or calls things has changed."""

        def work() -> HitsFound:
            self._asking.refresh()
            return HitsFound(self._asking.ask(text))

        text = self._asked = self.box.value
        workers.start(self, work, group="search")

    @on(HitsFound)
    def _show_hits(self, event: HitsFound) -> None:
        asked = event.asked
        if asked.text != self.box.value:
            return
        kept = self.hit.code if self.hit and self._answered == asked.text else ""
        self._answered = asked.text
        self.family = asked.family
        self.note.update(asked.note)
        self.note.display = bool(asked.note)
        self.list.show_rows(asked.hits, next((i for i, hit in enumerate(asked.hits) if hit.code == kept), 0))
        then, self._then = self._then, None
        if then:
            then()

    def on_resize(self) -> None:
        """A window that was made wider has room for the card."""
        self.call_after_refresh(self._read)

    @on(RowList.Highlighted, "#hits")
    def _read(self) -> None:
        hit = self.hit
        if hit is None:
            self.card.show(None)
        elif self.has_class("-wide"):
            catalog = self.desk.catalog
            workers.start(self, lambda: ServiceRead(catalog.service(hit.code)), group="card")

    @on(ServiceRead)
    def _show_card(self, event: ServiceRead) -> None:
        if self.hit and self.hit.code == event.service.code:
            if self._whole:
                self.status.catalog = f"Số liệu ngày {long_date(event.service.facts_date)}"
            self.card.show(event.service, self.link(event.service))

    def link(self, service: PublicService) -> str:
        """The service's address, or why there is none."""
        try:
            return portal_link(service, self.desk.settings)
        except MotcuaError as error:
            return error.sentence()

    @on(TallyCounted)
    def _show_tally(self, event: TallyCounted) -> None:
        self.status.tally = f"Hôm nay {number(event.quantity)} lượt"

    # --- keys ------------------------------------------------------------------------------------------------

    @on(Input.Submitted, "#box")
    @on(RowList.Chosen, "#hits")
    def open_card(self) -> None:
        """Read the card: beside the list where there is room, else on a screen of its own."""
        self.when_settled(self._open_card)

    def _open_card(self) -> None:
        if self.hit is None:
            return
        if self.has_class("-wide"):
            self.card.focus()
        else:
            from tui.screens.card import CardScreen  # noqa: PLC0415 - screens are imported when they are opened

            self.app.push_screen(CardScreen(self.desk, self.hit.code))

    def action_back_to_box(self) -> None:
        """Back to the question, with its text selected, ready to be typed over."""
        self.box.focus()
        self.box.action_select_all()

    def action_move_hit(self, by: int) -> None:
        """Move the highlight without leaving the box."""
        self.list.move(by)

    def action_page(self, direction: int) -> None:
        """Turn a page of the card where it is in sight, else of the hits."""
        if self.has_class("-wide"):
            scroll = self.card.scroll_page_down if direction > 0 else self.card.scroll_page_up
            scroll(animate=False)
        else:
            self.list.action_page(direction)
