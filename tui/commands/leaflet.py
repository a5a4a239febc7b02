"""motcua leaflet: handouts of services as one file, and on paper when a printer is named."""

from pathlib import Path

import click

from services_catalog.settings import Paper
from tui.cli_words import MismatchError
from tui.commands.handed_out import (
    case_option,
    cases_of,
    channels_of,
    deliver,
    language_of,
    language_option,
    out_option,
    steps_option,
)
from tui.commands.printing import USUAL_PRINTER, Printing, print_options, tell_and_count
from tui.commands.shared import example, opened_desk
from tui.handout_files import PRINTABLE, WITH_CASES, WITHOUT_LANGUAGE, Details, Form, made

PDF = "pdf"
FORMATS = (PDF, Form.TEXT.value, Form.SPEECH.value, Form.TAGGED.value)
THERMAL = ("tcp://", "/dev/")


@click.command("leaflet")
@click.argument("codes", nargs=-1, required=True, metavar="MÃ…")
@out_option("TỆP")
@click.option(
    "--paper",
    type=click.Choice([each.value for each in Paper]),
    help="Khổ giấy (mặc định theo cài đặt); a3 là áp phích, 80mm là phiếu.",
)
@click.option("--large-print", is_flag=True, help="Chữ to 18 pt, khổ A4.")
@click.option(
    "--format",
    "form",
    type=click.Choice(FORMATS),
    default=PDF,
    help="pdf (mặc định), text: gửi Zalo, speech: đọc loa, tagged: PDF cho trình đọc màn hình.",
)
@case_option()
@steps_option()
@language_option()
@click.option("--dossier", default="", metavar="MÃ HỒ SƠ", help="Mã hồ sơ ghi trên phiếu 80mm.")
@print_options(f"{USUAL_PRINTER}; phiếu 80mm: cả tcp://ĐỊA_CHỈ của máy in nhiệt")
@example(
    "motcua leaflet 1.001193 --out khai-sinh.pdf",
    "motcua leaflet 1.001193 1.000894 --out hai-to.pdf --paper a4",
    "motcua leaflet 1.001193 --out - --format text",
)
def command(
    *,
    codes: tuple[str, ...],
    out: Path,
    paper: str | None,
    large_print: bool,
    form: str,
    cases: tuple[str, ...],
    steps: tuple[str, ...],
    language: str | None,
    dossier: str,
    printer: str | None,
    copies: int | None,
    two_sided: bool,
) -> None:
    """Làm tờ rơi hướng dẫn có mã QR, phiếu, áp phích hay bài đọc cho một hay nhiều thủ tục."""
    printing = Printing(printer, copies, two_sided)
    printing.check(out)
    named = _named_form(paper, form, large_print=large_print)
    if named:
        _check_form(named, cases, dossier, printer)
        _check_words(named, steps, language)
    with opened_desk(catalog=True) as desk:
        chosen = named or Form(desk.settings.paper.value)
        _check_form(chosen, cases, dossier, printer)
        _check_words(chosen, steps, language)
        told = Details(cases_of(desk, codes, cases), channels_of(steps), language_of(desk, language), dossier)
        content = made(desk, codes, chosen, told)
        deliver(out, content)
        if chosen is Form.ROLL and printer and printer.startswith(THERMAL):
            from handouts.thermal import print_slip  # noqa: PLC0415 - an extra that few desks have

            job = print_slip(out.read_bytes(), printer, copies or 1)
            tell_and_count(desk, codes, chosen.value, job.printer, job.copies)
        else:
            printing.carry_out(desk, out, codes, chosen.value)


def _named_form(paper: str | None, form: str, *, large_print: bool) -> Form | None:
    """What the options ask for; None where the paper is left to the settings."""
    if form != PDF:
        if paper or large_print:
            raise MismatchError(f"--format {form} không có khổ giấy: bỏ --paper và --large-print.")
        return Form(form)
    if large_print:
        if paper not in {None, Paper.A4.value}:
            raise MismatchError("--large-print chỉ làm trên khổ a4.")
        return Form.LARGE
    return Form(paper) if paper else None


def _check_form(form: Form, cases: tuple[str, ...], dossier: str, printer: str | None) -> None:
    if printer is not None and form not in PRINTABLE:
        raise MismatchError(f"--format {form} không in ra giấy: bỏ --print.")
    if cases and form not in WITH_CASES:
        raise MismatchError(f"Khổ {form} không ghi giấy tờ theo trường hợp: bỏ --case.")
    if dossier and form is not Form.ROLL:
        raise MismatchError("--dossier chỉ đi cùng --paper 80mm.")
    if printer and printer.startswith(THERMAL) and form is not Form.ROLL:
        raise MismatchError("Máy in nhiệt chỉ in phiếu: thêm --paper 80mm.")


def _check_words(form: Form, steps: tuple[str, ...], language: str | None) -> None:
    if steps and form not in WITH_CASES:
        raise MismatchError(f"Khổ {form} không ghi các bước theo cách nộp: bỏ --steps.")
    if language is not None and form in WITHOUT_LANGUAGE:
        what = "--format speech" if form is Form.SPEECH else f"--paper {form}"
        raise MismatchError(f"{what} không có khối chữ tiếng khác: bỏ --language.")
