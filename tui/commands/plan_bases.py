"""motcua plan bases: the legal bases of the plan's decision, and which of them a quarter's report names."""

import click

from services_catalog.report_bases import BASES, picked, with_picked
from tui.cli_words import MismatchError
from tui.commands.period import Quarter, unit_of
from tui.commands.plan_register import planned_desk
from tui.commands.shared import example


@click.command("bases")
@click.option("--quarter", type=Quarter(), help="Báo cáo quý, như 2026Q4.")
@click.option("--take", type=int, multiple=True, metavar="SỐ", help="Đưa căn cứ số này vào báo cáo.")
@click.option("--drop", type=int, multiple=True, metavar="SỐ", help="Bỏ căn cứ số này.")
@click.option("--unit", default="", help="Mã đơn vị (đơn vị trong Cài đặt).")
@example("motcua plan bases", "motcua plan bases --quarter 2026Q4 --take 2 --take 4")
def bases_command(
    quarter: tuple[int, int] | None, take: tuple[int, ...], drop: tuple[int, ...], unit: str
) -> None:
    """Các căn cứ của Quyết định; đưa vào hay bỏ khỏi phần căn cứ của một báo cáo quý."""
    with planned_desk() as desk:
        bases = desk.plan.legal_bases
        if (take or drop) and quarter is None:
            raise MismatchError("--take, --drop cần --quarter.")
        if strange := [each for each in (*take, *drop) if not 1 <= each <= len(bases)]:
            raise MismatchError(f"không có căn cứ số {strange[0]} (có từ 1 đến {len(bases)}).")
        there: set[int] = set()
        if quarter is not None:
            code = unit_of(desk, unit)
            kept = desk.report_texts.of(code, *quarter).get(BASES)
            text = kept.text if kept else ""
            there = picked(desk.plan, text) if kept and not kept.offered else set()
            if take or drop:
                there = (picked(desk.plan, text) | {each - 1 for each in take}) - {each - 1 for each in drop}
                desk.report_texts.write(code, BASES, *quarter, with_picked(desk.plan, text, there))
    for place, each in enumerate(bases):
        click.echo(f"{'x' if place in there else ' '} {place + 1}. {each}")
