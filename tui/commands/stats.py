"""motcua stats: dossier counts taken in from tables or tallied, listed, and matched."""

from collections import Counter
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from services_catalog.vietnamese import number
from tui.cli_words import MismatchError, in_vietnamese
from tui.commands.shared import example, opened_desk, print_json

if TYPE_CHECKING:
    from services_catalog.counts import Replaced, System
    from services_catalog.exchange.count_import import Preview
    from services_catalog.exchange.headings import SheetMapping

# ruff: noqa: PLC0415 - tables are read by this command alone, and not for its help

SYSTEMS = ("one-stop", "portal", "ministry")
SHOWN_REJECTED = 20


class Month(click.ParamType[date]):
    """A month such as 2026-09 or 09/2026, as its first day."""

    name = "THÁNG"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        """Read the month."""
        from services_catalog.exchange.cells import read_month

        if isinstance(value, date):
            return value
        try:
            month, several = read_month(value)
        except ValueError:
            several = True
        if several:
            self.fail("tháng viết như 2026-09", param, ctx)
        return month


@click.group("stats")
@example(
    "motcua stats import bao-cao-thang-9.xlsx --dry-run",
    "motcua stats list --year 2026",
    "motcua stats pending --match 'UBND xã A=01290'",
)
def command() -> None:
    """Số liệu hồ sơ theo thủ tục, đơn vị, tháng, kênh: nhập từ bảng, tự đếm, xem, ghép tên."""


@command.command("import")
@click.argument("file", type=click.Path(path_type=Path), metavar="TỆP")
@click.option("--source", default="", metavar="TÊN", help="Tên của nguồn này, để nhớ.")
@click.option(
    "--system", type=click.Choice(SYSTEMS), default="one-stop", help="Tệp từ hệ thống nào (one-stop)."
)
@click.option("--month", type=Month(), help="Tháng của cả tệp, khi tệp không tự nói.")
@click.option("--unit", default="", metavar="MÃ", help="Đơn vị của cả tệp, khi tệp không tự nói.")
@click.option(
    "--sheet", type=click.IntRange(1), metavar="SỐ", help="Trang tính thứ mấy (trang đầu có số liệu)."
)
@click.option(
    "--column",
    "columns",
    multiple=True,
    metavar="CỘT=NGHĨA",
    help="Đặt lại nghĩa một cột, như 5=online, 6=ignored; dùng được nhiều lần.",
)
@click.option(
    "--whole-months", is_flag=True, help="Tệp là đủ cho cả tháng: đơn vị không có trong tệp bị xoá số."
)
@click.option("--dry-run", is_flag=True, help="Chỉ xem trước, không ghi.")
@click.option("--json", "as_json", is_flag=True, help="In JSON.")
@example(
    "motcua stats import bao-cao-thang-9.xlsx --dry-run",
    "motcua stats import xa.csv --unit 01290 --month 2026-09",
    "motcua stats import cong.xlsx --system portal --column 7=postal",
)
def import_command(
    file: Path,
    source: str,
    system: str,
    month: date | None,
    unit: str,
    sheet: int | None,
    columns: tuple[str, ...],
    *,
    whole_months: bool,
    dry_run: bool,
    as_json: bool,
) -> None:
    """Nhập một bảng XLSX, XLS hoặc CSV. Tệp hỏng thì không có số nào thay đổi; nhập lại cùng tệp cũng vậy."""
    from services_catalog.counts import System, month_of
    from tui import importing

    with opened_desk(catalog=True) as desk:
        opened = importing.open_file(desk, file, sheet)
        mapping = replace(opened.mapping, unit=unit, month=month_of(month) if month else "")
        mapping = importing.named(mapping, source or mapping.name or file.stem)
        found = importing.look(desk, opened.sheet, _with_columns(mapping, columns))
        chosen = System(system)
        taken = None if dry_run else importing.take(desk, found, chosen, whole_months=whole_months)
        if as_json:
            print_json(_as_json(found, chosen, taken))
        else:
            _tell(found, taken)


def _with_columns(mapping: "SheetMapping", columns: tuple[str, ...]) -> "SheetMapping":
    from services_catalog.exchange.headings import Field

    meanings = [each.value for each in Field if each is not Field.PERSONAL]
    for each in columns:
        place, _, meaning = each.partition("=")
        if not place.isascii() or not place.isdigit() or meaning not in meanings:
            raise MismatchError(f"--column viết như 5=online; nghĩa là một trong: {', '.join(meanings)}.")
        if not 1 <= int(place) <= len(mapping.headings):
            raise MismatchError(f"bảng có {len(mapping.headings)} cột, không có cột {place}.")
        mapping = mapping.with_column(int(place) - 1, Field(meaning))
    return mapping


