"""A post office or a village digital team that this office adds below one of the communes."""

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.message import Message
from textual.widgets import Input, Static

from services_catalog.model import PublicOrganization, UnitKind
from services_catalog.organizations import add_unit
from tui import workers
from tui.desk import Desk
from tui.screens.form import FormScreen, rows
from tui.widgets.choice import Choice
from tui.widgets.viet_input import VietInput

OFFERED = (
    (UnitKind.VILLAGE_TEAM, "Tổ công nghệ số cộng đồng"),
    (UnitKind.POST_OFFICE, "Bưu cục, điểm bưu điện"),
)


class AddUnitScreen(FormScreen[PublicOrganization | None]):
    """Closes with the new unit."""

    BINDINGS = [  # noqa: RUF012 - Textual reads this class attribute as it is
        Binding("escape", "dismiss(None)", "Thôi", id="close"),
    ]

    class UnitAdded(Message):
        """The unit is saved."""

        def __init__(self, unit: PublicOrganization) -> None:
            self.unit = unit
            super().__init__()

    def __init__(self, desk: Desk, parent: PublicOrganization) -> None:
        super().__init__()
        self.desk = desk
        self.above = parent
        self.kind: Choice[UnitKind] = Choice(OFFERED, UnitKind.VILLAGE_TEAM, id="kind")
        self.unit_name = VietInput(
            placeholder="Ví dụ: Tổ CNSCĐ xóm Bản Giốc", id="unit-name", max_length=100, compact=True
        )

    def compose(self) -> ComposeResult:
        """Kind and name."""
        with Vertical(classes="dialog"):
            yield Static(f"Thuộc {self.desk.unit_name(self.above.code)}", markup=False, classes="subject")
            yield from rows([("Loại", self.kind), ("Tên", self.unit_name)])
            yield self.complaint

    def on_mount(self) -> None:
        """Start with the name; the kind is mostly right."""
        self.name_dialog("Thêm điểm hỗ trợ", "Enter: lưu · Esc: thôi")
        self.unit_name.focus()

    @on(Input.Submitted)
    def _save(self) -> None:
        desk, name, kind, parent = self.desk, self.unit_name.value, self.kind.value, self.above.code
        day = desk.today

        def work() -> Message:
            unit = add_unit(desk.units_file, name, kind, parent, day=day)
            desk.reread_organizations()
            return self.UnitAdded(unit)

        workers.start(self, work, group="save")

    @on(UnitAdded)
    def _added(self, event: UnitAdded) -> None:
        self.dismiss(event.unit)
