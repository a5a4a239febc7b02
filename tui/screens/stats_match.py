"""Matching units and services that no import could place: what waits above, what it may mean below."""

from dataclasses import dataclass

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.message import Message
from textual.screen import Screen
from textual.widgets import Footer, Input, Static

from services_catalog.pending import Matched, PendingText
from services_catalog.vietnamese import number
from tui import importing, workers
from tui.desk import Desk
from tui.messages import WorkFailed
from tui.widgets.row_list import Line, RowList
from tui.widgets.viet_input import VietInput

SHOWN = 30
Meaning = tuple[str, str]
"""A code and the name that goes with it."""


class StatsMatchScreen(Screen[None]):
    """Type to look for the unit or service; Enter matches the highlighted text with the highlighted meaning."""

    BINDINGS = [  # noqa: RUF012 - Textual reads this class attribute as it is
        Binding("escape", "app.pop_screen", "Về", id="close"),
        Binding("pagedown", "next(1)", "Tên sau", id="next"),
        Binding("pageup", "next(-1)", "Tên trước", id="previous"),
        Binding("down", "move(1)", show=False),
        Binding("up", "move(-1)", show=False),
    ]
    DEFAULT_CSS = """
    StatsMatchScreen {
        #waiting { height: 2fr; min-height: 4; }
        #meanings { height: 3fr; min-height: 5; }
    }
    """

    @dataclass
    class WaitingFound(Message):
        """What waits for a match."""

        texts: list[PendingText]

    @dataclass
    class MeaningsFound(Message):
        """What the highlighted text may mean, or what was typed found."""

        asked: tuple[str, str]
        meanings: list[Meaning]

    @dataclass
    class MatchMade(Message):
        """A text has its meaning."""

        text: str
        name: str
        matched: Matched

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.waiting: RowList[PendingText] = RowList(self._draw_waiting, height=2, id="waiting")
        self.box = VietInput(
            placeholder="Gõ để tìm đơn vị hoặc thủ tục đúng; để trống: gợi ý", id="meaning-box"
        )
        self.meanings: RowList[Meaning] = RowList(_draw_meaning, id="meanings")
        self._answered = ("", "")

    def compose(self) -> ComposeResult:
        """What waits, the box, what it may mean."""
        yield self.waiting
        yield self.box
        yield self.meanings
        yield Static("", id="complaint", markup=False)
        yield Footer(show_command_palette=False)

    def on_mount(self) -> None:
        """Begin with the text that has the most dossiers."""
        self.box.border_title = "Ghép với"
        self.box.border_subtitle = "Enter: ghép · PgDn: để sau"
        self.box.focus()
        self._reread()

    def _reread(self) -> None:
        workers.start(self, lambda: self.WaitingFound(importing.waiting(self.desk)), group="waiting")

    @on(WaitingFound)
    def _show_waiting(self, event: WaitingFound) -> None:
        self.waiting.show_rows(event.texts, self.waiting.index)
        if not event.texts:
            self.meanings.show_rows([])
            self._tell("Không còn gì chờ ghép. Esc: về.")

    @on(RowList.Highlighted, "#waiting")
    def _other_text(self) -> None:
        self.box.value = ""
        self._find()

    @on(Input.Changed, "#meaning-box")
    def _find(self) -> None:
        each, typed, desk = self.waiting.current, self.box.value.strip(), self.desk
        if each is None:
            return

        def work() -> Message:
            return self.MeaningsFound((each.text, typed), _meanings(desk, each, typed))

        workers.start(self, work, group="meanings")

    @on(MeaningsFound)
    def _show_meanings(self, event: MeaningsFound) -> None:
        self._answered = event.asked
        self.meanings.show_rows(event.meanings)
        self._tell("" if event.meanings else "Không có gợi ý: gõ tên để tìm.")

    @on(Input.Submitted, "#meaning-box")
    @on(RowList.Chosen, "#meanings")
    def _match(self) -> None:
        each, meaning = self.waiting.current, self.meanings.current
        if each is None or meaning is None:
            return
        if self._answered != (each.text, self.box.value.strip()):
            self._tell("Đang tìm: đợi danh sách rồi Enter.")  # else a match could go to what was found before
            return
        code, name = meaning
        workers.start(
            self,
            lambda: self.MatchMade(each.text, name, importing.match(self.desk, each.text, code)),
            group="match",
        )

    @on(MatchMade)
    def _matched(self, event: MatchMade) -> None:
        self.app.notify(
            f"{event.text} = {event.name}: {number(event.matched.dossiers)} hồ sơ được tính.",
            title="Đã ghép",
            markup=False,
        )
        self._reread()

    @on(WorkFailed)
    def _failed(self, event: WorkFailed) -> None:
        event.stop()
        self._tell(event.error.sentence())

    def action_move(self, by: int) -> None:
        """Move the highlight of the meanings without leaving the box."""
        self.meanings.move(by)

    def action_next(self, by: int) -> None:
        """Go to another text."""
        self.waiting.move(by)

    def _tell(self, text: str) -> None:
        self.query_one("#complaint", Static).update(text)

    def _draw_waiting(self, each: PendingText, width: int) -> list[Line]:
        kind = "Đơn vị" if each.kind == "unit" else "Thủ tục"
        months = (
            each.first_month
            if each.first_month == each.last_month
            else f"{each.first_month}…{each.last_month}"
        )
        name = f" {each.name}" if each.name != each.text else ""
        facts = f"{number(each.dossiers)} hồ sơ · {number(each.rows)} dòng · {months}"
        return [
            [(f" {kind}: ", "faint"), (f"{each.text}{name}"[: max(10, width - len(kind) - 4)], "strong")],
            [(f"    {facts}", "faint")],
        ]


def _meanings(desk: Desk, each: PendingText, typed: str) -> list[Meaning]:
    if not typed:
        return importing.suggestions(desk, each)
    if each.kind == "unit":
        day = desk.today.fromisoformat(f"{each.last_month}-01")
        units = desk.organizations.find(typed, day, limit=SHOWN)
        return [(unit.code, desk.unit_name(unit.code)) for unit in units]
    return [(hit.code, hit.name) for hit in desk.search.hits(typed, SHOWN)]


def _draw_meaning(meaning: Meaning, width: int) -> list[Line]:
    code, name = meaning
    return [[(f" {code} ", "accent"), (name[: max(10, width - len(code) - 3)], "")]]
