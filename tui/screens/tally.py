"""The tally of a month: one row a service, one number a channel, typed by those who have no export."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal
from textual.message import Message
from textual.screen import Screen
from textual.widgets import Footer, Input, Label, Static

from services_catalog.counts import MOST, DossierCount, check_unit
from services_catalog.errors import UnknownServiceError
from services_catalog.model import PublicOrganization
from services_catalog.vietnamese import number
from tui import workers
from tui.desk import Desk
from tui.messages import WorkFailed
from tui.screens.form import read_whole_number
from tui.widgets.choice import Choice
from tui.widgets.row_list import Line, RowList
from tui.widgets.viet_input import VietInput

SHOWN = 40
MONTHS = 18
_NUMBER_WIDTH = 9
CHANNELS = (("online", "Trực tuyến"), ("in-person", "Trực tiếp"), ("postal", "Bưu chính"))


class GridInput(VietInput):
    """A field that acts on Enter at once, and hands on keys that were on their way when the focus had gone on.

    Else the digits of someone who types a column of numbers without looking would end up one field too early.
    """

    async def _on_key(self, event: events.Key) -> None:
        screen = self.screen
        focused = screen.focused
        if isinstance(screen, TallyScreen) and isinstance(focused, GridInput) and focused is not self:
            focused.post_message(events.Key(event.key, event.character))
        elif isinstance(screen, TallyScreen) and event.key == "enter":
            screen.confirm(self)
        else:
            await super()._on_key(event)
            return
        event.stop()
        event.prevent_default()


@dataclass(frozen=True, slots=True)
class TallyRow:
    """A service in the grid, with its numbers where it was tallied."""

    code: str
    name: str
    count: DossierCount | None


class TallyScreen(Screen[None]):
    """Type a service, Enter, three numbers, Enter: the row is on the disk and the next service can be typed."""

    BINDINGS = [  # noqa: RUF012 - Textual reads this class attribute as it is
        Binding("escape", "back", "Về", id="close"),
        Binding("f8", "choose_unit", "Đơn vị khác", id="tally-unit"),
        Binding("down", "move(1)", show=False),
        Binding("up", "move(-1)", show=False),
        Binding("pagedown", "page(1)", show=False),
        Binding("pageup", "page(-1)", show=False),
    ]
    DEFAULT_CSS = """
    TallyScreen {
        #tally { height: 1fr; }
        #units { height: 1fr; display: none; }
        &.-units #tally { display: none; }
        &.-units #units { display: block; }
        #heads { height: 1; color: $text-muted; }
    }
    """

    @dataclass
    class RowsFound(Message):
        """The month's tally, or the services that fit what was typed."""

        asked: tuple[str, str, date]
        rows: list[TallyRow]
        total: tuple[int, int, int]

    @dataclass
    class RowSaved(Message):
        """A row is on the disk."""

        row: TallyRow

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.unit_code = desk.settings.unit
        months = _last_months(desk.today)
        start = months[1] if len(months) > 1 else months[0]
        self.month: Choice[date] = Choice(
            [(each, f"Tháng {each:%m/%Y}") for each in months], start, id="tally-month"
        )
        self.box = GridInput(placeholder="Gõ thủ tục; để trống: thủ tục đã đếm", id="tally-box")
        self.list: RowList[TallyRow] = RowList(self._draw, id="tally")
        self.units: RowList[PublicOrganization] = RowList(self._draw_unit, id="units")
        self.cells = [GridInput("", id=name, compact=True, max_length=len(str(MOST))) for name, _ in CHANNELS]
        self._row: TallyRow | None = None
        self._shown: tuple[str, str, date] | None = None
        self._awaited: tuple[str, str, date] | None = None

    def compose(self) -> ComposeResult:
        """What is counted above, the numbers of the highlighted service below."""
        with Horizontal(classes="top"):
            yield self.box
            yield self.month
        yield Static("", id="heads", markup=False)
        yield self.list
        yield self.units
        with Horizontal(id="cells", classes="field"):
            for cell, (_, label) in zip(self.cells, CHANNELS, strict=True):
                yield Label(label)
                yield cell
        yield Static("", id="sum", markup=False)
        yield Static("", id="complaint", markup=False)
        yield Footer(show_command_palette=False)

    def on_mount(self) -> None:
        """This desk's unit and the month that ended last; without a unit, ask for it first."""
        self.month.border_title = "Thời gian"
        self.month.border_subtitle = "← →: đổi tháng"
        self.box.focus()
        if self.unit_code in self.desk.organizations.by_code:
            self._name_unit()
            self.find()
        else:
            self.action_choose_unit()

    def _name_unit(self) -> None:
        self.box.border_title = f"Số hồ sơ tiếp nhận: {self.desk.unit_name(self.unit_code)}"

    # --- the grid ----------------------------------------------------------------------------------------------------

    @on(Input.Changed, "#tally-box")
    @on(Choice.Changed)
    def find(self) -> None:
        """Show the tallied services, or those that fit what was typed; units while one is being chosen."""
        text, unit, month, desk = self.box.value.strip(), self.unit_code, self.month.value, self.desk
        if self.has_class("-units"):
            self._find_units()
            return

        def work() -> Message:
            tallied = {each.service_code: each for each in desk.counts.tallied(unit, month)}
            rows = _searched(desk, text, tallied) if text else _tallied(desk, tallied)
            counts = list(tallied.values())
            total = (
                sum(each.online for each in counts),
                sum(each.in_person for each in counts),
                sum(each.postal for each in counts),
            )
            return self.RowsFound((text, unit, month), rows, total)

        workers.start(self, work, group="rows")

    def _find_units(self) -> None:
        text, month, units = self.box.value.strip(), self.month.value, self.desk.organizations
        found = units.find(text, month, SHOWN) if text else units.on(month)
        if found != self.units.rows:
            self.units.show_rows(found)

    @on(RowsFound)
    def _show(self, event: RowsFound) -> None:
        width = self.size.width - 2
        heads = "".join(f"{label:>{_NUMBER_WIDTH + 2}}" for _, label in CHANNELS)
        self.query_one("#heads", Static).update(heads.rjust(width))
        self.list.show_rows(event.rows, self.list.index if not self.box.value else 0)
        self._shown = event.asked
        online, in_person, postal = event.total
        self.query_one("#sum", Static).update(
            f"Cộng: trực tuyến {number(online)} · trực tiếp {number(in_person)} · bưu chính {number(postal)}"
            if any(event.total)
            else "Chưa đếm thủ tục nào trong tháng này. Gõ tên thủ tục rồi Enter."
        )
        awaited, self._awaited = self._awaited, None
        if awaited == event.asked:
            self._to_cells()

    def _asked(self) -> tuple[str, str, date]:
        """What the list should answer now."""
        return self.box.value.strip(), self.unit_code, self.month.value

    @on(RowList.Highlighted, "#tally")
    def _fill_cells(self) -> None:
        if not any(cell.has_focus for cell in self.cells):
            self._take(self.list.current)

    def _take(self, row: TallyRow | None) -> None:
        self._row = row
        count = row.count if row else None
        numbers = (count.online, count.in_person, count.postal) if count else ("", "", "")
        for cell, value in zip(self.cells, numbers, strict=True):
            cell.value = str(value)

    def confirm(self, field: GridInput) -> None:
        """Enter: choose the unit or the service, go on to the next number, save after the last."""
        place = next((place for place, cell in enumerate(self.cells) if cell is field), None)
        if place is None:
            (self._choose_unit if self.has_class("-units") else self._to_cells)()
        elif place + 1 < len(self.cells):
            self.set_focus(self.cells[place + 1])
        else:
            self._save()

    @on(RowList.Chosen, "#tally")
    def _to_cells(self) -> None:
        asked = self._asked()
        self._awaited = None if self._shown == asked else asked
        if self._awaited:
            self._tell("Đang tìm…")
        elif self.list.current is not None:
            self._tell("")
            self._take(self.list.current)
            self.set_focus(self.cells[0])

    def _save(self) -> None:
        row, unit, month, desk = self._row, self.unit_code, self.month.value, self.desk
        numbers = [read_whole_number(cell.value or "0", 0, MOST) for cell in self.cells]
        if row is None:
            return
        for cell, value in zip(self.cells, numbers, strict=True):
            if value is None:
                self._tell(f"Số hồ sơ là số nguyên từ 0 đến {number(MOST)}.")
                cell.focus()
                return
        online, in_person, postal = (value or 0 for value in numbers)

        def work() -> Message:
            if unit in desk.organizations.by_code:
                check_unit(desk.organizations.get(unit), month)
            desk.counts.tally(unit, month, row.code, online=online, in_person=in_person, postal=postal)
            count = DossierCount(unit, month, row.code, online, in_person, postal)
            return self.RowSaved(TallyRow(row.code, row.name, count))

        workers.start(self, work, group="save", exclusive=False)
        self.set_focus(self.box)
        self.box.value = ""

    @on(RowSaved)
    def _saved(self, event: RowSaved) -> None:
        count = event.row.count
        if count is not None:
            figures = f"{number(count.online)} / {number(count.in_person)} / {number(count.postal)}"
            self._tell(f"Đã ghi {event.row.name}: {figures}")
        self.find()

    # --- the unit ----------------------------------------------------------------------------------------------------

    def action_choose_unit(self) -> None:
        """Tally for another unit: the box looks for units until one is chosen."""
        self.add_class("-units")
        self.box.border_title = "Đếm cho đơn vị nào?"
        self.box.value = ""
        self.box.focus()
        self.find()

    @on(RowList.Chosen, "#units")
    def _choose_unit(self) -> None:
        self._find_units()  # what was typed last may not have arrived yet
        unit = self.units.current
        if unit is None:
            return
        self.unit_code = unit.code
        self._leave_units()

    def _leave_units(self) -> None:
        self.remove_class("-units")
        self._name_unit()
        self.box.value = ""
        self.box.focus()
        self.find()

    # --- the rest ----------------------------------------------------------------------------------------------------

    def action_back(self) -> None:
        """From the numbers to the box, from the units to the grid, else close."""
        if any(cell.has_focus for cell in self.cells):
            self._take(self.list.current)
            self.box.focus()
        elif self.has_class("-units") and self.unit_code:
            self._leave_units()
        else:
            self.app.pop_screen()

    @on(WorkFailed)
    def _failed(self, event: WorkFailed) -> None:
        event.stop()
        self._tell(event.error.sentence())

    def action_move(self, by: int) -> None:
        """Move the highlight without leaving the box."""
        if not any(cell.has_focus for cell in self.cells):
            (self.units if self.has_class("-units") else self.list).move(by)

    def action_page(self, direction: int) -> None:
        """Turn a page."""
        (self.units if self.has_class("-units") else self.list).action_page(direction)

    def _tell(self, text: str) -> None:
        self.query_one("#complaint", Static).update(text)

    def _draw(self, row: TallyRow, width: int) -> list[Line]:
        count = row.count
        told = (count.online, count.in_person, count.postal) if count else ()
        numbers = [number(each) for each in told] or [""] * len(CHANNELS)
        cells = "".join(f"{each:>{_NUMBER_WIDTH + 2}}" for each in numbers)
        room = max(10, width - len(cells) - len(row.code) - 3)
        return [[(f" {row.code} ", "accent"), (row.name[:room].ljust(room), ""), (f"{cells} ", "strong")]]

    def _draw_unit(self, unit: PublicOrganization, width: int) -> list[Line]:
        return [[(f" {self.desk.unit_name(unit.code)}"[:width], "strong")]]


def _searched(desk: Desk, text: str, tallied: Mapping[str, DossierCount]) -> list[TallyRow]:
    return [TallyRow(hit.code, hit.title, tallied.get(hit.code)) for hit in desk.search.hits(text, SHOWN)]


def _tallied(desk: Desk, tallied: Mapping[str, DossierCount]) -> list[TallyRow]:
    return [TallyRow(code, _title(desk, code), count) for code, count in tallied.items()]


def _title(desk: Desk, code: str) -> str:
    try:
        return desk.catalog.service(code).title
    except UnknownServiceError:  # tallied with an older catalogue
        return code


def _last_months(today: date) -> list[date]:
    """The months that can be tallied, this one first."""
    months = [today.replace(day=1)]
    while len(months) < MONTHS:
        last = months[-1]
        months.append(date(last.year - (last.month == 1), (last.month - 2) % 12 + 1, 1))
    return months
