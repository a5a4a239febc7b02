"""Everything around the form of an assisted submission: opening it, what comes after it, and taking it back."""

from dataclasses import replace
from typing import TYPE_CHECKING

from textual.app import App
from textual.message import Message

from services_catalog.model import OnlineLevel
from tui import workers
from tui.desk import Desk
from tui.messages import SubmissionLogged

if TYPE_CHECKING:
    from services_catalog.model import PublicService
    from services_catalog.submission import AssistedSubmission
    from services_catalog.unfinished import Unfinished
    from tui.screens.main import MainScreen


class LogKeys(App[None]):
    """The part of the desk that logs."""

    desk: Desk
    main: "MainScreen"
    given: str = ""
    """The service that a leaflet was handed out for and not logged yet."""
    last_entry: "AssistedSubmission | None" = None
    """What was logged last in this session and not taken back."""
    same_visit: "AssistedSubmission | None" = None
    """The entry whose person the next form is for too."""

    class LeftUnfinished(Message):
        """There are drafts that were neither logged nor given up."""

        def __init__(self, drafts: "list[Unfinished]") -> None:
            self.drafts = drafts
            super().__init__()

    def tidy_up(self) -> None:
        """Erase what may no longer be kept, and tell what a crash left behind; the form brings it back."""

        def work() -> Message:
            self.desk.erase_due()
            return self.LeftUnfinished(self.desk.unfinished.all())

        workers.start(self, work, group="tidying")

    def on_log_keys_left_unfinished(self, event: "LogKeys.LeftUnfinished") -> None:
        """Say where it is."""
        for each in event.drafts[:1]:
            self.notify(
                f"{each.draft.service_name} ({each.at:%d/%m %H:%M}). Gõ {each.draft.service_code} rồi F3 để ghi tiếp.",
                title="Còn lượt ghi dở",
                markup=False,
                timeout=12,
            )

    def ask_log(self, service: "PublicService") -> None:
        """Open the form; before the first entry, ask who works here."""
        if self.desk.settings.unit and self.desk.settings.officer:
            self._open_log(service)
            return
        from tui.screens.unit import UnitScreen  # noqa: PLC0415 - screens are imported when they are opened

        def go_on(done: bool | None) -> None:  # noqa: FBT001 - the screen's result
            if done:
                self._open_log(service)

        self.push_screen(UnitScreen(self.desk), go_on)

    def _open_log(self, service: "PublicService") -> None:
        from tui.screens.log import LogScreen, new_draft  # noqa: PLC0415 - screens are imported when they are opened

        draft = new_draft(
            self.desk,
            service.code,
            service.name,
            leaflet=self.given == service.code,
            online=service.online_level is not OnlineLevel.NONE,
        )
        before = self.same_visit
        if before is not None:
            draft = replace(
                draft,
                visit=before.visit or before.id,
                unit=before.unit,
                officer=before.officer,
                organization=before.organization,
                elderly=before.elderly,
                postal=before.postal,
            )
        self.push_screen(LogScreen(self.desk, draft, self.desk.left_unfinished(service.code)), self._logged)

    def _logged(self, done: SubmissionLogged | None) -> None:
        self.same_visit = None
        if done is None:
            return
        self.last_entry = done.entry
        self.given = ""
        doubts = " ".join(done.doubts)
        self.notify(
            f"Ctrl+Z: hoàn tác. Ctrl+N: ghi tiếp thủ tục khác cho cùng lượt. {doubts}".strip(),
            title=f"Đã ghi {done.entry.quantity} hồ sơ",
            markup=False,
        )
        if self.screen is self.main:
            self.main.action_back_to_box()

    def action_another(self) -> None:
        """Let the next form be for the person of the last one."""
        before = self.last_entry
        if before is None:
            self.notify("Chưa có lượt nào vừa ghi trong phiên này.", markup=False)
            return
        self.same_visit = before
        self.notify(
            f"Cùng lượt với: {before.service_name}. Tìm thủ tục tiếp theo rồi bấm F3.",
            title="Ghi tiếp cùng lượt",
            markup=False,
        )
        while len(self.screen_stack) > 1:
            self.pop_screen()
        self.main.action_back_to_box()

    def action_undo(self) -> None:
        """Cancel the entry that was logged last in this session."""
        entry, self.last_entry = self.last_entry, None
        if entry is None:
            self.notify(
                "Không có lượt nào vừa ghi để hoàn tác. Mở nhật ký (F5) để huỷ lượt cũ hơn.", markup=False
            )
            return
        journal, entry_id = self.desk.journal, entry.id
        workers.start(
            self, lambda: SubmissionLogged(journal.undo(entry_id), []), group="undo", exclusive=False
        )