def _as_json(found: "Preview", system: "System", taken: "Replaced | None") -> dict[str, Any]:
    online, in_person, postal = found.totals()
    return {
        "file": found.sheet.file_name,
        "sha256": found.sheet.sha256,
        "sheet": found.sheet.name,
        "system": system.value,
        "source": found.mapping.name,
        "layout": found.mapping.layout.value,
        "columns": {each.value: place + 1 for each, place in found.mapping.columns.items()},
        "months": [f"{each:%Y-%m}" for each in found.months],
        "units": len(found.units),
        "services": len(found.services),
        "rows": found.rows,
        "counts": found.lines,
        "online": online,
        "in_person": in_person,
        "postal": postal,
        "passed_over": found.passed_over,
        "duplicates": found.duplicates,
        "rejected_rows": found.rejected_rows,
        "rejected": [{"row": each.row, "reason": each.reason} for each in found.rejected],
        "pending": [
            {
                "unit": each.unit or None,
                "unit_text": each.unit_text or None,
                "service": each.service or None,
                "service_text": each.service_text or None,
                "month": f"{each.month:%Y-%m}",
                "dossiers": sum(each.figures[:3]),
            }
            for each in found.pending
        ],
        "warnings": list(found.warnings),
        "imported": None
        if taken is None
        else {
            "delivery": taken.delivery,
            "slices": taken.slices,
            "counts": taken.counts,
            "emptied": taken.emptied,
            "already": taken.already,
        },
    }


def _tell(found: "Preview", taken: "Replaced | None") -> None:
    from services_catalog.exchange.headings import FIELD_NAMES, LAYOUT_NAMES

    mapping = found.mapping
    columns = sorted(mapping.columns.items(), key=lambda each: each[1])
    click.echo(f"{found.sheet.file_name}: {LAYOUT_NAMES[mapping.layout]}.")
    click.echo("Cột: " + "; ".join(f"{place + 1} {FIELD_NAMES[each]}" for each, place in columns))
    online, in_person, postal = found.totals()
    months = ", ".join(f"{each:%m/%Y}" for each in found.months) or "không"
    click.echo(
        f"Tháng: {months}. {number(len(found.units))} đơn vị, {number(len(found.services))} thủ tục, "
        f"{number(found.lines)} dòng số."
    )
    click.echo(
        f"Trực tuyến {number(online)}, trực tiếp {number(in_person)}, bưu chính {number(postal)} hồ sơ."
    )
    for warning in found.warnings:
        click.echo(f"Lưu ý: {warning}", err=True)
    for each in found.rejected[:SHOWN_REJECTED]:
        click.echo(f"Dòng {each.row} bị loại: {each.reason}.", err=True)
    if found.rejected_rows:
        click.echo(f"{number(found.rejected_rows)} dòng bị loại.", err=True)
    if found.pending:
        dossiers = sum(sum(each.figures[:3]) for each in found.pending)
        click.echo(
            f"{number(dossiers)} hồ sơ chờ ghép đơn vị hoặc thủ tục: xem «motcua stats pending».", err=True
        )
    if taken is None:
        click.echo("Xem trước: chưa ghi gì.", err=True)
    elif taken.already:
        click.echo("Tệp này đã nhập rồi: không có gì thay đổi.", err=True)
    else:
        emptied = f", xoá số của {number(taken.emptied)} đơn vị-tháng" if taken.emptied else ""
        click.echo(
            f"Đã ghi {number(taken.counts)} dòng của {number(taken.slices)} đơn vị-tháng{emptied}.", err=True
        )


@command.command("add")
@click.option("--unit", default="", metavar="MÃ", help="Đơn vị (đơn vị của bàn này).")
@click.option("--month", type=Month(), required=True, help="Tháng.")
@click.option("--service", required=True, metavar="MÃ", help="Mã thủ tục.")
@click.option("--online", type=int, default=0, metavar="SỐ", help="Số hồ sơ trực tuyến.")
@click.option("--in-person", type=int, default=0, metavar="SỐ", help="Số hồ sơ trực tiếp.")
@click.option("--postal", type=int, default=0, metavar="SỐ", help="Số hồ sơ qua bưu chính.")
@example("motcua stats add --month 2026-09 --service 1.001193 --online 12 --in-person 3")
def add_command(unit: str, month: date, service: str, online: int, in_person: int, postal: int) -> None:
    """Ghi số tự đếm của một thủ tục trong một tháng; ghi lại thì số mới thay số cũ."""
    from services_catalog.counts import check_unit

    with opened_desk(catalog=True) as desk:
        wanted = unit or desk.settings.unit
        if not wanted:
            raise MismatchError("cần --unit, vì bàn này chưa khai đơn vị.")
        organization = desk.organizations.get(wanted)
        check_unit(organization, month)
        code = organization.code
        found = desk.catalog.service(service)
        desk.counts.tally(code, month, found.code, online=online, in_person=in_person, postal=postal)
        click.echo(f"Đã ghi: {desk.unit_name(code)}, {month:%m/%Y}, {found.name}.", err=True)


