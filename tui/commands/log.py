"""motcua log: an assisted submission from the command line."""

from contextlib import suppress
from datetime import date

import click

from services_catalog.alerts import withdrawn_text
from services_catalog.errors import MotcuaError
from services_catalog.model import Channel
from services_catalog.submission import Draft, ReasonNotFiled, Result, entry_values
from tui.commands.shared import Day, example, opened_desk, print_json

CHANNELS = [Channel.ONLINE, Channel.IN_PERSON, Channel.POSTAL]


@click.command("log")
@click.argument("code", metavar="MÃ")
@click.option(
    "--result",
    type=click.Choice([each.value for each in Result]),
    default=Result.FILED.value,
    help="Đã nộp hay chưa nộp.",
)
@click.option("--reason", type=click.Choice([each.value for each in ReasonNotFiled]), help="Vì sao chưa nộp.")
@click.option(
    "--channel",
    type=click.Choice([each.value for each in CHANNELS]),
    default=Channel.ONLINE.value,
    help="Kênh nộp.",
)
@click.option("--dossier", default="", metavar="MÃ HỒ SƠ", help="Mã hồ sơ, nếu có.")
@click.option("--quantity", type=int, default=1, metavar="SỐ", help="Số hồ sơ (1).")
@click.option("--date", "day", type=Day(), help="Ngày hỗ trợ (hôm nay).")
@click.option("--again", is_flag=True, help="Ghi cả khi mã hồ sơ đã có ở một lượt khác.")
@click.option("--json", "as_json", is_flag=True, help="In cả lượt dưới dạng JSON.")
@example("motcua log 1.001193", "motcua log 1.001193 --result not-filed --reason missing-papers")
def command(
    code: str,
    result: str,
    reason: str | None,
    channel: str,
    dossier: str,
    quantity: int,
    day: date | None,
    *,
    again: bool,
    as_json: bool,
) -> None:
    """Ghi một lượt hỗ trợ. Số của lượt chỉ được in ra sau khi đã nằm chắc trên đĩa."""
    outcome = Result(result)
    unsaid = ReasonNotFiled.OTHER if outcome is Result.NOT_FILED else None
    with opened_desk(catalog=True) as desk:
        service = desk.catalog.service(code)
        draft = Draft(
            day=day or desk.today,
            service_code=service.code,
            service_name=service.name,
            unit=desk.settings.unit,
            officer=desk.settings.officer,
            result=outcome,
            reason=ReasonNotFiled(reason) if reason else unsaid,
            channel=Channel(channel),
            dossier=dossier,
            quantity=quantity,
        )
        gone = withdrawn_text(service)
        doubts = [*([gone] if gone else []), *desk.journal.warnings(draft)]
        entry = desk.journal.log(draft, again=again)
        with suppress(MotcuaError):  # the entry is logged; the doctor tells what is overdue
            desk.erase_due()
    if as_json:
        print_json(entry_values(entry))
    else:
        click.echo(entry.id)
    for doubt in doubts:
        click.echo(doubt, err=True)
