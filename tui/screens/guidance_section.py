"""Two small windows of the guidance editor: which section a new line belongs to, and how two texts differ."""

from collections.abc import Sequence
from textwrap import wrap

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Static

from services_catalog.guidance_draft import SECTIONS, SINGLE
from tui.widgets.row_list import Line, RowList

DIFFERENCE_LINES = 3


class SectionScreen(ModalScreen[str | None]):
    """Closes with the section of the new line."""

    BINDINGS = [Binding("escape", "dismiss(None)", "Thôi", id="close")]  # noqa: RUF012 - Textual reads it as it is

    def __init__(self) -> None:
        super().__init__()
        self.list: RowList[str] = RowList(_draw_section, id="section-list")

    def compose(self) -> ComposeResult:
        """The sections that may have many lines."""
        with Vertical(classes="dialog"):
            yield self.list

    def on_mount(self) -> None:
        """Ready to choose."""
        dialog = self.query_one(Vertical)
        dialog.border_title = "Thêm dòng vào mục nào?"
        dialog.border_subtitle = "Enter: chọn · Esc: thôi"
        self.list.focus()
        self.list.show_rows([section for section in SECTIONS if section not in SINGLE])

    @on(RowList.Chosen)
    def _chosen(self) -> None:
        self.dismiss(self.list.current)


class DifferenceScreen(ModalScreen[None]):
    """The lines that only one of two texts has; a line «=» says of which texts those below it are."""

    BINDINGS = [Binding("escape,f7,enter", "dismiss", "Đóng", id="close")]  # noqa: RUF012 - Textual reads it as it is

    def __init__(self, lines: Sequence[tuple[str, str]], told: str = "") -> None:
        super().__init__()
        self.lines = lines
        self.list: RowList[tuple[str, str]] = RowList(
            _draw_difference, height=DIFFERENCE_LINES, id="difference-list"
        )
        self.told = told
        self._both = any(sign == "=" for sign, _ in lines)

    def compose(self) -> ComposeResult:
        """The lines, or that there is none."""
        with Vertical(classes="dialog tall"):
            whose = "− trước   + nay" if self._both else "− bài kèm chương trình   + bài của cơ quan"
            yield Static(self.told or whose, markup=False, classes="subject")
            yield self.list

    def on_mount(self) -> None:
        """Ready to read."""
        dialog = self.query_one(Vertical)
        dialog.border_title = "So hai bài"
        dialog.border_subtitle = "Esc: đóng"
        self.list.focus()
        self.list.show_rows(self.lines)


def _draw_section(section: str, width: int) -> list[Line]:
    return [[(f" {SECTIONS[section][0]}"[:width], "strong")]]


def _draw_difference(row: tuple[str, str], width: int) -> list[Line]:
    sign, told = row
    if sign == "=":
        return [[], [(f" {told}"[:width], "strong")], []]
    kind = "accent" if sign == "+" else "faint"
    parts = wrap(told, max(20, width - 4), max_lines=DIFFERENCE_LINES, placeholder=" …")
    mark = "+" if sign == "+" else "−"
    lines: list[Line] = [
        [(f" {mark if place == 0 else ' '} {part}", kind)] for place, part in enumerate(parts)
    ]
    return [*lines, *([[]] * (DIFFERENCE_LINES - len(lines)))]