@command.command("list")
@click.option("--year", type=click.IntRange(2015, 2100), metavar="NĂM", help="Năm (năm nay).")
@click.option("--json", "as_json", is_flag=True, help="In JSON.")
@example("motcua stats list --year 2026", "motcua stats list --json")
def list_command(year: int | None, *, as_json: bool) -> None:
    """Các tệp đã nhập, và tháng nào có số của bao nhiêu đơn vị."""
    from services_catalog.counts import SYSTEM_NAMES

    with opened_desk() as desk:
        wanted = year or desk.today.year
        slices = desk.counts.slices(date(wanted, 1, 1), date(wanted, 12, 31))
        deliveries = [
            each
            for each in desk.counts.deliveries()
            if not each.standing or each.first_month[:4] <= str(wanted) <= each.last_month[:4]
        ]
    units = Counter((each.month, each.system) for each in slices)
    if as_json:
        print_json(
            {
                "year": wanted,
                "months": [
                    {"month": month, "system": system.value, "units": count}
                    for (month, system), count in sorted(units.items())
                ],
                "deliveries": [
                    {
                        "id": each.id,
                        "system": each.system.value,
                        "source": each.source,
                        "file": each.file_name,
                        "sha256": each.sha256.partition(":")[0],
                        "counts": each.lines,
                        "at": each.at.isoformat(timespec="seconds"),
                        "standing": each.standing,
                        "first_month": each.first_month,
                        "last_month": each.last_month,
                    }
                    for each in deliveries
                ],
            }
        )
        return
    for (month, system), count in sorted(units.items()):
        click.echo(f"{month}  {number(count):>5} đơn vị  {SYSTEM_NAMES[system]}")
    for each in deliveries:
        told = f"{each.first_month}…{each.last_month}" if each.standing else "đã được thay"
        click.echo(
            f"{each.at:%d/%m/%Y %H:%M}  {each.file_name}  {number(each.lines)} dòng  {told}  {each.source}"
        )
    click.echo(f"Năm {wanted}: {len(deliveries)} tệp đã nhập.", err=True)


@command.command("pending")
@click.option(
    "--match", "matches", multiple=True, metavar="TÊN=MÃ", help="Ghép một tên hoặc mã lạ; nhiều lần được."
)
@click.option("--accept-codes", is_flag=True, help="Giữ nguyên mọi mã đúng dạng mà danh mục không có.")
@click.option("--json", "as_json", is_flag=True, help="In JSON.")
@example("motcua stats pending", "motcua stats pending --match 'UBND xã A=01290' --match 1.000123=1.001193")
def pending_command(matches: tuple[str, ...], *, accept_codes: bool, as_json: bool) -> None:
    """Những tên đơn vị, thủ tục chưa ghép được và số hồ sơ đang chờ; ghép xong thì tính vào đúng tháng."""
    from services_catalog.exchange.matching import is_service_code
    from tui import importing

    with opened_desk(catalog=True) as desk:
        asked = [each.rpartition("=")[::2] for each in matches]
        if not all(text and code for text, code in asked):
            raise MismatchError("--match viết như 'UBND xã A=01290'.")
        if accept_codes:
            waiting = [each.text for each in importing.waiting(desk) if each.kind == "service"]
            asked += [(text, text) for text in waiting if is_service_code(text)]
        for text, code in asked:
            matched = importing.match(desk, text, code)
            click.echo(f"Đã ghép «{text}» với {code}: {number(matched.dossiers)} hồ sơ được tính.", err=True)
        known = importing.known_to(desk)
        found = [(each, importing.suggestions(desk, each, known)) for each in importing.waiting(desk)]
    if as_json:
        print_json(
            [
                {
                    "kind": each.kind,
                    "text": each.text,
                    "name": each.name,
                    "rows": each.rows,
                    "dossiers": each.dossiers,
                    "first_month": each.first_month,
                    "last_month": each.last_month,
                    "suggestions": [{"code": code, "name": name} for code, name in near],
                }
                for each, near in found
            ]
        )
        return
    for each, near in found:
        kind = "Đơn vị" if each.kind == "unit" else "Thủ tục"
        name = f" ({each.name})" if each.name and each.name != each.text else ""
        click.echo(
            f"{kind} «{each.text}»{name}: {number(each.dossiers)} hồ sơ, {each.first_month}…{each.last_month}"
        )
        for code, told in near:
            click.echo(f"    {code}  {told}")
    click.echo(f"{len(found)} tên chờ ghép." if found else "Không có gì chờ ghép.", err=True)


for each_command in (import_command, add_command, list_command, pending_command):
    in_vietnamese(each_command)
