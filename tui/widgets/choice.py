"""A field with a few fixed answers that is changed with ← → and never opens anything.

Textual's Select opens on Enter, the key that saves a form here; an officer with a queue needs one key a field.
"""

from collections.abc import Sequence
from typing import Any, Generic, TypeVar

from textual import events
from textual.binding import Binding
from textual.content import Content
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget

Value = TypeVar("Value")


class Choice(Widget, Generic[Value], can_focus=True):
    """One line: ◂ answer ▸ and how many there are."""

    BINDINGS = [  # noqa: RUF012 - Textual reads this class attribute as it is
        Binding("left", "turn(-1)", "Trước", show=False),
        Binding("right,space", "turn(1)", "Sau", show=False),
    ]
    DEFAULT_CSS = """
    Choice {
        height: 1; width: 1fr; background: $surface; color: $foreground; padding: 0 1;
        text-wrap: nowrap; text-overflow: ellipsis;
        &:focus { background: $block-cursor-background; color: $block-cursor-foreground; text-style: bold; }
        &:hover { background: $boost; }
        &:focus:hover { background: $block-cursor-background; }
    }
    """

    index: reactive[int] = reactive(0)

    class Changed(Message):
        """Another answer was chosen."""

        def __init__(self, choice: "Choice[Any]", value: Any) -> None:
            self.choice = choice
            self.value = value
            super().__init__()

        @property
        def control(self) -> "Choice[Any]":
            """The field it happened in."""
            return self.choice

    def __init__(
        self,
        options: Sequence[tuple[Value, str]],
        value: Value,
        *,
        id: str | None = None,  # noqa: A002 - the name that every Textual widget uses
    ) -> None:
        super().__init__(id=id)
        self._options = list(options)
        self.set_reactive(Choice.index, [each for each, _ in options].index(value))

    @property
    def count(self) -> int:
        """How many answers there are."""
        return len(self._options)

    @property
    def value(self) -> Value:
        """The chosen answer."""
        return self._options[self.index][0]

    @value.setter
    def value(self, value: Value) -> None:
        self.index = [each for each, _ in self._options].index(value)

    def set_options(self, options: Sequence[tuple[Value, str]], value: Value) -> None:
        """Offer other answers; the chosen one stays if it is still there, else `value` is chosen."""
        kept = self.value
        self._options = list(options)
        values = [each for each, _ in options]
        self.set_reactive(Choice.index, values.index(kept if kept in values else value))
        self.refresh()

    def watch_index(self) -> None:
        """Tell the form."""
        self.post_message(self.Changed(self, self.value))

    def render(self) -> Content:
        """The answer between its arrows, and its place among the others."""
        label = self._options[self.index][1]
        return Content.assemble("◂ ", label, f" ▸  {self.index + 1}/{len(self._options)}")

    def action_turn(self, by: int) -> None:
        """Go to the next or the previous answer, round and round."""
        self.index = (self.index + by) % len(self._options)

    async def _on_click(self, event: events.Click) -> None:
        event.stop()
        self.action_turn(1)
