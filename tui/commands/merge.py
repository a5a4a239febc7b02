"""motcua merge: what other desks packed, taken in once and for all."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from services_catalog.errors import BundleRefusedError
from tui.commands.shared import example, opened_desk, print_json

if TYPE_CHECKING:
    from services_catalog.exchange.bundle import Merged


@click.command("merge")
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="TỆP…")
@click.option("--json", "as_json", is_flag=True, help="In JSON.")
@example("motcua merge goi-thang-9.motcua", "motcua merge xa-*.motcua --json")
def command(files: tuple[Path, ...], *, as_json: bool) -> int:
    """Nhận gói của bàn khác, thứ tự nào cũng được, nhận lại cũng không đếm hai lần. Gói hỏng bị bỏ nguyên gói."""
    from tui.bundling import merged_told  # noqa: PLC0415 - only when exchanging

    results: list[dict[str, Any]] = []
    with opened_desk() as desk:
        for file in files:
            try:
                merged = desk.bundles.merge(file)
            except BundleRefusedError as error:
                click.echo(f"{file}: {error.title}. {error.sentence()}", err=True)
                results.append({"file": str(file), "refused": error.message})
            else:
                click.echo(f"{file}: {merged_told(desk, merged)}", err=True)
                results.append(_json(file, merged))
    if as_json:
        print_json(results)
    return int(any("refused" in each for each in results))


def _json(file: Path, merged: "Merged") -> dict[str, Any]:
    return {
        "file": str(file),
        "desk": merged.desk,
        "unit": merged.unit,
        "created_at": merged.created_at.isoformat(timespec="seconds"),
        "new": dict(merged.new),
        "known": dict(merged.known),
        "doubles": merged.doubles,
    }
