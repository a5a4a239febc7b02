"""motcua report: assisted submissions of a period, summed up."""

from datetime import date

import click

from services_catalog.activity import compile_activity
from services_catalog.exchange.tables import activity_table, csv_bytes
from services_catalog.periods import period
from tui.commands.shared import Day, example, opened_desk, print_bytes, print_json
from tui.report_text import report_text

WIDTH = 100


@click.command("report")
@click.option("--from", "first", type=Day(), required=True, help="Từ ngày.")
@click.option("--to", "last", type=Day(), required=True, help="Đến ngày.")
@click.option("--json", "as_json", is_flag=True, help="In JSON.")
@click.option("--csv", "as_csv", is_flag=True, help="In CSV mở được bằng Excel.")
@example(
    "motcua report --from 2026-07-01 --to 2026-09-27",
    "motcua report --from 2026-01-01 --to 2026-09-27 --csv > nam.csv",
)
def command(first: date, last: date, *, as_json: bool, as_csv: bool) -> None:
    """Tổng hợp lượt hỗ trợ theo thủ tục, kênh, nơi và người hỗ trợ."""
    asked = period(first, last)
    with opened_desk() as desk:
        activity = compile_activity(desk.journal, asked.first, asked.last, desk.unit_names())
        if as_json:
            print_json(activity.to_json())
        elif as_csv:
            print_bytes(csv_bytes(*activity_table(activity)))
        else:
            click.echo(report_text(activity, WIDTH))
