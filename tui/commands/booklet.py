"""motcua booklet: many services as one PDF, with cover, table of contents, page numbers and outline."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

import click

from services_catalog.paths import replaced
from services_catalog.prints import MANY_SERVICES
from services_catalog.settings import Paper
from services_catalog.vietnamese import number
from tui.cli_words import MismatchError
from tui.commands.handed_out import (
    STDOUT,
    NothingFoundError,
    channels_of,
    codes_of,
    language_of,
    language_option,
    out_option,
    shelf,
    steps_option,
)
from tui.commands.printing import Printing, print_options
from tui.commands.shared import example, opened_desk
from tui.deliveries import BOOKLET
from tui.desk import Desk
from tui.handing_out import Services
from tui.handout_files import Details, Form, leaflet_options

if TYPE_CHECKING:
    from handouts.leaflet import LeafletOptions

PAPERS = (Paper.A5.value, Paper.A4.value)
USUAL_TITLE = "Sổ tay thủ tục hành chính"
ESSENTIAL = "Dịch vụ công trực tuyến thiết yếu"
FAVOURITES = "Thủ tục hay dùng"


@dataclass(frozen=True, slots=True)
class Choice:
    """What stands in a booklet: single codes and whole sets, one after the other, each service once."""

    codes: tuple[str, ...]
    essential: bool
    life_event: str | None
    sector: str | None
    favourites: bool
    everything: bool

    def sets(self, desk: Desk) -> Iterator[tuple[str, list[str]]]:
        """Each part's name and codes. Raises UnknownServiceError or NotOneNameError."""
        browse = desk.browse
        if self.codes:
            yield USUAL_TITLE, [desk.catalog.service(code).code for code in self.codes]
        if self.essential:
            yield ESSENTIAL, codes_of(browse, browse.shelves("sector", "essential"), "essential")
        if self.life_event is not None:
            event = shelf(browse, "life_event", self.life_event, "sự kiện cuộc đời")
            yield event.name, codes_of(browse, [event], "all")
        if self.sector is not None:
            sector = shelf(browse, "sector", self.sector, "lĩnh vực")
            yield sector.name, codes_of(browse, [sector], "all")
        if self.favourites:
            pinned = desk.favourites(desk.frequencies())
            yield FAVOURITES, [hit.code for hit in browse.numbered(pinned)]
        if self.everything:
            yield USUAL_TITLE, desk.catalog.codes()


@click.command("booklet")
@click.argument("codes", nargs=-1, metavar="[MÃ]…")
@out_option()
@click.option("--essential", is_flag=True, help="Các thủ tục thuộc dịch vụ công thiết yếu.")
@click.option("--life-event", metavar="SỰ KIỆN", help="Một sự kiện cuộc đời, như co-con-nho hay 'hưu trí'.")
@click.option("--sector", metavar="LĨNH VỰC", help="Một lĩnh vực, như 'hộ tịch'.")
@click.option("--favourites", is_flag=True, help="Các thủ tục trên phím 1–9 của bàn này.")
@click.option("--all", "everything", is_flag=True, help="Mọi thủ tục.")
@click.option("--title", metavar="TÊN", help="Tên trên bìa.")
@click.option("--paper", type=click.Choice(PAPERS), help="Khổ giấy (theo cài đặt).")
@click.option("--large-print", is_flag=True, help="Chữ to 18 pt, khổ A4.")
@steps_option()
@language_option()
@print_options()
@example(
    "motcua booklet --essential --out thiet-yeu.pdf",
    "motcua booklet --sector 'hộ tịch' --paper a4 --out ho-tich.pdf",
)
def command(
    *,
    codes: tuple[str, ...],
    out: Path,
    essential: bool,
    life_event: str | None,
    sector: str | None,
    favourites: bool,
    everything: bool,
    title: str | None,
    paper: str | None,
    large_print: bool,
    steps: tuple[str, ...],
    language: str | None,
    printer: str | None,
    copies: int | None,
    two_sided: bool,
) -> None:
    """Làm sổ tay nhiều thủ tục: bìa, mục lục, số trang. Nhiều tuỳ chọn thì gộp lại, mỗi thủ tục một lần."""
    if large_print and paper == Paper.A5:
        raise MismatchError("--large-print chỉ làm trên khổ a4.")
    if not (codes or essential or life_event or sector or favourites or everything):
        raise MismatchError("Cần các mã thủ tục, hoặc một tập như --essential hay --sector.")
    printing = Printing(printer, copies, two_sided)
    printing.check(out)
    chosen = Choice(codes, essential, life_event, sector, favourites, everything)
    with opened_desk(catalog=True) as desk:
        parts = list(chosen.sets(desk))
        services = Services(desk.catalog, (code for _, part in parts for code in part))
        if not services:
            raise NothingFoundError("Không có thủ tục nào trong tập này.")
        name = title or (parts[0][0] if len(parts) == 1 else USUAL_TITLE)
        told = Details(channels=channels_of(steps), language=language_of(desk, language))
        options = leaflet_options(desk, _form(desk, paper, large_print=large_print), told)
        with _opened(out) as file:
            _write(file, name, services, options)
        where = "" if out == STDOUT else f" {out}"
        click.echo(f"Đã ghi{where}: {number(len(services))} thủ tục.", err=True)
        printing.carry_out(desk, out, [MANY_SERVICES], BOOKLET)


@contextmanager
def _opened(out: Path) -> Iterator[BinaryIO]:
    """The file that takes the place of `out` when all is written, or the standard output."""
    if out == STDOUT:
        yield sys.stdout.buffer
        sys.stdout.buffer.flush()
    else:
        with replaced(out.absolute()) as file:
            yield file


def _form(desk: Desk, paper: str | None, *, large_print: bool) -> Form:
    usual = Paper.A4 if desk.settings.paper is Paper.A4 else Paper.A5
    return Form.LARGE if large_print else Form(paper or usual.value)


def _write(file: BinaryIO, title: str, services: Services, options: "LeafletOptions") -> None:
    from handouts import booklet  # noqa: PLC0415 - the same

    with _progress() as tell:
        booklet.write(file, title, services, options, tell)


@contextmanager
def _progress() -> Iterator[Callable[[int, int], None]]:
    """Tells on one line of a terminal how far the work is; elsewhere nothing."""
    if not sys.stderr.isatty():
        yield lambda _done, _total: None
        return

    def tell(done: int, total: int) -> None:
        click.echo(f"\rĐã làm {number(done)}/{number(total)} tờ rơi", err=True, nl=False)

    try:
        yield tell
    finally:
        click.echo(err=True)
