"""What the plan adds to the app: its key, and the screens behind it."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from textual.screen import Screen

    from tui.app import MotcuaApp


def open_plan(app: "MotcuaApp") -> None:
    """Show this unit's duties; who works here is asked first where nobody has told yet."""
    if app.desk.settings.unit in app.desk.organizations.by_code:
        app.show(_tasks(app))
        return
    from tui.screens.unit import UnitScreen  # noqa: PLC0415 - screens are imported when they are opened

    def go_on(done: bool | None) -> None:  # noqa: FBT001 - the screen's result
        if done:
            app.show(_tasks(app))

    app.push_screen(UnitScreen(app.desk), go_on)


def _tasks(app: "MotcuaApp") -> "Screen[None]":
    from tui.screens.tasks import TasksScreen  # noqa: PLC0415 - screens are imported when they are opened

    return TasksScreen(app.desk)
