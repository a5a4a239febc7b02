"""A made-up province for tests: real units and services of Cao Bằng with invented figures, always the same ones.

It writes what offices get out of real one-stop systems: a title, the dates, the unit, headings in two rows with
merged cells, sections, totals, and columns that are of no use here. No person is in it but in the column of names of
`write_dossiers`, which is there to be left unread.
"""

import csv
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any, NamedTuple

import xlsxwriter

from services_catalog.model import PublicOrganization, UnitKind
from services_catalog.organizations import Organizations, load

SERVICES = (
    ("1.001193", "Thủ tục đăng ký khai sinh"),
    ("1.000656", "Thủ tục đăng ký khai tử"),
    ("1.000894", "Thủ tục đăng ký kết hôn"),
    ("2.000635", "Cấp bản sao trích lục hộ tịch, bản sao Giấy khai sinh"),
    ("1.004873", "Thủ tục cấp Giấy xác nhận tình trạng hôn nhân"),
    ("1.004194", "Đăng ký tạm trú"),
    ("1.004222", "Đăng ký thường trú"),
    ("2.000908", "Thủ tục cấp bản sao từ sổ gốc"),
)
WIDE_HEADINGS = ["Mã đơn vị", "Tháng", "Mã TTHC", "Trực tuyến", "Trực tiếp", "BCCI"]
OLD, NEW = date(2024, 3, 1), date(2026, 3, 1)


class Figure(NamedTuple):
    """Dossiers of one service that one unit received in one month."""

    unit: str
    month: date
    service: str
    online: int
    in_person: int
    postal: int


@dataclass
class Province:
    """Units of one era, some months, some services; `seed` decides the figures."""

    day: date = NEW
    months: Sequence[date] = ()
    services: Sequence[tuple[str, str]] = SERVICES
    units: int = 12
    seed: int = 984
    organizations: Organizations = field(default_factory=load)

    def __post_init__(self) -> None:
        self.months = self.months or [self.day.replace(month=month) for month in (1, 2, 3)]

    @cached_property
    def chosen(self) -> list[PublicOrganization]:
        """Departments and communes in turns, and districts where there are any."""
        known = self.organizations.on(self.day)
        kinds = (UnitKind.DEPARTMENT, UnitKind.DISTRICT, UnitKind.COMMUNE)
        groups = [[each for each in known if each.kind is kind] for kind in kinds]
        mixed = [
            group[place] for place in range(max(map(len, groups))) for group in groups if place < len(group)
        ]
        return mixed[: self.units]

    @cached_property
    def figures(self) -> list[Figure]:
        """All figures; some services have none in some months, and some only one channel."""
        chance = random.Random(self.seed)
        made = []
        for unit in self.chosen:
            for month in self.months:
                for code, _ in self.services:
                    kind = chance.randrange(10)
                    online = 0 if kind in {0, 1} else chance.randrange(60)
                    in_person = 0 if kind in {0, 2} else chance.randrange(40)
                    made.append(
                        Figure(unit.code, month, code, online, in_person, chance.randrange(4) * (kind > 5))
                    )
        return made

    def name(self, code: str) -> str:
        """A unit as exports call it: communes and districts with «UBND», a repeated name with its district."""
        unit = self.organizations.get(code)
        if unit.kind is UnitKind.DEPARTMENT:
            return f"{unit.name} tỉnh Cao Bằng"
        name = f"UBND {unit.name[0].lower()}{unit.name[1:]}"
        alike = sum(each.name == unit.name for each in self.organizations.on(self.day))
        return f"{name} - {self.organizations.get(unit.parent).name.lower()}" if alike > 1 else name

    def service_name(self, code: str) -> str:
        """A service's name."""
        return dict(self.services)[code]


def write_csv(province: Province, path: Path, *, delimiter: str = ",", encoding: str = "utf-8-sig") -> None:
    """The plain table: a row a unit, month and service, by codes."""
    with path.open("w", encoding=encoding, newline="") as file:
        table = csv.writer(file, delimiter=delimiter)
        table.writerow(WIDE_HEADINGS)
        for each in province.figures:
            table.writerow([each.unit, f"{each.month:%m/%Y}", *each[2:]])


