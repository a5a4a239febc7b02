"""What the plan's key opens."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.app import App
    from textual.screen import Screen

    from tui.desk import Desk


def plan_problem(desk: "Desk") -> str:
    """What is wrong with the office's own plan, so that the bundled one stands in its place; empty where nothing."""
    from services_catalog.plan_file import OWN_NAME  # noqa: PLC0415 - the plan is read when it is asked for

    _ = desk.plan
    return next((each.message for each in desk.problems if each.source == OWN_NAME), "")


def warn_of_plan(screen: "Screen[None]", desk: "Desk") -> None:
    """Say that what the screen shows is not from the office's own plan, where that can't be read."""
    problem = plan_problem(desk)
    if problem:
        screen.app.notify(
            f"plan.json: {problem}",
            title="Kế hoạch của cơ quan chưa đúng",
            severity="warning",
            markup=False,
            timeout=20,
        )


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
