"""F7 in the rates: what the Decision leaves open and this office decides. Printed under every figure."""

from typing import TYPE_CHECKING

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.widgets import Static

from tui import workers
from tui.desk import Desk
from tui.messages import SettingsChanged
from tui.screens.form import FormScreen, rows
from tui.widgets.choice import Choice

if TYPE_CHECKING:
    from textual.widget import Widget


class CountingScreen(FormScreen[bool]):
    """Closes with True once the choices are saved."""

    BINDINGS = [  # noqa: RUF012 - Textual reads this class attribute as it is
        Binding("escape", "dismiss(False)", "Thôi", id="close"),
        Binding("enter", "save", "Lưu", id="save", priority=True),
    ]

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        now = desk.settings
        self.postal: Choice[bool] = Choice(
            [(True, "tính vào mẫu số, không phải trực tuyến"), (False, "không tính vào mẫu số")],
            now.count_postal,
        )
        self.ministry: Choice[bool] = Choice(
            [(False, "không kể"), (True, "kể cả")], now.count_ministry, id="ministry"
        )
        self.predecessors: Choice[bool] = Choice(
            [(True, "tính cho đơn vị mới"), (False, "không tính cho đơn vị mới")],
            now.count_predecessors,
            id="predecessors",
        )

    def compose(self) -> ComposeResult:
        """Three questions that the Decision leaves open."""
        labelled: list[tuple[str, Widget]] = [
            ("Bưu chính (BCCI)", self.postal),
            ("Hệ thống bộ ngành", self.ministry),
            ("Đơn vị cũ nhập vào", self.predecessors),
        ]
        with Vertical(classes="dialog"):
            yield Static(
                "Quyết định 984 không nói rõ ba điều này. Lựa chọn được in dưới mọi số liệu.",
                classes="subject",
                markup=False,
            )
            yield from rows(labelled)
            yield self.complaint

    def on_mount(self) -> None:
        """Begin with the post."""
        self.name_dialog("Cách tính tỷ lệ", "← →: đổi · Enter: lưu · Esc: thôi")
        self.postal.focus()

    def action_save(self) -> None:
        """Save all three."""
        values = {
            "count_postal": self.postal.value,
            "count_ministry": self.ministry.value,
            "count_predecessors": self.predecessors.value,
        }
        workers.start(self, lambda: SettingsChanged(self.desk.change_settings(**values)), group="save")

    @on(SettingsChanged)
    def _saved(self) -> None:
        self.dismiss(True)  # noqa: FBT003 - the screen's result
