"""motcua language: the office's own words for a service in Tày, Nùng, Mông, Dao, from a text file."""

import sys
from pathlib import Path

import click

from services_catalog.errors import FileProblemError
from services_catalog.second_language import LONGEST_TEXT
from services_catalog.vietnamese import fold
from tui.cli_words import MismatchError
from tui.commands.handed_out import STDOUT, NothingFoundError, the_one
from tui.commands.shared import example, opened_desk
from tui.desk import Desk
from tui.languages import drop_text, keep_text, languages, texts

_MOST_BYTES = LONGEST_TEXT * 16


@click.command("language")
@click.argument("code", metavar="[MÃ]", required=False)
@click.option("--language", metavar="TIẾNG", help="Tên tiếng: Tày, Nùng, Mông, Dao hay tiếng khác.")
@click.option(
    "--from",
    "source",
    type=click.Path(exists=True, dir_okay=False, allow_dash=True, path_type=Path),
    metavar="TỆP",
    help="Tệp chữ UTF-8 do cơ quan viết; - là đầu vào chuẩn. Thay khối chữ cũ của tiếng này.",
)
@click.option("--remove", is_flag=True, help="Bỏ khối chữ của tiếng này.")
@example(
    "motcua language",
    "motcua language 1.001193 --language Tày --from khai-sinh-tay.txt",
    "motcua language 1.001193 --language Tày --remove",
)
def command(*, code: str | None, language: str | None, source: Path | None, remove: bool) -> None:
    """Xem, ghi, bỏ khối chữ tiếng Tày, Nùng, Mông, Dao của một thủ tục. Cơ quan tự viết, máy không dịch."""
    if (source or remove) and not (code and language):
        raise MismatchError("--from và --remove cần cả MÃ và --language TIẾNG.")
    if source and remove:
        raise MismatchError("Chọn một: --from hay --remove.")
    with opened_desk(catalog=code is not None) as desk:
        if code and language and source:
            kept = keep_text(desk, code, language, _read(source))
            click.echo(f"Đã ghi khối chữ tiếng {kept.language} cho {code}.", err=True)
        elif code and language and remove:
            known = desk.catalog.service(code).code
            name = the_one(language, languages(desk, [known]), "tiếng", "Xem bằng «motcua language MÃ».")
            drop_text(desk, known, name)
            click.echo(f"Đã bỏ khối chữ tiếng {name} của {code}.", err=True)
        else:
            _show(desk, code, language)


def _show(desk: Desk, code: str | None, language: str | None) -> None:
    found = texts(desk)
    wanted = [desk.catalog.service(code).code] if code else sorted(found)
    shown = [
        (each, text)
        for each in wanted
        for text in found.get(each, ())
        if language is None or fold(text.language) == fold(language)
    ]
    if not shown:
        raise NothingFoundError("Chưa có khối chữ nào như vậy.")
    for each, text in shown:
        click.echo(f"{each}\t{text.language}" if code is None else f"{text.language}:\n{text.text}")


def _read(source: Path) -> str:
    """The text. Raises FileProblemError for a file that is no text in UTF-8, or far too long."""
    stream = sys.stdin.buffer if source == STDOUT else source.open("rb")
    with stream:
        content = stream.read(_MOST_BYTES + 1)
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise FileProblemError(f"Tệp {source} không phải chữ UTF-8.") from error
    if len(content) > _MOST_BYTES:
        raise FileProblemError(f"Tệp {source} dài quá {LONGEST_TEXT} chữ.")
    return text
