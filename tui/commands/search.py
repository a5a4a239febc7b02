"""motcua search: the search of the desk, for scripts and for measuring."""

import sys
from collections.abc import Iterator
from typing import TextIO

import click

from services_catalog.search import Answer
from services_catalog.vietnamese import nfc
from tui.commands.shared import example, opened_desk, print_json


@click.command("search")
@click.argument("words", nargs=-1, metavar="[TỪ]…")
@click.option(
    "--batch",
    type=click.File(encoding="utf-8"),
    metavar="TỆP",
    help="Mỗi dòng một câu hỏi; - là đầu vào chuẩn.",
)
@click.option(
    "--limit",
    type=click.IntRange(1, 1000),
    default=10,
    metavar="SỐ",
    help="Nhiều nhất bấy nhiêu kết quả (10).",
)
@click.option("--json", "as_json", is_flag=True, help="In JSON.")
@example("motcua search đăng ký kết hôn", "motcua search --batch cau-hoi.txt --json")
def command(words: tuple[str, ...], batch: TextIO | None, limit: int, *, as_json: bool) -> int:
    """Tìm thủ tục theo lời người dân nói, có dấu hay không dấu."""
    text = " ".join(words)
    if batch is None and not text.strip():
        click.echo("Chưa có từ nào để tìm. Ví dụ: motcua search khai sinh", err=True)
        return 2
    with opened_desk(catalog=True) as desk:
        if batch is not None:
            for query in _lines(batch):
                print_json(_answer(query, desk.search.answer(query, limit)), indent=None)
                sys.stdout.flush()
            return 0
        answer = desk.search.answer(nfc(text), limit)
    hits = answer.hits
    if as_json:
        print_json(_answer(text, answer))
    else:
        for hit in hits:
            click.echo(f"{hit.code}  {hit.title}" + (f" – {hit.name}" if hit.title != hit.name else ""))
    if not hits:
        click.echo("Không thấy thủ tục nào. Thử ít từ hơn, hoặc cách gọi khác.", err=True)
    return 0 if hits else 1


def _lines(batch: TextIO) -> Iterator[str]:
    for line in batch:
        yield line.rstrip("\r\n")


def _answer(query: str, answer: Answer) -> dict[str, object]:
    return {
        "query": query,
        "confident": answer.confident,
        "hits": [
            {"code": hit.code, "name": hit.name, "score": hit.score, "why": hit.why} for hit in answer.hits
        ],
    }
