"""The registers of the plan that this unit keeps, with how many records each has."""

from dataclasses import dataclass

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.message import Message
from textual.screen import Screen
from textual.widgets import Static

from services_catalog.model import UnitKind
from services_catalog.register_fields import Register
from services_catalog.vietnamese import number
from tui import workers
from tui.desk import Desk
from tui.widgets.key_line import KeyLine
from tui.widgets.row_list import Line, RowList


@dataclass(frozen=True, slots=True)
class Shelf:
    """A register, how many records of the unit were written in it, and how many rows the plan gave it besides."""

    register: Register
    count: int
    waiting: int = 0


class RegistersScreen(Screen[None]):
    """One row a register; Enter opens it."""

    BINDINGS = [  # noqa: RUF012 - Textual reads this class attribute as it is
        Binding("escape", "app.pop_screen", "Quay lại", id="close"),
        Binding("enter", "choose", "Mở sổ", id="choose"),
    ]

    @dataclass
    class Counted(Message):
        """The registers are counted."""

        shelves: list[Shelf]

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.head = Static("", id="plan-head", markup=False)
        self.list: RowList[Shelf] = RowList(draw_shelf, height=2, id="registers")

    def compose(self) -> ComposeResult:
        """Whose registers, and the registers."""
        yield self.head
        yield self.list
        yield KeyLine()

    def on_mount(self) -> None:
        """Ready to walk through."""
        self.head.update(f"Các sổ của {self.desk.unit_name()}")
        self.list.focus()

    def on_screen_resume(self) -> None:
        """What was written in a register counts when this screen comes back."""
        desk = self.desk
        code = desk.settings.unit
        unit = desk.organizations.by_code.get(code)
        whole = unit is None or unit.kind is UnitKind.PROVINCE

        def work() -> Message:
            shelves = []
            for each in desk.plan.registers_of(unit.kind if unit else None):
                records = desk.registers.current(each.id, None if whole else code)
                touched = sum(record.revision > 0 for record in records)
                shelves.append(Shelf(each, touched, len(records) - touched))
            return self.Counted(shelves)

        workers.start(self, work, group="registers")

    @on(Counted)
    def _show(self, event: Counted) -> None:
        self.list.show_rows(event.shelves, self.list.index)

    @on(RowList.Chosen)
    def action_choose(self) -> None:
        """Open the highlighted register."""
        shelf = self.list.current
        if shelf is None:
            return
        from tui.screens.register import RegisterScreen  # noqa: PLC0415 - screens are imported when they are opened

        self.app.push_screen(RegisterScreen(self.desk, shelf.register.id))


def draw_shelf(shelf: Shelf, width: int) -> list[Line]:
    """Name and count above the clause, or what is missing."""
    whole = f"/{number(shelf.count + shelf.waiting)}" if shelf.register.rows else ""
    count = f"{number(shelf.count)}{whole} dòng "
    room = max(10, width - len(count) - 2)
    missing = shelf.register.empty if not shelf.count else ""
    return [
        [(f" {shelf.register.name[:room]:{room}} ", "strong"), (count, "accent" if shelf.count else "faint")],
        [(f"   {missing or shelf.register.clause}"[:width], "warn" if missing else "faint")],
    ]
