"""The text field: whatever the keyboard sends, and however fast, the right word stands there."""

import pytest
from textual import events
from textual.app import App, ComposeResult

from tui.widgets.viet_input import VietInput


class Host(App[None]):
    """Nothing but the field."""

    def compose(self) -> ComposeResult:
        """The field."""
        yield VietInput("cũ", max_length=12, select_on_focus=True)


def _key(sign: str) -> events.Key:
    named = {"⌫": ("backspace", "\x7f"), "␈": ("ctrl+h", "\x08"), "⌦": ("delete", None)}
    named |= {"←": ("left", None), "→": ("right", None), "⇤": ("home", None), "⇥": ("end", None)}
    key, character = named.get(sign, (sign, sign))
    return events.Key(key, character)


@pytest.mark.parametrize(
    ("burst", "value"),
    [
        ("vie⌫êt⌫⌫ệt", "việt"),
        ("vie␈êt␈␈ệt", "việt"),
        ("vie⌫e\u0302t⌫⌫e\u0323\u0302t", "việt"),
        ("vie\u0302\u0323t", "việt"),
        ("⌫\u0301a\u0301", "á"),
        ("đu⌫ương", "đương"),
        ("ab←⌫c⇤d⇥e⇤→⌦", "dbe"),
        ("0123456789abcdef", "0123456789ab"),
        ("⌫⌦⌫", ""),
    ],
)
async def test_a_burst_is_typed_in_order(burst: str, value: str) -> None:
    """Without it the bursts of an input method would arrive scrambled (`vieê`) or decomposed."""
    async with Host().run_test() as pilot:
        for sign in burst:
            pilot.app.post_message(_key(sign))
        await pilot.pause()
        assert pilot.app.query_one(VietInput).value == value


async def test_a_paste_is_cleaned_and_cut() -> None:
    """Without it a paste could bring line breaks, terminal codes or decomposed letters into a field."""
    async with Host().run_test() as pilot:
        box = pilot.app.query_one(VietInput)
        pilot.app.post_message(events.Paste(" e\u0302\x1b\r\n\u200bb "))
        await pilot.pause()
        assert box.value == "ê b"
        pilot.app.post_message(events.Paste("\x00"))
        pilot.app.post_message(events.Paste("x" * 10_000))
        pilot.app.post_message(events.Paste("y"))
        await pilot.pause()
        assert box.value == "ê b" + "x" * 9
        box.action_select_all()
        pilot.app.post_message(events.Paste("z"))
        await pilot.pause()
        assert box.value == "z"
