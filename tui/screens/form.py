"""What the forms share: rows of a label and a field, a line that tells what is wrong, keys from field to field."""

from collections.abc import Iterable
from typing import TypeVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal, Vertical
from textual.screen import ModalScreen
from textual.widget import Widget
from textual.widgets import Label, Static

from services_catalog.errors import MotcuaError
from tui.messages import WorkFailed

Answer = TypeVar("Answer")


class FormScreen(ModalScreen[Answer]):
    """A dialog above the desk; ↑ and ↓ go from field to field, and what went wrong is told at its foot."""

    BINDINGS = [  # noqa: RUF012 - Textual reads this class attribute as it is
        Binding("down", "app.focus_next", show=False),
        Binding("up", "app.focus_previous", show=False),
    ]

    def __init__(self) -> None:
        super().__init__()
        self.complaint = Static("", id="complaint", markup=False)

    def name_dialog(self, title: str, keys: str) -> None:
        """Write the form's name and its keys into the frame."""
        dialog = self.query_one(".dialog", Vertical)
        dialog.border_title = title
        dialog.border_subtitle = keys

    def fail(self, error: MotcuaError) -> None:
        """Tell what could not be done; the form stays as it is."""
        self.complaint.update(error.sentence())

    @on(WorkFailed)
    def _tell_failure(self, event: WorkFailed) -> None:
        event.stop()
        self.fail(event.error)


def rows(fields: Iterable[tuple[str, Widget]]) -> ComposeResult:
    """A line for each field behind its label; the line's id is «row-» and the field's."""
    for label, field in fields:
        with Horizontal(classes="field", id=f"row-{field.id}"):
            yield Label(label)
            yield field


def read_whole_number(text: str, least: int, most: int) -> int | None:
    """The number in `text` if it is a plain one between `least` and `most`, else None."""
    typed = text.strip()
    if not (typed.isascii() and typed.isdigit()) or len(typed) > len(str(most)):
        return None
    number = int(typed)
    return number if least <= number <= most else None
