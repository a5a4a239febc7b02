"""Ctrl+T: tick what the citizen has brought; the rest goes home with them as a list."""

from textwrap import wrap

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.widgets import Static

from services_catalog import wording
from services_catalog.model import EvidenceType, PublicService
from tui.deliveries import Delivery
from tui.desk import Desk
from tui.handing_out import MissingOrder
from tui.screens.form import FormScreen, rows
from tui.screens.target import Cases, TargetChoice, case_options, last_target
from tui.widgets.choice import Choice
from tui.widgets.row_list import Line, RowList

HEIGHT = 2
"""Lines for a paper; few need more, and the card has all of it."""


class MissingScreen(FormScreen[MissingOrder | None]):
    """Closes with what is to be printed. The service's papers must be known."""

    BINDINGS = [  # noqa: RUF012 - Textual reads this class attribute as it is
        Binding("escape", "dismiss(None)", "Thôi", id="close"),
        Binding("space", "tick", "Đã có", id="tick"),
        Binding("enter,f2", "print", "In", id="print", priority=True),
    ]

    def __init__(self, desk: Desk, service: PublicService) -> None:
        super().__init__()
        self.desk = desk
        self.service = service
        self.cases: Choice[Cases] = Choice(case_options(service), None, id="cases")
        self.target = TargetChoice(desk, last_target(desk))
        self.list: RowList[EvidenceType] = RowList(self._draw, height=HEIGHT, id="paper-list")
        self._brought: set[EvidenceType] = set()

    def compose(self) -> ComposeResult:
        """The papers, then for which case and where the list goes."""
        with Vertical(classes="dialog tall"):
            yield Static(self.service.title, markup=False, classes="subject")
            yield self.list
            yield from rows([("Trường hợp", self.cases), ("Đưa tới", self.target)])
            yield self.complaint

    def on_mount(self) -> None:
        """Ready to tick."""
        self.name_dialog(
            "Giấy còn thiếu", "Phím cách: đã có · Enter: in phần thiếu · Tab: mục sau · Esc: thôi"
        )
        self.query_one("#row-cases").display = self.cases.count > 1
        self.list.focus()
        self._show_papers()

    @on(Choice.Changed, "#cases")
    def _show_papers(self) -> None:
        self.list.show_rows(wording.evidence_lines(self.service, self.cases.value))
        self._count()

    @on(RowList.Chosen)
    def action_tick(self) -> None:
        """The highlighted paper is there, or isn't after all; on to the next one."""
        if self.list.current is None:
            return
        self._brought ^= {self.list.current}
        self.list.show_rows(self.list.rows, self.list.index + 1)
        self._count()

    def _count(self) -> None:
        missing = sum(each not in self._brought for each in self.list.rows)
        self.complaint.update(f"Còn thiếu {missing} giấy tờ." if missing else "Đủ giấy tờ, không cần in.")

    def action_print(self) -> None:
        """Close with the order, if anything is missing."""
        brought = frozenset(place for place, each in enumerate(self.list.rows) if each in self._brought)
        if len(brought) < len(self.list.rows):
            delivery = Delivery(*self.target.value, two_sided=self.desk.settings.two_sided)
            self.dismiss(MissingOrder(self.service.code, brought, self.cases.value, delivery))

    def _draw(self, paper: EvidenceType, width: int) -> list[Line]:
        has = paper in self._brought
        lines = [*wrap(wording.evidence_line(paper), max(20, width - 4), max_lines=HEIGHT, placeholder=" …")]
        kind = "faint" if has else ""
        marks = [" ☑ " if has else " ☐ ", "   "]
        lines += [""] * (HEIGHT - len(lines))
        return [[(mark, "strong"), (line, kind)] for mark, line in zip(marks, lines, strict=True)]
