"""motcua choose: the questions that lead to the right one of several similar services."""

from collections.abc import Iterator
from typing import Any

import click

from services_catalog import choices
from services_catalog.choices import Family, Question
from tui.commands.shared import example, opened_desk, print_json


@click.command("choose")
@click.argument("name", required=False, metavar="[NHÓM|MÃ]")
@click.option("--json", "as_json", is_flag=True, help="In JSON.")
@example("motcua choose", "motcua choose khai-sinh", "motcua choose 1.001193")
def command(name: str | None, *, as_json: bool) -> None:
    """Câu hỏi có, không để chọn đúng thủ tục: không kèm gì thì in các nhóm."""
    families = choices.load()
    if name is None:
        if as_json:
            print_json([{"id": each.id, "title": each.title} for each in families])
        else:
            for each in families:
                click.echo(f"{each.id:<24} {each.title}")
        return
    found = choices.named(families, name)
    with opened_desk(catalog=True) as desk:
        codes = sorted({code for family in found for code in family.codes()})
        titles = {hit.code: choices.end_text(hit.title, hit.withdrawn) for hit in desk.browse.numbered(codes)}
    if as_json:
        print_json([_as_json(each, titles) for each in found])
    else:
        click.echo("\n\n".join("\n".join([each.title, *_lines(each.tree, titles, 1)]) for each in found))


def _lines(tree: Question, titles: dict[str, str], depth: int) -> Iterator[str]:
    pad = "  " * depth
    yield f"{pad}{tree.ask}"
    for said, answer in (("Có", tree.yes), ("Không", tree.no)):
        if isinstance(answer, Question):
            yield f"{pad}  {said}:"
            yield from _lines(answer, titles, depth + 2)
        else:
            yield f"{pad}  {said}: {answer}  {titles.get(answer, '')}"


def _as_json(family: Family, titles: dict[str, str]) -> dict[str, Any]:
    return {"id": family.id, "title": family.title, "tree": _tree(family.tree, titles)}


def _tree(answer: Question | str, titles: dict[str, str]) -> dict[str, Any]:
    if isinstance(answer, str):
        return {"code": answer, "title": titles.get(answer, "")}
    return {"ask": answer.ask, "yes": _tree(answer.yes, titles), "no": _tree(answer.no, titles)}
