"""motcua doctor: what works on this machine, what doesn't, and what to do about it."""

import os
import platform
import sqlite3
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

import click

from services_catalog import second_language
from services_catalog.catalog import check
from services_catalog.errors import MotcuaError, StoreError
from services_catalog.organizations import unit_problems
from services_catalog.paths import private_folder
from services_catalog.plan import PlanError
from services_catalog.plan_file import find
from services_catalog.vietnamese import LETTERS, number
from tui.commands.shared import example
from tui.desk import Desk, open_desk
from tui.handing_out import output_folder
from tui.languages import texts_file

PACKAGES = ("motcua", "textual", "sqlite-utils", "qrcode", "reportlab")
MOST_SHOWN = 5


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at: whether it works, what was found, and what to do where it doesn't."""

    works: bool
    about: str
    found: str
    remedy: str = ""


@click.command("doctor")
@example("motcua doctor")
def command() -> int:
    """Khám bàn này: phiên bản, thư mục, dữ liệu, phông chữ, máy in. Không sửa gì."""
    desk = open_desk()
    try:
        findings = [finding for look in LOOKS for finding in _safely(look, desk)]
    finally:
        desk.close()
    for finding in findings:
        click.echo(f"{'ĐƯỢC ' if finding.works else 'HỎNG '} {finding.about}: {finding.found}")
        if finding.remedy:
            click.echo(f"      → {finding.remedy}")
    broken = sum(not finding.works for finding in findings)
    click.echo(f"{broken} chỗ cần sửa." if broken else "Mọi thứ đều dùng được.", err=True)
    return 1 if broken else 0


def _safely(look: Callable[[Desk], Iterator[Finding]], desk: Desk) -> Iterator[Finding]:
    """A look that fails is a finding too; the others still happen."""
    try:
        yield from look(desk)
    except MotcuaError as error:
        yield Finding(works=False, about=error.title, found=error.message, remedy=error.next_step)


def _versions(_desk: Desk) -> Iterator[Finding]:
    told = ", ".join(f"{name} {version(name)}" for name in PACKAGES)
    yield Finding(
        works=True,
        about="Phiên bản",
        found=f"{told}; Python {platform.python_version()}; SQLite {sqlite3.sqlite_version}",
    )


def _folders(desk: Desk) -> Iterator[Finding]:
    places = {
        "Thư mục dữ liệu": desk.folders.data,
        "Thư mục cài đặt": desk.folders.settings,
        "Thư mục tạm": desk.folders.state,
        "Thư mục lưu tệp": output_folder(desk),
    }
    for about, folder in places.items():
        yield _folder(about, folder)


def _folder(about: str, folder: Path) -> Finding:
    try:
        private_folder(folder)
    except MotcuaError as error:
        return Finding(works=False, about=about, found=error.message, remedy=error.next_step)
    writable = os.access(folder, os.W_OK)
    return Finding(
        writable,
        about,
        str(folder),
        "" if writable else "Xin quyền ghi vào thư mục này, hoặc đặt MOTCUA_HOME.",
    )


def _settings(desk: Desk) -> Iterator[Finding]:
    problems = [*desk.problems, *unit_problems(desk.units_file)]
    yield Finding(
        not problems,
        "Cài đặt",
        " ".join(each.message for each in problems)
        or f"đơn vị {desk.unit_name()}, cán bộ {desk.settings.officer or 'chưa khai báo'}",
        "Mở bàn, bấm F7 và lưu lại." if problems else "",
    )


def _languages(desk: Desk) -> Iterator[Finding]:
    found, problems = second_language.load(texts_file(desk))
    yield Finding(
        not problems,
        "Khối chữ tiếng khác",
        " ".join(each.message for each in problems) or f"{sum(map(len, found.values()))} khối",
        f"Sửa tệp {texts_file(desk)} cho đúng, hoặc cất đi rồi ghi lại." if problems else "",
    )


