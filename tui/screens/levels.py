"""From a unit's rates: how far a service is offered online and since when, and how many services a unit publishes."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.message import Message
from textual.widgets import Static

from services_catalog.errors import PeriodError
from services_catalog.levels import (
    LEVEL_NAMES,
    LONGEST_BASIS,
    MOST_SERVICES,
    LevelPeriod,
    LevelRefusedError,
    ServiceLevel,
)
from services_catalog.vietnamese import long_date, number, read_date
from tui import workers
from tui.desk import Desk
from tui.screens.form import FormScreen, read_whole_number, rows
from tui.widgets.choice import Choice
from tui.widgets.viet_input import VietInput

if TYPE_CHECKING:
    from textual.widget import Widget

_OFFERED = (
    ServiceLevel.FULL,
    ServiceLevel.PARTIAL,
    ServiceLevel.INFORMATION,
    ServiceLevel.LEVEL_4,
    ServiceLevel.LEVEL_3,
    ServiceLevel.LEVEL_2,
    ServiceLevel.AS_CATALOGUED,
)
"""Today's words first; those of before 15/08/2022 are there for the figures of then."""
_LONGEST_DATE = 10
_MOST_TOLD = 4


@dataclass
class Saved(Message):
    """What the form says is on the disk."""


class LevelScreen(FormScreen[bool]):
    """Closes with True once a level is set; `unit` is the one that it may be set for alone."""

    BINDINGS = [  # noqa: RUF012 - Textual reads this class attribute as it is
        Binding("escape", "dismiss(False)", "Thôi", id="close"),
        Binding("enter", "save", "Lưu", id="save", priority=True),
    ]

    @dataclass
    class HistoryFound(Message):
        """What offices set for this service before."""

        periods: list[LevelPeriod]

    def __init__(self, desk: Desk, service: tuple[str, str], unit: str) -> None:
        super().__init__()
        self.desk = desk
        self.code, self.subject = service
        self.level: Choice[ServiceLevel] = Choice(
            [(each, LEVEL_NAMES[each]) for each in _OFFERED], ServiceLevel.FULL, id="level"
        )
        places = [("", "mọi đơn vị"), *([(unit, f"chỉ {desk.unit_name(unit)}")] if unit else [])]
        self.place: Choice[str] = Choice(places, "", id="place")
        self.first = _date_box("first-day", long_date(date(desk.today.year, 1, 1)), "ví dụ 01/08/2026")
        self.last = _date_box("last-day", "", "để trống: đến nay")
        self.basis = VietInput(
            placeholder="văn bản làm căn cứ", max_length=LONGEST_BASIS, id="basis", compact=True
        )
        self.told = Static("", classes="hint", markup=False)

    def compose(self) -> ComposeResult:
        """What was set before, then the new level."""
        labelled: list[tuple[str, Widget]] = [
            ("Mức trực tuyến", self.level),
            ("Áp dụng cho", self.place),
            ("Từ ngày", self.first),
            ("Đến ngày", self.last),
            ("Căn cứ", self.basis),
        ]
        with Vertical(classes="dialog"):
            yield Static(f"{self.code} {self.subject}", classes="subject", markup=False)
            yield self.told
            yield from rows(labelled)
            yield self.complaint

    def on_mount(self) -> None:
        """Begin with the level, and look up the earlier ones."""
        self.name_dialog("Mức cung cấp trực tuyến", "← →: đổi · ↑ ↓: ô khác · Enter: lưu · Esc: thôi")
        self.level.focus()
        workers.start(self, lambda: self.HistoryFound(self.desk.levels.history(self.code)), group="history")

    @on(HistoryFound)
    def _tell(self, event: HistoryFound) -> None:
        self.told.update("\n".join(history_lines(self.desk, event.periods)))

    def action_save(self) -> None:
        """Check and set it; what is wrong is told and nothing is set."""
        desk, level, unit, basis = self.desk, self.level.value, self.place.value, self.basis.value
        first, last = self.first.value, self.last.value

        def work() -> Message:
            desk.levels.set(
                self.code,
                level,
                _day(first),
                last_day=_day(last) if last.strip() else None,
                unit=unit,
                basis=basis,
            )
            return Saved()

        workers.start(self, work, group="save")

    @on(Saved)
    def _saved(self) -> None:
        self.dismiss(True)  # noqa: FBT003 - the screen's result


class PublishedScreen(FormScreen[bool]):
    """How many services a unit publishes: what the reference rate of QĐ 766 (3.2) divides by."""

    BINDINGS = [  # noqa: RUF012 - Textual reads this class attribute as it is
        Binding("escape", "dismiss(False)", "Thôi", id="close"),
        Binding("enter", "save", "Lưu", id="save", priority=True),
    ]

    def __init__(self, desk: Desk, unit: str) -> None:
        super().__init__()
        self.desk = desk
        self.unit = unit
        self.amount = VietInput(placeholder="ví dụ 312", max_length=6, id="published", compact=True)
        self.first = _date_box("first-day", long_date(date(desk.today.year, 1, 1)), "ví dụ 01/07/2026")

    def compose(self) -> ComposeResult:
        """The number and its first day."""
        with Vertical(classes="dialog"):
            yield Static(self.desk.unit_name(self.unit), classes="subject", markup=False)
            yield Static(
                "Mẫu số của tỷ lệ tham khảo theo QĐ 766, mục 3.2. Không dùng cho hai tỷ lệ của Quyết định 984.",
                classes="hint",
                markup=False,
            )
            yield from rows([("Số thủ tục", self.amount), ("Từ ngày", self.first)])
            yield self.complaint

    def on_mount(self) -> None:
        """Begin with the number."""
        self.name_dialog("Số thủ tục đang công khai", "Enter: lưu · Esc: thôi")
        self.amount.focus()

    def action_save(self) -> None:
        """Check and note it."""
        desk, unit, first = self.desk, self.unit, self.first.value
        amount = read_whole_number(self.amount.value, 0, MOST_SERVICES)
        if amount is None:
            self.fail(LevelRefusedError(f"Số thủ tục là số từ 0 đến {number(MOST_SERVICES)}."))
            return

        def work() -> Message:
            desk.levels.publish(unit, amount, _day(first))
            return Saved()

        workers.start(self, work, group="save")

    @on(Saved)
    def _saved(self) -> None:
        self.dismiss(True)  # noqa: FBT003 - the screen's result


def history_lines(desk: Desk, periods: Sequence[LevelPeriod]) -> list[str]:
    """The levels set before, the latest ones last; a line that says so where there are none."""
    if not periods:
        return ["Chưa đặt mức nào: tính theo danh mục."]
    told = []
    for each in periods[-_MOST_TOLD:]:
        until = long_date(each.last_day) if each.last_day else "nay"
        where = desk.unit_name(each.unit) if each.unit else "mọi đơn vị"
        words = f"{LEVEL_NAMES[each.level]}, {long_date(each.first_day)} đến {until}, {where}"
        told.append(f"{words}, {each.basis}" if each.basis else words)
    return told


def _date_box(name: str, value: str, hint: str) -> VietInput:
    return VietInput(value, placeholder=hint, max_length=_LONGEST_DATE, id=name, compact=True)


def _day(typed: str) -> date:
    try:
        return read_date(typed)
    except ValueError as error:
        raise PeriodError(f"«{typed}» không phải một ngày.", next_step="Viết ngày như 30/09/2026.") from error
