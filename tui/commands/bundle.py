"""motcua bundle: what this desk has that others need, in one file."""

from pathlib import Path

import click

from tui.commands.shared import example, opened_desk, print_json


@click.command("bundle")
@click.option(
    "--out",
    "file",
    type=click.Path(path_type=Path, dir_okay=False),
    required=True,
    metavar="TỆP",
    help="Tệp gói.",
)
@click.option("--all", "everything", is_flag=True, help="Cả những gì đã gửi trước đây.")
@click.option("--json", "as_json", is_flag=True, help="In JSON.")
@example("motcua bundle --out goi-thang-9.motcua", "motcua bundle --out tat-ca.motcua --all")
def command(file: Path, *, everything: bool, as_json: bool) -> None:
    """Đóng gói số liệu chưa gửi, cả số liệu nhận từ bàn khác, để nơi tổng hợp nhận bằng «motcua merge»."""
    from tui.bundling import packed_told  # noqa: PLC0415 - only when exchanging

    with opened_desk() as desk:
        packed = desk.bundles.write(file, desk.settings.unit, everything=everything)
    if as_json:
        print_json({"file": str(packed.file), "items": dict(packed.items)})
    told = packed_told(packed)
    click.echo(f"Đã ghi {file}: {told}. Gói không chứa tên hay số điện thoại của người dân.", err=True)
