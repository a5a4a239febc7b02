"""What the office writes into its report itself: difficulties, plans, proposals, additions to any section.

F2 saves. The last quarter's text stands there to begin with; it is in this quarter's report once it is saved.
"""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.message import Message
from textual.widgets import Static

from services_catalog.organizations import PROVINCE
from services_catalog.plan import Section
from services_catalog.report_bases import BASES, picked, with_picked
from services_catalog.report_texts import LONGEST, OwnText
from services_catalog.vietnamese import number
from tui import workers
from tui.desk import Desk
from tui.screens.form import FormScreen, rows
from tui.widgets.choice import Choice
from tui.widgets.viet_area import VietArea

if TYPE_CHECKING:
    from services_catalog.errors import MotcuaError

HINT = "Mỗi dòng là một đoạn. Chữ ở đây đứng sau phần chương trình soạn từ sổ và số liệu."
_LONGEST_NAME = 48


class OwnTextScreen(FormScreen[None]):
    """The paragraphs of one unit and quarter, a section at a time; what was saved is told and the form stays open."""

    BINDINGS = [  # noqa: RUF012 - Textual reads this class attribute as it is
        Binding("escape", "close", "Đóng", id="close"),
        Binding("f2", "save", "Lưu", id="save", priority=True),
        Binding("f4", "bases", "Chọn căn cứ", id="pick-bases", priority=True),
    ]

    @dataclass
    class TextsRead(Message):
        """The texts by section as they stand on the disk, the sections, and what was just saved."""

        texts: dict[str, OwnText]
        sections: list[tuple[str, str]]
        guides: dict[str, str]
        saved: str = ""

    def __init__(self, desk: Desk, unit: str, year: int, quarter: int) -> None:
        super().__init__()
        self.desk = desk
        self.of = (unit, year, quarter)
        self.section: Choice[str] = Choice([("", "…")], "", id="section")
        self.area = VietArea(id="language-text")
        self.hint = Static(HINT, markup=False, classes="hint", id="guide")
        self._guides: dict[str, str] = {}
        self._kept: dict[str, OwnText] = {}
        self._typed: dict[str, str] = {}
        self._shown = ""
        self._warned = False

    def compose(self) -> ComposeResult:
        """Which section, then its paragraphs."""
        with Vertical(classes="dialog tall"):
            yield from rows([("Mục", self.section)])
            yield self.area
            yield self.hint
            yield self.complaint

    def on_mount(self) -> None:
        """Show what the office has written already."""
        self.name_dialog(
            "Đoạn viết thêm của báo cáo", "← →: mục · Tab: ô chữ · F2: lưu · F4: căn cứ · Esc: đóng"
        )
        self.section.focus()
        self._read("")

    def _read(self, saved: str) -> None:
        desk, of = self.desk, self.of
        workers.start(self, lambda: _texts_read(desk, of, saved), group="texts")

    @on(TextsRead)
    def _show(self, event: TextsRead) -> None:
        self._kept, self._guides = event.texts, event.guides
        self._typed.pop(event.saved, None)
        self.section.set_options(event.sections, _first(event.sections))
        self._show_text()
        if event.saved:
            self.complaint.update("Đã lưu.")

    @on(Choice.Changed, "#section")
    def _show_text(self) -> None:
        self._shown = self.section.value
        self.hint.update(self._guides.get(self._shown) or HINT)
        kept = self._kept.get(self._shown)
        self.area.text = self._typed.get(self._shown, kept.text if kept else "")
        offered = kept is not None and kept.offered and self._shown not in self._typed
        self.complaint.update(
            "Đây là chữ của quý trước: sửa rồi F2 để đưa vào báo cáo này." if offered else ""
        )

    @on(VietArea.Changed)
    def _note(self) -> None:
        self._warned = False
        kept = self._kept.get(self._shown)
        if self.area.text == (kept.text if kept else ""):
            self._typed.pop(self._shown, None)
        else:
            self._typed[self._shown] = self.area.text
        over = len(self.area.text) - LONGEST
        if over > 0:
            self.complaint.update(f"Dài quá {number(over)} chữ.")

    def action_bases(self) -> None:
        """Tick the plan's legal bases into the section of bases."""
        if BASES not in self._guides:  # not read yet
            return
        self.section.value = BASES
        self._show_text()
        from tui.screens.bases import BasesScreen  # noqa: PLC0415 - screens are imported when they are opened

        plan = self.desk.plan

        def go_on(chosen: set[int] | None) -> None:
            if chosen is not None:
                self.area.text = with_picked(plan, self.area.text, chosen)

        self.app.push_screen(BasesScreen(plan, picked(plan, self.area.text)), go_on)

    def action_save(self) -> None:
        """Keep the section's text; an empty one is taken out of the report."""
        desk, of, section, text = self.desk, self.of, self.section.value, self.area.text
        if not section:
            return

        def work() -> Message:
            unit, year, quarter = of
            desk.report_texts.write(unit, section, year, quarter, text)
            return _texts_read(desk, of, section)

        workers.start(self, work, group="texts", exclusive=False)

    def action_close(self) -> None:
        """Close; where something typed would be lost, ask once."""
        if self._typed and not self._warned:
            self._warned = True
            self.complaint.update(
                f"Chưa lưu {number(len(self._typed))} mục ({', '.join(self._typed)}). F2: lưu · Esc lần nữa: bỏ."
            )
            return
        self.dismiss(None)

    def fail(self, error: "MotcuaError") -> None:
        """Tell it; what was typed stays."""
        super().fail(error)
        self.area.focus()


def _first(sections: list[tuple[str, str]]) -> str:
    """The first section that the program composes least of: the difficulties, where the plan calls them so."""
    ids = [each for each, _ in sections]
    return "III" if "III" in ids else ids[0]


def _texts_read(desk: Desk, of: tuple[str, int, int], saved: str) -> OwnTextScreen.TextsRead:
    unit, year, quarter = of
    outline = _outline(desk, unit, year, quarter)
    named = [(each.id, f"{each.id} {each.name[:_LONGEST_NAME]}") for each in outline]
    sections = [*named, (BASES, "Căn cứ thêm, mỗi dòng một căn cứ")]
    guides = {each.id: _guide(each) for each in outline}
    guides[BASES] = "Mỗi dòng một căn cứ, bắt đầu bằng «Căn cứ». F4: chọn từ các căn cứ của Kế hoạch."
    return OwnTextScreen.TextsRead(desk.report_texts.of(*of), sections, guides, saved)


def _guide(section: Section) -> str:
    """What the outline asks for, and what no register tells."""
    asked = f"Cần viết: {section.ask}." if section.ask else ""
    return " ".join(
        filter(None, [asked, f"Đề cương hỏi: {' '.join(section.guide)}" if section.guide else ""])
    )


def _outline(desk: Desk, unit: str, year: int, quarter: int) -> list[Section]:
    """The sections that a unit can write in: those of its report's outline."""
    from services_catalog.report_compile import cut_off  # noqa: PLC0415 - only when texts are written
    from services_catalog.report_scope import rolls_up  # noqa: PLC0415 - the same

    day = cut_off(desk.report_sources(), unit, year, quarter, desk.today)
    subject = PROVINCE if rolls_up(desk.plan, unit, day) else unit
    kind = desk.organizations.get(subject).kind
    return desk.plan.outline(kind, day, subject)
