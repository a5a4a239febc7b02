"""motcua rates: the two rates of Decision 984, with all that stands behind them."""

import shutil
import sys
from collections.abc import Iterator, Mapping
from dataclasses import asdict, replace
from datetime import date
from typing import Any

import click

from services_catalog.errors import PeriodError, UnknownUnitError
from services_catalog.indicators import RatesTable, UnitRates
from services_catalog.rates import Missing
from services_catalog.vietnamese import long_date
from tui.cli_words import MismatchError
from tui.commands.shared import Day, example, opened_desk, print_json
from tui.desk import Desk
from tui.rates_text import missing_lines, month_lines, row_lines, service_lines, table_lines

USUAL_WIDTH = 110
"""How wide the tables are in a file or a pipe; on a terminal they fit into it."""
NARROWEST = 60


def width() -> int:
    """How many columns there are to print in."""
    if not sys.stdout.isatty():
        return USUAL_WIDTH
    return max(NARROWEST, shutil.get_terminal_size((USUAL_WIDTH, 24)).columns)


@click.command("rates")
@click.option("--year", type=click.IntRange(2015, 2100), help="Năm (năm nay).")
@click.option("--until", type=Day(), help="Ngày chốt, số liệu tính từ 01/01 (hôm nay).")
@click.option("--unit", default="", help="Mã đơn vị: in kỹ một đơn vị, phần còn thiếu, từng tháng.")
@click.option("--own", is_flag=True, help="Với --unit: chỉ hồ sơ của chính đơn vị, không gộp cấp dưới.")
@click.option("--services", is_flag=True, help="Với --unit: kê từng thủ tục.")
@click.option("--postal/--no-postal", default=None, help="Bưu chính có hay không tính vào mẫu số.")
@click.option("--ministry/--no-ministry", default=None, help="Kể hay không kể hệ thống bộ, ngành.")
@click.option("--json", "as_json", is_flag=True, help="In JSON.")
@example(
    "motcua rates --year 2026 --until 2026-09-27",
    "motcua rates --until 2026-09-27 --unit 01273 --services",
    "motcua rates --until 2026-09-27 --no-postal --json",
)
def command(
    year: int | None,
    until: date | None,
    unit: str,
    *,
    own: bool,
    services: bool,
    postal: bool | None,
    ministry: bool | None,
    as_json: bool,
) -> None:
    """Hai tỷ lệ theo Quyết định 984 cho mọi đơn vị, từ 01/01 đến ngày chốt, luôn kèm tử số và mẫu số."""
    with opened_desk(catalog=True) as desk:
        day = until or (desk.today if year in {None, desk.today.year} else date(year or 0, 12, 31))
        if year is not None and day.year != year:
            raise MismatchError(f"ngày chốt {day:%d/%m/%Y} không thuộc năm {year}.")
        if (
            day > desk.today
        ):  # a report tells what has happened: the cut-off is never after the day it is made
            raise PeriodError(
                f"Ngày chốt {long_date(day)} chưa tới.", next_step="Chọn ngày chốt từ hôm nay trở về."
            )
        choices = desk.choices()
        choices = replace(
            choices,
            postal=choices.postal if postal is None else postal,
            ministry=choices.ministry if ministry is None else ministry,
        )
        table = desk.rates.table(day.year, day, choices)
        if not unit:
            _tell(table, as_json=as_json)
            return
        row = table.row(unit, rolled_up=False if own else None)
        if row is None:
            desk.organizations.get(unit)
            raise UnknownUnitError(f"Đơn vị «{unit}» chưa có số liệu nào trong năm {day.year}.")
        _tell_unit(desk, table, row, as_json=as_json, services=services)


def _tell(table: RatesTable, *, as_json: bool) -> None:
    if as_json:
        print_json(table.to_json())
    else:
        click.echo("\n".join(table_lines(table, width())))


def _tell_unit(desk: Desk, table: RatesTable, row: UnitRates, *, as_json: bool, services: bool) -> None:
    asked: dict[str, Any] = {"rolled_up": row.rolled_up, "year": table.year, "until": table.until}
    asked |= {"choices": table.choices}
    months = desk.rates.months(row.unit, **asked)
    listed = desk.rates.services(row.unit, **asked)
    missing = desk.rates.missing(
        row,
        year=table.year,
        until=table.until,
        choices=table.choices,
        online_only=desk.online_only(table.until),
    )
    if as_json:
        print_json(
            table.to_json()
            | {
                "units": [row.to_json()],
                "missing": asdict(missing),
                "months": [
                    {
                        "month": f"{each.month:%Y-%m}",
                        "online": each.online,
                        "in_person": each.in_person,
                        "postal": each.postal,
                        "rates": {name: rate.to_json() for name, rate in each.rates.items()},
                    }
                    for each in months
                ],
                "services": [asdict(each) for each in listed],
            }
        )
        return
    names = service_names(desk, [each.service_code for each in listed])
    click.echo("\n".join(_lines(table, row, missing, names)))
    click.echo("\nTừng tháng: trực tuyến, trực tiếp, bưu chính; tỷ lệ hồ sơ trực tuyến từ đầu năm")
    click.echo("\n".join(month_lines(months, width())))
    if services:
        click.echo("\n" + "\n".join(service_lines(listed, names)))


def _lines(table: RatesTable, row: UnitRates, missing: Missing, names: Mapping[str, str]) -> Iterator[str]:
    yield f"{table.span}. {table.caveat}".rstrip(" .")
    yield from row_lines(row, [(each.id, each.name) for each in table.formula.rates.values()])
    yield ""
    yield from missing_lines(missing, names)
    yield ""
    yield from table.choices.sentences()


def service_names(desk: Desk, codes: list[str]) -> dict[str, str]:
    """The names of services; a code that the catalogue does not have goes by itself."""
    known = desk.catalog.names()
    return {code: known.get(code, code) for code in codes}
