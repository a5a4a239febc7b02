"""The months of one service at one unit, over whatever is below."""

from collections.abc import Sequence

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from services_catalog.rates import MonthFigures
from tui.rates_text import month_lines


class ServiceMonthsScreen(ModalScreen[None]):
    """Closes with Esc or Enter."""

    BINDINGS = [  # noqa: RUF012 - Textual reads this class attribute as it is
        Binding("escape,enter", "dismiss", "Đóng", id="close"),
    ]

    def __init__(self, title: str, unit: str, months: Sequence[MonthFigures]) -> None:
        super().__init__()
        self.subject = title
        self.unit = unit
        self.months = months

    def compose(self) -> ComposeResult:
        """The service's name above its months."""
        with VerticalScroll(classes="dialog") as dialog:
            dialog.border_title = self.unit
            dialog.border_subtitle = "Esc: đóng"
            yield Static(Content(self.subject), classes="subject", markup=False)
            head = f"{'Tháng':<7} {'Tr. tuyến':>8} {'Tr. tiếp':>8} {'BCCI':>7} {'Từ đầu năm':>9}"
            yield Static(Content("\n".join([head, *month_lines(self.months, 68)])), markup=False)
