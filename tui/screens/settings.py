"""F7: what a desk can choose. Enter saves all of it or nothing."""

from dataclasses import asdict, fields
from typing import TYPE_CHECKING, Any

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical, VerticalScroll
from textual.widgets import Input, Static

from services_catalog.settings import LONGEST_TEXT, MOST_IDENTITY_DAYS, Office, Theme
from tui import workers
from tui.desk import Desk
from tui.handing_out import form_settings, usual_form
from tui.handout_files import LABELS, Form
from tui.messages import SettingsChanged
from tui.screens.form import FormScreen, read_whole_number, rows
from tui.widgets.choice import Choice
from tui.widgets.viet_input import VietInput

if TYPE_CHECKING:
    from textual.widget import Widget

THEMES = ((Theme.LIGHT, "Sáng"), (Theme.DARK, "Tối"), (Theme.CONTRAST, "Tương phản cao"))
OFFICE_LABELS = {"name": "Tên cơ quan", "address": "Địa chỉ", "hours": "Giờ làm việc", "phone": "Điện thoại"}


class SettingsScreen(FormScreen[bool]):
    """Closes with True once new settings are in use."""

    BINDINGS = [  # noqa: RUF012 - Textual reads this class attribute as it is
        Binding("escape", "dismiss(False)", "Thôi", id="close"),
        Binding("enter", "save", "Lưu", id="save", priority=True),
        Binding("f8", "unit", "Đổi đơn vị, cán bộ", id="unit"),
    ]

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        now = desk.settings
        self.looks: Choice[Theme] = Choice(THEMES, now.theme, id="theme")
        self.form: Choice[Form] = Choice(list(LABELS.items()), usual_form(desk), id="form")
        self.texts = {
            **{name: _text(value, name) for name, value in asdict(now.office).items()},
            "output_folder": _text(now.output_folder, "output_folder", "để trống: thư mục của bàn"),
            "link_template": _text(now.link_template, "link_template"),
        }
        self.identity_days = _text(str(now.identity_days), "identity_days", "0: không giữ")

    def compose(self) -> ComposeResult:
        """Looks, handouts, what leaflets say about the office, folders, addresses."""
        labelled: list[tuple[str, Widget]] = [
            ("Giao diện", self.looks),
            ("Loại tờ hay in", self.form),
            *((label, self.texts[name]) for name, label in OFFICE_LABELS.items()),
            ("Thư mục lưu tệp", self.texts["output_folder"]),
            ("Mẫu địa chỉ QR", self.texts["link_template"]),
            ("Giữ tên gọi, ngày", self.identity_days),
        ]
        with Vertical(classes="dialog"):
            yield Static("", id="desk-owner", markup=False, classes="subject")
            with VerticalScroll(can_focus=False):
                yield from rows(labelled)
            yield self.complaint

    def on_mount(self) -> None:
        """Show who works here."""
        self.name_dialog("Cài đặt", "Enter: lưu · F8: đổi đơn vị, cán bộ · Esc: thôi")
        self._show_owner()
        self.looks.focus()

    @on(Choice.Changed, "#theme")
    def _try_looks(self) -> None:
        self.app.theme = f"motcua-{self.looks.value}"

    def action_unit(self) -> None:
        """Choose another unit or officer."""
        from tui.screens.unit import UnitScreen  # noqa: PLC0415 - screens are imported when they are opened

        self.app.push_screen(UnitScreen(self.desk), lambda _done: self._show_owner())

    def action_save(self) -> None:
        """Check and save; a wrong value is told and nothing is saved."""
        office = Office(**{each.name: self.texts[each.name].value for each in fields(Office)})
        days = read_whole_number(self.identity_days.value, 0, MOST_IDENTITY_DAYS)
        if days is None:
            self.complaint.update(f"Số ngày giữ tên gọi từ 0 (không giữ) đến {MOST_IDENTITY_DAYS}.")
            self.identity_days.focus()
            return
        values: dict[str, Any] = {
            "identity_days": days,
            "theme": self.looks.value,
            **form_settings(self.form.value),
            "office": office,
            "output_folder": self.texts["output_folder"].value,
            "link_template": self.texts["link_template"].value,
        }
        workers.start(self, lambda: SettingsChanged(self.desk.change_settings(**values)), group="save")

    @on(SettingsChanged)
    def _saved(self) -> None:
        self.dismiss(True)  # noqa: FBT003 - the screen's result

    @on(Input.Changed)
    def _forgive(self) -> None:
        self.complaint.update("")

    def on_unmount(self) -> None:
        """Looks that were only tried go away."""
        self.app.theme = f"motcua-{self.desk.settings.theme}"

    def _show_owner(self) -> None:
        officer = self.desk.settings.officer or "chưa khai báo"
        self.query_one("#desk-owner", Static).update(f"Đơn vị: {self.desk.unit_name()}\nCán bộ: {officer}")


def _text(value: str, name: str, hint: str = "") -> VietInput:
    return VietInput(value, hint, id=name.replace("_", "-"), compact=True, max_length=LONGEST_TEXT)
