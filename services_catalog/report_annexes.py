"""The annexes of a report: statistics, ranking, who has reported, services one by one, assisted submissions."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from services_catalog.levels import ServiceLevel
from services_catalog.plan import ReportDuty
from services_catalog.rates import ServiceFigures
from services_catalog.registers import DONE
from services_catalog.report import Align, Annex, Cell, Column, Row, Share, Table
from services_catalog.report_figures import of_scope
from services_catalog.report_lists import CODE, NUMBER, numbered, register_tables
from services_catalog.report_scope import LEAD, ReportScope
from services_catalog.report_sections import MOST_INLINE
from services_catalog.report_statistics import share_of, statistics_table, units_by_tier
from services_catalog.vietnamese import long_date

ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII", "XIII", "XIV")
_WIDE = frozenset({"statistics", "ndxp", "level-review", "online-only", "trial-runs", "postal-points"})


def annexes_of(scope: ReportScope) -> tuple[Annex, ...]:
    """The annexes in order, numbered; those without a row are left out."""
    tables: list[list[Table]] = [[statistics_table(scope)]]
    if scope.rolled_up:
        tables += [[ranking_table(scope)], [reported_table(scope)]]
    tables += [service_tables(scope), assisted_tables(scope)]
    tables += [[each] for each in register_tables(scope).values() if len(each.rows) > MOST_INLINE]
    there = [kept for each in tables if (kept := [table for table in each if table.rows])]
    single = len(there) == 1
    return tuple(
        Annex(
            id=found[0].id,
            number="" if single else ROMAN[place],
            title=_title(found),
            blocks=tuple(replace(each, title=_inner_title(each, found)) for each in found),
            wide=found[0].id in _WIDE,
        )
        for place, found in enumerate(there)
    )


def _title(tables: Sequence[Table]) -> str:
    return _SHARED.get(tables[0].id, tables[0].title)


def _inner_title(table: Table, tables: Sequence[Table]) -> str:
    """The title of a table in an annex: none for the one whose title is the annex's."""
    return "" if table is tables[0] and (len(tables) == 1 or table.id not in _SHARED) else table.title


_SHARED = {
    "assisted": "Lượt giới thiệu, hướng dẫn, hỗ trợ nộp hồ sơ trực tuyến theo thủ tục và địa điểm",
}
"""The titles of annexes that hold several tables of one rank."""


def service_tables(scope: ReportScope) -> list[Table]:
    """The services with dossiers, and those of them without a single one online."""
    row = scope.row
    if row is None:
        return []
    found = [each for each in scope.services(row.unit, rolled_up=row.rolled_up) if each.counted]
    received = [each for each in found if each.received]
    idle_online = [each for each in received if not each.online]
    levels = f"trực tuyến {scope.wording.levels}".strip()
    level, unit = scope.sources.levels.on(scope.until), "" if scope.rolled_up else scope.unit.code
    cells = {
        each.service_code: _service_cells(scope, each, level(unit, each.service_code)) for each in received
    }
    return [
        Table(
            "services",
            f"Danh mục dịch vụ công {levels} có phát sinh hồ sơ {scope.year_to_date}",
            _SERVICE_COLUMNS,
            numbered(cells.values()),
        ),
        Table(
            "without-online",
            "Trong đó, các dịch vụ công chưa có hồ sơ trực tuyến",
            (*_SERVICE_COLUMNS[:4], *_SERVICE_COLUMNS[5:7]),
            numbered([*cells[each.service_code][:3], each.in_person, each.postal] for each in idle_online),
        ),
    ]


_SERVICE_COLUMNS = (
    NUMBER,
    CODE,
    Column("Tên dịch vụ công", width=40),
    Column("Mức", Align.CENTRE, 11),
    Column("Trực tuyến", Align.NUMBER, 9),
    Column("Trực tiếp", Align.NUMBER, 9),
    Column("BCCI", Align.NUMBER, 8),
    Column("Tỷ lệ trực tuyến", Align.NUMBER, 11),
)


def _service_cells(scope: ReportScope, each: ServiceFigures, level: ServiceLevel) -> list[Cell]:
    words = {ServiceLevel.FULL: scope.wording.full, ServiceLevel.PARTIAL: scope.wording.part}
    return [
        each.service_code,
        scope.service_name(each.service_code),
        words.get(level, ""),
        each.online,
        each.in_person,
        each.postal,
        share_of(scope, each),
    ]


def assisted_tables(scope: ReportScope) -> list[Table]:
    """Assisted submissions by service and by place."""
    found = of_scope(scope)
    columns = (
        Column("Số hồ sơ hỗ trợ", Align.NUMBER, 11),
        Column("Đã nộp", Align.NUMBER, 10),
        Column("Qua bưu chính", Align.NUMBER, 10),
    )
    return [
        Table(
            "assisted",
            f"Theo thủ tục, {scope.days}",
            (NUMBER, CODE, Column("Tên thủ tục", width=46), *columns),
            numbered(
                [
                    each.key,
                    scope.service_name(each.key, each.name),
                    each.quantity,
                    each.filed,
                    each.by_post,
                ]
                for each in found.by_service
            ),
        ),
        Table(
            "assisted-places",
            f"Theo địa điểm, {scope.days}",
            (NUMBER, Column("Địa điểm", width=57), *columns),
            numbered(
                [
                    scope.unit_name(each.key) if each.key else "Chưa ghi nơi",
                    each.quantity,
                    each.filed,
                    each.by_post,
                ]
                for each in found.by_place
            ),
        ),
    ]


