"""F7 in the rates: what the Decision leaves open and this office decides. Printed under every figure."""

from typing import TYPE_CHECKING

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal, Vertical
from textual.screen import ModalScreen
from textual.widgets import Label, Static

from tui import workers
from tui.desk import Desk
from tui.messages import SettingsChanged, WorkFailed
from tui.widgets.choice import Choice

if TYPE_CHECKING:
    from textual.widget import Widget


class CountingScreen(ModalScreen[bool]):
    """Closes with True once the choices are saved."""

    BINDINGS = [  # noqa: RUF012 - Textual reads this class attribute as it is
        Binding("escape", "dismiss(False)", "Thôi", id="close"),
        Binding("enter", "save", "Lưu", id="save", priority=True),
        Binding("down", "app.focus_next", show=False),
        Binding("up", "app.focus_previous", show=False),
    ]

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        now = desk.settings
        self.postal: Choice[bool] = Choice(
            [(True, "tính vào mẫu số, không phải trực tuyến"), (False, "không tính vào mẫu số")],
            now.count_postal,
        )
        self.ministry: Choice[bool] = Choice([(False, "không kể"), (True, "kể cả")], now.count_ministry)
        self.predecessors: Choice[bool] = Choice(
            [(True, "tính cho đơn vị mới"), (False, "không tính cho đơn vị mới")], now.count_predecessors
        )
        self.complaint = Static("", id="complaint", markup=False)

    def compose(self) -> ComposeResult:
        """Three questions that the Decision leaves open."""
        labelled: list[tuple[str, Widget]] = [
            ("Bưu chính (BCCI)", self.postal),
            ("Hệ thống bộ ngành", self.ministry),
            ("Đơn vị cũ nhập vào", self.predecessors),
        ]
        with Vertical(classes="dialog") as dialog:
            dialog.border_title = "Cách tính tỷ lệ"
            dialog.border_subtitle = "← →: đổi · Enter: lưu · Esc: thôi"
            yield Static(
                "Quyết định 984 không nói rõ ba điều này. Lựa chọn được in dưới mọi số liệu.",
                classes="subject",
                markup=False,
            )
            for label, field in labelled:
                with Horizontal(classes="field"):
                    yield Label(label)
                    yield field
            yield self.complaint

    def on_mount(self) -> None:
        """Begin with the post."""
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

    @on(WorkFailed)
    def _failed(self, event: WorkFailed) -> None:
        event.stop()
        self.complaint.update(event.error.sentence())
