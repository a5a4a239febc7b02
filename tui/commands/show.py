"""motcua show: everything that is known of one service."""

import click

from services_catalog.alerts import alert_text
from services_catalog.links import portal_link
from services_catalog.model import PublicService
from services_catalog.records import plain
from tui.commands.shared import example, opened_desk, print_json


@click.command("show")
@click.argument("code", metavar="MÃ")
@click.option(
    "--json", "as_json", is_flag=True, help="In JSON; «guidance» là null khi chưa có bài hướng dẫn."
)
@example("motcua show 1.001193", "motcua show 1.001193 --json")
def command(code: str, *, as_json: bool) -> None:
    """Xem một thủ tục: giấy tờ, các bước, tiền, thời hạn, nơi nộp."""
    with opened_desk(catalog=True) as desk:
        service = desk.catalog.service(code)
        link = portal_link(service, desk.settings)
    if as_json:
        print_json(plain(service) | {"online_level": service.online_level.value, "link": link})
    else:
        click.echo("\n".join(_lines(service, link)))


def _lines(service: PublicService, link: str) -> list[str]:
    from services_catalog import wording  # noqa: PLC0415 - JSON, the quick way out, needs none of it

    papers = [f"- {wording.evidence_line(each)}" for each in wording.evidence_lines(service)]
    lines = [
        service.title,
        service.name,
        f"Mã {service.code} · {service.sector}",
        wording.online_text(service),
        *([alert] if (alert := alert_text(service)) else []),
    ]
    lines += ["", "Giấy tờ cần có", *(papers or wording.papers_unknown())]
    for rule in wording.rules(service):
        lines += ["", wording.CHANNEL_NAMES[rule.channel] or "Các bước"]
        lines += [f"{number}. {step}" for number, step in enumerate(rule.steps, start=1)]
    lines += ["", "Tiền phải nộp", *map(wording.said, wording.costs(service))]
    lines += ["", "Bao lâu", *map(wording.said, wording.times(service))]
    lines += ["", "Nộp ở đâu", wording.where_text(service)]
    lines += ["", "Kết quả", *wording.result_texts(service)]
    lines += [
        "",
        wording.source_text(service),
        wording.freshness_text(service),
        wording.assurance_text(service),
        link,
    ]
    return list(dict.fromkeys(lines[:2])) + lines[2:]
