"""motcua journal: the entries of a period."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import IO

import click

from services_catalog.exchange.tables import journal_lines
from services_catalog.paths import replaced
from services_catalog.periods import Period, period
from services_catalog.submission import FIRST_DAY, LABELS, UNDECLARED, AssistedSubmission, entry_values
from tui.cli_words import MismatchError
from tui.commands.shared import Day, example, opened_desk, print_json
from tui.desk import Desk


@click.command("journal")
@click.option("--from", "first", type=Day(), help="Từ ngày (hôm nay).")
@click.option("--to", "last", type=Day(), help="Đến ngày (hôm nay).")
@click.option("--year", type=int, metavar="NĂM", help="Cả năm, thay cho --from và --to.")
@click.option("--json", "as_json", is_flag=True, help="In JSON.")
@click.option("--csv", "as_csv", is_flag=True, help="In CSV mở được bằng Excel.")
@click.option(
    "--out",
    "file",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="TỆP",
    help="Ghi CSV ra tệp này.",
)
@example(
    "motcua journal",
    "motcua journal --from 2026-07-01 --to 2026-09-30 --csv > quy3.csv",
    "motcua journal --year 2026 --out nhat-ky-2026.csv",
)
def command(
    first: date | None,
    last: date | None,
    year: int | None,
    file: Path | None,
    *,
    as_json: bool,
    as_csv: bool,
) -> None:
    """Xem các lượt đã ghi, mới nhất ở trên; lượt đã huỷ chỉ có trong JSON và CSV."""
    if as_json and (as_csv or file):
        raise MismatchError("chọn --json, hoặc CSV.")
    with opened_desk() as desk:
        asked = _asked(desk, first, last, year)
        if as_csv or file:
            _write_csv(desk, asked, file)
            return
        entries = desk.journal.find(asked.first, asked.last, include_void=as_json)
    if as_json:
        print_json([entry_values(each) for each in entries])
        return
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


def _asked(desk: Desk, first: date | None, last: date | None, year: int | None) -> Period:
    if year is None:
        end = last or (max(first, desk.today) if first else desk.today)
        return period(first or end, end)
    if first or last:
        raise MismatchError("--year thay cho --from và --to, chọn một cách.")
    if not FIRST_DAY.year <= year <= desk.today.year:
        raise MismatchError(f"--year từ {FIRST_DAY.year} đến {desk.today.year}.")
    return period(date(year, 1, 1), date(year, 12, 31))


def _write_csv(desk: Desk, asked: Period, file: Path | None) -> None:
    """Line by line: a year of a province fits no memory."""
    names = desk.unit_names()

    def write(entries: Iterator[AssistedSubmission]) -> None:
        with _opened(file) as out:
            out.writelines(journal_lines(entries, names))

    desk.journal.each(asked.first, asked.last, use=write)
    if file is not None:
        click.echo(f"Đã ghi {file}.", err=True)


@contextmanager
def _opened(file: Path | None) -> Iterator[IO[bytes]]:
    if file is not None:
        with replaced(file.absolute()) as out:
            yield out
        return
    sys.stdout.flush()
    yield sys.stdout.buffer
    sys.stdout.buffer.flush()
