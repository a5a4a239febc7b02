"""One unit's rates: what is missing, every service, every month; Enter on a service shows its months.

F6 sets how far the highlighted service is offered online, F7 how many services the unit publishes.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.message import Message
from textual.screen import Screen
from textual.widgets import Footer, Static

from services_catalog.indicators import RatesTable, UnitRates
from services_catalog.organizations import PROVINCE
from services_catalog.rates import Missing, MonthFigures, ServiceFigures
from services_catalog.vietnamese import number
from tui import workers
from tui.desk import Desk
from tui.rates_text import missing_lines, month_lines, row_lines
from tui.widgets.choice import Choice
from tui.widgets.row_list import Line, RowList

VIEWS = (("missing", "Còn thiếu gì"), ("services", "Từng thủ tục"), ("months", "Từng tháng"))


class UnitRatesScreen(Screen[None]):
    """Opens on what is missing; ← → changes the view."""

    BINDINGS = [  # noqa: RUF012 - Textual reads this class attribute as it is
        Binding("escape", "app.pop_screen", "Quay lại", id="close"),
        Binding("down", "move(1)", show=False),
        Binding("up", "move(-1)", show=False),
        Binding("pagedown", "page(1)", show=False),
        Binding("pageup", "page(-1)", show=False),
        Binding("enter", "choose", "Từng tháng của thủ tục", id="choose"),
        Binding("f6", "level", "Mức trực tuyến", id="level"),
        Binding("f7", "published", "Số công khai", id="published"),
    ]

    @dataclass
    class Found(Message):
        """All that the views show."""

        table: RatesTable
        row: UnitRates
        missing: Missing
        services: list[ServiceFigures]
        months: list[MonthFigures]
        names: Mapping[str, str]

    @dataclass
    class MonthsFound(Message):
        """The months of one service."""

        service: ServiceFigures
        months: list[MonthFigures]

    def __init__(self, desk: Desk, table: RatesTable, row: UnitRates) -> None:
        super().__init__()
        self.desk = desk
        self.table = table
        self.row = row
        self.view: Choice[str] = Choice(VIEWS, "missing", id="view")
        self.list: RowList[ServiceFigures] = RowList(self._draw, height=1, id="services")
        self.legend = Static("", classes="legend", markup=False)
        self.text = Static("", markup=False)
        self._found: UnitRatesScreen.Found | None = None

    def compose(self) -> ComposeResult:
        """The view's name above its text or list."""
        with Horizontal(classes="top"):
            yield self.view
            yield self.legend
        with VerticalScroll(id="figures", can_focus=False):
            yield self.text
        yield self.list
        yield Footer(show_command_palette=False)

    def on_mount(self) -> None:
        """Ask for everything at once."""
        self.view.border_title = self.row.name
        self.view.border_subtitle = "← →: đổi cách xem"
        self.view.focus()
        self.list.display = False
        self.find()

    def find(self) -> None:
        """Work out all that the views show, with the levels as they now are."""
        desk, asked, until = self.desk, self._asked(), self.table.until

        def work() -> Message:
            table = desk.rates.table(until.year, until, self.table.choices)
            row = table.row(self.row.unit, rolled_up=self.row.rolled_up) or self.row
            services = desk.rates.services(row.unit, **asked)
            missing = desk.rates.missing(
                row,
                year=until.year,
                until=until,
                choices=table.choices,
                online_only=desk.online_only(until),
            )
            months = desk.rates.months(row.unit, **asked)
            return self.Found(table, row, missing, services, months, desk.catalog.names())

        workers.start(self, work, group="unit")

    def _asked(self) -> dict[str, Any]:
        table = self.table
        return {
            "rolled_up": self.row.rolled_up,
            "year": table.year,
            "until": table.until,
            "choices": table.choices,
        }

    @on(Found)
    def _show(self, event: Found) -> None:
        self._found, self.table, self.row = event, event.table, event.row
        self.list.show_rows(event.services, self.list.index)
        self.turn()

    @on(Choice.Changed)
    def turn(self) -> None:
        """Show the chosen view."""
        found, view = self._found, self.view.value
        if found is None:
            return
        columns = "trực tuyến, trực tiếp, bưu chính; Enter: từng tháng" if view == "services" else ""
        self.legend.update(f"{self.table.span}\n{columns}")
        self.list.display = view == "services"
        self.query_one("#figures").display = view != "services"
        if view == "missing":
            names = [(each.id, each.name) for each in self.table.formula.rates.values()]
            caveat = [self.table.caveat, ""] if self.table.caveat else []
            missing = missing_lines(found.missing, found.names)
            self._write([*caveat, *row_lines(self.row, names), "", *missing])
        elif view == "months":
            self._write(self._month_text(found.months))

    def _month_text(self, months: Sequence[MonthFigures]) -> list[str]:
        head = f"{'Tháng':<7} {'Tr. tuyến':>8} {'Tr. tiếp':>8} {'BCCI':>7} {'Từ đầu năm':>9}"
        return [head, *month_lines(months, max(60, self.size.width - 6))]

    def _write(self, lines: Sequence[str]) -> None:
        self.text.update(Content("\n".join(lines)))

    def action_level(self) -> None:
        """Set how far the highlighted service is offered online; elsewhere, show the services to choose from."""
        if self.view.value != "services":
            self.view.value = "services"
            return
        service, found = self.list.current, self._found
        if service is None or found is None:
            return
        from tui.screens.levels import LevelScreen  # noqa: PLC0415 - screens are imported when they are opened

        named = (service.service_code, found.names.get(service.service_code, ""))
        unit = "" if self.row.rolled_up else self.row.unit
        self.app.push_screen(LevelScreen(self.desk, named, unit), self._renew)

    def action_published(self) -> None:
        """Note how many services the unit publishes."""
        if self.row.rolled_up and self.row.unit != PROVINCE:
            self.app.notify(
                "Ghi ở dòng của chính đơn vị, không ở dòng gộp.", title="Số công khai", markup=False
            )
            return
        from tui.screens.levels import PublishedScreen  # noqa: PLC0415 - screens are imported when they are opened

        self.app.push_screen(PublishedScreen(self.desk, self.row.unit), self._renew)

    def _renew(self, saved: bool | None) -> None:  # noqa: FBT001 - the screen's result
        if saved:
            self.find()

    def action_choose(self) -> None:
        """Show the months of the highlighted service."""
        service = self.list.current
        if self.view.value != "services" or service is None:
            return
        desk, asked = self.desk, self._asked()
        workers.start(
            self,
            lambda: self.MonthsFound(
                service, desk.rates.months(self.row.unit, **asked, service_code=service.service_code)
            ),
            group="months",
        )

    @on(RowList.Chosen)
    def _chosen(self) -> None:
        self.action_choose()

    @on(MonthsFound)
    def _show_months(self, event: MonthsFound) -> None:
        from tui.screens.service_months import ServiceMonthsScreen  # noqa: PLC0415 - screens are imported when opened

        names = self._found.names if self._found else {}
        code = event.service.service_code
        title = f"{code} {names.get(code, '')}"
        self.app.push_screen(ServiceMonthsScreen(title, self.row.name, event.months))

    def action_move(self, by: int) -> None:
        """Move in the list, or scroll the text."""
        if self.list.display:
            self.list.move(by)
        else:
            self.query_one("#figures").scroll_relative(y=by * 2, animate=False)

    def action_page(self, direction: int) -> None:
        """Turn a page of the list or the text."""
        if self.list.display:
            self.list.action_page(direction)
        else:
            figures = self.query_one("#figures")
            figures.scroll_relative(y=direction * max(1, figures.size.height - 1), animate=False)

    def _draw(self, each: ServiceFigures, width: int) -> list[Line]:
        amounts = f" {number(each.online):>7} {number(each.in_person):>7} {number(each.postal):>6} "
        name = self._found.names.get(each.service_code, "") if self._found else ""
        mark = "" if each.counted else " (ngoài tỷ lệ)"
        named = f"{each.service_code} {name}{mark}"[: width - len(amounts)]
        if not each.counted:
            return [[(amounts, "faint"), (named, "faint")]]
        return [[(amounts, "warn" if each.received and not each.online else "accent"), (named, "")]]
