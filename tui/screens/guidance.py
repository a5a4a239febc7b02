"""Ctrl+Y: the office's own guidance of a service, line by line, with the leaflet beside it as text."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal, VerticalScroll
from textual.message import Message
from textual.screen import Screen
from textual.widgets import Footer, Static

from services_catalog.guidance_draft import (
    SECTIONS,
    SINGLE,
    GuidanceDraft,
    Line,
    Place,
    blank,
    changes_on_both_sides,
    compared,
    first_entry,
)
from services_catalog.guidance_rules import OLD, Finding, Severity
from services_catalog.vietnamese import long_date, read_date
from tui import workers
from tui.desk import Desk
from tui.guidance_text import draw_line, leaflet_text
from tui.messages import WorkFailed
from tui.widgets.row_list import RowList

if TYPE_CHECKING:
    from services_catalog.guidance_desk import Opened
    from services_catalog.model import PublicService

WIDE = 100
"""Columns from which the leaflet stands beside the lines."""
MOST_TOLD = 2
BASE_CHANGED = "Bài kèm đã đổi sau khi cơ quan sửa. F7: xem; F2: giữ bài của cơ quan."


class GuidanceScreen(Screen[bool]):
    """Closes with True when the office's text, or its assurance, is another one now.

    Enter changes a line, F5 adds one, F8 removes it, Shift+↑ ↓ move it; F7 compares with the bundled text and F9
    goes back to it.
    """

    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (WIDE, "-wide")]  # noqa: RUF012 - Textual reads this class attribute as it is
    BINDINGS = [  # noqa: RUF012 - the same
        Binding("f2", "save", "Lưu", id="save-guidance"),
        Binding("f4", "preview", "Xem tờ rơi", id="preview-guidance"),
        Binding("f5,insert", "add", "Thêm", id="add-line"),
        Binding("f6", "assure", "Xác nhận", id="assure"),
        Binding("f7", "compare", "So", id="compare-guidance"),
        Binding("f8,delete", "remove", "Bỏ", id="remove-line"),
        Binding("f9", "reset", "Gốc", id="reset-guidance"),
        Binding("shift+up", "shift(-1)", show=False, id="line-up"),
        Binding("shift+down", "shift(1)", show=False, id="line-down"),
        Binding("escape", "leave", "Đóng", id="close"),
    ]

    @dataclass
    class TextOpened(Message):
        """The guidance was read."""

        opened: "Opened"
        entry: dict[str, Any]

    @dataclass
    class TextKept(Message):
        """The guidance, or an assurance of it, is safely on the disk and in the catalogue."""

        opened: "Opened"
        told: str

    @dataclass
    class LeafletDrawn(Message):
        """The leaflet as text."""

        words: str

    def __init__(self, desk: Desk, service: "PublicService") -> None:
        super().__init__()
        self.desk = desk
        self.service = service
        self.list: RowList[Line] = RowList(draw_line, height=2, id="guidance-lines")
        self.preview = Static("", id="guidance-words", markup=False)
        self.place = VerticalScroll(self.preview, id="guidance-preview", can_focus=False)
        self.told = Static("", id="guidance-told", markup=False)
        self.draft: GuidanceDraft | None = None
        self._opened: Opened | None = None
        self._saved: dict[str, Any] = {}
        self._changed = False
        self._warned = ""

    def compose(self) -> ComposeResult:
        """Whose text it is; the lines and the leaflet; what the rules say; the keys."""
        yield Static("", id="guidance-head", markup=False)
        with Horizontal(id="guidance-desk"):
            yield self.list
            yield self.place
        yield self.told
        yield Footer(show_command_palette=False, compact=True)

    def on_mount(self) -> None:
        """Read the text behind the scenes."""
        self.list.focus()
        workers.start(self, self._open, group="guidance")

    def _open(self) -> "GuidanceScreen.TextOpened":
        desk = self.desk.guidance
        opened = desk.open(self.service.code)
        entry = opened.entry or first_entry(self.service, desk.facts(self.service.code))
        return self.TextOpened(opened, dict(entry))

    @on(TextOpened)
    def _show(self, event: TextOpened) -> None:
        self._opened = event.opened
        self.draft = GuidanceDraft(event.entry)
        self._saved = self.draft.entry()
        self._renew(0)

    # --- lines -----------------------------------------------------------------------------------------------

    @on(RowList.Chosen)
    def action_change(self) -> None:
        """Open the highlighted line in a form."""
        line = self.list.current
        if line is None or self.draft is None:
            return
        draft, place = self.draft, line.place

        def keep(values: dict[str, str] | None) -> None:
            if values is not None:
                draft.change(place, values)
                self._renew(self.list.index)

        self._ask_line(place, line.values, keep)

    def action_add(self) -> None:
        """A new line after the highlighted one, in the same section."""
        line, draft = self.list.current, self.draft
        if line is None or draft is None:
            return
        if line.place.section in SINGLE:
            self._choose_section()
            return
        self._add_to(line.place)

    def _add_to(self, after: Place) -> None:
        draft = self.draft
        values = blank(after.section)
        if draft is None:
            return
        kept = next((each.values for each in draft.lines() if each.place == after), None)
        if kept and "channel" in values:
            values["channel"] = kept["channel"]

        def keep(new: dict[str, str] | None) -> None:
            if new is not None:
                self._renew_at(draft.add(after, new))

        self._ask_line(after, values, keep, new=True)

    def _choose_section(self) -> None:
        from tui.screens.guidance_section import SectionScreen  # noqa: PLC0415 - screens are imported when opened

        def go_on(section: str | None) -> None:
            if section and self.draft is not None:
                count = sum(each.place.section == section for each in self.draft.lines())
                self._add_to(Place(section, count - 1))

        self.app.push_screen(SectionScreen(), go_on)

    def _ask_line(self, place: Place, values: Mapping[str, str], keep: Any, *, new: bool = False) -> None:
        from tui.screens.guidance_line import LineScreen  # noqa: PLC0415 - screens are imported when they are opened

        draft = self.draft
        if draft is None:
            return

        def judge(typed: Mapping[str, str]) -> list[Finding]:
            tried = draft.copy()
            if new:
                tried.add(place, typed)
            else:
                tried.change(place, typed)
            before = {each.sentence() for each in self._findings(draft)} if new else set()
            found = [each for each in self._findings(tried) if each.sentence() not in before]
            wanted = place.section
            return [each for each in found if each.place.split(".")[0] == wanted or wanted in each.message]

        self.app.push_screen(LineScreen(place.section, values, judge), keep)

    def action_remove(self) -> None:
        """Take the highlighted line away."""
        line = self.list.current
        if line is not None and self.draft is not None:
            self.draft.remove(line.place)
            self._renew(self.list.index)

    def action_shift(self, by: int) -> None:
        """Move the highlighted line up or down within its section."""
        line = self.list.current
        if line is not None and self.draft is not None:
            self._renew_at(self.draft.move(line.place, by))

    def _renew_at(self, place: Place) -> None:
        lines = self.draft.lines() if self.draft else []
        self._renew(next((i for i, each in enumerate(lines) if each.place == place), 0))

    def _renew(self, index: int) -> None:
        if self.draft is None:
            return
        self._warned = ""
        self.list.show_rows(self.draft.lines(), index)
        self._tell()
        entry, service, desk = self.draft.entry(), self.service, self.desk
        workers.start(
            self, lambda: self.LeafletDrawn(leaflet_text(desk, service, entry)), group="guidance-preview"
        )

    @on(LeafletDrawn)
    def _show_leaflet(self, event: LeafletDrawn) -> None:
        self.preview.update(event.words)

    # --- what the rules say, and whose text it is ------------------------------------------------------------

    def _findings(self, draft: GuidanceDraft) -> list[Finding]:
        found = self.desk.guidance.judged(self.service.code, draft.entry())
        # The text of a changed record is no longer old once somebody assured it against that record.
        looked_at = self._opened is not None and self._opened.fresh and not self.unsaved
        return [each for each in found if not (looked_at and each.message == OLD)]

    @property
    def unsaved(self) -> bool:
        """Whether something was changed since it was last kept."""
        return self.draft is not None and self.draft.entry() != self._saved

    def _tell(self) -> None:
        if self.draft is None or self._opened is None:
            return
        found = self._findings(self.draft)
        errors = [each for each in found if each.severity is Severity.ERROR]
        told = [each.sentence() for each in [*errors, *(each for each in found if each not in errors)]]
        more = f"\n… còn {len(told) - MOST_TOLD} điều" if len(told) > MOST_TOLD else ""
        self.told.update("\n".join(told[:MOST_TOLD]) + more if told else "Đúng quy tắc.")
        self.told.set_class(bool(errors), "-wrong")
        self.query_one("#guidance-head", Static).update(self._head(self._opened))

    def _head(self, opened: "Opened") -> str:
        whose = (
            "bài của cơ quan"
            if opened.own
            else "bài kèm chương trình"
            if opened.bundled
            else "chưa có bài, đây là bản nháp"
        )
        title = self.draft.entry()["title"] if self.draft else self.service.title
        assured = opened.assured
        if assured and not self.unsaved:
            whose += f" · {assured.by} xác nhận {long_date(read_date(assured.on))}"
        parts = [
            f"{self.service.code}  {title}",
            whose + (" · CHƯA LƯU" if self.unsaved else ""),
            "Bài kèm chương trình đã đổi sau khi cơ quan sửa. F7: xem; F2: giữ bài của cơ quan."
            if opened.base_changed
            else "",
        ]
        return "\n".join(filter(None, parts))

    # --- keeping ---------------------------------------------------------------------------------------------

    def action_save(self) -> None:
        """Keep the text as the office's own."""
        if self.draft is not None:
            entry = self.draft.entry()
            self._keep("Đã lưu bài của cơ quan.", lambda: self.desk.guidance.save(self.service.code, entry))

    def action_assure(self) -> None:
        """Note who compared the text with its source, and today's day; an unsaved text is kept first."""
        if self.draft is None:
            return
        entry, code, guidance = self.draft.entry(), self.service.code, self.desk.guidance
        by, today, unsaved = self.desk.settings.officer, self.desk.today, self.unsaved

        def work() -> None:
            if unsaved:
                guidance.save(code, entry)
            guidance.assure(code, by, today)

        self._keep(f"{by} xác nhận ngày {long_date(today)}.", work)

    def action_reset(self) -> None:
        """Go back to the bundled text; pressed twice, because the office's text is gone then."""
        if self._opened is None or not (self._opened.own or self.unsaved):
            self.notify("Đang dùng bài kèm chương trình.", markup=False)
        elif self._warned != "reset":
            self._warn("reset", "Bấm F9 lần nữa để bỏ bài của cơ quan, về bài kèm chương trình.")
        else:
            self.draft = None
            self._keep("Đã về bài kèm chương trình.", lambda: self.desk.guidance.reset(self.service.code))

    def _keep(self, told: str, work: Any) -> None:
        def run() -> Message:
            work()
            self.desk.renew_catalog()
            return self.TextKept(self.desk.guidance.open(self.service.code), told)

        workers.start(self, run, group="keep-guidance", exclusive=False)

    @on(TextKept)
    def _kept(self, event: TextKept) -> None:
        self._changed = True
        self._opened = event.opened
        entry = dict(event.opened.entry or first_entry(self.service, None))
        if self.draft is None:
            self.draft = GuidanceDraft(entry)
            self._saved = self.draft.entry()
            self._renew(0)
        else:
            self._saved = {**self.draft.entry(), **{key: entry[key] for key in SECTIONS}}
            self._tell()
        self.notify(event.told, markup=False)

    @on(WorkFailed)
    def _failed(self, event: WorkFailed) -> None:
        event.stop()
        self.told.update(event.error.sentence())
        self.told.add_class("-wrong")

    # --- looking ---------------------------------------------------------------------------------------------

    def action_preview(self) -> None:
        """Show the leaflet in place of the lines where both have no room, and back."""
        self.toggle_class("-leaflet")
        self.place.can_focus = self.has_class("-leaflet")
        (self.place if self.has_class("-leaflet") else self.list).focus()

    def action_compare(self) -> None:
        """What the office's text has otherwise than the bundled one."""
        from tui.screens.guidance_section import DifferenceScreen  # noqa: PLC0415 - screens are imported when opened

        if self._opened is None or self.draft is None:
            return
        opened, entry = self._opened, self.draft.entry()
        if opened.bundled is None:
            self.app.push_screen(DifferenceScreen([], "Không có bài kèm chương trình để so."))
        elif opened.base_changed and opened.base is not None:
            self.app.push_screen(DifferenceScreen(changes_on_both_sides(opened.base, opened.bundled, entry)))
        else:
            lines = compared(opened.bundled, entry)
            self.app.push_screen(DifferenceScreen(lines, "" if lines else "Hai bài giống nhau."))

    def action_leave(self) -> None:
        """Close; with something unsaved, only the second time."""
        if self.unsaved and self._warned != "leave":
            self._warn("leave", "Có chỗ chưa lưu. F2: lưu. Esc lần nữa: bỏ các chỗ đó.")
        else:
            self.dismiss(self._changed)

    def _warn(self, of: str, told: str) -> None:
        self._warned = of
        self.told.update(told)
        self.told.add_class("-wrong")
