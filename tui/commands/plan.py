"""motcua plan: what this unit has to do, by when, and the registers that show that it was done."""

from collections.abc import Iterable
from pathlib import Path

import click

from services_catalog.paths import write_whole
from services_catalog.records import plain
from services_catalog.tasks import STATES, Duty, DutyState
from services_catalog.vietnamese import long_date
from tui.cli_words import in_vietnamese
from tui.commands.period import unit_of
from tui.commands.plan_bases import bases_command
from tui.commands.plan_register import planned_desk, register_command, registers_command
from tui.commands.shared import example, print_json

PRESSING = (DutyState.OVERDUE, DutyState.DUE)


@click.group("plan")
@example(
    "motcua plan due",
    "motcua plan done quarterly --evidence 'Báo cáo số 15/BC-UBND'",
    "motcua plan calendar --out han.ics",
)
def command() -> None:
    """Nhiệm vụ, hạn, và các sổ theo Kế hoạch của tỉnh."""


@command.command("due")
@click.option("--unit", default="", help="Mã đơn vị (đơn vị trong Cài đặt).")
@click.option("--json", "as_json", is_flag=True, help="In JSON.")
@example("motcua plan due", "motcua plan due --unit CB-SOTP --json")
def due_command(unit: str, *, as_json: bool) -> None:
    """Việc quá hạn và sắp đến hạn."""
    _list(unit, PRESSING, as_json=as_json)


@command.command("list")
@click.option("--unit", default="", help="Mã đơn vị (đơn vị trong Cài đặt).")
@click.option("--json", "as_json", is_flag=True, help="In JSON.")
@example("motcua plan list", "motcua plan list --unit 01273")
def list_command(unit: str, *, as_json: bool) -> None:
    """Mọi việc của đơn vị: quá hạn, sắp đến hạn, chưa làm, đã làm."""
    _list(unit, DutyState, as_json=as_json)


@command.command("done")
@click.argument("tasks", metavar="NHIỆM_VỤ…", nargs=-1, required=True)
@click.option("--evidence", required=True, metavar="MINH CHỨNG", help="Văn bản, số liệu, đường dẫn.")
@click.option("--period", default="", metavar="KỲ", help="Quý như 2026Q3 (kỳ đầu tiên chưa làm).")
@click.option("--unit", default="", help="Mã đơn vị (đơn vị trong Cài đặt).")
@example(
    "motcua plan done quarterly --evidence 'Báo cáo số 15/BC-UBND'",
    "motcua plan done quarterly --period 2026Q2 --evidence 'Báo cáo số 9/BC-UBND'",
    "motcua plan done accounts expiry-accounts rates --evidence 'Báo cáo tổng kết năm 2022'",
)
def done_command(tasks: tuple[str, ...], evidence: str, period: str, unit: str) -> None:
    """Ghi một hay nhiều việc đã làm, kèm minh chứng. Số của dòng chỉ được in ra sau khi đã nằm chắc trên đĩa."""
    with planned_desk() as desk:
        code = unit_of(desk, unit)
        duties = [desk.tasks.one(each, code, desk.today, period) for each in dict.fromkeys(tasks)]
        for record in desk.tasks.mark_all(duties, code, evidence, desk.today):
            click.echo(record.id)


@command.command("calendar")
@click.option("--out", required=True, type=click.Path(path_type=Path, dir_okay=False), help="Tệp .ics.")
@click.option("--unit", default="", help="Mã đơn vị (đơn vị trong Cài đặt).")
@click.option("--quarters", type=click.IntRange(1, 12), default=4, help="Số quý tới (4).")
@example("motcua plan calendar --out han.ics")
def calendar_command(out: Path, unit: str, quarters: int) -> None:
    """Làm tệp lịch có các hạn sắp tới, cho Outlook, Google, điện thoại."""
    from services_catalog.exchange.plan_calendar import calendar_bytes  # noqa: PLC0415 - slow to import

    with planned_desk() as desk:
        code = unit_of(desk, unit)
        duties = desk.tasks.reports_ahead(code, desk.today, quarters)
        write_whole(out.absolute(), calendar_bytes(desk.plan, code, duties, desk.clock()))
    click.echo(f"Đã ghi {out}: {len(duties)} hạn.", err=True)


def _list(unit: str, states: Iterable[DutyState], *, as_json: bool) -> None:
    wanted = set(states)
    with planned_desk() as desk:
        code = unit_of(desk, unit)
        found = desk.tasks.duties(code, desk.today)
        name = desk.unit_name(code)
    duties = [each for each in found if each.state in wanted]
    if as_json:
        print_json([plain(each) | {"name": each.name, "advice": each.advice} for each in duties])
        return
    for each in duties:
        _tell(each)
    lapsed = sum(each.state is DutyState.LAPSED for each in found)
    more = f" Ngoài ra {lapsed} việc hạn từ các năm trước: motcua plan list." if lapsed else ""
    told = f"{name}: {len(duties)} việc.{more if DutyState.LAPSED not in wanted else ''}"
    click.echo(told, err=True)


def _tell(duty: Duty) -> None:
    day = f"hạn {long_date(duty.last_day)}" if duty.last_day else duty.said or "thường xuyên"
    click.echo(f"{STATES[duty.state]:12}  {day:16}  {duty.id:24}  {duty.name} (mục {duty.clause})")
    for line in filter(None, (duty.advice, duty.evidence)):
        click.echo(f"{'':14}{line}")


for each_command in (due_command, list_command, done_command, calendar_command):
    in_vietnamese(each_command)
for each_command in (registers_command, register_command, bases_command):
    command.add_command(each_command)
