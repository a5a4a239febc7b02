"""The list: thousands of rows, only those in sight are drawn, and keys and mouse go where they point."""

from textual.app import App, ComposeResult

from tui.widgets.row_list import Line, RowList

HEIGHT = 2


class Host(App[None]):
    """Nothing but a list of numbers, and what was told of it."""

    def __init__(self) -> None:
        super().__init__()
        self.drawn: list[int] = []
        self.chosen: list[int] = []
        self.list: RowList[int] = RowList(self._draw, height=HEIGHT)

    def compose(self) -> ComposeResult:
        """The list."""
        yield self.list

    def on_row_list_chosen(self, event: RowList.Chosen) -> None:
        """Remember."""
        self.chosen.append(event.row)

    def _draw(self, row: int, width: int) -> list[Line]:
        self.drawn.append(row)
        return [[(f"[b]{row}[/b]", "strong"), ("!", "warn")], [("x" * width * 2, "faint")]]


async def test_keys_move_and_choose() -> None:
    """Without it some rows could not be reached, or Enter would choose another one."""
    app = Host()
    async with app.run_test(size=(40, 20)) as pilot:
        await pilot.press("end", "enter", "down", "pagedown")
        assert not app.chosen
        app.list.show_rows(range(6_000), 6_000)
        await pilot.pause()
        assert app.list.current == 5_999
        for keys, row in (
            (("home", "up"), 0),
            (("down", "down"), 2),
            (("pagedown",), 11),
            (("pageup", "pageup"), 0),
            (("end", "down"), 5_999),
        ):
            await pilot.press(*keys)
            assert app.list.current == row
            first = app.list.scroll_offset.y
            assert first <= row * HEIGHT <= first + app.list.size.height - HEIGHT
        await pilot.press("enter")
        assert app.chosen == [5_999]


async def test_only_rows_in_sight_are_drawn() -> None:
    """Without it the list of all services would take a second to show."""
    app = Host()
    async with app.run_test(size=(40, 20)) as pilot:
        app.list.show_rows(range(6_000))
        await pilot.pause()
        assert set(app.drawn) <= set(range(12))
        strip = app.list.render_line(0)
        assert strip.text.startswith("[b]0[/b]!")
        assert strip.cell_length == app.list.scrollable_content_region.width
        app.drawn.clear()
        await pilot.resize_terminal(60, 20)
        await pilot.pause()
        assert app.drawn
        assert app.list.render_line(19).cell_length == app.list.scrollable_content_region.width


async def test_a_click_points_and_a_second_one_chooses() -> None:
    """Without it the mouse would choose a row at the first touch, or the row next to it."""
    app = Host()
    async with app.run_test(size=(40, 20)) as pilot:
        app.list.show_rows(range(3))
        await pilot.pause()
        await pilot.click(RowList, offset=(3, 5))
        assert (app.list.current, app.chosen) == (2, [])
        await pilot.click(RowList, offset=(3, 4))
        assert app.chosen == [2]
        await pilot.click(RowList, offset=(3, 9))
        assert (app.list.current, app.chosen) == (2, [2])
