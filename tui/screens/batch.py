"""Ctrl+B: one booklet for a village evening: many services' leaflets in one file, with its progress shown."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal, Vertical
from textual.message import Message
from textual.screen import ModalScreen
from textual.widgets import Label, ProgressBar, Static
from textual.worker import Worker, get_current_worker

from services_catalog.vietnamese import number
from tui import workers
from tui.desk import Desk
from tui.handing_out import Booklet, Delivery, print_booklet
from tui.handout_files import LABELS, Form
from tui.messages import LeafletMade, WorkFailed
from tui.screens.browse import draw_shelf
from tui.screens.target import FOLDER, TargetChoice
from tui.widgets.choice import Choice
from tui.widgets.row_list import RowList

if TYPE_CHECKING:
    from services_catalog.browse import By, Shelf

ESSENTIAL = "Dịch vụ công trực tuyến thiết yếu"
FAVOURITES = "Thủ tục hay dùng"
SETS = (
    ("essential", ESSENTIAL),
    ("favourites", f"{FAVOURITES} (phím 1–9)"),
    ("life_event", "Một sự kiện trong đời"),
    ("sector", "Một lĩnh vực"),
)
SHELVED: "dict[str, By]" = {"life_event": "life_event", "sector": "sector"}
FORMS = (Form.A5, Form.A4, Form.LARGE)


class BatchScreen(ModalScreen[LeafletMade | None]):
    """Closes with the finished booklet; Esc stops it and leaves no file."""

    BINDINGS = [  # noqa: RUF012 - Textual reads this class attribute as it is
        Binding("escape", "stop", "Thôi", id="close"),
        Binding("enter,f2", "make", "Làm", id="make", priority=True),
        Binding("down", "app.focus_next", show=False),
        Binding("up", "app.focus_previous", show=False),
    ]

    @dataclass
    class ShelvesFound(Message):
        """The groups to choose from."""

        shelves: "list[Shelf]"

    @dataclass
    class BookletGrew(Message):
        """Some more leaflets are in it."""

        done: int
        total: int

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.set: Choice[str] = Choice(SETS, "essential", id="set")
        self.form: Choice[Form] = Choice([(each, LABELS[each]) for each in FORMS], Form.A5, id="form")
        self.target = TargetChoice(desk, FOLDER)
        self.shelves: RowList[Shelf] = RowList(draw_shelf, id="set-list")
        self.bar = ProgressBar(show_eta=False, id="booklet-bar")
        self.complaint = Static("", id="complaint", markup=False)
        self._work: Worker[None] | None = None

    def compose(self) -> ComposeResult:
        """Which services, which form, where; then how far it is."""
        fields = (("Tập", self.set), ("Loại tờ", self.form), ("Đưa tới", self.target))
        with Vertical(classes="dialog"):
            for label, field in fields:
                with Horizontal(classes="field"):
                    yield Label(label)
                    yield field
            yield self.shelves
            yield self.bar
            yield self.complaint

    def on_mount(self) -> None:
        """Ready to make what the Decision asks for first."""
        dialog = self.query_one(Vertical)
        dialog.border_title = "In cả tập"
        dialog.border_subtitle = "Enter: làm · ← →: đổi · Esc: thôi"
        self.bar.display = False
        self.set.focus()

    @on(Choice.Changed, "#set")
    def _find_shelves(self) -> None:
        by = SHELVED.get(self.set.value)
        self.query_one(Vertical).set_class(by is not None, "tall")
        self.shelves.display = by is not None
        self.shelves.show_rows([])
        self.complaint.update("")
        if by is not None:
            desk = self.desk
            workers.start(self, lambda: self.ShelvesFound(desk.browse.shelves(by, "all")), group="shelves")

    @on(ShelvesFound)
    def _show_shelves(self, event: ShelvesFound) -> None:
        if self.shelves.display:
            self.shelves.show_rows(event.shelves)

    def action_make(self) -> None:
        """Start, unless it has started; what is chosen stays as it is from then on."""
        shelf = self.shelves.current
        if self._work is not None or (self.shelves.display and shelf is None):
            return
        desk, form = self.desk, self.form.value
        delivery = Delivery(*self.target.value, two_sided=desk.settings.two_sided)
        find = _finder(desk, self.set.value, shelf)

        def work() -> Message | None:
            title, codes = find()
            worker = get_current_worker()
            booklet = Booklet(title, tuple(codes), form)
            made = print_booklet(
                desk,
                booklet,
                delivery,
                lambda done, total: workers.post(self, self.BookletGrew(done, total)),
                lambda: worker.is_cancelled,
            )
            return LeafletMade(*made) if made else None

        self._stand_still(still=True)
        self._work = workers.start(self, work, group="booklet")

    @on(BookletGrew)
    def _show_progress(self, event: BookletGrew) -> None:
        self.bar.update(total=event.total, progress=event.done)
        self.complaint.update(f"Đã xong {number(event.done)} trong {number(event.total)} thủ tục.")

    @on(LeafletMade)
    def _done(self, event: LeafletMade) -> None:
        event.stop()
        self.dismiss(event)

    @on(WorkFailed)
    def _failed(self, event: WorkFailed) -> None:
        event.stop()
        self._work = None
        self._stand_still(still=False)
        self.complaint.update(event.error.sentence())

    def action_stop(self) -> None:
        """Close; a booklet that is being made is given up."""
        if self._work is not None:
            self._work.cancel()
            self.app.notify("Đã dừng, không lưu tệp nào.", title="In cả tập", markup=False)
        self.dismiss(None)

    def _stand_still(self, *, still: bool) -> None:
        for field in (self.set, self.form, self.target, self.shelves):
            field.disabled = still
        self.bar.display = still
        self.bar.update(total=None, progress=0)
        if not still:
            self.set.focus()


def _finder(desk: Desk, chosen: str, shelf: "Shelf | None") -> Callable[[], tuple[str, list[str]]]:
    """What finds a set's title and codes, in the background."""
    if shelf is not None:
        return lambda: (shelf.name, [hit.code for hit in desk.browse.services(shelf, "all")])
    if chosen == "favourites":
        return lambda: (FAVOURITES, desk.favourites(desk.frequencies()))

    def essential() -> tuple[str, list[str]]:
        shelves = desk.browse.shelves("sector", "essential")
        found = [hit.code for each in shelves for hit in desk.browse.services(each, "essential")]
        return ESSENTIAL, found

    return essential
