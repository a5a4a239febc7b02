"""motcua journal: the entries of a period."""

from datetime import date

import click

from services_catalog.exchange.tables import csv_bytes, journal_table
from services_catalog.periods import period
from services_catalog.submission import LABELS, UNDECLARED, entry_values
from tui.commands.shared import Day, example, opened_desk, print_bytes, print_json


@click.command("journal")
@click.option("--from", "first", type=Day(), help="Từ ngày (hôm nay).")
@click.option("--to", "last", type=Day(), help="Đến ngày (hôm nay).")
@click.option("--json", "as_json", is_flag=True, help="In JSON.")
@click.option("--csv", "as_csv", is_flag=True, help="In CSV mở được bằng Excel.")
@example("motcua journal", "motcua journal --from 2026-07-01 --to 2026-09-30 --csv > quy3.csv")
def command(first: date | None, last: date | None, *, as_json: bool, as_csv: bool) -> None:
    """Xem các lượt đã ghi, mới nhất ở trên; lượt đã huỷ chỉ có trong JSON và CSV."""
    with opened_desk() as desk:
        end = last or (max(first, desk.today) if first else desk.today)
        asked = period(first or end, end)
        names = desk.unit_names() if as_csv else {}
        entries = desk.journal.find(asked.first, asked.last, include_void=as_json or as_csv)
    if as_json:
        print_json([entry_values(each) for each in entries])
    elif as_csv:
        print_bytes(csv_bytes(*journal_table(entries, names)))
    else:
        for each in entries:
            told = (
                each.service_code,
                LABELS[each.result],
                str(each.quantity),
                each.officer or UNDECLARED,
                each.id,
            )
            click.echo("  ".join((f"{each.logged_at:%d/%m/%Y %H:%M}", *told)))
        click.echo(f"{asked.sentence}: {len(entries)} lượt.", err=True)
