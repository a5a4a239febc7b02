"""F8: find a service without typing: choose a shelf, then a service; filters by one key."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal
from textual.message import Message
from textual.screen import Screen
from textual.widgets import Footer, Input, Static

from services_catalog.search import Hit
from services_catalog.vietnamese import fold, number
from tui import workers
from tui.desk import Desk
from tui.messages import WorkFailed
from tui.widgets.choice import Choice
from tui.widgets.hit_row import HEIGHT, draw_hit
from tui.widgets.row_list import Line, RowList
from tui.widgets.viet_input import VietInput

if TYPE_CHECKING:
    from services_catalog.browse import By, Only, Shelf

WAYS: "tuple[tuple[By, str], ...]" = (
    ("life_event", "Sự kiện trong đời"),
    ("sector", "Lĩnh vực"),
    ("agency", "Nơi giải quyết"),
    ("level", "Cấp giải quyết"),
)
FILTERS: "tuple[tuple[Only, str], ...]" = (
    ("all", "Tất cả"),
    ("online", "Có trực tuyến"),
    ("full", "Toàn trình"),
    ("essential", "Thiết yếu"),
    ("online-only", "Chỉ nhận trực tuyến"),
    ("guided", "Có bài hướng dẫn"),
)


class BrowseScreen(Screen[str | None]):
    """Closes with the code of the chosen service."""

    BINDINGS = [  # noqa: RUF012 - Textual reads this class attribute as it is
        Binding("escape", "back", "Quay lại", id="back"),
        Binding("down", "move(1)", show=False),
        Binding("up", "move(-1)", show=False),
        Binding("pagedown", "page(1)", show=False),
        Binding("pageup", "page(-1)", show=False),
    ]

    @dataclass
    class ShelvesFound(Message):
        """The groups of the chosen way."""

        shelves: "list[Shelf]"

    @dataclass
    class ServicesFound(Message):
        """The services of the chosen group."""

        shelf: "Shelf"
        services: list[Hit]

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.way: Choice[By] = Choice(WAYS, "life_event", id="way")
        self.only: Choice[Only] = Choice(FILTERS, "all", id="only")
        self.box = VietInput(placeholder="Gõ vài chữ", id="browse-box")
        self.shelves: RowList[Shelf] = RowList(draw_shelf, id="shelves")
        self.services: RowList[Hit] = RowList(draw_hit, height=HEIGHT, id="shelf-services")
        self.note = Static("", id="browse-note", markup=False)
        self._all_shelves: list[Shelf] = []
        self._shelf: Shelf | None = None
        self._all_services: list[Hit] = []

    def compose(self) -> ComposeResult:
        """Box and choices above one list at a time."""
        with Horizontal(classes="top"):
            yield self.box
            yield self.way
            yield self.only
        yield self.note
        yield self.shelves
        yield self.services
        yield Footer(show_command_palette=False)

    def on_mount(self) -> None:
        """Life events to begin with: people know what happened to them."""
        self.box.border_title = "Thu hẹp"
        self.way.border_title = "Xếp theo"
        self.only.border_title = "Chỉ xem"
        self.box.focus()
        self.find()

    @on(Choice.Changed)
    def find(self) -> None:
        """Ask for the groups, or for the services of the open group."""
        way, only, browse = self.way.value, self.only.value, self.desk.browse
        shelf = self._shelf
        if shelf is not None and shelf.by == way:
            workers.start(
                self, lambda: self.ServicesFound(shelf, browse.services(shelf, only)), group="browse"
            )
        else:
            workers.start(self, lambda: self.ShelvesFound(browse.shelves(way, only)), group="browse")

    @on(ShelvesFound)
    def _show_shelves(self, event: ShelvesFound) -> None:
        self._shelf = None
        self._all_shelves = event.shelves
        self._switch()

    @on(ServicesFound)
    def _show_services(self, event: ServicesFound) -> None:
        if self._shelf != event.shelf:
            self._shelf = event.shelf
            self.box.value = ""
        self._all_services = event.services
        self._switch()

    @on(Input.Changed)
    def _switch(self) -> None:
        """Show the one list that is open, narrowed to what was typed."""
        asked = fold(self.box.value).split()
        self.shelves.display = self._shelf is None
        self.services.display = self._shelf is not None
        if self._shelf is None:
            shelves = [each for each in self._all_shelves if all(word in fold(each.name) for word in asked)]
            self.shelves.show_rows(shelves)
            self.note.update("" if shelves else "Không có nhóm nào như vậy.")
        else:
            found = [
                hit
                for hit in self._all_services
                if all(word in fold(f"{hit.title} {hit.name} {hit.code}") for word in asked)
            ]
            self.services.show_rows(found)
            self.note.update(f"{self._shelf.name}: {number(len(found))} thủ tục")

    @on(Input.Submitted)
    @on(RowList.Chosen)
    def _choose(self) -> None:
        if self._shelf is None:
            shelf, only, browse = self.shelves.current, self.only.value, self.desk.browse
            if shelf is not None:
                workers.start(
                    self, lambda: self.ServicesFound(shelf, browse.services(shelf, only)), group="browse"
                )
        elif self.services.current is not None:
            self.dismiss(self.services.current.code)

    def action_back(self) -> None:
        """From the services to the groups, from the groups to the search."""
        if self._shelf is None:
            self.dismiss(None)
        else:
            self._shelf = None
            self.box.value = ""
            self.find()

    def action_move(self, by: int) -> None:
        """Move the highlight without leaving the box."""
        self._open_list().move(by)

    def action_page(self, direction: int) -> None:
        """Turn a page of the open list."""
        self._open_list().action_page(direction)

    def _open_list(self) -> "RowList[Shelf] | RowList[Hit]":
        return self.shelves if self._shelf is None else self.services

    @on(WorkFailed)
    def _failed(self, event: WorkFailed) -> None:
        event.stop()
        self.app.notify(event.error.sentence(), title=event.error.title, severity="error", markup=False)


def draw_shelf(shelf: "Shelf", width: int) -> list[Line]:
    """A group on one line: its name and how many services stand in it."""
    count = number(shelf.services)
    name = shelf.name[: max(10, width - len(count) - 4)]
    return [[(f" {name}", "strong"), (f"  {count}", "faint")]]
