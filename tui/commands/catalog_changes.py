"""motcua catalog import, updates, undo: what this office puts over the bundled catalogue."""

import hashlib
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from services_catalog.vietnamese import number
from tui.cli_words import MismatchError
from tui.commands.shared import Day, example, opened_desk, print_json
from tui.desk import Desk

if TYPE_CHECKING:
    from services_catalog.errors import DataProblem
    from services_catalog.exchange.catalog_import import Change
    from services_catalog.exchange.incoming import Read

# ruff: noqa: PLC0415 - reading files and spreadsheets is slow to load, and each command needs its own part


@click.command("import")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False), metavar="TỆP")
@click.option("--dry-run", is_flag=True, help="Chỉ xem khác gì, không ghi (mặc định).")
@click.option(
    "--apply", "do_apply", is_flag=True, help="Ghi vào lớp dữ liệu của cơ quan: tất cả hoặc không gì."
)
@click.option(
    "--whole",
    is_flag=True,
    help="Tệp là toàn bộ danh mục: thủ tục nào không có trong tệp thì coi là đã bãi bỏ.",
)
@click.option("--skip-broken", is_flag=True, help="Vẫn ghi các bản ghi tốt khi tệp có bản ghi hỏng.")
@click.option("--collected", type=Day(), help="Ngày lấy dữ liệu (hôm nay).", metavar="NGÀY")
@click.option("--json", "as_json", is_flag=True, help="In JSON.")
@example("motcua catalog import ban-ghi.jsonl.xz --dry-run", "motcua catalog import danh-muc.xlsx --apply")
def import_command(
    file: Path,
    *,
    dry_run: bool,
    do_apply: bool,
    whole: bool,
    skip_broken: bool,
    collected: date | None,
    as_json: bool,
) -> int:
    """Nhập thủ tục: bản ghi JSON của Cổng, hoặc danh sách XLSX, CSV. In chỗ mới, đổi, bãi bỏ; --apply mới ghi."""
    from services_catalog.exchange import catalog_file
    from services_catalog.exchange.catalog_import import ImportRefusedError, apply

    if dry_run and do_apply:
        raise MismatchError("chọn --dry-run hoặc --apply, không cả hai.")
    read = catalog_file.read(file)
    with opened_desk(catalog=True) as desk:
        changes, problems = _compare(desk, read, collected or desk.today, whole=whole)
        _show(changes, problems, as_json=as_json)
        if not do_apply:
            return 1 if problems else 0
        if whole and read.problems:
            raise ImportRefusedError(
                "Tệp có bản ghi hỏng nên không thể coi là toàn bộ danh mục, chưa ghi gì.",
                next_step="Sửa tệp, hoặc bỏ --whole.",
            )
        if problems and not skip_broken:
            raise ImportRefusedError(
                f"Tệp có {number(len(problems))} bản ghi hỏng, chưa ghi gì.",
                next_step="Sửa tệp, hoặc thêm --skip-broken để ghi phần tốt.",
            )
        path = apply(
            desk.office_folder,
            changes,
            source=file.name,
            sha256=hashlib.sha256(file.read_bytes()).hexdigest(),
            now=desk.clock(),
            by=desk.settings.officer,
        )
        desk.renew_catalog()
    click.echo(f"Đã ghi lần nhập {path.stem}. Gỡ ra: motcua catalog undo {path.stem}", err=True)
    return 0


def _compare(
    desk: Desk, read: "Read", collected: date, *, whole: bool
) -> "tuple[list[Change], list[DataProblem]]":
    from services_catalog import office_layer, record_facts
    from services_catalog.catalog import DATA
    from services_catalog.exchange.catalog_import import Present, differences

    present = Present(
        desk.catalog.records(),
        office_layer.load(desk.office_folder).updates,
        record_facts.load(DATA / record_facts.FILE),
    )
    # What a broken record tells of is not gone: only a file read whole can say that the rest is.
    changes, odd = differences(read.services, present, collected, whole=whole and not read.problems)
    problems = [*read.problems, *odd]
    same = len({each.code for each in read.services} - {each.code for each in changes}) - len(odd)
    click.echo(
        f"{number(len(read.services))} thủ tục trong tệp; {_counts(changes)}, {number(max(same, 0))} như cũ, "
        f"{number(read.left_out)} không thuộc bàn này, {number(len(problems))} bản ghi hỏng.",
        err=True,
    )
    return changes, problems


