"""The plan's legal bases, to tick those that stand in this report."""

from collections.abc import Collection
from textwrap import wrap

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Static

from services_catalog.plan import Plan
from tui.widgets.row_list import Line, RowList

HINT = "Đây là căn cứ của chính Quyết định khi ban hành: chỉ chọn văn bản còn hiệu lực."


class BasesScreen(ModalScreen[set[int] | None]):
    """Closes with the places of the ticked bases, or None."""

    BINDINGS = [  # noqa: RUF012 - Textual reads this class attribute as it is
        Binding("escape", "dismiss(None)", "Thôi", id="close"),
        Binding("f2", "take", "Đưa vào", id="save", priority=True),
        Binding("space", "tick", show=False),
    ]
    DEFAULT_CSS = "BasesScreen #bases { height: 1fr; min-height: 6; }"

    def __init__(self, plan: Plan, ticked: Collection[int]) -> None:
        super().__init__()
        self.plan = plan
        self.ticked = set(ticked)
        self.list: RowList[int] = RowList(self._draw, height=3, id="bases")

    def compose(self) -> ComposeResult:
        """The bases, each with its box."""
        with Vertical(classes="dialog tall"):
            yield Static(HINT, markup=False, classes="subject")
            yield self.list

    def on_mount(self) -> None:
        """Ready to walk through."""
        dialog = self.query_one(Vertical)
        dialog.border_title = "Căn cứ của Kế hoạch"
        dialog.border_subtitle = "Enter: chọn, bỏ · F2: đưa vào · Esc: thôi"
        self.list.show_rows(range(len(self.plan.legal_bases)))
        self.list.focus()

    @on(RowList.Chosen)
    def action_tick(self) -> None:
        """Tick the highlighted basis, or take its tick away."""
        if self.list.current is not None:
            self.ticked ^= {self.list.current}
            self.list.show_rows(self.list.rows, self.list.index)

    def action_take(self) -> None:
        """Close with what is ticked."""
        self.dismiss(self.ticked)

    def _draw(self, place: int, width: int) -> list[Line]:
        ticked = place in self.ticked
        lines = wrap(self.plan.legal_bases[place], max(20, width - 6), max_lines=3, placeholder=" …")
        return [
            [
                ((" [x] " if ticked else " [ ] ") if not row else "     ", "accent"),
                (line, "strong" if ticked else ""),
            ]
            for row, line in enumerate([*lines, "", ""][:3])
        ]
