"""motcua levels: how far each service is offered online, and since when."""

from datetime import date

import click

from services_catalog.levels import LEVEL_NAMES, ServiceLevel
from services_catalog.vietnamese import long_date, number
from tui.cli_words import in_vietnamese
from tui.commands.shared import Day, example, opened_desk

_CHOICES = {
    "information": ServiceLevel.INFORMATION,
    "2": ServiceLevel.LEVEL_2,
    "3": ServiceLevel.LEVEL_3,
    "4": ServiceLevel.LEVEL_4,
    "partial": ServiceLevel.PARTIAL,
    "full": ServiceLevel.FULL,
    "catalog": ServiceLevel.AS_CATALOGUED,
}


@click.group("levels")
@example("motcua levels set 1.001193 full --from 2026-08-01", "motcua levels show 1.001193")
def command() -> None:
    """Mức cung cấp trực tuyến theo thời gian: tỷ lệ tính theo mức tại ngày chốt."""


@command.command("set")
@click.argument("code")
@click.argument("level", type=click.Choice(list(_CHOICES)))
@click.option("--from", "first", type=Day(), required=True, help="Từ ngày.")
@click.option("--to", "last", type=Day(), help="Đến ngày (còn mãi).")
@click.option("--unit", default="", help="Chỉ cho một đơn vị (mọi đơn vị).")
@click.option("--basis", default="", help="Văn bản làm căn cứ.")
@example(
    "motcua levels set 1.001193 full --from 2026-08-01 --basis '12/QĐ-UBND'",
    "motcua levels set 2.000815 4 --from 2022-03-01",
)
def set_command(code: str, level: str, first: date, last: date | None, unit: str, basis: str) -> None:
    """Đặt mức: 2, 3, 4 (trước 15/08/2022), partial (một phần), full (toàn trình), catalog (theo danh mục)."""
    with opened_desk(catalog=True) as desk:
        service = desk.catalog.service(code)
        if unit:
            desk.organizations.get(unit)
        desk.levels.set(service.code, _CHOICES[level], first, last_day=last, unit=unit, basis=basis)
        click.echo(f"Đã ghi: {service.name}: {LEVEL_NAMES[_CHOICES[level]]} từ {long_date(first)}.", err=True)


@command.command("show")
@click.argument("code")
@example("motcua levels show 1.001193")
def show_command(code: str) -> None:
    """Các mức đã đặt cho một thủ tục."""
    with opened_desk() as desk:
        periods = desk.levels.history(code)
        if not periods:
            click.echo("Chưa đặt mức nào cho thủ tục này: tính theo danh mục.", err=True)
        for each in periods:
            until = long_date(each.last_day) if each.last_day else "nay"
            where = desk.unit_name(each.unit) if each.unit else "mọi đơn vị"
            click.echo(
                f"{LEVEL_NAMES[each.level]}  {long_date(each.first_day)} đến {until}  {where}  {each.basis}".rstrip()
            )


@command.command("publish")
@click.argument("unit")
@click.argument("services", type=int)
@click.option("--from", "first", type=Day(), required=True, help="Từ ngày.")
@example("motcua levels publish 01273 312 --from 2026-07-01")
def publish_command(unit: str, services: int, first: date) -> None:
    """Ghi số thủ tục một đơn vị đang công khai (mẫu số của tỷ lệ tham khảo theo QĐ 766)."""
    with opened_desk() as desk:
        code = desk.organizations.get(unit).code
        desk.levels.publish(code, services, first)
        click.echo(f"{desk.unit_name(code)}: {number(services)} thủ tục từ {long_date(first)}.", err=True)


for each_command in (set_command, show_command, publish_command):
    in_vietnamese(each_command)
