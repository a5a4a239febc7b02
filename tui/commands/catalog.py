"""motcua catalog: looking after the data files."""

from pathlib import Path

import click

from services_catalog.catalog import DATA, check, known_codes
from tui.cli_words import in_vietnamese
from tui.commands.catalog_changes import CHANGES
from tui.commands.shared import example, print_json


@click.group("catalog")
@example("motcua catalog check")
def command() -> None:
    """Chăm sóc dữ liệu thủ tục."""


@click.command("check")
@click.option(
    "--records",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="TỆP",
    help="Soát bằng bản ghi gốc (procedures.jsonl.xz) thay cho bản rút gọn kèm chương trình.",
)
@click.option("--json", "as_json", is_flag=True, help="In JSON.")
@example("motcua catalog check", "motcua catalog check --records procedures.jsonl.xz")
def check_command(records: Path | None, *, as_json: bool) -> int:
    """Soát mọi bản ghi thủ tục và bài hướng dẫn: chỗ sai phải sửa (mã thoát 1), chỗ cần người xem (mã thoát 0)."""
    from services_catalog.guidance_check import check_guidance  # noqa: PLC0415 - only this command needs it
    from services_catalog.guidance_rules import Severity  # noqa: PLC0415 - the same

    facts = None
    if records:
        from services_catalog.exchange.guidance_facts import read_records  # noqa: PLC0415 - slow to read
        from services_catalog.record_facts import facts_of  # noqa: PLC0415 - the same

        facts = {code: facts_of(record) for code, record in read_records(records).items()}
    problems = check()
    findings = check_guidance(DATA, known_codes(DATA), facts)
    wrong = len(problems) + sum(each.severity is Severity.ERROR for each in findings)
    look = len(problems) + len(findings) - wrong
    if as_json:
        rows = [
            {"source": each.source, "severity": "error", "place": "", "message": each.message}
            for each in problems
        ]
        rows += [
            {
                "source": each.code,
                "severity": each.severity.value,
                "place": each.place,
                "message": each.message,
            }
            for each in findings
        ]
        print_json(rows)
    else:
        for problem in problems:
            click.echo(f"SAI  {problem.source}: {problem.message}")
        for each in findings:
            mark = "SAI " if each.severity is Severity.ERROR else "XEM "
            click.echo(f"{mark} {each.code}: {each.sentence()}")
    told = f"{wrong} chỗ cần sửa." if wrong else "Mọi bản ghi đều đúng dạng."
    click.echo(f"{told} {look} chỗ cần người xem." if look else told, err=True)
    return 1 if wrong else 0


for each_command in (check_command, *CHANGES):
    command.add_command(in_vietnamese(each_command))
