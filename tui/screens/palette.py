"""Ctrl+P: type what you want to do. Textual's own palette is English and garbles Vietnamese input methods."""

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Input

from services_catalog.vietnamese import fold
from tui.actions import ACTIONS, Action
from tui.widgets.row_list import Line, RowList
from tui.widgets.viet_input import VietInput


class PaletteScreen(ModalScreen[Action | None]):
    """Choose an action by typing any part of its Vietnamese or English name, with or without marks."""

    BINDINGS = [  # noqa: RUF012 - Textual reads this class attribute as it is
        Binding("escape", "dismiss(None)", "Đóng", id="close"),
        Binding("down", "move(1)", show=False),
        Binding("up", "move(-1)", show=False),
    ]

    def __init__(self) -> None:
        super().__init__()
        self.box = VietInput(placeholder="Gõ tên việc cần làm", id="palette-box")
        self.list: RowList[Action] = RowList(draw_action, id="palette-list")

    def compose(self) -> ComposeResult:
        """A box and the actions that fit."""
        with Vertical(classes="dialog"):
            yield self.box
            yield self.list

    def on_mount(self) -> None:
        """All actions to begin with."""
        self.query_one(Vertical).border_title = "Lệnh"
        self.box.focus()
        self.list.show_rows(matching(""))

    @on(Input.Changed)
    def _narrow(self, event: Input.Changed) -> None:
        self.list.show_rows(matching(event.value))

    @on(Input.Submitted)
    @on(RowList.Chosen)
    def _choose(self) -> None:
        self.dismiss(self.list.current)

    def action_move(self, by: int) -> None:
        """Move the highlight without leaving the box."""
        self.list.move(by)


def matching(text: str) -> list[Action]:
    """The actions whose label, English name or help has every typed word."""
    asked = fold(text).split()
    return [
        each
        for each in ACTIONS
        if all(word in fold(f"{each.label} {each.english} {each.help}") for word in asked)
    ]


def draw_action(action: Action, width: int) -> list[Line]:
    """Label, key and help on one line; where the help has no room, it ends in «…»."""
    room = max(1, width - 26)
    told = action.help if len(action.help) <= room else f"{action.help[: room - 1].rstrip()}…"
    return [
        [
            (f" {action.label:<16}", "strong"),
            (f"{action.key_name:<8}", "accent"),
            (told, "faint"),
        ]
    ]
