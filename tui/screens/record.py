"""The form of one record, made from the fields that the plan gives its register."""

from typing import Any

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.message import Message
from textual.screen import ModalScreen
from textual.widgets import Input, Label, Static

from services_catalog.errors import MotcuaError, UnknownServiceError
from services_catalog.register_fields import LONGEST, Field, FieldKind, Register
from services_catalog.register_text import read, shown
from services_catalog.register_values import NO, YES, RegisterRefusedError
from services_catalog.registers import Record
from tui import workers
from tui.desk import Desk
from tui.messages import WorkFailed
from tui.widgets.choice import Choice
from tui.widgets.viet_input import VietInput

UNSAID = "chưa ghi"
FIELD = "field-"
SHORT = 40
"""Longest text of a date, a number or a code."""


class RecordScreen(ModalScreen[Record | None]):
    """Closes with the record, once it is on the disk."""

    BINDINGS = [  # noqa: RUF012 - Textual reads this class attribute as it is
        Binding("escape", "dismiss(None)", "Thôi", id="close"),
        Binding("enter", "save", "Lưu", id="save", priority=True),
        Binding("f4", "suggest", "Gợi ý", id="suggest"),
        Binding("down", "app.focus_next", show=False),
        Binding("up", "app.focus_previous", show=False),
    ]

    class Written(Message):
        """The record is on the disk."""

        def __init__(self, record: Record) -> None:
            self.record = record
            super().__init__()

    class Named(Message):
        """The catalogue knows what service a code means, or that there is none."""

        def __init__(self, text: str) -> None:
            self.text = text
            super().__init__()

    def __init__(self, desk: Desk, register: Register, record: Record | None) -> None:
        super().__init__()
        self.desk = desk
        self.register = register
        self.record = record
        self.fixed = record is not None and bool(register.rows) and _is_listed(record, register)
        self.complaint = Static("", id="complaint", markup=False)
        self.fields: dict[str, VietInput | Choice[Any]] = {
            each.id: self._field(each) for each in register.fields if not (self.fixed and each.fixed)
        }
        self._suggested = -1
        self._saving = False

    def compose(self) -> ComposeResult:
        """The fields in the order of the plan; what it fixes stands above them."""
        with Vertical(classes="dialog"):
            if self.fixed and self.record:
                texts = [
                    shown(each, self.record.values.get(each.id))
                    for each in self.register.fields
                    if each.fixed
                ]
                yield Static(" · ".join(filter(None, texts)), markup=False, classes="subject")
            with VerticalScroll(can_focus=False):
                for each in self.register.fields:
                    if each.id in self.fields:
                        with Horizontal(classes="field"):
                            yield Label(f"{each.label}{' *' if each.needed else ''}", markup=False)
                            yield self.fields[each.id]
            yield self.complaint

    def on_mount(self) -> None:
        """Start with the first field."""
        dialog = self.query_one(Vertical)
        dialog.border_title = Content(self.register.name)
        unit = self.record.unit if self.record else self.desk.settings.unit
        hint = " · F4: gợi ý" if any(each.suggest for each in self.register.fields) else ""
        dialog.border_subtitle = Content(f"{self.desk.unit_name(unit)} · Enter: lưu{hint} · ↑ ↓ · Esc: thôi")
        next(iter(self.fields.values())).focus()

    def action_suggest(self) -> None:
        """Put the next of the plan's usual texts into the field that has them."""
        for each in self.register.fields:
            field = self.fields.get(each.id)
            if each.suggest and isinstance(field, VietInput) and self.desk.plan.causes:
                self._suggested = (self._suggested + 1) % len(self.desk.plan.causes)
                field.value = self.desk.plan.causes[self._suggested]
                field.focus()

    @on(Input.Changed)
    def _name_service(self, event: Input.Changed) -> None:
        self.complaint.update("")
        kinds = {f"{FIELD}{each.id}": each.kind for each in self.register.fields}
        code = event.value.strip()
        if kinds.get(event.input.id or "") is not FieldKind.SERVICE or len(code) < len("1.001193"):
            return
        catalog = self.desk.catalog

        def work() -> Message:
            try:
                return self.Named(catalog.service(code).name)
            except UnknownServiceError as error:
                return self.Named(error.message)

        workers.start(self, work, group="named")

    @on(Named)
    def _show_name(self, event: Named) -> None:
        self.complaint.update(event.text)

    def action_save(self) -> None:
        """Check, write, and close when it is on the disk; a second Enter meanwhile does nothing."""
        if self._saving:
            return
        try:
            values = self._filled()
        except RegisterRefusedError as error:
            self._refuse(error)
            return
        self._saving = True
        desk, register, record = self.desk, self.register.id, self.record

        def work() -> Message:
            if record is None:
                return self.Written(desk.registers.add(register, desk.settings.unit, values))
            return self.Written(desk.registers.change(record.id, values))

        workers.start(self, work, group="save", exclusive=False)

    @on(Written)
    def _written(self, event: Written) -> None:
        self.dismiss(event.record)

    @on(WorkFailed)
    def _failed(self, event: WorkFailed) -> None:
        event.stop()
        self._saving = False
        self._refuse(event.error)

    def _refuse(self, error: MotcuaError) -> None:
        self.complaint.update(error.sentence())
        field = self.fields.get(getattr(error, "field", ""))
        if field is not None:
            field.focus()

    def _filled(self) -> dict[str, Any]:
        """The values of the form. Raises RegisterRefusedError for the first that can't be read."""
        values = dict(self.record.values) if self.record else {}
        for each in self.register.fields:
            field = self.fields.get(each.id)
            if isinstance(field, Choice):
                values[each.id] = field.value
            elif field is not None:
                current = values.get(each.id)
                same = current is not None and field.value == shown(each, current, self.desk.organizations)
                values[each.id] = (
                    current if same else read(each, field.value, self.desk.organizations, self.desk.today)
                )
        return values

    def _field(self, field: Field) -> "VietInput | Choice[Any]":
        value = self.record.values.get(field.id) if self.record else None
        options: list[tuple[Any, str]] = []
        if field.kind is FieldKind.CHOICE:
            options = [(each.value, each.label) for each in field.options]
        elif field.kind is FieldKind.YES_NO:
            options = [(True, YES), (False, NO)]
        if options:
            known = [each for each, _ in options]
            if not field.needed or self.record is not None or field.kind is FieldKind.YES_NO:
                options.insert(0, (None, UNSAID))
            return Choice(options, value if value in known else options[0][0], id=f"{FIELD}{field.id}")
        today = field.kind is FieldKind.DATE and field.id == self.register.day and not self.record
        text = shown(field, self.desk.today.isoformat() if today else value, self.desk.organizations)
        longest = field.longest or LONGEST.get(field.kind, SHORT if field.kind is not FieldKind.UNIT else 150)
        return VietInput(text, field.hint, id=f"{FIELD}{field.id}", compact=True, max_length=longest)


def _is_listed(record: Record, register: Register) -> bool:
    """Whether the plan filled this row in: its fixed fields are then not for changing."""
    return any(each.fixed and each.id in record.values for each in register.fields if not each.needed)
