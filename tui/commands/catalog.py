"""motcua catalog: looking after the data files."""

import click

from services_catalog.catalog import check
from tui.cli_words import in_vietnamese
from tui.commands.shared import example


@click.group("catalog")
@example("motcua catalog check")
def command() -> None:
    """Chăm sóc dữ liệu thủ tục."""


@command.command("check")
@example("motcua catalog check")
def check_command() -> int:
    """Soát mọi bản ghi thủ tục và bài hướng dẫn, in ra từng chỗ sai."""
    problems = check()
    for problem in problems:
        click.echo(f"{problem.source}: {problem.message}")
    click.echo(f"{len(problems)} chỗ cần sửa." if problems else "Mọi bản ghi đều đúng dạng.", err=True)
    return 1 if problems else 0


in_vietnamese(check_command)
