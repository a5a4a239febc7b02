"""Who works at this desk: the unit, found by typing, and the officer. Asked when the first entry is logged."""

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Input, Static

from services_catalog.model import PublicOrganization, UnitKind
from tui import workers
from tui.desk import Desk
from tui.messages import SettingsChanged, WorkFailed
from tui.widgets.row_list import Line, RowList
from tui.widgets.viet_input import VietInput

KINDS = {
    UnitKind.PROVINCE: "tỉnh",
    UnitKind.DEPARTMENT: "sở, ngành",
    UnitKind.DISTRICT: "huyện (cũ)",
    UnitKind.COMMUNE: "xã, phường",
    UnitKind.POST_OFFICE: "bưu điện",
    UnitKind.VILLAGE_TEAM: "Tổ CNSCĐ",
}


class UnitScreen(ModalScreen[bool]):
    """Closes with True once unit and officer are saved."""

    BINDINGS = [  # noqa: RUF012 - Textual reads this class attribute as it is
        Binding("escape", "dismiss(False)", "Thôi", id="close"),
        Binding("down", "move(1)", show=False),
        Binding("up", "move(-1)", show=False),
        Binding("f8", "add", "Thêm điểm", id="add-unit"),
    ]

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.box = VietInput(
            placeholder="Gõ tên đơn vị: xã Hà Quảng, phường Thục Phán, Sở Tư pháp …", id="unit-box"
        )
        self.list: RowList[PublicOrganization] = RowList(self._draw, id="unit-list")
        self.officer = VietInput(desk.settings.officer, "Họ tên hoặc mã cán bộ", id="officer", max_length=100)
        self.complaint = Static("", id="complaint", markup=False)

    def compose(self) -> ComposeResult:
        """First the unit, then the name."""
        with Vertical(classes="dialog tall"):
            yield self.box
            yield self.list
            yield self.officer
            yield self.complaint

    def on_mount(self) -> None:
        """Start with the unit of last time, if there is one."""
        dialog = self.query_one(Vertical)
        dialog.border_title = "Bàn này của ai?"
        dialog.border_subtitle = "Enter: chọn · F8: thêm bưu cục, Tổ CNSCĐ · Esc: thôi"
        self.box.border_title = "Đơn vị"
        self.officer.border_title = "Cán bộ"
        if self.desk.settings.unit:
            self.box.value = self.desk.unit_name()
        self.box.focus()
        self._find()

    @on(Input.Changed, "#unit-box")
    def _find(self) -> None:
        today = self.desk.today
        text = self.box.value.strip()
        units = self.desk.organizations
        self.list.show_rows(units.find(text, today, limit=60) if text else units.on(today))

    @on(Input.Submitted, "#unit-box")
    @on(RowList.Chosen)
    def _to_officer(self) -> None:
        self.officer.focus()

    @on(Input.Submitted, "#officer")
    def _save(self) -> None:
        unit, officer = self.list.current, self.officer.value.strip()
        if unit is None or not officer:
            self.complaint.update("Cần chọn đơn vị và ghi tên hoặc mã cán bộ.")
            (self.box if unit is None else self.officer).focus()
            return
        desk = self.desk
        workers.start(
            self, lambda: SettingsChanged(desk.change_settings(unit=unit.code, officer=officer)), group="save"
        )

    @on(SettingsChanged)
    def _saved(self) -> None:
        self.dismiss(True)  # noqa: FBT003 - the screen's result

    @on(WorkFailed)
    def _failed(self, event: WorkFailed) -> None:
        event.stop()
        self.complaint.update(event.error.sentence())

    def action_move(self, by: int) -> None:
        """Move the highlight without leaving the box."""
        self.list.move(by)

    def action_add(self) -> None:
        """Add a post office or a village team below the highlighted commune."""
        parent = self.list.current
        if parent is None or parent.kind is not UnitKind.COMMUNE:
            self.complaint.update("Chọn xã hoặc phường trước, rồi bấm F8 để thêm điểm thuộc xã đó.")
            return
        from tui.screens.add_unit import AddUnitScreen  # noqa: PLC0415 - screens are imported when they are opened

        self.app.push_screen(AddUnitScreen(self.desk, parent), self._added)

    def _added(self, unit: PublicOrganization | None) -> None:
        if unit:
            self.box.value = unit.name
            self.officer.focus()

    def _draw(self, unit: PublicOrganization, width: int) -> list[Line]:
        kind = KINDS[unit.kind]
        name = self.desk.organizations.display(unit.code)[: max(10, width - len(kind) - 4)]
        return [[(f" {name}", "strong"), (f"  {kind}", "faint")]]
