"""F5: what was logged. Opens on today; type to narrow it, Enter corrects, F8 cancels, F9 takes it along."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal
from textual.message import Message
from textual.screen import Screen
from textual.widgets import Footer, Input, Static

from services_catalog.model import Channel
from services_catalog.paths import replaced
from services_catalog.periods import Period, usual_periods
from services_catalog.submission import LABELS, UNDECLARED, AssistedSubmission, Result
from services_catalog.vietnamese import number
from tui import workers
from tui.desk import Desk
from tui.handing_out import output_folder
from tui.messages import EntriesFound, FileSaved, SubmissionLogged
from tui.screens.log import CHANNELS
from tui.widgets.choice import Choice
from tui.widgets.row_list import Line, RowList
from tui.widgets.viet_input import VietInput

MOST = 1000
"""Entries that are listed; who looks for another one types a word, and an export has them all."""
SHORTEST_UNIT = 4
"""Letters from which a text may mean a unit by its name: «ba» would mean every other commune."""


@dataclass(frozen=True, slots=True)
class Looked:
    """What is looked for now."""

    period: Period
    text: str
    result: Result | None
    channel: Channel | None
    units: tuple[str, ...]

    def narrowing(self) -> dict[str, Any]:
        """As the journal wants it."""
        return {"result": self.result, "channel": self.channel, "units": self.units}


@dataclass
class Revealed(Message):
    """Somebody asked to see a name."""

    plain: str


class JournalScreen(Screen[None]):
    """The entries of a period, newest first."""

    BINDINGS = [  # noqa: RUF012 - Textual reads this class attribute as it is
        Binding("escape", "app.pop_screen", "Về tra cứu", id="close"),
        Binding("f8,delete", "void", "Huỷ lượt", id="void"),
        Binding("f4", "reveal", "Hiện tên", id="reveal"),
        Binding("f9", "export", "Xuất CSV", id="export"),
        Binding("down", "move(1)", show=False),
        Binding("up", "move(-1)", show=False),
        Binding("pagedown", "page(1)", show=False),
        Binding("pageup", "page(-1)", show=False),
    ]

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        periods = usual_periods(desk.today)
        self.period: Choice[Period] = Choice([(each, each.name) for each in periods], periods[0], id="period")
        self.box = VietInput(placeholder="Lọc: thủ tục, mã hồ sơ, cán bộ, đơn vị …", id="journal-box")
        self.outcome: Choice[Result | None] = Choice(
            [(None, "Mọi kết quả"), *((each, LABELS[each]) for each in Result)], None, id="outcome"
        )
        self.channel: Choice[Channel | None] = Choice(
            [(None, "Mọi kênh"), *((each, LABELS[each]) for each in CHANNELS)], None, id="by-channel"
        )
        self._masked: dict[str, str] = {}
        self.list: RowList[AssistedSubmission] = RowList(self._draw, height=2, id="entries")
        self.sum = Static("", id="sum", markup=False)

    def compose(self) -> ComposeResult:
        """Period and filter above the entries, their sum below."""
        with Horizontal(classes="top"):
            yield self.box
            yield self.period
        with Horizontal(classes="filters"):
            yield self.outcome
            yield self.channel
        yield self.list
        yield self.sum
        yield Footer(show_command_palette=False)

    def on_mount(self) -> None:
        """Today's entries."""
        self.box.border_title = "Nhật ký hỗ trợ"
        self.period.border_title = "Thời gian"
        self.box.focus()
        self.find()

    @on(Input.Changed)
    @on(Choice.Changed)
    def find(self) -> None:
        """Ask the journal for what the period and the filters say now."""
        looked, journal, desk = self._looked(), self.desk.journal, self.desk
        first, last = looked.period.first, looked.period.last

        def work() -> EntriesFound:
            # One more than is listed tells whether there are more.
            entries = journal.find(
                first, last, looked.text, **looked.narrowing(), include_void=True, most=MOST + 1
            )
            kept = desk.identities.masked([each.id for each in entries]) if self._keeps_identities else {}
            return EntriesFound(entries, kept)

        workers.start(self, work, group="find")

    def _looked(self) -> Looked:
        text = self.box.value.strip()
        units = (
            self.desk.organizations.find(text, self.desk.today, limit=60)
            if len(text) >= SHORTEST_UNIT
            else []
        )
        codes = tuple(each.code for each in units)
        return Looked(self.period.value, text, self.outcome.value, self.channel.value, codes)

    @on(EntriesFound)
    def _show(self, event: EntriesFound) -> None:
        entries = event.entries[:MOST]
        self._masked = event.masked
        self.list.show_rows(entries, self.list.index)
        live = [each for each in entries if not each.voided]
        filed = sum(each.quantity for each in live if each.result is Result.FILED)
        cancelled = len(entries) - len(live)
        told = f"{number(len(live))} lượt · {number(filed)} hồ sơ đã nộp"
        told += f" · {number(cancelled)} lượt đã huỷ" if cancelled else ""
        told += " · Enter: xem, sửa"
        if len(event.entries) > MOST:
            told = f"{number(MOST)} lượt mới nhất; gõ thêm chữ để thu hẹp. F9 xuất đủ, F6 có tổng số."
        self.sum.update(told if entries else "Chưa có lượt nào trong thời gian này.")

    @on(Input.Submitted)
    @on(RowList.Chosen)
    def _correct(self) -> None:
        entry = self.list.current
        if entry is None or entry.voided:
            return
        from tui.screens.log import LogScreen  # noqa: PLC0415 - screens are imported when they are opened

        self.app.push_screen(LogScreen(self.desk, entry), self._changed)

    def _changed(self, logged: SubmissionLogged | None) -> None:
        if logged:
            self.app.notify("Đã sửa. Bản cũ vẫn còn trong sổ.", markup=False)
            self.find()

    def action_void(self) -> None:
        """Cancel the highlighted entry, with a reason; it stays in the book."""
        entry = self.list.current
        if entry is None or entry.voided:
            return
        from tui.screens.reason import ReasonScreen  # noqa: PLC0415 - screens are imported when they are opened

        def cancel(reason: str | None) -> None:
            if reason is not None:
                journal = self.desk.journal
                workers.start(
                    self,
                    lambda: SubmissionLogged(journal.void(entry.id, reason), []),
                    group="void",
                    exclusive=False,
                )

        self.app.push_screen(ReasonScreen(f"Huỷ lượt: {entry.service_name}"), cancel)

    @on(SubmissionLogged)
    def _voided(self, event: SubmissionLogged) -> None:
        event.stop()
        self.app.notify("Đã huỷ lượt. Dòng cũ vẫn còn trong sổ.", markup=False)
        self.find()

    @property
    def _keeps_identities(self) -> bool:
        return self.desk.settings.identity_days > 0

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """F4 is there only where an office keeps names."""
        return self._keeps_identities if action == "reveal" else super().check_action(action, parameters)

    def action_reveal(self) -> None:
        """Show the name that the highlighted entry keeps; that this was done is noted."""
        entry, desk = self.list.current, self.desk
        if entry is None or entry.id not in self._masked:
            return

        def work() -> Revealed | None:
            found = desk.identities.reveal(entry.id, desk.settings.officer)
            return Revealed(found.plain) if found else None

        workers.start(self, work, group="reveal")

    @on(Revealed)
    def _show_identity(self, event: Revealed) -> None:
        self.app.notify(event.plain, title="Người được hỗ trợ", markup=False, timeout=10)

    def action_export(self) -> None:
        """Write all that is found, listed or not, as a CSV that Excel opens."""
        desk, looked = self.desk, self._looked()
        period = looked.period

        def work() -> FileSaved:
            from services_catalog.exchange.tables import journal_lines  # noqa: PLC0415 - only when exporting

            path = output_folder(desk) / f"nhat-ky-{period.first:%Y%m%d}-{period.last:%Y%m%d}.csv"

            def write(entries: Iterator[AssistedSubmission]) -> None:
                with replaced(path) as out:
                    out.writelines(journal_lines(entries, desk.unit_names()))

            desk.journal.each(period.first, period.last, looked.text, **looked.narrowing(), use=write)
            return FileSaved(path)

        workers.start(self, work, group="export")

    @on(FileSaved)
    def _saved(self, event: FileSaved) -> None:
        self.app.notify(f"{event.path}", title="Đã lưu", markup=False, timeout=10)

    def action_move(self, by: int) -> None:
        """Move the highlight without leaving the filter."""
        self.list.move(by)

    def action_page(self, direction: int) -> None:
        """Turn a page of entries."""
        self.list.action_page(direction)

    def _draw(self, entry: AssistedSubmission, width: int) -> list[Line]:
        what = "ĐÃ HUỶ" if entry.voided else LABELS[entry.result]
        facts = [LABELS[entry.channel], f"{entry.quantity} hồ sơ", entry.dossier, entry.officer or UNDECLARED]
        facts.append(self._masked.get(entry.id, ""))
        facts.append("có tờ rơi" if entry.leaflet else "")
        second = " · ".join(each for each in facts if each)
        head = f" {entry.logged_at:%d/%m %H:%M} "
        return [
            [
                (head, "faint"),
                (entry.service_name[: max(0, width - len(head) - 1)], "" if entry.voided else "strong"),
            ],
            [
                (" " * len(head), ""),
                (what, "warn" if entry.voided or entry.result is Result.NOT_FILED else "accent"),
                (f" · {second}", "faint"),
            ],
        ]
