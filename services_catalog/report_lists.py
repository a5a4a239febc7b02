"""The lists of registers that a report shows as tables: the services, runs, points and systems one by one."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from services_catalog.register_fields import FieldKind
from services_catalog.register_text import shown
from services_catalog.registers import Record
from services_catalog.report import Align, Cell, Column, Row, Table
from services_catalog.report_scope import ReportScope
from services_catalog.vietnamese import long_date

MOST_ITEMS = 20
"""What a section lists item by item; a register with more is told whole in an annex, and begun in the section."""
NUMBER = Column("STT", Align.CENTRE, 5)
CODE = Column("Mã số", Align.CENTRE, 11)
_STEPS = {
    "login": "đăng nhập",
    "find": "tìm thủ tục",
    "fill": "kê khai",
    "attach": "tải giấy tờ",
    "pay": "thanh toán",
    "submit": "gửi hồ sơ",
    "track": "tra cứu",
    "result": "nhận kết quả",
}
TITLES: Mapping[str, str] = {
    "level-review": "Danh mục thủ tục hành chính đủ điều kiện cung cấp trực tuyến {full}",
    "online-only": "Danh mục dịch vụ công chỉ tiếp nhận bằng hình thức trực tuyến",
    "trial-runs": "Lỗi, bất cập phát hiện khi chạy thử dịch vụ công trực tuyến",
    "postal-points": "Điểm phục vụ bưu chính đã rà soát",
    "directives": "Danh mục văn bản chỉ đạo, triển khai",
    "incentives": "Hình thức khuyến khích nộp hồ sơ trực tuyến",
    "e-forms": "Kết quả tối ưu, tái cấu trúc quy trình, biểu mẫu điện tử",
    "proposals": "Khó khăn, phương hướng, đề xuất, mô hình",
    "ndxp": "Tình hình kết nối, khai thác trên Nền tảng tích hợp, chia sẻ dữ liệu quốc gia (NDXP)",
}


def register_tables(scope: ReportScope) -> dict[str, Table]:
    """The lists by their registers' ids, those without a row left out."""
    found = {}
    for name, make in _TABLES.items():
        if name not in scope.plan.registers:
            continue
        columns, rows = make(scope, scope.records(name))
        if rows:
            title = TITLES[name].replace("{full}", scope.wording.full or "")
            found[name] = Table(name, title, (NUMBER, *columns), numbered(rows))
    return found


def day(value: Any) -> str:
    """A kept date as people read it, empty where there is none."""
    return long_date(date.fromisoformat(value)) if value else ""


_Made = tuple[list[Column], list[list[Cell]]]


def _unit_column(scope: ReportScope) -> list[Column]:
    return [Column("Đơn vị", width=18)] if scope.several else []


def _unit(scope: ReportScope, record: Record) -> list[Cell]:
    return [scope.unit_name(record.unit)] if scope.several else []


def _said(scope: ReportScope, record: Record, field: str) -> str:
    value = record.values.get(field)
    return scope.plan.register(record.register).field(field).label_of(str(value)) if value else ""


def _level(scope: ReportScope, record: Record) -> str:
    """The level that a service has now, in the words of the report's time."""
    if not scope.wording.replacements:
        return _said(scope, record, "level")
    now = {"2": "chưa nộp trực tuyến", "3": scope.wording.part, "4": scope.wording.full}
    return now.get(str(record.values.get("level")), _said(scope, record, "level"))


def _level_review(scope: ReportScope, records: Sequence[Record]) -> _Made:
    columns = [
        CODE,
        Column("Tên thủ tục", width=34),
        Column("Cấp", Align.CENTRE, 8),
        Column("Mức hiện nay", width=15),
        Column("Ngày đề xuất", Align.CENTRE, 12),
        Column("Ngày đã cung cấp", Align.CENTRE, 12),
        *_unit_column(scope),
    ]
    rows: list[list[Cell]] = [
        [
            each.values["service"],
            scope.service_name(each.values["service"], each.values.get("name", "")),
            _said(scope, each, "tier"),
            _level(scope, each),
            day(each.values.get("proposed")),
            day(each.values.get("done")),
            *_unit(scope, each),
        ]
        for each in records
        if each.values.get("eligible") is True
    ]
    return columns, rows


def _online_only(scope: ReportScope, records: Sequence[Record]) -> _Made:
    columns = [
        CODE,
        Column("Tên dịch vụ công", width=34),
        Column("Đối tượng áp dụng", width=18),
        Column("Văn bản", width=15),
        Column("Từ ngày", Align.CENTRE, 12),
        *_unit_column(scope),
    ]
    rows: list[list[Cell]] = [
        [
            each.values["service"],
            scope.service_name(each.values["service"], each.values.get("name", "")),
            each.values["audience"],
            each.values["decision"],
            day(each.values["starts"]),
            *_unit(scope, each),
        ]
        for each in records
    ]
    return columns, rows


