"""A text of several lines into which Vietnamese, and what else is written here, can be typed; see `viet_input`."""

import unicodedata

from textual import events
from textual.widgets import TextArea

from services_catalog.vietnamese import clean, nfc


class VietArea(TextArea):
    """A TextArea whose editing keys are done at once, in the order in which input methods send them."""

    INLINE = {  # noqa: RUF012 - Textual reads class attributes of widgets without annotations
        "backspace": "delete_left",
        "ctrl+h": "delete_left",
        "delete": "delete_right",
        "left": "cursor_left",
        "right": "cursor_right",
    }

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - the name that every Textual widget uses
        super().__init__(id=id, compact=True, tab_behavior="focus", show_line_numbers=False)

    async def _on_key(self, event: events.Key) -> None:
        action = self.INLINE.get(event.key)
        if action is not None:
            getattr(self, f"action_{action}")()
        elif event.character is not None and unicodedata.combining(event.character):
            self._mark(event.character)
        else:
            return
        event.stop()
        event.prevent_default()

    def _mark(self, mark: str) -> None:
        """Put a combining mark on the letter before the cursor, as keyboards that send letters decomposed mean it."""
        row, column = self.cursor_location
        if column:
            letter = self.document.get_line(row)[column - 1]
            self.replace(nfc(letter + mark), (row, column - 1), (row, column))

    async def _on_paste(self, event: events.Paste) -> None:
        event.stop()
        event.prevent_default()
        text = "\n".join(map(clean, event.text.splitlines()))
        self.replace(text, *sorted(self.selection))
