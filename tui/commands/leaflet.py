"""motcua leaflet: leaflets as one PDF, and on paper when a printer is named."""

from pathlib import Path

import click

from services_catalog.paths import write_whole
from services_catalog.settings import Paper
from tui.commands.shared import example, opened_desk
from tui.handing_out import leaflet_bytes


@click.command("leaflet")
@click.argument("codes", nargs=-1, required=True, metavar="MÃ…")
@click.option(
    "--out",
    required=True,
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="TỆP.pdf",
    help="Tệp PDF sẽ ghi.",
)
@click.option(
    "--paper", type=click.Choice([each.value for each in Paper]), help="Khổ giấy (mặc định theo cài đặt)."
)
@click.option("--print", "printer", metavar="MÁY IN", help="Gửi luôn tới máy in này.")
@click.option("--copies", type=click.IntRange(1, 500), default=1, metavar="SỐ", help="Số bản in (1).")
@example(
    "motcua leaflet 1.001193 --out khai-sinh.pdf",
    "motcua leaflet 1.001193 1.000894 --out hai-to.pdf --paper a4",
)
def command(codes: tuple[str, ...], out: Path, paper: str | None, printer: str | None, copies: int) -> None:
    """Làm tờ rơi hướng dẫn có mã QR cho một hay nhiều thủ tục."""
    with opened_desk(catalog=True) as desk:
        content = leaflet_bytes(desk, codes, Paper(paper) if paper else desk.settings.paper)
        write_whole(out.absolute(), content)
        click.echo(f"Đã ghi {out}.", err=True)
        if printer:
            job = desk.printer.send(out.absolute(), printer, copies)
            click.echo(f"Đã gửi {job.copies} bản tới máy in {job.printer}.", err=True)