def _trial_runs(scope: ReportScope, records: Sequence[Record]) -> _Made:
    columns = [
        CODE,
        Column("Tên dịch vụ công", width=26),
        Column("Ngày chạy thử", Align.CENTRE, 12),
        Column("Bước lỗi", width=13),
        Column("Lỗi, bất cập", width=22),
        Column("Khắc phục", width=18),
        *_unit_column(scope),
    ]
    rows: list[list[Cell]] = []
    for each in records:
        steps = [name for step, name in _STEPS.items() if each.values.get(step) == "failed"]
        if not steps and not each.values.get("defect"):
            continue
        fixed = " ".join(filter(None, [day(each.values.get("fixed")), each.values.get("fix", "")]))
        rows.append(
            [
                each.values["service"],
                scope.service_name(each.values["service"], each.values.get("name", "")),
                day(each.values["day"]),
                ", ".join(steps),
                each.values.get("defect", ""),
                fixed or "Chưa khắc phục",
                *_unit(scope, each),
            ]
        )
    return columns, rows


def _postal_points(scope: ReportScope, records: Sequence[Record]) -> _Made:
    columns = [
        Column("Tên điểm", width=24),
        Column("Địa bàn", width=20),
        *(Column(name, Align.NUMBER, 8) for name in ("Máy tính", "Máy in", "Máy quét", "Nhân viên")),
        Column("Đủ điều kiện", Align.CENTRE, 10),
        Column("Lượt đã hỗ trợ", Align.NUMBER, 10),
    ]
    rows: list[list[Cell]] = [
        [
            each.values["point"],
            scope.unit_name(each.values["place"]),
            *(each.values.get(name) for name in ("computers", "printers", "scanners", "staff")),
            "Có" if each.values.get("qualified") else "Không",
            each.values.get("received"),
        ]
        for each in records
    ]
    return columns, rows


def _ndxp(scope: ReportScope, records: Sequence[Record]) -> _Made:
    columns = [
        Column("Cơ sở dữ liệu, hệ thống", width=30),
        *([Column("Chủ trì", width=16)] if scope.rolled_up else []),
        Column("Tình trạng", width=15),
        Column("Ngày kết nối", Align.CENTRE, 12),
        Column("Số lượt khai thác", Align.NUMBER, 10),
        Column("Vướng mắc", width=18),
    ]
    rows: list[list[Cell]] = [
        [
            each.values["name"],
            *([scope.unit_name(each.unit)] if scope.rolled_up else []),
            _said(scope, each, "status") or "Chưa ghi",
            day(each.values.get("connected")),
            each.values.get("records"),
            each.values.get("problem", ""),
        ]
        for each in records
    ]
    return columns, rows


def _listing(*fields: tuple[str, int]) -> Callable[[ReportScope, Sequence[Record]], _Made]:
    """A list of a register by some of its fields and their widths, for those that are too long for a section."""

    def make(scope: ReportScope, records: Sequence[Record]) -> _Made:
        if len(records) <= MOST_ITEMS:
            return [], []
        register = scope.plan.register(records[0].register)
        known = {each.id: each for each in register.fields}
        used = [(known[name], width) for name, width in fields if name in known]
        columns = [
            Column(field.label, Align.CENTRE if field.kind is FieldKind.DATE else Align.TEXT, width)
            for field, width in used
        ]
        rows: list[list[Cell]] = [
            [
                *(shown(field, each.values.get(field.id), scope.plan.organizations) for field, _ in used),
                *_unit(scope, each),
            ]
            for each in records
        ]
        return [*columns, *_unit_column(scope)], rows

    return make


_TABLES: Mapping[str, Callable[[ReportScope, Sequence[Record]], _Made]] = {
    "level-review": _level_review,
    "online-only": _online_only,
    "trial-runs": _trial_runs,
    "postal-points": _postal_points,
    "directives": _listing(("type", 14), ("number", 16), ("issued", 12), ("subject", 50)),
    "incentives": _listing(("form", 16), ("subject", 46), ("decision", 15), ("starts", 12)),
    "e-forms": _listing(("type", 22), ("subject", 46), ("day", 12), ("before", 9), ("after", 9)),
    "proposals": _listing(("type", 15), ("day", 12), ("text", 60), ("to", 15)),
    "ndxp": _ndxp,
}


def numbered(rows: Iterable[Sequence[Cell]]) -> tuple[Row, ...]:
    """Rows with their numbers before them."""
    return tuple(Row((place, *row)) for place, row in enumerate(rows, 1))
