"""The field with fixed answers: one key, one answer further."""

from textual.app import App, ComposeResult

from tui.widgets.choice import Choice

ANSWERS = (("a", "Nhất"), ("b", "[b]Nhì[/b]"), ("c", "Ba"))


class Host(App[None]):
    """Nothing but the field, and the answers it told."""

    def __init__(self) -> None:
        super().__init__()
        self.told: list[str] = []
        self.choice: Choice[str] = Choice(ANSWERS, "b")

    def compose(self) -> ComposeResult:
        """The field."""
        yield self.choice

    def on_choice_changed(self, event: Choice.Changed) -> None:
        """Remember."""
        assert event.control is self.choice
        self.told.append(event.value)


async def test_answers_go_round() -> None:
    """Without it an answer could not be reached with one hand, or the form would not hear of it."""
    app = Host()
    async with app.run_test() as pilot:
        assert "[b]Nhì[/b] ▸  2/3" in app.choice.render().plain
        await pilot.press("right", "right", "left", "space")
        await pilot.click(Choice)
        assert app.told == ["c", "a", "c", "a", "b"]
        app.choice.value = "c"
        await pilot.pause()
        assert app.told[-1] == "c"


async def test_other_answers_keep_the_chosen_one() -> None:
    """Without it a printer list that arrives late would change what the officer had chosen already."""
    app = Host()
    async with app.run_test() as pilot:
        app.choice.set_options([("x", "Khác"), *ANSWERS], "x")
        assert app.choice.value == "b"
        app.choice.set_options([("x", "Khác"), ("c", "Ba")], "c")
        assert app.choice.value == "c"
        await pilot.pause()
        assert app.choice.render().plain.startswith("◂ Ba ▸")
