"""A file in a list: its name, and the folder it lies in."""

from pathlib import Path

from tui.widgets.row_list import Line


def draw_file(path: Path, width: int) -> list[Line]:
    """Name on the left, the end of the folder's name on the right."""
    room = max(20, width // 2)
    name = path.name[: room - 2]
    return [[(f" {name.ljust(room)}", "strong"), (str(path.parent)[-(width - room - 2) :], "faint")]]
