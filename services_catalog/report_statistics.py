"""The statistics table of one-stop offices, with the columns that offices expect: channels, share, verdicts.

A service meets the target where its own share of online dossiers reaches that of the second rate; one without any
dossier is a class of its own, neither met nor missed.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

from services_catalog.indicators import UnitRates
from services_catalog.levels import ServiceLevel
from services_catalog.model import PublicOrganization, UnitKind
from services_catalog.organizations import PROVINCE
from services_catalog.rates import ServiceFigures
from services_catalog.report import Align, Cell, Column, Row, Share, Table
from services_catalog.report_scope import ReportScope
from services_catalog.vietnamese import number, sort_key

_DOSSIERS = "Số lượng hồ sơ tiếp nhận và giải quyết"
_VERDICT = "Đánh giá"
COLUMNS = (
    Column("STT", Align.CENTRE, 5),
    Column("Tên đơn vị", width=30),
    Column("Tổng số", Align.NUMBER, 10, _DOSSIERS),
    Column("Trực tuyến", Align.NUMBER, 10, _DOSSIERS),
    Column("Trực tiếp", Align.NUMBER, 10, _DOSSIERS),
    Column("BCCI", Align.NUMBER, 9, _DOSSIERS),
    Column("Tỷ lệ hồ sơ trực tuyến", Align.NUMBER, 12),
    Column("Số TTHC đạt chỉ tiêu", Align.NUMBER, 10, _VERDICT),
    Column("Số TTHC không đạt", Align.NUMBER, 10, _VERDICT),
    Column("Số TTHC không phát sinh hồ sơ", Align.NUMBER, 12, _VERDICT),
    Column("Ghi chú", width=16),
)
_WIDTH = len(COLUMNS)
NO_FIGURES = "Chưa có số liệu"


@dataclass(frozen=True, slots=True)
class _Line:
    """One unit of the table: where its services come from, and what is remarked on it."""

    unit: str
    name: str
    rolled_up: bool
    known: bool
    note: str = ""


def statistics_table(scope: ReportScope) -> Table:
    """The table of a report's units; a unit that should have sent figures and didn't is there with blanks."""
    groups = list(_groups(scope))
    level = scope.sources.levels.on(scope.until)
    target = scope.row.rates["r2"].target if scope.row else None
    rows: list[Row] = []
    if scope.row is not None and sum(len(lines) for _, lines in groups) > 1:
        total = _Line(scope.subject, "Tổng cộng", scope.row.rolled_up, known=True)
        rows += _unit_rows(scope, total, "", level, target, strong=True)
    for place, (title, lines) in enumerate(groups):
        if title:
            rows.append(Row((_ROMAN[place], title, *[None] * (_WIDTH - 2)), strong=True))
        for count, line in enumerate(lines, 1):
            rows += _unit_rows(scope, line, count, level, target)
    return Table(
        "statistics",
        f"Thống kê kết quả tiếp nhận, giải quyết hồ sơ tại bộ phận một cửa {scope.year_to_date}",
        COLUMNS,
        tuple(rows),
        _notes(scope, target),
    )


_ROMAN = ("I", "II", "III", "IV")


def _notes(scope: ReportScope, target: Fraction | None) -> tuple[str, ...]:
    below = "Trực tuyến + Trực tiếp" + (" + BCCI" if scope.sources.choices.postal else "")
    levels = f"trực tuyến {scope.wording.levels}".strip()
    said = [
        f"Chỉ tính hồ sơ của dịch vụ công {levels}. Tỷ lệ hồ sơ trực tuyến = Trực tuyến / ({below}).",
    ]
    if target is not None:
        percent = number(round(float(target * 100), 2)).removesuffix(",0")
        said.append(
            f"TTHC đạt chỉ tiêu: tỷ lệ hồ sơ trực tuyến của thủ tục từ {percent} % trở lên. TTHC không phát sinh hồ sơ "
            "được kể riêng, không tính là đạt hay không đạt."
        )
    return (*said, *scope.sources.choices.sentences())


def _groups(scope: ReportScope) -> Iterator[tuple[str, list[_Line]]]:
    """The units of the table; a province's by tiers, a district's office before its communes."""
    if not scope.rolled_up:
        row = scope.row
        members = [
            each for each in scope.table.rows if row and not each.rolled_up and each.unit in row.members
        ]
        if row is not None and row.rolled_up:
            own = scope.table.row(row.unit, rolled_up=False)
            yield (
                "",
                [
                    _of_row(each)
                    for each in (*([own] if own else []), *(each for each in members if each != own))
                ],
            )
        else:
            yield "", [_of_row(row)] if row else [_blank(scope.unit.code, scope.unit_name(scope.unit.code))]
        return
    listed: set[str] = set()
    for title, units in units_by_tier(scope):
        yield title, [_line_of(scope, each) for each in units]
        for unit in units:
            row = scope.table.row(unit.code)
            listed |= {unit.code, *(row.members if row else ())}
    # Units that ended without a successor, or that nobody knows: the total counts them, so they are shown.
    others = [each for each in scope.table.rows if not each.rolled_up and each.unit not in listed]
    if others:
        yield "Đơn vị khác", [_of_row(each) for each in others]


def units_by_tier(scope: ReportScope) -> Iterator[tuple[str, list[PublicOrganization]]]:
    """The units of the province: departments, then districts where there are any, else communes."""
    there = scope.plan.organizations.on(scope.until)
    yield "Sở, ban, ngành", [each for each in there if each.kind is UnitKind.DEPARTMENT]
    districts = [each for each in there if each.kind is UnitKind.DISTRICT]
    if districts:
        yield "UBND cấp huyện (bao gồm UBND cấp xã)", districts
        return
    communes = [each for each in there if each.kind is UnitKind.COMMUNE]
    yield "UBND cấp xã", sorted(communes, key=lambda each: sort_key(each.name))


def _line_of(scope: ReportScope, unit: PublicOrganization) -> _Line:
    row = scope.table.row(unit.code)
    return _of_row(row) if row else _blank(unit.code, scope.unit_name(unit.code))


def _of_row(row: UnitRates) -> _Line:
    gone = row.kind == ""
    return _Line(row.unit, row.name, row.rolled_up, known=True, note="Mã lạ" if gone else "")


def _blank(unit: str, name: str) -> _Line:
    return _Line(unit, name, rolled_up=False, known=False, note=NO_FIGURES)


def _unit_rows(
    scope: ReportScope,
    line: _Line,
    place: Cell,
    level: Callable[[str, str], ServiceLevel],
    target: Fraction | None,
    *,
    strong: bool = False,
) -> Iterator[Row]:
    if not line.known:
        yield Row((place, line.name, *[None] * (_WIDTH - 3), line.note))
        return
    services = [each for each in scope.services(line.unit, rolled_up=line.rolled_up) if each.counted]
    yield Row((place, line.name, *_cells(scope, services, target), line.note), strong=strong)
    unit = "" if line.unit == PROVINCE else line.unit
    by_level: dict[ServiceLevel, list[ServiceFigures]] = {}
    for each in services:
        by_level.setdefault(level(unit, each.service_code), []).append(each)
    known = {ServiceLevel.PARTIAL: scope.wording.part, ServiceLevel.FULL: scope.wording.full}
    if not any(reach in by_level for reach in known):
        return
    for reach, name in (*known.items(), (ServiceLevel.AS_CATALOGUED, "chưa rõ mức")):
        if reach in by_level and name:
            told = f"{name[:1].upper()}{name[1:]}"
            yield Row((None, told, *_cells(scope, by_level[reach], target), ""), inner=True)


def _cells(scope: ReportScope, services: Sequence[ServiceFigures], target: Fraction | None) -> list[Cell]:
    shares = [share_of(scope, each) for each in services]
    received = [each for each in shares if each.denominator]
    good = (
        None
        if target is None
        else sum(Fraction(each.numerator, each.denominator) >= target for each in received)
    )
    whole = Share(sum(each.numerator for each in shares), sum(each.denominator for each in shares))
    return [
        sum(each.received for each in services),
        _sum(each.online for each in services),
        _sum(each.in_person for each in services),
        _sum(each.postal for each in services),
        whole,
        good,
        None if good is None else len(received) - good,
        len(shares) - len(received),
    ]


def _sum(amounts: Iterable[int]) -> int:
    return sum(amounts)


def share_of(scope: ReportScope, service: ServiceFigures) -> Share:
    """A service's share of online dossiers, counted as the second rate is."""
    below = service.online + service.in_person + (service.postal if scope.sources.choices.postal else 0)
    return Share(service.online, below)
