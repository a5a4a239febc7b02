"""What the plan's key opens."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.app import App
    from textual.screen import Screen

    from tui.desk import Desk


def open_plan(app: "App[None]", desk: "Desk", show: "Callable[[Screen[None]], None]") -> None:
    """Show this unit's duties; who works here is asked first where nobody has told yet."""

    def go_on(done: bool | None = True) -> None:  # noqa: FBT001, FBT002 - the screen's result
        if done:
            from tui.screens.tasks import TasksScreen  # noqa: PLC0415 - screens are imported when they are opened

            show(TasksScreen(desk))

    if desk.settings.unit in desk.organizations.by_code:
        go_on()
        return
    from tui.screens.unit import UnitScreen  # noqa: PLC0415 - screens are imported when they are opened

    app.push_screen(UnitScreen(desk), go_on)
