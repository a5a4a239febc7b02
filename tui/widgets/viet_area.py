"""A text of several lines into which Vietnamese, and what else is written here, can be typed; see `viet_input`."""

from collections.abc import Mapping
from typing import ClassVar

from textual import events
from textual.widgets import TextArea

from services_catalog.vietnamese import clean, nfc
from tui.widgets.viet_input import TypedAtOnce


class VietArea(TypedAtOnce, TextArea):
    """A TextArea whose editing keys are done at once, in the order in which input methods send them."""

    INLINE: ClassVar[Mapping[str, str]] = {
        "backspace": "delete_left",
        "ctrl+h": "delete_left",
        "delete": "delete_right",
        "left": "cursor_left",
        "right": "cursor_right",
    }

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - the name that every Textual widget uses
        super().__init__(id=id, compact=True, tab_behavior="focus", show_line_numbers=False)

    def _mark(self, mark: str) -> None:
        row, column = self.cursor_location
        if column:
            letter = self.document.get_line(row)[column - 1]
            self.replace(nfc(letter + mark), (row, column - 1), (row, column))

    async def _on_paste(self, event: events.Paste) -> None:
        event.stop()
        event.prevent_default()
        text = "\n".join(map(clean, event.text.splitlines()))
        self.replace(text, *sorted(self.selection))
