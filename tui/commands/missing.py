"""motcua missing: the papers that a citizen hasn't brought yet, on half a page or as text."""

from collections.abc import Iterable, Sequence
from pathlib import Path

import click

from services_catalog import wording
from services_catalog.model import EvidenceType
from tui.cli_words import MismatchError
from tui.commands.handed_out import (
    STDOUT,
    NothingFoundError,
    case_option,
    cases_of,
    deliver,
    out_option,
    the_one,
)
from tui.commands.printing import Printing, print_options
from tui.commands.shared import example, opened_desk
from tui.deliveries import MISSING
from tui.handout_files import Details, Form, leaflet_options

PDF, TEXT = "pdf", "text"


@click.command("missing")
@click.argument("code", metavar="MÃ")
@out_option("TỆP", required=False)
@click.option(
    "--have",
    multiple=True,
    metavar="GIẤY",
    help="Giấy đã có: số thứ tự như --list in ra (1 hay 1,3), hoặc một phần tên; dùng được nhiều lần.",
)
@case_option()
@click.option("--list", "listed", is_flag=True, help="Chỉ in danh sách giấy tờ có đánh số.")
@click.option("--large-print", is_flag=True, help="Chữ to 18 pt, khổ A4.")
@click.option(
    "--format", "form", type=click.Choice((PDF, TEXT)), default=PDF, help="pdf (mặc định) hay text."
)
@print_options()
@example(
    "motcua missing 1.001193 --list",
    "motcua missing 1.001193 --have 1 --have 'căn cước' --out con-thieu.pdf",
    "motcua missing 1.001193 --have 1,2 --format text --out -",
)
def command(
    *,
    code: str,
    out: Path | None,
    have: tuple[str, ...],
    cases: tuple[str, ...],
    listed: bool,
    large_print: bool,
    form: str,
    printer: str | None,
    copies: int | None,
    two_sided: bool,
) -> None:
    """Làm nửa trang ghi giấy tờ còn thiếu của một thủ tục, theo giấy bà con đã có."""
    if listed == (out is not None):
        raise MismatchError("Cần --out TỆP, hoặc --list để xem giấy tờ có đánh số.")
    if form == TEXT and (large_print or printer is not None):
        raise MismatchError("--format text không có cỡ chữ, không in ra giấy: bỏ --large-print và --print.")
    printing = Printing(printer, copies, two_sided)
    printing.check(out)
    with opened_desk(catalog=True) as desk:
        service = desk.catalog.service(code)
        chosen = cases_of(desk, [code], cases)
        papers = wording.evidence_lines(service, chosen)
        if not papers:
            raise NothingFoundError(" ".join(wording.papers_unknown()))
        brought = _places(have, papers)
        if listed or out is None:
            click.echo("\n".join(_numbered(papers, brought)))
            return
        from handouts import missing, plain_text  # noqa: PLC0415 - ReportLab is loaded when something is made

        options = leaflet_options(desk, Form.LARGE if large_print else Form.A5, Details(cases=chosen))
        if form == TEXT:
            deliver(out, plain_text.render(missing.content(service, brought, options)).encode())
        else:
            deliver(out, missing.render(service, brought, options))
        if out != STDOUT:
            click.echo(f"Còn thiếu {len(papers) - len(brought)} trong {len(papers)} giấy tờ.", err=True)
        printing.carry_out(desk, out, [service.code], MISSING)


def _numbered(papers: Sequence[EvidenceType], brought: frozenset[int]) -> Iterable[str]:
    for place, each in enumerate(papers):
        yield f"{place + 1:>3}. {'☑' if place in brought else '☐'} {wording.evidence_line(each)}"


def _places(have: Iterable[str], papers: Sequence[EvidenceType]) -> frozenset[int]:
    """The places from 0 of the papers that are there. Raises MismatchError or NotOneNameError."""
    parts = [part for each in have for part in (each.split(",") if _is_numbers(each) else [each])]
    return frozenset(_place(part.strip(), papers) for part in parts)


def _is_numbers(text: str) -> bool:
    return all(part.strip().isascii() and part.strip().isdigit() for part in text.split(","))


def _place(wanted: str, papers: Sequence[EvidenceType]) -> int:
    if not _is_numbers(wanted):
        lines = [wording.evidence_line(each) for each in papers]
        return lines.index(
            the_one(wanted, lines, "giấy tờ", "Xem tên giấy tờ bằng «motcua missing MÃ --list».")
        )
    place = int(wanted[:_MOST_DIGITS]) - 1
    if not 0 <= place < len(papers):
        raise MismatchError(f"--have: chỉ có giấy số 1 đến {len(papers)}.")
    return place


_MOST_DIGITS = 9