def _bundled(_desk: Desk) -> Iterator[Finding]:
    problems = check()
    shown = "; ".join(f"{each.source}: {each.message}" for each in problems[:MOST_SHOWN])
    yield Finding(
        not problems,
        "Dữ liệu thủ tục",
        shown or "mọi bản ghi đúng dạng",
        "Cài lại motcua." if problems else "",
    )


def _office(desk: Desk) -> Iterator[Finding]:
    from services_catalog import office_layer  # noqa: PLC0415 - only this look needs it

    layer = office_layer.load(desk.office_folder)
    shown = "; ".join(f"{each.source}: {each.message}" for each in layer.problems[:MOST_SHOWN])
    told = f"{number(len(layer.updates))} thủ tục cập nhật, {number(len(layer.texts))} bài riêng"
    remedy = f"Giữ tệp trong {desk.office_folder}, gọi người hỗ trợ kỹ thuật." if layer.problems else ""
    yield Finding(not layer.problems, "Dữ liệu của cơ quan", shown or told, remedy)


def _catalog(desk: Desk) -> Iterator[Finding]:
    desk.catalog.ensure()
    done, total = desk.catalog.progress()
    yield Finding(
        done == total > 0, "Danh mục tra cứu", f"{number(done)}/{number(total)} thủ tục, {desk.catalog.path}"
    )


def _journal(desk: Desk) -> Iterator[Finding]:
    problems = desk.journal.check()
    shown = "; ".join(each.message for each in problems[:MOST_SHOWN])
    remedy = "Giữ nguyên tệp, không xoá, gọi người hỗ trợ kỹ thuật." if problems else ""
    yield Finding(not problems, "Nhật ký", shown or f"nguyên vẹn, {desk.folders.journal_file}", remedy)


def _identities(desk: Desk) -> Iterator[Finding]:
    days = desk.settings.identity_days
    try:
        overdue, unwiped = desk.identities.overdue(days), desk.identities.unwiped()
    except StoreError:
        return  # the look at the journal tells
    if overdue or unwiped:
        found = f"còn {overdue} quá hạn" if overdue else "đã xoá nhưng tệp tạm của nhật ký chưa được dọn"
        yield Finding(
            works=False,
            about="Tên gọi, số điện thoại",
            found=found,
            remedy="Mở bàn: phần quá hạn được xoá ngay khi mở.",
        )
    else:
        told = f"giữ {days} ngày, không có gì quá hạn" if days else "không giữ"
        yield Finding(works=True, about="Tên gọi, số điện thoại", found=told)


def _fonts(_desk: Desk) -> Iterator[Finding]:
    from handouts import fonts  # noqa: PLC0415 - ReportLab is slow to load, and only this look needs it

    missing = fonts.missing_glyphs(LETTERS)
    told = f"thiếu chữ {missing}" if missing else "đủ mọi chữ tiếng Việt"
    yield Finding(not missing, "Phông chữ in", told, "Cài lại gói font-source-sans-pro." if missing else "")


def _printers(desk: Desk) -> Iterator[Finding]:
    names = [f"{each.name} (mặc định)" if each.is_default else each.name for each in desk.printer.printers()]
    told = ", ".join(names) or "chưa thấy máy in nào; tờ rơi vẫn mở xem và lưu thành tệp được"
    yield Finding(works=True, about="Máy in", found=told)


def _plan(desk: Desk) -> Iterator[Finding]:
    plan, problems = find(desk.organizations, desk.folders.settings)
    told = f"{plan.name}, {number(len(plan.tasks))} nhiệm vụ, {number(len(plan.registers))} sổ"
    yield Finding(works=True, about="Kế hoạch", found=told)
    for problem in problems:
        yield Finding(works=False, about=problem.source, found=problem.message, remedy=PlanError.next_step)


LOOKS = (
    _versions,
    _folders,
    _settings,
    _languages,
    _bundled,
    _office,
    _plan,
    _catalog,
    _journal,
    _identities,
    _fonts,
    _printers,
)
