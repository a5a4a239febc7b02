"""F3: one assisted submission. Everything is filled in; the common case is Enter.

The same form corrects an entry from the journal; then it also asks why.
"""

from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.message import Message
from textual.screen import ModalScreen
from textual.widgets import Input, Label, Static

from services_catalog.errors import DoubleEntryError, EntryRefusedError, MotcuaError
from services_catalog.identities import Identity, checked_identity
from services_catalog.model import Channel, UnitKind
from services_catalog.submission import (
    DRAFT_FIELDS,
    LABELS,
    MOST,
    AssistedSubmission,
    Draft,
    HelperRole,
    HelpKind,
    PostalUse,
    ReasonNotFiled,
    Result,
)
from services_catalog.vietnamese import long_date, read_date
from tui import workers
from tui.desk import Desk
from tui.messages import SubmissionLogged, WorkFailed
from tui.screens.form import read_whole_number
from tui.widgets.choice import Choice
from tui.widgets.viet_input import VietInput

if TYPE_CHECKING:
    from textual.widget import Widget

    from services_catalog.unfinished import Unfinished

YES_NO = ((False, "Không"), (True, "Có"))
CHANNELS = (Channel.ONLINE, Channel.IN_PERSON, Channel.POSTAL)
PEOPLE = ((False, "Cá nhân"), (True, "Tổ chức"))
ROLES = {UnitKind.POST_OFFICE: HelperRole.POST, UnitKind.VILLAGE_TEAM: HelperRole.COMMUNITY}


