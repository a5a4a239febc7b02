"""Ctrl+R: the two rates of every unit, with bars against the targets; Enter goes down to a unit."""

from dataclasses import dataclass
from datetime import date

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal
from textual.message import Message
from textual.screen import Screen
from textual.widgets import Footer, Input, Static

from services_catalog.closing import EMPTY, Closing
from services_catalog.indicators import NO_RATE, Rate, RatesTable, UnitRates
from services_catalog.periods import CutOff, usual_cut_offs
from services_catalog.vietnamese import fold, long_date, words
from tui import workers
from tui.desk import Desk
from tui.handing_out import save_table
from tui.messages import FileSaved
from tui.rates_text import bar, target_percent, verdict
from tui.widgets.choice import Choice
from tui.widgets.row_list import Line, RowList, Span
from tui.widgets.viet_input import VietInput

PERCENT, PARTS = 9, 16
NARROWEST_BAR = 6


class RatesScreen(Screen[None]):
    """One row a unit: the province, departments, districts or communes."""

    BINDINGS = [  # noqa: RUF012 - Textual reads this class attribute as it is
        Binding("escape", "app.pop_screen", "Về tra cứu", id="close"),
        Binding("f2", "search", "Tìm đơn vị", show=False, id="search"),
        Binding("f5", "import", "Nhập tệp", id="import"),
        Binding("f6", "tally", "Tự đếm", id="tally"),
        Binding("f7", "counting", "Cách tính", id="counting"),
        Binding("f8", "close_period", "Chốt kỳ", id="close-period"),
        Binding("f9", "export", "Xuất CSV", id="export"),
        Binding("down", "move(1)", show=False),
        Binding("up", "move(-1)", show=False),
        Binding("pagedown", "page(1)", show=False),
        Binding("pageup", "page(-1)", show=False),
        Binding("enter", "choose", "Xem kỹ", id="choose"),
    ]

    @dataclass
    class Found(Message):
        """The rates are worked out."""

        table: RatesTable

    @dataclass
    class Closed(Message):
        """A period is closed; its figures are on the disk."""

        closing: Closing

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        cut_offs = usual_cut_offs(desk.today)
        self.cut_off: Choice[CutOff] = Choice(
            [(each, each.name) for each in cut_offs], cut_offs[0], id="cut-off"
        )
        self.list: RowList[UnitRates] = RowList(draw_row, height=2, id="units")
        self.legend = Static("", classes="legend", markup=False)
        self.box = VietInput(placeholder="F2: tìm đơn vị theo tên", id="unit-search", compact=True)
        self.note = Static("", id="sum", markup=False)
        self._table: RatesTable | None = None
        self._wanted = ("", False)

    def compose(self) -> ComposeResult:
        """The cut-off above the units, the choices below."""
        with Horizontal(classes="top"):
            yield self.cut_off
            yield self.legend
        yield self.box
        yield self.list
        yield self.note
        yield Footer(show_command_palette=False)

    def on_mount(self) -> None:
        """Today to begin with."""
        self.cut_off.border_title = "Hai tỷ lệ, từ 01/01 đến"
        self.cut_off.border_subtitle = "← →: đổi ngày chốt"
        self.cut_off.focus()
        self.find()

    def on_screen_resume(self) -> None:
        """Whatever was imported or tallied above this screen is in the figures when it comes back."""
        self.find()

    @on(Choice.Changed)
    def find(self) -> None:
        """Work out the rates up to the chosen day."""
        desk, until = self.desk, self.cut_off.value.day

        def work() -> Message:
            desk.catalog.ensure()
            return self.Found(desk.rates.table(until.year, until, desk.choices()))

        workers.start(self, work, group="rates")

    @on(Found)
    def _show(self, event: Found) -> None:
        self._table = event.table
        self._narrow()
        shares = [event.table.formula.rates[name] for name in ("r1", "r2")]
        self.legend.update(
            "\n".join(
                f"{side}: {each.short.lower()}"
                + (f" (≥ {target_percent(each.target)})" if each.target else "")
                for side, each in zip(("trái", "phải"), shares, strict=True)
            )
        )
        told = f"Đến {long_date(event.table.until)}. {event.table.choices.short}"
        self.note.update(told if event.table.rows else "Chưa có số liệu. F5: nhập tệp · F6: tự đếm.")

    @on(Input.Changed)
    def _narrow(self) -> None:
        """Show the units whose names have every typed word; the highlighted one stays highlighted, if it is there."""
        asked = words(fold(self.box.value))
        rows = [
            each
            for each in (self._table.rows if self._table else ())
            if all(any(word.startswith(start) for word in words(fold(each.name))) for start in asked)
        ]
        before = self.list.current
        if before:
            self._wanted = before.unit, before.rolled_up
        places = (place for place, each in enumerate(rows) if (each.unit, each.rolled_up) == self._wanted)
        self.list.show_rows(rows, next(places, 0))

    def action_search(self) -> None:
        """Into the box for a unit's name, and back to the cut-off."""
        (self.cut_off if self.box.has_focus else self.box).focus()

    @on(Input.Submitted)
    def _found_unit(self) -> None:
        self.action_choose()

    def action_choose(self) -> None:
        """Go down to the highlighted unit."""
        row, table = self.list.current, self._table
        if row is None or table is None:
            return
        from tui.screens.unit_rates import UnitRatesScreen  # noqa: PLC0415 - screens are imported when they are opened

        self.app.push_screen(UnitRatesScreen(self.desk, table, row))

    @on(RowList.Chosen)
    def _chosen(self) -> None:
        self.action_choose()

    def action_import(self) -> None:
        """Take figures in from a file."""
        from tui.screens.stats_import import StatsImportScreen  # noqa: PLC0415 - screens are imported when opened

        self.app.push_screen(StatsImportScreen(self.desk))

    def action_tally(self) -> None:
        """Count by hand."""
        from tui.screens.tally import TallyScreen  # noqa: PLC0415 - screens are imported when they are opened

        self.app.push_screen(TallyScreen(self.desk))

    def action_counting(self) -> None:
        """Decide what the Decision leaves open."""
        from tui.screens.counting import CountingScreen  # noqa: PLC0415 - screens are imported when they are opened

        self.app.push_screen(CountingScreen(self.desk))

    def action_close_period(self) -> None:
        """Ask, then keep the figures of the quarter for the highlighted unit as they are now."""
        row, day = self.list.current, self.cut_off.value.day
        if row is None:
            return
        from tui.screens.confirm import ConfirmScreen  # noqa: PLC0415 - screens are imported when they are opened

        subject = (
            f"Giữ số liệu của {row.name} từ 01/01 đến {long_date(day)}, cho quý {(day.month + 2) // 3}/{day.year}. "
            "Số đã chốt không sửa được; chốt lại thì thêm một lần chốt nữa."
        )
        self.app.push_screen(
            ConfirmScreen("Chốt kỳ", subject, "Enter: chốt · Esc: thôi"),
            lambda sure: self._close(row.unit, day) if sure else None,
        )

    def _close(self, unit: str, until: date) -> None:
        desk = self.desk

        def work() -> Message:
            from services_catalog.report_compile import close_quarter  # noqa: PLC0415 - only when closing

            quarter = (until.month + 2) // 3
            sources = desk.report_sources()
            return self.Closed(close_quarter(sources, desk.counts, unit, until.year, quarter, until))

        workers.start(self, work, group="close", exclusive=False)

    @on(Closed)
    def _tell_closed(self, event: Closed) -> None:
        closing = event.closing
        self.find()  # another program may have taken figures in since this screen was drawn
        unit, until = self.desk.unit_name(closing.unit), long_date(closing.until)
        self.app.notify(
            f"{closing.name}, {unit}, đến {until}: {closed_rates(closing)}. "
            + (EMPTY if closing.empty else "Nhập thêm số liệu không làm số đã chốt thay đổi."),
            title="Đã chốt kỳ",
            markup=False,
        )

    def action_export(self) -> None:
        """Write the table as a CSV that Excel opens."""
        desk, table = self.desk, self._table
        if table is None:
            return

        def work() -> FileSaved:
            from services_catalog.exchange.tables import csv_bytes, rates_table  # noqa: PLC0415 - only when exporting

            return FileSaved(
                save_table(desk, f"ty-le-{table.until:%Y%m%d}.csv", csv_bytes(*rates_table(table)))
            )

        workers.start(self, work, group="export")

    @on(FileSaved)
    def _saved(self, event: FileSaved) -> None:
        self.app.notify(f"{event.path}", title="Đã lưu", markup=False, timeout=10)

    def action_move(self, by: int) -> None:
        """Move the highlight."""
        self.list.move(by)

    def action_page(self, direction: int) -> None:
        """Turn a page of units."""
        self.list.action_page(direction)


