"""Ctrl+O: at most three yes-or-no questions that lead to the right one of several similar services."""

from collections.abc import Sequence
from dataclasses import dataclass
from textwrap import wrap
from typing import TYPE_CHECKING

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.message import Message
from textual.screen import ModalScreen
from textual.widgets import Static

from services_catalog.choices import Family, Question, end_text
from tui import workers
from tui.desk import Desk
from tui.widgets.row_list import Line, RowList

if TYPE_CHECKING:
    from services_catalog.search import Hit

YES, NO = "Có", "Không"
HEIGHT = 3
LETTERS = {"c": 0, "k": 1}


@dataclass(frozen=True, slots=True)
class Answer:
    """One of the two answers, and where it leads, in words."""

    said: str
    leads_to: Question | str
    told: str = ""


class ChooseScreen(ModalScreen[str | None]):
    """Closes with the code of the service that the answers lead to."""

    BINDINGS = [  # noqa: RUF012 - Textual reads this class attribute as it is
        Binding("escape", "dismiss(None)", "Thôi", id="close"),
        Binding("left,backspace", "back", "Câu trước", id="previous-question"),
    ]

    @dataclass
    class TitlesRead(Message):
        """What the services at the ends are called."""

        hits: "list[Hit]"

    def __init__(self, desk: Desk, families: Sequence[Family]) -> None:
        super().__init__()
        self.desk = desk
        self.families = families
        self.question = Static("", id="question", markup=False)
        self.said = Static("", id="said", markup=False)
        self.list: RowList[Answer | Family] = RowList(_draw, height=HEIGHT, id="answer-list")
        self._titles: dict[str, str] = {}
        self._asked: list[tuple[Question, str]] = []
        self._now: Question | None = families[0].tree if len(families) == 1 else None

    def compose(self) -> ComposeResult:
        """What was said so far, the question, and the two answers."""
        with Vertical(classes="dialog"):
            yield self.said
            yield self.question
            yield self.list

    def on_mount(self) -> None:
        """Ask the first question; the titles come when they are read."""
        dialog = self.query_one(Vertical)
        dialog.border_title = "Hỏi để chọn đúng"
        dialog.border_subtitle = "C: có · K: không · ←: câu trước · Esc: thôi"
        self.list.focus()
        self._ask()
        codes = sorted({code for family in self.families for code in family.codes()})
        browse = self.desk.browse
        workers.start(self, lambda: self.TitlesRead(browse.numbered(codes)), group="titles")

    @on(TitlesRead)
    def _show_titles(self, event: TitlesRead) -> None:
        self._titles = {hit.code: end_text(hit.title, hit.withdrawn) for hit in event.hits}
        self._ask(self.list.index)

    def _ask(self, index: int = 0) -> None:
        self.said.update("\n".join(f"{asked.ask} {said}." for asked, said in self._asked))
        self.said.display = bool(self._asked)
        if self._now is None:
            self.question.update("Bà con hỏi về việc nào?")
            self.list.show_rows(self.families, index)
            return
        self.question.update(self._now.ask)
        answers = [
            Answer(said, leads_to, self._told(leads_to))
            for said, leads_to in ((YES, self._now.yes), (NO, self._now.no))
        ]
        self.list.show_rows(answers, index)

    def _told(self, leads_to: Question | str) -> str:
        if isinstance(leads_to, Question):
            return f"hỏi tiếp: {leads_to.ask}"
        return f"{leads_to}  {self._titles.get(leads_to, '')}"

    @on(RowList.Chosen)
    def _answer(self) -> None:
        row = self.list.current
        if isinstance(row, Family):
            self._now = row.tree
            self._ask()
        elif row is not None and self._now is not None:
            if isinstance(row.leads_to, str):
                self.dismiss(row.leads_to)
                return
            self._asked.append((self._now, row.said))
            self._now = row.leads_to
            self._ask()

    def on_key(self, event: events.Key) -> None:
        """C for yes and K for no; nothing is typed on this screen, so letters are free to answer."""
        place = LETTERS.get(event.key.lower())
        if place is not None and self._now is not None:
            event.stop()
            self.list.show_rows(self.list.rows, place)
            self._answer()

    def action_back(self) -> None:
        """The question before, or the families where there are several."""
        if self._asked:
            self._now = self._asked.pop()[0]
        elif len(self.families) > 1:
            self._now = None
        self._ask()


def _draw(row: Answer | Family, width: int) -> list[Line]:
    if isinstance(row, Family):
        count = len(row.codes())
        return [[(f" {row.title}"[:width], "strong")], [(f"   {count} thủ tục"[:width], "faint")], []]
    told = wrap(row.told, max(20, width - 4), max_lines=2, placeholder=" …")
    lines: list[Line] = [[(f" {row.said}", "strong")], *[[("   " + part, "faint")] for part in told]]
    return [*lines, *([[]] * (HEIGHT - len(lines)))]
