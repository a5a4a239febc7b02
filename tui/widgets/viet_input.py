"""The one text field of the desk: an Input into which Vietnamese can be typed.

UniKey and its kin type a letter, then send backspaces and the marked letter in one burst. Textual 8.2 inserts
letters in the field's own queue but runs backspace as a binding after the event has bubbled to the app, so in
a burst all letters come first and all backspaces last: `vie⌫êt⌫⌫ệt` ends as `vieê` (Textualize/textual#6605).
Here every editing key is done at once, in order. Remove this when the upstream fix (#6631) has shipped.
"""

import unicodedata
from collections.abc import Mapping
from typing import ClassVar

from textual import events
from textual.widgets import Input

from services_catalog.vietnamese import clean, nfc

LONGEST = 500


class TypedAtOnce:
    """What a text widget that comes behind it in the bases needs so that a burst of keys stays in order.

    `INLINE` maps editing keys to the widget's actions.
    """

    INLINE: ClassVar[Mapping[str, str]] = {}

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
        raise NotImplementedError


class VietInput(TypedAtOnce, Input):
    """An Input whose value is always composed (NFC), one line long, and right whatever the keyboard sends."""

    INLINE: ClassVar[Mapping[str, str]] = {
        "backspace": "delete_left",
        "ctrl+h": "delete_left",
        "delete": "delete_right",
        "left": "cursor_left",
        "right": "cursor_right",
        "home": "home",
        "end": "end",
    }

    def __init__(
        self,
        value: str = "",
        placeholder: str = "",
        *,
        max_length: int = LONGEST,
        id: str | None = None,  # noqa: A002 - the name that every Textual widget uses
        classes: str | None = None,
        compact: bool = False,
        select_on_focus: bool = True,
    ) -> None:
        super().__init__(
            value,
            placeholder,
            max_length=max_length,
            id=id,
            classes=classes,
            compact=compact,
            select_on_focus=select_on_focus,
        )

    def _mark(self, mark: str) -> None:
        end = self.cursor_position
        if end:
            self.replace(nfc(self.value[end - 1] + mark), end - 1, end)

    def _on_paste(self, event: events.Paste) -> None:
        event.stop()
        event.prevent_default()
        start, end = sorted(self.selection)
        room = (self.max_length or LONGEST) - len(self.value) + (end - start)
        text = clean(event.text)[: max(room, 0)]
        if text:
            self.replace(text, start, end)
