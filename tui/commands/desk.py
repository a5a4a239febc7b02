"""Opens the desk itself."""

from tui.app import MotcuaApp
from tui.desk import open_desk


def open_the_desk() -> None:
    """Run the app until the officer leaves it."""
    desk = open_desk()
    try:
        MotcuaApp(desk).run()
    finally:
        desk.close()