def ranking_table(scope: ReportScope) -> Table:
    """The province's units by their share of online dossiers, then by the other rate; those without one unranked."""
    rows: list[Row] = []
    for title, units in units_by_tier(scope):
        found = [
            row for unit in units if (row := scope.table.row(unit.code)) and row.rates["r2"].value is not None
        ]
        found.sort(key=lambda row: (-(row.rates["r2"].value or 0), -(row.rates["r1"].value or 0), row.name))
        if found:
            rows.append(Row((None, title, None, None, None, None, None), strong=True))
        rank, last = 0, None
        for place, row in enumerate(found, 1):
            first, second = row.rates["r1"], row.rates["r2"]
            if (second.value, first.value) != last:
                rank, last = place, (second.value, first.value)
            good = {True: "Đạt", False: "Chưa đạt", None: ""}
            rows.append(
                Row(
                    (
                        rank,
                        row.name,
                        Share(second.numerator, second.denominator or 0),
                        second.parts,
                        Share(first.numerator, first.denominator or 0),
                        first.parts,
                        f"{good[second.met]} / {good[first.met]}".strip(" /"),
                    )
                )
            )
    return Table(
        "ranking",
        f"Xếp hạng đơn vị theo tỷ lệ hồ sơ trực tuyến {scope.year_to_date}",
        (
            Column("Hạng", Align.CENTRE, 6),
            Column("Đơn vị", width=32),
            Column("Tỷ lệ hồ sơ trực tuyến", Align.NUMBER, 12),
            Column("Hồ sơ", Align.NUMBER, 14),
            Column("Tỷ lệ dịch vụ có hồ sơ trực tuyến", Align.NUMBER, 13),
            Column("Dịch vụ", Align.NUMBER, 10),
            Column("Chỉ tiêu (hồ sơ / dịch vụ)", Align.CENTRE, 16),
        ),
        tuple(rows),
        ("Đơn vị có cùng hai tỷ lệ thì cùng hạng; đơn vị không phát sinh hồ sơ không xếp hạng.",),
    )


def duty_of(scope: ReportScope) -> ReportDuty | None:
    """The quarterly report that units owe, which the lead department waits for."""
    duties = [each for each in scope.plan.reports if LEAD not in each.roles]
    return duties[0] if duties else None


def owing(scope: ReportScope) -> list[str]:
    """The codes of the units that owe this quarter's report."""
    duty = duty_of(scope)
    if duty is None:
        return []
    besides = {unit.code for role in duty.besides for unit in scope.plan.holders(role, scope.until)}
    found = {unit.code: unit for role in duty.roles for unit in scope.plan.holders(role, scope.until)}
    return [code for code in found if code not in besides]


@dataclass(frozen=True, slots=True)
class Sent:
    """A unit's report that is in: the day it was closed or noted, its cut-off if that is known, what shows it."""

    day: date
    until: date | None = None
    note: str = ""


def reports_in(scope: ReportScope) -> dict[str, Sent]:
    """The units whose report of this quarter is in: who closed it here or in a bundle, or is noted to have sent it.

    A report that came on paper is noted by «ghi đã làm» for that unit.
    """
    duty = duty_of(scope)
    period = f"{scope.year}Q{scope.quarter}"
    marks = [
        each
        for each in scope.sources.registers.current(DONE.id)
        if duty and (each.values.get("task"), each.values.get("period")) == (duty.id, period)
    ]
    noted = {each.unit: Sent(each.day, note=str(each.values.get("evidence", ""))) for each in marks}
    closed = {
        each.unit: Sent(each.at.date(), each.until)
        for each in scope.sources.closings.of_year(scope.year)
        if each.quarter == scope.quarter and each.unit != scope.subject
    }
    return noted | closed


def reported_table(scope: ReportScope) -> Table:
    """Who has sent the quarter's report, and who has not; these first, as they are the ones to remind."""
    sent = reports_in(scope)
    rows: list[list[Cell]] = []
    for code in sorted(owing(scope), key=lambda code: code in sent):
        found = sent.get(code)
        rows.append(
            [
                scope.unit_name(code),
                "Đã báo cáo" if found else "Chưa báo cáo",
                long_date(found.day) if found else "",
                long_date(found.until) if found and found.until else "",
                found.note if found else ("Đã có số liệu" if scope.table.row(code) else ""),
            ]
        )
    return Table(
        "reported",
        f"Tình hình gửi báo cáo {scope.period}",
        (
            NUMBER,
            Column("Đơn vị", width=36),
            Column("Tình trạng", width=20),
            Column("Ngày gửi", Align.CENTRE, 14),
            Column("Số liệu đến ngày", Align.CENTRE, 13),
            Column("Ghi chú", width=22),
        ),
        numbered(rows),
    )
