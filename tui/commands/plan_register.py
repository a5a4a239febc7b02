"""motcua plan register: the records of one register, read, written, taken out to a spreadsheet and in again."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any

import click

from services_catalog.exchange import register_table
from services_catalog.paths import write_whole
from services_catalog.records import plain
from services_catalog.register_fields import Register
from services_catalog.register_text import read, shown
from services_catalog.register_values import RegisterRefusedError, warnings
from services_catalog.registers import Record
from services_catalog.vietnamese import clean, fold, long_date
from tui.cli_words import MismatchError, in_vietnamese
from tui.commands.period import unit_of
from tui.commands.shared import Day, example, opened_desk, print_json
from tui.desk import Desk

SPREADSHEETS = {".csv", ".xlsx"}


@contextmanager
def planned_desk(*, catalog: bool = False) -> Iterator[Desk]:
    """A desk whose plan is read; what is wrong with the office's own plan is told."""
    with opened_desk(catalog=catalog) as desk:
        told = len(desk.problems)
        _ = desk.plan
        for problem in desk.problems[told:]:
            click.echo(f"{problem.source}: {problem.message}", err=True)
        yield desk


@click.command("registers")
@click.option("--unit", default="", help="Chỉ của đơn vị này.")
@example("motcua plan registers")
def registers_command(unit: str) -> None:
    """Tên các sổ, số dòng đang có, và đơn vị còn thiếu gì."""
    with planned_desk() as desk:
        code = desk.organizations.get(unit).code if unit else None
        counts = desk.registers.counts(code)
        for each in desk.plan.registers.values():
            click.echo(f"{each.id:16}  {counts[each.id]:>6} dòng  {each.name} ({each.clause})")


@click.group("register")
@click.argument("name", metavar="TÊN_SỔ")
@click.pass_context
@example(
    "motcua plan register online-only list",
    "motcua plan register online-only export --out so.xlsx",
    "motcua plan register online-only import so.xlsx --check",
)
def register_command(ctx: click.Context, name: str) -> None:
    """Một sổ của Kế hoạch. Tên các sổ: motcua plan registers."""
    ctx.obj = name


@register_command.command("list")
@click.option("--unit", default="", help="Chỉ của đơn vị này.")
@click.option("--from", "first", type=Day(), help="Từ ngày.")
@click.option("--to", "last", type=Day(), help="Đến ngày.")
@click.option("--json", "as_json", is_flag=True, help="In JSON.")
@click.pass_obj
@example("motcua plan register proposals list --from 2026-07-01 --to 2026-09-27 --json")
def list_command(name: str, unit: str, first: date | None, last: date | None, *, as_json: bool) -> None:
    """Các dòng đang có, theo ngày."""
    with planned_desk() as desk:
        register = desk.registers.register(name)
        code = desk.organizations.get(unit).code if unit else None
        records = desk.registers.current(name, code, last, since=first)
        if as_json:
            print_json([_values(each) for each in records])
            return
        for each in records:
            click.echo(f"{each.id}  {long_date(each.day)}  {desk.unit_name(each.unit)}")
            for field in register.fields:
                if field.id in each.values:
                    click.echo(
                        f"    {field.label}: {shown(field, each.values[field.id], desk.organizations)}"
                    )
        click.echo(f"{register.name}: {len(records)} dòng.", err=True)


@register_command.command("add")
@click.option(
    "--set", "pairs", multiple=True, required=True, metavar="MỤC=GIÁ_TRỊ", help="Giá trị của một mục."
)
@click.option("--unit", default="", help="Mã đơn vị (đơn vị trong Cài đặt).")
@click.pass_obj
@example(
    "motcua plan register proposals add --set type=proposal --set day=20/09/2026 --set 'text=Thêm máy quét'"
)
def add_command(name: str, pairs: tuple[str, ...], unit: str) -> None:
    """Thêm một dòng; in số của dòng khi đã nằm chắc trên đĩa."""
    with planned_desk() as desk:
        register = desk.registers.register(name)
        _written(register, desk.registers.add(name, unit_of(desk, unit), _read(desk, register, pairs)))


@register_command.command("change")
@click.argument("record", metavar="SỐ_DÒNG")
@click.option(
    "--set", "pairs", multiple=True, required=True, metavar="MỤC=GIÁ_TRỊ", help="Giá trị mới của một mục."
)
@click.pass_obj
@example("motcua plan register proposals change SỐ_DÒNG --set solved=25/09/2026")
def change_command(name: str, record: str, pairs: tuple[str, ...]) -> None:
    """Sửa vài mục của một dòng; bản cũ vẫn còn trong tệp."""
    with planned_desk() as desk:
        register = desk.registers.register(name)
        values = dict(_own(desk, name, record).values) | _read(desk, register, pairs)
        _written(register, desk.registers.change(record, values))


