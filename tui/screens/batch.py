"""Ctrl+B: one booklet for a village evening: many services' leaflets in one file, with its progress shown."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.message import Message
from textual.widgets import ProgressBar
from textual.worker import Worker, get_current_worker

from services_catalog.errors import MotcuaError
from services_catalog.vietnamese import number
from tui import workers
from tui.deliveries import Delivery
from tui.desk import Desk
from tui.handing_out import ONLINE_ONLY, Booklet, print_booklet
from tui.handout_files import LABELS, POSTERS, Form
from tui.languages import languages
from tui.messages import LeafletMade
from tui.screens.browse import draw_shelf
from tui.screens.form import FormScreen, rows
from tui.screens.target import FOLDER, TargetChoice, language_options
from tui.widgets.choice import Choice
from tui.widgets.row_list import RowList

if TYPE_CHECKING:
    from services_catalog.browse import By, Only, Shelf

ESSENTIAL = "Dịch vụ công trực tuyến thiết yếu"
FAVOURITES = "Thủ tục hay dùng"
SETS = (
    ("essential", ESSENTIAL),
    ("favourites", f"{FAVOURITES} (phím 1–9)"),
    ("life_event", "Một sự kiện trong đời"),
    ("sector", "Một lĩnh vực"),
    ("online-only", ONLINE_ONLY),
)
SHELVED: "dict[str, By]" = {"life_event": "life_event", "sector": "sector"}
FORMS = (
    *((form, LABELS[form]) for form in (Form.A5, Form.A4, Form.LARGE)),
    (Form.A3, "Danh sách treo tường A3"),
    (Form.POSTER_A4, "Danh sách treo tường A4"),
)
"""Booklets of leaflets, and one sheet for the wall with all names and their codes."""


class BatchScreen(FormScreen[LeafletMade | None]):
    """Closes with the finished booklet; Esc stops it and leaves no file."""

    BINDINGS = [  # noqa: RUF012 - Textual reads this class attribute as it is
        Binding("escape", "stop", "Thôi", id="close"),
        Binding("enter,f2", "make", "Làm", id="make", priority=True),
    ]

    @dataclass
    class ShelvesFound(Message):
        """The groups to choose from."""

        shelves: "list[Shelf]"

    @dataclass
    class LanguagesFound(Message):
        """The languages that the office has words in."""

        names: list[str]

    @dataclass
    class BookletGrew(Message):
        """Some more leaflets are in it."""

        done: int
        total: int

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.set: Choice[str] = Choice(SETS, "essential", id="set")
        self.form: Choice[Form] = Choice(FORMS, Form.A5, id="form")
        self.language: Choice[str] = Choice(language_options([]), "", id="language")
        self.target = TargetChoice(desk, FOLDER)
        self.shelves: RowList[Shelf] = RowList(draw_shelf, id="set-list")
        self.bar = ProgressBar(show_eta=False, id="booklet-bar")
        self._work: Worker[None] | None = None

    def compose(self) -> ComposeResult:
        """Which services, which form, where; then how far it is."""
        with Vertical(classes="dialog"):
            yield from rows(
                [
                    ("Tập", self.set),
                    ("Loại tờ", self.form),
                    ("Tiếng khác", self.language),
                    ("Đưa tới", self.target),
                ]
            )
            yield self.shelves
            yield self.bar
            yield self.complaint

    def on_mount(self) -> None:
        """Ready to make what the Decision asks for first."""
        self.name_dialog("In cả tập", "Enter: làm · ← →: đổi · Esc: thôi")
        self.bar.display = False
        self.query_one("#row-language").display = False
        self.set.focus()
        workers.start(self, lambda: self.LanguagesFound(languages(self.desk)), group="languages")

    @on(LanguagesFound)
    def _offer_languages(self, event: LanguagesFound) -> None:
        self.language.set_options(language_options(event.names), "")
        self._offer_language()

    @on(Choice.Changed, "#form")
    def _offer_language(self) -> None:
        """A list of names has no room for words in another language."""
        wanted = self.language.count > 1 and self.form.value not in POSTERS
        self.query_one("#row-language").display = wanted

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
        desk, form, language = self.desk, self.form.value, self.language.value
        delivery = Delivery(*self.target.value, two_sided=desk.settings.two_sided)
        find = _finder(desk, self.set.value, shelf)

        def work() -> Message | None:
            title, codes = find()
            worker = get_current_worker()
            booklet = Booklet(title, tuple(codes), form, language)
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

    def fail(self, error: MotcuaError) -> None:
        """Tell it, and let the officer choose anew."""
        super().fail(error)
        if self._work is not None:
            self._work = None
            self._stand_still(still=False)

    def action_stop(self) -> None:
        """Close; a booklet that is being made is given up."""
        if self._work is not None:
            self._work.cancel()
            self.app.notify("Đã dừng, không lưu tệp nào.", title="In cả tập", markup=False)
        self.dismiss(None)

    def _stand_still(self, *, still: bool) -> None:
        for field in (self.set, self.form, self.language, self.target, self.shelves):
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

    only: Only
    title, only = (ONLINE_ONLY, "online-only") if chosen == "online-only" else (ESSENTIAL, "essential")
    return lambda: (title, _of_all_sectors(desk, only))


def _of_all_sectors(desk: Desk, only: "Only") -> list[str]:
    shelves = desk.browse.shelves("sector", only)
    return [hit.code for each in shelves for hit in desk.browse.services(each, only)]
