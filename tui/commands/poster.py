"""motcua poster: for the wall, one service a sheet or a list of services with their codes."""

from pathlib import Path

import click

from services_catalog.prints import MANY_SERVICES
from services_catalog.settings import Paper
from tui.cli_words import MismatchError
from tui.commands.handed_out import (
    NothingFoundError,
    codes_of,
    deliver,
    language_of,
    language_option,
    out_option,
    shelf,
)
from tui.commands.printing import Printing, print_options
from tui.commands.shared import example, opened_desk
from tui.desk import Desk
from tui.handing_out import ONLINE_ONLY
from tui.handout_files import POSTERS
from tui.languages import texts_in

LISTED = "Thủ tục làm được ở đây"
PAPERS = (Paper.A4.value, Paper.A3.value)
COUNTED_AS = {paper.value: form.value for form, paper in POSTERS.items()}
"""A leaflet on A4 and a poster on A4 are counted apart; nothing but posters comes on A3."""


@click.command("poster")
@click.argument("codes", nargs=-1, metavar="[MÃ]…")
@out_option()
@click.option("--paper", type=click.Choice(PAPERS), default=Paper.A4.value, help="Khổ giấy (a4).")
@click.option("--online-only", is_flag=True, help="Danh sách các thủ tục chỉ nộp trên mạng.")
@click.option("--sector", metavar="LĨNH VỰC", help="Cùng --online-only: chỉ lĩnh vực này.")
@click.option("--list", "as_list", is_flag=True, help="Các mã đã cho thành một danh sách.")
@click.option("--title", metavar="TÊN", help="Tên của danh sách.")
@language_option()
@print_options()
@example(
    "motcua poster 1.001193 --out khai-sinh.pdf --paper a3",
    "motcua poster --online-only --sector 'bưu chính' --out buu-chinh.pdf",
    "motcua poster 1.001193 1.000894 --list --out ho-tich.pdf",
)
def command(
    *,
    codes: tuple[str, ...],
    out: Path,
    paper: str,
    online_only: bool,
    sector: str | None,
    as_list: bool,
    title: str | None,
    language: str | None,
    printer: str | None,
    copies: int | None,
    two_sided: bool,
) -> None:
    """Làm áp phích treo tường: mỗi thủ tục một tờ, hoặc một danh sách thủ tục với mã QR."""
    if language is not None and (as_list or online_only):
        raise MismatchError("Danh sách không có khối chữ tiếng khác: bỏ --language.")
    printing = Printing(printer, copies, two_sided)
    printing.check(out)
    _check(codes, sector, title, online_only=online_only, as_list=as_list)
    from handouts import poster  # noqa: PLC0415 - ReportLab is loaded when something is made

    with opened_desk(catalog=True) as desk:
        wanted = _online_only(desk, sector) if online_only else list(codes)
        services = [desk.catalog.service(code) for code in wanted]
        if as_list or online_only:
            name = title or (ONLINE_ONLY if online_only else LISTED)
            content = poster.render_list(name, services, Paper(paper), desk.settings, desk.today)
        else:
            content = poster.render(
                services, Paper(paper), desk.settings, desk.today, texts_in(desk, language_of(desk, language))
            )
        deliver(out, content)
        listed = as_list or online_only
        printing.carry_out(desk, out, [MANY_SERVICES] if listed else codes, COUNTED_AS[paper])


def _check(
    codes: tuple[str, ...], sector: str | None, title: str | None, *, online_only: bool, as_list: bool
) -> None:
    if bool(codes) == online_only:
        raise MismatchError("Cần các mã thủ tục, hoặc --online-only.")
    if sector is not None and not online_only:
        raise MismatchError("--sector chỉ đi cùng --online-only.")
    if as_list and online_only:
        raise MismatchError("--online-only đã là danh sách: bỏ --list.")
    if title is not None and not (as_list or online_only):
        raise MismatchError("--title chỉ đi cùng --list hoặc --online-only.")


def _online_only(desk: Desk, sector: str | None) -> list[str]:
    browse = desk.browse
    shelves = (
        browse.shelves("sector", "online-only")
        if sector is None
        else [shelf(browse, "sector", sector, "lĩnh vực")]
    )
    codes = codes_of(browse, shelves, "online-only")
    if not codes:
        raise NothingFoundError("Lĩnh vực này không có thủ tục nào chỉ nộp trên mạng.")
    return codes