class LogScreen(ModalScreen[SubmissionLogged | None]):
    """Closes with what was logged, once it is on the disk."""

    BINDINGS = [  # noqa: RUF012 - Textual reads this class attribute as it is
        Binding("escape", "give_up", "Thôi", id="close"),
        Binding("enter,f3", "save", "Lưu", id="save", priority=True),
        Binding("down", "app.focus_next", show=False),
        Binding("up", "app.focus_previous", show=False),
    ]

    class Doubted(Message):
        """The journal looked at a dossier code."""

        def __init__(self, doubts: list[str]) -> None:
            self.doubts = doubts
            super().__init__()

    def __init__(self, desk: Desk, draft: Draft, left: "Unfinished | None" = None) -> None:
        """A form that stands at `draft`, or at what was `left` of one for the same service."""
        super().__init__()
        self.desk = desk
        self.left = left
        self.entry_id = left.entry_id if left else desk.journal.reserve()
        self.draft = draft = _restored(draft, left)
        self.correcting = draft if isinstance(draft, AssistedSubmission) else None
        self.complaint = Static("", id="complaint", markup=False)
        self.result: Choice[Result] = _choice(Result, draft.result)
        self.reason: Choice[ReasonNotFiled] = _choice(
            ReasonNotFiled, draft.reason or ReasonNotFiled.MISSING_PAPERS
        )
        self.channel: Choice[Channel] = Choice(
            [(each, LABELS[each]) for each in CHANNELS], draft.channel, id="channel"
        )
        self.help: Choice[HelpKind] = _choice(HelpKind, draft.help)
        self.dossier = VietInput(
            draft.dossier, "có thì ghi, ví dụ H14.12-260927-0001", id="dossier", compact=True
        )
        self.quantity = VietInput(str(draft.quantity), id="quantity", compact=True, max_length=3)
        self.leaflet: Choice[bool] = Choice(YES_NO, draft.leaflet, id="leaflet")
        self.postal: Choice[PostalUse] = _choice(PostalUse, draft.postal)
        self.people: Choice[bool] = Choice(PEOPLE, draft.organization, id="people")
        self.elderly: Choice[bool] = Choice(YES_NO, draft.elderly, id="elderly")
        self.day = VietInput(long_date(draft.day), id="day", compact=True, max_length=10)
        self.note = VietInput(
            draft.note, "không ghi tên, số căn cước, điện thoại", id="note", compact=True, max_length=200
        )
        self.why = VietInput("", "vì sao sửa", id="why", compact=True, max_length=200)
        self.name_field = VietInput("", "tên gọi hoặc chữ viết tắt", id="name", compact=True, max_length=40)
        self.phone = VietInput("", "3 số cuối", id="phone", compact=True, max_length=3)
        self.informed: Choice[bool] = Choice(YES_NO, value=False, id="informed")
        self._saving = False
        self._kept = _plain_draft(self.draft)

    def compose(self) -> ComposeResult:
        """What changes most stands first."""
        fields: list[tuple[str, str, Widget]] = [
            ("Kết quả", "result", self.result),
            ("Lý do chưa nộp", "reason", self.reason),
            ("Kênh nộp", "channel", self.channel),
            ("Đã giúp gì", "help", self.help),
            ("Mã hồ sơ", "dossier", self.dossier),
            ("Số hồ sơ", "quantity", self.quantity),
            ("Đã đưa tờ rơi", "leaflet", self.leaflet),
            ("Bưu chính", "postal", self.postal),
            ("Người nộp", "people", self.people),
            ("Từ 60 tuổi", "elderly", self.elderly),
            ("Ngày", "day", self.day),
            ("Ghi chú", "note", self.note),
        ]
        if self.desk.settings.identity_days and not self.correcting:
            fields += [
                ("Tên gọi, viết tắt", "name", self.name_field),
                ("3 số cuối ĐT", "phone", self.phone),
                ("Đã thông báo", "informed", self.informed),
            ]
        if self.correcting:
            fields.append(("Lý do sửa", "why", self.why))
        with Vertical(classes="dialog"):
            yield Static(
                f"{self.draft.service_code}  {self.draft.service_name}", markup=False, classes="subject"
            )
            with VerticalScroll(can_focus=False):
                for label, name, field in fields:
                    with Horizontal(classes="field", id=f"row-{name}"):
                        yield Label(label)
                        yield field
            yield self.complaint

    def on_mount(self) -> None:
        """Ready to save as it stands."""
        dialog = self.query_one(Vertical)
        who = f"{self.desk.unit_name(self.draft.unit)} – {self.draft.officer or 'chưa khai báo'}"
        dialog.border_title = "Sửa lượt hỗ trợ" if self.correcting else "Ghi lượt hỗ trợ"
        if self.draft.visit and not self.correcting:
            dialog.border_title = "Ghi tiếp cùng lượt"
        dialog.border_subtitle = Content(f"{who} · Enter: lưu · ← →: đổi · Esc: thôi")  # names are no markup
        self._show_reason()
        if self.left:
            self.complaint.update(f"Ghi tiếp lượt bỏ dở lúc {self.left.at:%H:%M %d/%m}. Esc: bỏ hẳn.")
        self.result.focus()

    @on(Choice.Changed)
    def _show_reason(self) -> None:
        self.query_one("#row-reason").display = self.result.value is Result.NOT_FILED

    @on(Input.Changed, "#dossier")
    def _look_at_dossier(self) -> None:
        code = self.dossier.value.strip()
        if not code:
            self.complaint.update("")
            return
        besides = self.correcting.id if self.correcting else ""
        draft = replace(_plain_draft(self.draft), dossier=code)
        workers.start(self, lambda: self.Doubted(self.desk.journal.warnings(draft, besides)), group="doubts")

    @on(Doubted)
    def _show_doubts(self, event: Doubted) -> None:
        self.complaint.update(" ".join(event.doubts))

    @on(Choice.Changed)
    @on(Input.Changed)
    def _keep(self) -> None:
        """Let what was filled in so far outlive a crash."""
        if self.correcting or self._saving:
            return
        drafts, draft, entry_id = self.desk.unfinished, self._so_far(), self.entry_id
        if draft == self._kept:
            return
        self._kept = draft
        workers.start(self, lambda: drafts.keep(draft, entry_id), group="keep")

    def action_give_up(self) -> None:
        """Close without an entry, and forget what was filled in."""
        drafts, entry_id = self.desk.unfinished, self.entry_id
        if not self.correcting:
            workers.start(self.app, lambda: drafts.drop(entry_id), group="drop", exclusive=False)
        self.dismiss(None)

    def action_save(self) -> None:
        """Check, write, and close when it is on the disk; a second Enter meanwhile does nothing."""
        self._save()

    def _save(self, *, again: bool = False) -> None:
        if self._saving:
            return
        try:
            draft, person = self._filled(), self._person()
        except EntryRefusedError as error:
            self._refuse(error)
            return
        self._saving = True
        desk, journal, entry, why = self.desk, self.desk.journal, self.correcting, self.why.value

        def work() -> SubmissionLogged:
            doubts = journal.warnings(draft, entry.id if entry else "")
            if entry:
                return SubmissionLogged(journal.correct(entry.id, draft, why, again=again), doubts)
            logged = journal.log(draft, entry_id=self.entry_id, again=again)
            if person:
                desk.identities.keep(logged.id, person, desk.settings.identity_days)
            with suppress(MotcuaError):  # it is logged; what is left over is seen to when the desk opens
                desk.unfinished.drop(self.entry_id)
                desk.erase_due()
            return SubmissionLogged(logged, doubts)

        workers.start(self, work, group="save", exclusive=False)

    @on(SubmissionLogged)
    def _saved(self, event: SubmissionLogged) -> None:
        event.stop()
        self.dismiss(event)

    @on(WorkFailed)
    def _failed(self, event: WorkFailed) -> None:
        event.stop()
        self._saving = False
        self._refuse(event.error)
        if isinstance(event.error, DoubleEntryError):
            from tui.screens.double import DoubleScreen  # noqa: PLC0415 - screens are imported when they are opened

            self.app.push_screen(DoubleScreen(event.error.message), self._decided)

    def _decided(self, again: bool | None) -> None:  # noqa: FBT001 - the screen's result
        if again:
            self._save(again=True)

    def _refuse(self, error: Any) -> None:
        self.complaint.update(error.sentence())
        field = getattr(error, "field", "")
        places = {
            "change_reason": self.why,
            "quantity": self.quantity,
            "day": self.day,
            "note": self.note,
            "dossier": self.dossier,
            "name": self.name_field,
            "phone": self.phone,
            "informed": self.informed,
        }
        if field in places:
            places[field].focus()

    def _person(self) -> Identity | None:
        return checked_identity(self.name_field.value, self.phone.value, informed=self.informed.value)

    def _filled(self) -> Draft:
        quantity = read_whole_number(self.quantity.value, 1, MOST)
        if quantity is None:
            raise EntryRefusedError(f"Số hồ sơ từ 1 đến {MOST}.", field="quantity")
        try:
            day = read_date(self.day.value)
        except ValueError:
            raise EntryRefusedError("Ngày viết như 27/09/2026.", field="day") from None
        return replace(self._filled_choices(), quantity=quantity, day=day)

    def _filled_choices(self) -> Draft:
        return replace(
            _plain_draft(self.draft),
            result=self.result.value,
            reason=self.reason.value if self.result.value is Result.NOT_FILED else None,
            channel=self.channel.value,
            help=self.help.value,
            dossier=self.dossier.value,
            leaflet=self.leaflet.value,
            postal=self.postal.value,
            organization=self.people.value,
            elderly=self.elderly.value,
            note=self.note.value,
        )

    def _so_far(self) -> Draft:
        """What is filled in, with the first figures in place of those that are none yet."""
        try:
            return self._filled()
        except EntryRefusedError:
            return replace(self._filled_choices(), quantity=self.draft.quantity, day=self.draft.day)


def new_draft(desk: Desk, code: str, name: str, *, leaflet: bool, online: bool) -> Draft:
    """The form as it stands when it opens: today, this desk, this officer, online where that exists."""
    unit = desk.settings.unit
    kind = desk.organizations.by_code[unit].kind if unit in desk.organizations.by_code else UnitKind.COMMUNE
    return Draft(
        day=desk.today,
        service_code=code,
        service_name=name,
        unit=unit,
        officer=desk.settings.officer,
        role=ROLES.get(kind, HelperRole.ONE_STOP),
        channel=Channel.ONLINE if online else Channel.IN_PERSON,
        leaflet=leaflet,
    )


def _restored(draft: Draft, left: "Unfinished | None") -> Draft:
    """What was left, under the name and visit of today's form."""
    if left is None:
        return draft
    visit = draft.visit or left.draft.visit
    return replace(left.draft, service_name=draft.service_name, visit=visit)


def _plain_draft(draft: Draft) -> Draft:
    return Draft(**{name: getattr(draft, name) for name in DRAFT_FIELDS})


def _choice(kind: Any, value: Any) -> Choice[Any]:
    return Choice([(each, LABELS[each]) for each in kind], value, id=kind.__name__.lower())
