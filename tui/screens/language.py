"""Ctrl+L: the office's own words for a service in Tày, Nùng, Mông, Dao. F2 saves; an empty text takes them away.

What was typed is kept while the officer looks at another language, and Esc asks once before it is lost.
"""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.message import Message
from textual.widgets import Static

from services_catalog.model import PublicService
from services_catalog.second_language import LONGEST_TEXT, USUAL_LANGUAGES
from services_catalog.vietnamese import number
from tui import workers
from tui.desk import Desk
from tui.languages import drop_text, keep_text, languages, texts
from tui.screens.form import FormScreen, rows
from tui.widgets.choice import Choice
from tui.widgets.viet_area import VietArea

if TYPE_CHECKING:
    from services_catalog.errors import MotcuaError

HINT = "Cơ quan tự viết và chịu trách nhiệm; máy không dịch. In dưới phần tiếng Việt, không có trong bài đọc loa."


class LanguageScreen(FormScreen[None]):
    """The texts of one service, a language at a time; what was saved is told and the form stays open."""

    BINDINGS = [  # noqa: RUF012 - Textual reads this class attribute as it is
        Binding("escape", "close", "Đóng", id="close"),
        Binding("f2", "save", "Lưu", id="save", priority=True),
        Binding("f8", "remove", "Bỏ", id="remove-text", priority=True),
    ]

    @dataclass
    class TextsRead(Message):
        """The service's texts by language as they stand on the disk, all languages, and what was just done."""

        kept: dict[str, str]
        languages: list[str]
        told: str = ""

    def __init__(self, desk: Desk, service: PublicService) -> None:
        super().__init__()
        self.desk = desk
        self.service = service
        self.language: Choice[str] = Choice(_offered([]), USUAL_LANGUAGES[0], id="language")
        self.area = VietArea(id="language-text")
        self._kept: dict[str, str] = {}
        self._typed: dict[str, str] = {}
        self._shown = self.language.value
        self._warned = False

    def compose(self) -> ComposeResult:
        """Which language, then its lines."""
        with Vertical(classes="dialog tall"):
            yield Static(f"{self.service.code}  {self.service.title}", markup=False, classes="subject")
            yield from rows([("Tiếng", self.language)])
            yield self.area
            yield Static(HINT, markup=False, classes="hint")
            yield self.complaint

    def on_mount(self) -> None:
        """Show what the office has written already."""
        self.name_dialog(
            "Khối chữ tiếng Tày, Nùng, Mông, Dao", "← →: tiếng · Tab: ô chữ · F2: lưu · F8: bỏ · Esc: đóng"
        )
        self.language.focus()
        self._read("")

    def _read(self, told: str) -> None:
        desk, code = self.desk, self.service.code
        workers.start(self, lambda: _texts_read(desk, code, told), group="texts")

    @on(TextsRead)
    def _show(self, event: TextsRead) -> None:
        first = not self._kept and not event.told
        self._kept = event.kept
        if event.told:
            self._typed.pop(self._shown, None)
        self.language.set_options(_offered(event.languages), USUAL_LANGUAGES[0])
        if first and event.kept and self.language.value not in event.kept:
            self.language.value = next(iter(event.kept))
        self._show_text()
        self.complaint.update(event.told)

    @on(Choice.Changed, "#language")
    def _show_text(self) -> None:
        self._shown = self.language.value
        self.area.text = self._typed.get(self._shown, self._kept.get(self._shown, ""))
        self.complaint.update("")

    @on(VietArea.Changed)
    def _note(self) -> None:
        self._warned = False
        if self.area.text == self._kept.get(self._shown, ""):
            self._typed.pop(self._shown, None)
        else:
            self._typed[self._shown] = self.area.text
        left = LONGEST_TEXT - len(self.area.text)
        if left < 0:
            self.complaint.update(f"Dài quá {number(-left)} chữ.")

    def action_save(self) -> None:
        """Keep the text; one that could not be printed as it stands is refused, and stays in the field."""
        language, text = self.language.value, self.area.text
        if not text.strip():
            self.action_remove()
            return
        desk, code = self.desk, self.service.code

        def work() -> Message:
            kept = keep_text(desk, code, language, text)
            return _texts_read(desk, code, f"Đã lưu khối chữ tiếng {kept.language}.")

        workers.start(self, work, group="texts")

    def action_remove(self) -> None:
        """Take the text in this language away."""
        desk, code, language = self.desk, self.service.code, self.language.value
        if language not in self._kept:
            self.complaint.update(f"Chưa có khối chữ tiếng {language}.")
            return

        def work() -> Message:
            drop_text(desk, code, language)
            return _texts_read(desk, code, f"Đã bỏ khối chữ tiếng {language}.")

        workers.start(self, work, group="texts")

    def action_close(self) -> None:
        """Close; where something typed would be lost, ask once."""
        if self._typed and not self._warned:
            self._warned = True
            self.complaint.update(f"Chưa lưu tiếng {', '.join(self._typed)}. F2: lưu · Esc lần nữa: bỏ.")
            return
        self.dismiss(None)

    def fail(self, error: "MotcuaError") -> None:
        """Tell it; what was typed stays."""
        super().fail(error)
        self.area.focus()


def _texts_read(desk: Desk, code: str, told: str) -> LanguageScreen.TextsRead:
    kept = {each.language: each.text for each in texts(desk).get(code, ())}
    return LanguageScreen.TextsRead(kept, languages(desk), told)


def _offered(known: list[str]) -> list[tuple[str, str]]:
    return [(each, each) for each in dict.fromkeys([*USUAL_LANGUAGES, *known])]
