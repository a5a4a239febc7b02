"""motcua period: close a quarter's figures, and show them again as they were."""

import re
from datetime import date
from typing import Any

import click

from services_catalog.closing import EMPTY, Closing
from services_catalog.errors import SettingsError
from services_catalog.vietnamese import long_date
from tui.cli_words import in_vietnamese
from tui.commands.shared import Day, example, opened_desk, print_json
from tui.desk import Desk


class Quarter(click.ParamType[tuple[int, int]]):
    """A quarter such as 2026Q3."""

    name = "QUÝ"

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> tuple[int, int]:
        """Read the year and the quarter."""
        if isinstance(value, tuple):
            return value
        match = re.fullmatch(r"(20\d\d)-?[QqTt]([1-4])", str(value))
        if match is None:
            self.fail("quý viết như 2026Q3", param, ctx)
        return int(match[1]), int(match[2])


@click.group("period")
@example("motcua period close --quarter 2026Q3", "motcua period show --quarter 2026Q3 --json")
def command() -> None:
    """Chốt kỳ báo cáo: số liệu và mã kiểm của các tệp đã nhập được giữ nguyên về sau."""


@command.command("close")
@click.option("--quarter", type=Quarter(), required=True, help="Quý, như 2026Q3.")
@click.option("--unit", default="", help="Mã đơn vị (đơn vị trong Cài đặt).")
@click.option("--until", type=Day(), help="Ngày chốt (hạn báo cáo của quý, hoặc hôm nay nếu chưa tới).")
@example(
    "motcua period close --quarter 2026Q3",
    "motcua period close --quarter 2026Q3 --unit H14 --until 2026-09-29",
)
def close_command(quarter: tuple[int, int], unit: str, until: date | None) -> None:
    """Chốt số liệu và cả báo cáo của một quý."""
    from services_catalog.report_compile import close_quarter, cut_off  # noqa: PLC0415 - only closing writes a report

    year, number = quarter
    with opened_desk(catalog=True) as desk:
        code = unit_of(desk, unit)
        sources = desk.report_sources()
        day = until or cut_off(sources, code, year, number, desk.today)
        closing = close_quarter(sources, desk.counts, code, year, number, day)
        click.echo(closing.id)
        click.echo(f"Đã chốt {closing.name} của {desk.unit_name(code)} đến {long_date(day)}.", err=True)
        if closing.empty:
            click.echo(EMPTY, err=True)


@command.command("show")
@click.option("--quarter", type=Quarter(), required=True, help="Quý, như 2026Q3.")
@click.option("--unit", default="", help="Mã đơn vị (đơn vị trong Cài đặt).")
@click.option("--revision", type=click.IntRange(1), help="Lần chốt thứ mấy (lần cuối).")
@click.option("--json", "as_json", is_flag=True, help="In JSON.")
@example("motcua period show --quarter 2026Q3", "motcua period show --quarter 2026Q3 --revision 1 --json")
def show_command(quarter: tuple[int, int], unit: str, revision: int | None, *, as_json: bool) -> None:
    """Xem lại số đã chốt; nhập thêm số liệu sau đó không làm nó thay đổi."""
    with opened_desk() as desk:
        code = unit_of(desk, unit)
        latest = desk.closings.latest(code, *quarter)
        found = desk.closings.closed(code, *quarter)
        closing = found[min(revision, len(found)) - 1] if revision else latest
        if as_json:
            print_json({"id": closing.id, "sha256": closing.sha256} | dict(closing.figures))
            return
        _tell(closing, len(found), desk)


@command.command("list")
@click.option("--year", type=click.IntRange(2015, 2100), help="Năm (năm nay).")
@example("motcua period list --year 2026")
def list_command(year: int | None) -> None:
    """Các kỳ đã chốt trong năm."""
    with opened_desk() as desk:
        for each in desk.closings.of_year(year or desk.today.year):
            click.echo(
                f"{each.name}  {desk.unit_name(each.unit)}  đến {long_date(each.until)}"
                f"  chốt {each.at:%d/%m/%Y %H:%M}  {each.sha256[:12]}"
            )


def unit_of(desk: Desk, unit: str) -> str:
    """The unit that was asked for, else this desk's own.

    Raises UnknownUnitError, or SettingsError where neither is there.
    """
    code = unit or desk.settings.unit
    if not code:
        raise SettingsError(
            "Chưa biết đơn vị nào.", next_step="Thêm --unit MÃ, hoặc chọn đơn vị trong Cài đặt (F7)."
        )
    return desk.organizations.get(code).code


def _tell(closing: Closing, revisions: int, desk: Desk) -> None:
    figures = closing.figures
    click.echo(f"{closing.name}, {desk.unit_name(closing.unit)}, chốt lúc {closing.at:%d/%m/%Y %H:%M}")
    click.echo(f"{figures['span']}. Mã kiểm: {closing.sha256}")
    if revisions > 1:
        click.echo(f"Kỳ này đã chốt {revisions} lần; --revision N xem từng lần.")
    for each in figures["units"]:
        rates = each["rates"]
        told = "; ".join(
            f"{rates[name]['text']} ({rates[name]['numerator']}/{rates[name]['denominator']})"
            for name in ("r1", "r2")
        )
        click.echo(f"  {each['name']}{' (gộp)' if each['rolled_up'] else ''}: {told}")
    if closing.empty:
        click.echo(EMPTY)
    for sentence in figures["choices_text"]:
        click.echo(sentence)
    click.echo(f"Nguồn: {len(figures['inputs'])} lần nhập.")


for each_command in (close_command, show_command, list_command):
    in_vietnamese(each_command)