def write_export(province: Province, path: Path, month: date) -> None:
    """A month of all units as a one-stop system exports it, by names, with sections, sub-totals and a total."""
    book = xlsxwriter.Workbook(str(path))
    sheet = book.add_worksheet("Tổng hợp")
    bold = book.add_format({"bold": True, "align": "center"})
    sheet.merge_range(0, 0, 0, 9, "TỔNG HỢP TÌNH HÌNH TIẾP NHẬN HỒ SƠ THEO THỦ TỤC HÀNH CHÍNH", bold)
    last = _last_day(month)
    sheet.merge_range(1, 0, 1, 9, f"(Từ ngày {month:%d/%m/%Y} đến ngày {last:%d/%m/%Y})", bold)
    sheet.write(2, 0, "Đơn vị: Tỉnh Cao Bằng")
    for column, heading in enumerate(["STT", "Đơn vị giải quyết", "Mã thủ tục", "Tên thủ tục hành chính"]):
        sheet.merge_range(4, column, 5, column, heading, bold)
    sheet.merge_range(4, 4, 4, 7, "Số lượng hồ sơ tiếp nhận và giải quyết", bold)
    for column, heading in enumerate(["Tổng số", "Trực tuyến", "Trực tiếp", "BCCI"], 4):
        sheet.write(5, column, heading, bold)
    sheet.merge_range(4, 8, 5, 8, "Tỷ lệ hồ sơ trực tuyến/(trực tuyến + trực tiếp)", bold)
    sheet.merge_range(4, 9, 5, 9, "Ghi chú", bold)
    for place, row in enumerate(_export_rows(province, month), 6):
        for column, cell in enumerate(row):
            if cell != "":
                sheet.write(place, column, cell)
    book.close()


def _export_rows(province: Province, month: date) -> Iterator[list[Any]]:
    grand = [0, 0, 0]
    sections = (
        ("I", "Sở, ban, ngành", {UnitKind.DEPARTMENT}),
        ("II", "Cấp huyện, cấp xã", set(UnitKind) - {UnitKind.DEPARTMENT}),
    )
    for roman, title, kinds in sections:
        yield [roman, title]
        for unit in (each for each in province.chosen if each.kind in kinds):
            rows = [each for each in province.figures if each.unit == unit.code and each.month == month]
            for number, each in enumerate(rows, 1):
                total = each.online + each.in_person + each.postal
                both = each.online + each.in_person
                share = round(100 * each.online / both, 2) if both else ""
                name = province.name(unit.code)
                figures = [total, each.online, each.in_person, each.postal]
                yield [number, name, each.service, province.service_name(each.service), *figures, share]
            sums = [
                sum(each.online for each in rows),
                sum(each.in_person for each in rows),
                sum(each.postal for each in rows),
            ]
            grand = [one + other for one, other in zip(grand, sums, strict=True)]
            yield ["", f"Cộng {unit.name}", "", "", sum(sums), *sums]
    yield ["", "Tổng cộng", "", "", sum(grand), *grand]


def write_unit_export(province: Province, path: Path, unit: str, month: date) -> None:
    """A month of one unit, as CSV with semicolons: the unit and the month stand in the head, services by name alone."""
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        table = csv.writer(file, delimiter=";")
        table.writerow(["BÁO CÁO TIẾP NHẬN HỒ SƠ", "", "", "", "", ""])
        table.writerow([f"Đơn vị giải quyết: {province.name(unit)}"])
        table.writerow([f"Tháng {month.month} năm {month.year}"])
        table.writerow(["STT", "Tên thủ tục", "Số hồ sơ tiếp nhận", "", "", ""])
        table.writerow(["", "", "Tổng số", "Qua mạng", "Trực tiếp", "Bưu chính công ích"])
        table.writerow(["1", "2", "3", "4", "5", "6"])
        for number, each in enumerate(_of(province, unit, month), 1):
            total = each.online + each.in_person + each.postal
            table.writerow([number, province.service_name(each.service), total, *each[3:]])
        table.writerow(["", "Tổng số"])


def write_dossiers(province: Province, path: Path, month: date) -> None:
    """Every dossier of a month in a row of its own, with the citizen's made-up name; one row stands there twice."""
    book = xlsxwriter.Workbook(str(path))
    sheet = book.add_worksheet()
    headings = [
        "STT",
        "Mã hồ sơ",
        "Tên thủ tục",
        "Mã TTHC",
        "Đơn vị tiếp nhận",
        "Người nộp",
        "Số CCCD",
        "Địa chỉ",
    ]
    headings += ["Ngày nộp", "Ngày tiếp nhận", "Hình thức nộp", "Ngày hẹn trả"]
    sheet.write_row(0, 0, headings)
    number = 0
    for each in (figure for figure in province.figures if figure.month == month):
        for code, dossiers in (("2", each.online), ("1", each.in_person), ("3", each.postal)):
            for place in range(dossiers):
                number += 1
                day = month.replace(day=1 + place % 28)
                when = ["", f"{day:%d/%m/%Y} 08:15"] if number % 7 else [f"{day:%d/%m/%Y}", ""]
                shown = "" if code == "1" and number % 3 == 0 else code
                person = ["Nông Văn Mật", "004099000123", "xóm Kín"]
                row = [number, f"H14.{number:06}", province.service_name(each.service), each.service]
                sheet.write_row(number, 0, [*row, province.name(each.unit), *person, *when, shown])
                last = [*row, province.name(each.unit), *person, *when, shown]
    sheet.write_row(number + 1, 0, last)
    book.close()


def _of(province: Province, unit: str, month: date) -> list[Figure]:
    return [each for each in province.figures if each.unit == unit and each.month == month]


def _last_day(month: date) -> date:
    following = date(month.year + month.month // 12, month.month % 12 + 1, 1)
    return date.fromordinal(following.toordinal() - 1)
