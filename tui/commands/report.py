"""motcua report: the quarterly report ready to sign; or assisted submissions of a period, summed up."""

from datetime import date
from pathlib import Path
from typing import Any

import click

from services_catalog.activity import compile_activity
from services_catalog.exchange.tables import activity_table, csv_bytes
from services_catalog.periods import period
from services_catalog.vietnamese import long_date
from tui.cli_words import MismatchError
from tui.commands.period import Quarter, unit_of
from tui.commands.shared import Day, example, opened_desk, print_bytes, print_json
from tui.desk import Desk
from tui.report_text import report_text

WIDTH = 100


@click.command("report")
@click.option("--quarter", type=Quarter(), help="Báo cáo quý, như 2026Q4.")
@click.option("--task", default="", metavar="MÃ", help="Báo cáo ngắn khi một nhiệm vụ hết hạn.")
@click.option("--unit", default="", help="Mã đơn vị (đơn vị trong Cài đặt).")
@click.option("--until", type=Day(), help="Số liệu đến ngày (ngày đã chốt, hoặc hạn báo cáo của quý).")
@click.option("--out", type=click.Path(path_type=Path), help="Tệp .docx, .xlsx, .pdf hoặc .json.")
@click.option("--board", type=click.Path(path_type=Path), help="Tệp PDF một trang để niêm yết.")
@click.option("--from", "first", type=Day(), help="Tổng hợp lượt hỗ trợ từ ngày.")
@click.option("--to", "last", type=Day(), help="Tổng hợp lượt hỗ trợ đến ngày.")
@click.option("--json", "as_json", is_flag=True, help="In JSON.")
@click.option("--csv", "as_csv", is_flag=True, help="In lượt hỗ trợ thành CSV mở được bằng Excel.")
@example(
    "motcua report --quarter 2026Q4 --out bao-cao.docx --board niem-yet.pdf",
    "motcua report --task accounts --out tai-khoan.docx",
    "motcua report --from 2026-07-01 --to 2026-09-27 --csv > quy.csv",
)
def command(
    quarter: tuple[int, int] | None,
    task: str,
    unit: str,
    until: date | None,
    out: Path | None,
    board: Path | None,
    **asked: Any,
) -> None:
    """Báo cáo quý sẵn để ký; báo cáo khi một nhiệm vụ hết hạn; hoặc tổng hợp lượt hỗ trợ trong một thời gian."""
    if quarter is None and not task:
        if unit or until or out or board:
            raise MismatchError("--unit, --until, --out, --board đi với --quarter hoặc --task.")
        _activity(**asked)
        return
    if quarter and task:
        raise MismatchError("chỉ chọn một trong --quarter và --task.")
    if asked["first"] or asked["last"] or asked["as_csv"]:
        raise MismatchError("--from, --to, --csv không đi với --quarter hoặc --task.")
    if task and board:
        raise MismatchError("--board đi với --quarter.")
    from tui.commands.plan_register import planned_desk  # noqa: PLC0415 - the sum of assisted submissions needs no plan

    with planned_desk(catalog=True) as desk:
        _report(desk, quarter, task, unit_of(desk, unit), until, (out, board), as_json=asked["as_json"])


def _activity(first: date | None, last: date | None, *, as_json: bool, as_csv: bool) -> None:
    if first is None or last is None:
        raise MismatchError("cần --quarter, hoặc cả --from và --to.")
    asked = period(first, last)
    with opened_desk() as desk:
        activity = compile_activity(desk.journal, asked.first, asked.last, desk.unit_names())
        if as_json:
            print_json(activity.to_json())
        elif as_csv:
            print_bytes(csv_bytes(*activity_table(activity)))
        else:
            click.echo(report_text(activity, WIDTH))


def _report(
    desk: Desk,
    quarter: tuple[int, int] | None,
    task: str,
    unit: str,
    until: date | None,
    files: tuple[Path | None, Path | None],
    *,
    as_json: bool,
) -> None:
    from services_catalog.report_compile import report_of  # noqa: PLC0415 - the sum of assisted submissions needs none of it
    from services_catalog.task_report import task_report  # noqa: PLC0415 - the same
    from tui import report_files  # noqa: PLC0415 - the same
    from tui.quarter_text import quarter_lines  # noqa: PLC0415 - the same

    out, board = files
    if out:
        report_files.check_suffix(out)
    sources = desk.report_sources()
    if quarter:
        report = report_of(sources, unit, *quarter, until, desk.today)
        _tell_state(desk, unit, quarter, report.until)
    else:
        report = task_report(sources, unit, task, until or desk.today)
    for written in (
        report_files.write_report(desk, report, out) if out else None,
        report_files.write_board(report, board) if board else None,
    ):
        if written:
            click.echo(written)
    if as_json:
        print_json(report.to_json())
    elif not out and not board:
        click.echo("\n".join(quarter_lines(report, WIDTH)))
    for each in report.missing:
        click.echo(each, err=True)


def _tell_state(desk: Desk, unit: str, quarter: tuple[int, int], until: date) -> None:
    """Whether this is the report that was closed, or a draft."""
    closed = desk.closings.closed(unit, *quarter)
    if not closed:
        click.echo(f"Bản nháp, số liệu đến {long_date(until)}; quý này chưa chốt.", err=True)
    elif closed[-1].until == until:
        click.echo(f"Báo cáo đã chốt lúc {closed[-1].at:%d/%m/%Y %H:%M}.", err=True)
    else:
        told = (
            f"Bản nháp, số liệu đến {long_date(until)}; bản đã chốt tính đến {long_date(closed[-1].until)}."
        )
        click.echo(told, err=True)