def _show(changes: "list[Change]", problems: "list[DataProblem]", *, as_json: bool) -> None:
    if as_json:
        print_json(
            {
                "changes": [
                    {
                        "code": each.code,
                        "name": each.name,
                        "kind": each.kind.value,
                        "fields": [asdict(field) for field in each.fields],
                    }
                    for each in changes
                ],
                "problems": [asdict(each) for each in problems],
            }
        )
        return
    for each in changes:
        click.echo(f"{_MARKS[each.kind]} {each.code}  {each.name}")
        for field in each.fields:
            click.echo(f"      {field.sentence()}")
    for problem in problems:
        click.echo(f"HỎNG  {problem.source}: {problem.message}", err=True)


_MARKS = {"new": "MỚI  ", "changed": "ĐỔI  ", "gone": "BỎ   "}


def _counts(changes: "list[Change]") -> str:
    kinds = [each.kind for each in changes]
    said = (("mới", "new"), ("đổi", "changed"), ("bãi bỏ", "gone"))
    return ", ".join(f"{number(kinds.count(kind))} {word}" for word, kind in said)  # type: ignore[arg-type] # StrEnum


@click.command("updates")
@click.option("--json", "as_json", is_flag=True, help="In JSON.")
@example("motcua catalog updates")
def updates_command(*, as_json: bool) -> None:
    """Các lần nhập đã ghi vào lớp dữ liệu của cơ quan, cũ trước."""
    from services_catalog.exchange.catalog_import import applied

    with opened_desk() as desk:
        found = applied(desk.office_folder)
    if as_json:
        print_json([{"name": name, **head} for name, head in found])
        return
    for name, head in found:
        click.echo(f"{name}  {head['applied_at'][:16]}  {number(head['services'])} thủ tục  {head['file']}")
    if not found:
        click.echo("Chưa có lần nhập nào.", err=True)


@click.command("undo")
@click.argument("name", metavar="TÊN")
@example("motcua catalog undo 20260925T093000-1a2b3c")
def undo_command(name: str) -> None:
    """Gỡ một lần nhập: danh mục trở lại như trước lần đó."""
    from services_catalog.exchange.catalog_import import undo

    with opened_desk() as desk:
        undo(desk.office_folder, name)
        desk.renew_catalog()
    click.echo(f"Đã gỡ lần nhập {name}.", err=True)


@click.command("export-changes")
@click.option(
    "--out", type=click.Path(path_type=Path, dir_okay=False), required=True, metavar="TỆP", help="Tệp ghi ra."
)
@example("motcua catalog export-changes --out thay-doi.json")
def export_command(out: Path) -> None:
    """Ghi mọi thay đổi của cơ quan (bài sửa, xác nhận, lần nhập) thành một tệp để gửi lên tỉnh hay sang bàn khác."""
    with opened_desk() as desk:
        desk.guidance.export(out, unit=desk.settings.unit, at=desk.clock())
    click.echo(f"Đã ghi {out}.", err=True)


@click.command("import-changes")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False), metavar="TỆP")
@click.option("--apply", "do_apply", is_flag=True, help="Nhận các thay đổi: tất cả hoặc không gì.")
@example("motcua catalog import-changes thay-doi.json", "motcua catalog import-changes thay-doi.json --apply")
def merge_command(file: Path, *, do_apply: bool) -> None:
    """Xem, rồi với --apply thì nhận, tệp thay đổi của một bàn khác; bài trùng mã thì theo tệp."""
    with opened_desk(catalog=do_apply) as desk:
        merged = desk.guidance.merge(file, write=do_apply)
        if do_apply:
            desk.renew_catalog()
    if merged.changed and not do_apply:
        click.echo(
            f"{number(len(merged.changed))} bài (ĐỔI) sẽ thay bài của bàn này. Muốn giữ lại bản cũ thì chạy "
            "«motcua catalog export-changes» trước.",
            err=True,
        )
    for mark, codes in (("MỚI  ", merged.new), ("ĐỔI  ", merged.changed), ("XÁC NHẬN", merged.assured)):
        for code in codes:
            click.echo(f"{mark} {code}")
    done = "Đã nhận" if do_apply else "Sẽ nhận"
    click.echo(
        f"{done} {number(len(merged.new) + len(merged.changed))} bài, {number(len(merged.assured))} xác nhận, "
        f"{number(merged.updates)} lần nhập.",
        err=True,
    )


CHANGES = (import_command, updates_command, undo_command, export_command, merge_command)
