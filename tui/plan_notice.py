"""What is said where the office's own plan can't be read."""

from typing import TYPE_CHECKING

from services_catalog.plan_file import OWN_NAME

if TYPE_CHECKING:
    from textual.screen import Screen

    from tui.desk import Desk


def warn_of_plan(screen: "Screen[None]", desk: "Desk") -> None:
    """Say that what the screen shows is not from the office's own plan, where that can't be read."""
    _ = desk.plan  # it is read here, if nothing has asked for it yet
    problem = next((each.message for each in desk.problems if each.source == OWN_NAME), "")
    if problem:
        screen.app.notify(
            f"{OWN_NAME}: {problem}",
            title="Kế hoạch của cơ quan chưa đúng",
            severity="warning",
            markup=False,
            timeout=20,
        )