@register_command.command("remove")
@click.argument("record", metavar="SỐ_DÒNG")
@click.pass_obj
@example("motcua plan register proposals remove SỐ_DÒNG")
def remove_command(name: str, record: str) -> None:
    """Xoá một dòng khỏi sổ; bản cũ vẫn còn trong tệp."""
    with planned_desk() as desk:
        desk.registers.remove(_own(desk, name, record).id)
    click.echo("Đã xoá.", err=True)


@register_command.command("export")
@click.option(
    "--out", required=True, type=click.Path(path_type=Path, dir_okay=False), help="Tệp .xlsx hoặc .csv."
)
@click.option("--unit", default="", help="Chỉ của đơn vị này.")
@click.pass_obj
@example("motcua plan register online-only export --out so.xlsx")
def export_command(name: str, out: Path, unit: str) -> None:
    """Xuất sổ ra bảng tính; sửa rồi nhập lại được."""
    if out.suffix.casefold() not in SPREADSHEETS:
        raise MismatchError("--out phải là tệp .xlsx hoặc .csv.")
    with planned_desk() as desk:
        code = desk.organizations.get(unit).code if unit else None
        records = desk.registers.current(name, code)
        write_whole(out.absolute(), table_bytes(desk, name, records, out.suffix.casefold(), code))
    click.echo(f"Đã ghi {out}: {len(records)} dòng.", err=True)


@register_command.command("import")
@click.argument("file", metavar="TỆP", type=click.Path(path_type=Path, dir_okay=False))
@click.option("--unit", default="", help="Đơn vị của những dòng không ghi đơn vị (đơn vị trong Cài đặt).")
@click.option("--check", is_flag=True, help="Chỉ xem trước, không ghi.")
@click.pass_obj
@example("motcua plan register online-only import so.xlsx --check")
def import_command(name: str, file: Path, unit: str, *, check: bool) -> int:
    """Nhập sổ từ bảng tính: tất cả hoặc không dòng nào."""
    from services_catalog.exchange.sheet import open_sheet  # noqa: PLC0415 - only an import reads spreadsheets

    with planned_desk() as desk:
        own = desk.organizations.get(unit).code if unit else desk.settings.unit
        made = register_table.preview(desk.registers, name, open_sheet(file), own, desk.today)
        for problem in made.problems:
            click.echo(str(problem))
        for heading in made.ignored:
            click.echo(f"Bỏ qua cột «{heading}».", err=True)
        click.echo(made.told, err=True)
        if made.problems:
            click.echo("Chưa nhập gì.", err=True)
            return 1
        if not check:
            register_table.carry_out(desk.registers, made)
            click.echo("Đã nhập.", err=True)
    return 0


def table_bytes(desk: Desk, name: str, records: list[Record], suffix: str, unit: str | None) -> bytes:
    """A register's records as a spreadsheet file."""
    made = register_table.table(desk.registers.register(name), records, desk.organizations)
    if suffix == ".csv":
        return register_table.table_csv(made)
    from handouts.register_xlsx import register_xlsx  # noqa: PLC0415 - only an export makes one

    whose = desk.unit_name(unit) if unit else "Mọi đơn vị"
    return register_xlsx(made, f"{whose}, ngày {long_date(desk.today)}")


def _own(desk: Desk, name: str, record: str) -> Record:
    found = desk.registers.get(record)
    if found.register != name:
        raise RegisterRefusedError("Dòng này thuộc sổ khác.")
    return found


def _read(desk: Desk, register: Register, pairs: tuple[str, ...]) -> dict[str, Any]:
    names = {fold(each.label): each for each in register.fields} | {each.id: each for each in register.fields}
    values: dict[str, Any] = {}
    for pair in pairs:
        name, sign, text = pair.partition("=")
        field = names.get(clean(name)) or names.get(fold(clean(name)))
        if field is None or not sign:
            known = ", ".join(each.id for each in register.fields)
            raise MismatchError(f"--set «{clean(pair, 60)}» phải là MỤC=GIÁ_TRỊ; các mục: {known}.")
        values[field.id] = read(field, text, desk.organizations, desk.today)
    return values


def _values(record: Record) -> dict[str, Any]:
    return {name: plain(getattr(record, name)) for name in Record.__dataclass_fields__}


def _written(register: Register, record: Record) -> None:
    click.echo(record.id)
    for told in warnings(register, record.values):
        click.echo(told, err=True)


for each_command in (
    registers_command,
    register_command,
    list_command,
    add_command,
    change_command,
    remove_command,
    export_command,
    import_command,
):
    in_vietnamese(each_command)