def closed_rates(closing: Closing) -> str:
    """Both rates as they were closed for the unit itself, its roll-up where it has one."""
    rows = [each for each in closing.figures["units"] if each["unit"] == closing.unit]
    if not rows:
        return NO_RATE
    rates = max(rows, key=lambda each: bool(each["rolled_up"]))["rates"]
    return ", ".join(
        f"{each['text']} ({each['numerator']}/{each['denominator']})" for each in (rates["r1"], rates["r2"])
    )


def draw_row(row: UnitRates, width: int) -> list[Line]:
    """A unit's name with its dossiers, below it both rates with their parts and bars."""
    name = f" {row.name}" + (" (gộp)" if row.rolled_up else "")
    half = max(PERCENT + PARTS + NARROWEST_BAR, (width - 2) // 2)
    return [
        [(name[:width], "strong")],
        [(" ", ""), *rate_spans(row.rates["r1"], half), *rate_spans(row.rates["r2"], half)],
    ]


def rate_spans(rate: Rate, width: int) -> list[Span]:
    """One rate in `width` columns: bar, per cent, parts."""
    room = max(NARROWEST_BAR, width - PERCENT - PARTS)
    mark = {"đạt": "accent", "chưa đạt": "warn", "": "faint"}[verdict(rate)]
    return [
        (bar(rate, room), mark),
        (f"{rate.percent:>{PERCENT}}", mark),
        (f" {rate.parts:<{PARTS - 1}}"[:PARTS], "faint"),
    ]
