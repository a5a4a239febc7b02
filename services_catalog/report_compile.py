"""Writing a unit's quarterly report along the plan's outline (QĐ 984, III.6 and Phụ lục II).

A quarter that is closed for the unit gives the report that was kept with it, whatever was imported since.
"""

from collections.abc import Collection, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from services_catalog.closing import Closing, closing_figures
from services_catalog.counts import Counts
from services_catalog.errors import PeriodError
from services_catalog.model import PublicOrganization, UnitKind
from services_catalog.plan import Decision, Section
from services_catalog.report import (
    Block,
    Heading,
    Paragraph,
    Report,
    ReportKind,
    Table,
    Tone,
)
from services_catalog.report_annexes import annexes_of, owing, reports_in
from services_catalog.report_bases import BASES, in_order
from services_catalog.report_figures import FIGURES, choices_paragraph, rate_paragraphs
from services_catalog.report_head import addressee_lines, body_name, header, signature
from services_catalog.report_lists import register_tables
from services_catalog.report_scope import ReportScope, ReportSources, missing, scope_of
from services_catalog.report_sections import register_blocks
from services_catalog.report_texts import OwnText
from services_catalog.vietnamese import long_date, number
from services_catalog.working_days import quarter_days

_MOST_NAMED = 12


def report_of(
    sources: ReportSources, unit: str, year: int, quarter: int, until: date | None, today: date
) -> Report:
    """A unit's report: the one kept with the closed quarter, else a draft from what is there now.

    Without `until`, a draft's cut-off is that of the plan's reporting day, or today if that comes first. With another
    `until` than that of the closing it is a draft too. Raises PeriodError, UnknownUnitError or a StoreError.
    """
    closed = sources.closings.closed(unit, year, quarter)
    if closed and until in {None, closed[-1].until}:
        return kept_report(sources, closed[-1])
    if quarter_days(f"{year}Q{quarter}")[0] > today:
        raise PeriodError(f"Quý {quarter}/{year} chưa bắt đầu.")
    return compile_report(sources, unit, year, quarter, until or cut_off(sources, unit, year, quarter, today))


def kept_report(sources: ReportSources, closing: Closing) -> Report:
    """The report of a closed quarter; where only its figures were kept, they are in it. Raises KeptReportError."""
    kept = closing.figures.get("report")
    if kept:
        return Report.from_json(kept)
    scope = scope_of(sources, closing.unit, closing.year, closing.quarter, closing.until, closing)
    return _written(scope)


def cut_off(sources: ReportSources, unit: str, year: int, quarter: int, today: date) -> date:
    """The last day of a quarter's figures: the last valid day of the unit's report, or today if that comes first."""
    month = 3 * quarter
    usual = date(year, month, 28)
    roles = sources.plan.roles_of(unit, usual)
    duties = [
        each for each in sources.plan.reports if roles & set(each.roles) and not roles & set(each.besides)
    ]
    before = min((each.before_day for each in duties), default=28)
    last = date(year, month, before - 1)
    first = date(year, month - 2, 1)
    return max(first, min(last, today))


def compile_report(sources: ReportSources, unit: str, year: int, quarter: int, until: date) -> Report:
    """Write the report from what is there now. Raises PeriodError, UnknownUnitError or a StoreError."""
    return _written(scope_of(sources, unit, year, quarter, until))


def close_quarter(
    sources: ReportSources, counts: Counts, unit: str, year: int, quarter: int, until: date
) -> Closing:
    """Close a quarter for a unit: its rates, the hashes of their inputs and the whole report are kept.

    Raises ClosingRefusedError where the days don't fit, or a StoreError.
    """

    def work_out() -> dict[str, Any]:
        scope = scope_of(sources, unit, year, quarter, until)
        figures = closing_figures(scope.table, scope.subject, counts.deliveries())
        return figures | {"report": _written(scope).to_json()}

    return sources.closings.close_period(unit, year, quarter, until, work_out)


def issuer(scope: ReportScope) -> PublicOrganization:
    """Who issues the report: the unit, or the lead department for the province."""
    if scope.unit.kind is UnitKind.PROVINCE and "lead" in scope.plan.roles:
        return next(iter(scope.plan.holders("lead", scope.until)), scope.unit)
    return scope.unit


def base_of(scope: ReportScope, kind: ReportKind, title: str) -> Report:
    """A report's head and end; blocks, annexes and figures are still to be put in."""
    plan, by = scope.plan, issuer(scope)
    own = scope.sources.texts.of(scope.unit.code, scope.year, scope.quarter).get(BASES)
    return Report(
        kind=kind,
        unit=scope.unit.code,
        unit_name=scope.unit_name(scope.unit.code),
        year=scope.year,
        quarter=scope.quarter,
        until=scope.until,
        issuer=body_name(by),
        header=header(plan, by, scope.until, scope.sources.heads),
        title=title,
        addressees=addressee_lines(plan.addressees(by.code, scope.until)),
        bases=in_order(plan, _basis(plan.decision), own.lines if own and not own.offered else ()),
        blocks=(),
        annexes=(),
        signature=signature(by, scope.sources.heads),
        recipients=plan.recipients(by.code, scope.until) or ("Như trên", "Lưu: VT"),
    )


def _written(scope: ReportScope) -> Report:
    annexes = annexes_of(scope)
    scope = replace(scope, annexes={each.id: each.name for each in annexes})
    texts = scope.sources.texts.of(scope.unit.code, scope.year, scope.quarter)
    own = {name: each for name, each in texts.items() if each.text and not each.offered}
    kind = ReportKind.ROLL_UP if scope.rolled_up else ReportKind.QUARTERLY
    blocks = (*_opening(scope, issuer(scope)), *_body(scope, own), end_of(scope))
    base = base_of(scope, kind, _title(scope))
    return replace(base, blocks=blocks, annexes=annexes, figures=_figures(scope))


def _basis(decision: Decision) -> str:
    day = _day_in_words(decision.issued)
    return f"Căn cứ Quyết định số {decision.number} ngày {day} của {decision.issuer} {_lower(decision.title)}"


def _title(scope: ReportScope) -> str:
    """«Kết quả thực hiện Kế hoạch thúc đẩy … quý IV năm 2026»."""
    what = _lower(scope.plan.decision.plan_title)
    quarter = f"quý {('I', 'II', 'III', 'IV')[scope.quarter - 1]} năm {scope.year}"
    return f"Kết quả thực hiện {what[:1].upper()}{what[1:]}, {quarter}"


def _opening(scope: ReportScope, by: PublicOrganization) -> list[Block]:
    whole = " trên địa bàn tỉnh" if scope.rolled_up else ""
    blocks: list[Block] = [
        Paragraph(
            f"{body_name(by)} báo cáo kết quả thực hiện Kế hoạch {scope.period}{whole} như sau (số liệu hồ sơ tính "
            f"{scope.year_to_date}; công việc tính {scope.days}):"
        )
    ]
    if scope.rolled_up:
        blocks += _who_reported(scope)
    return blocks


def _who_reported(scope: ReportScope) -> list[Block]:
    sent, codes = reports_in(scope), owing(scope)
    late = [scope.unit_name(code) for code in codes if code not in sent]
    told = (
        f"Đến ngày {long_date(scope.until)} có {number(len(codes) - len(late))}/{number(len(codes))} đơn vị đã gửi "
        f"báo cáo {scope.period}{scope.see('reported')}."
    )
    if late:
        more = f" và {number(len(late) - _MOST_NAMED)} đơn vị khác" if len(late) > _MOST_NAMED else ""
        told += f" Chưa gửi: {'; '.join(late[:_MOST_NAMED])}{more}."
    return [Paragraph(told)]


def _body(scope: ReportScope, own: Mapping[str, OwnText]) -> list[Block]:
    tables = register_tables(scope)
    kind = UnitKind.PROVINCE if scope.rolled_up else scope.unit.kind
    holder = scope.subject if scope.rolled_up else scope.unit.code
    blocks: list[Block] = []
    told: set[str] = set()
    for section in scope.plan.outline(kind, scope.until, holder):
        if section.heading:
            blocks.append(Heading(section.id, section.level, section.label, section.heading))
        written = _section(scope, section, tables, told)
        if section.id in own:
            rated = any(name in scope.table.formula.rates for name in map(str.lower, section.figures))
            written = [each for each in written if rated or not _is_missing(each)]
            written += [Paragraph(line, Tone.OWN) for line in own[section.id].lines]
        blocks += written
        told.update(section.registers)  # a list that both II.1 and II.2.b ask for stands once
    return blocks


def _is_missing(block: Block) -> bool:
    return isinstance(block, Paragraph) and block.tone is Tone.MISSING


def _section(
    scope: ReportScope, section: Section, tables: Mapping[str, Table], told: Collection[str]
) -> list[Block]:
    blocks: list[Block] = []
    for feed in section.feeds:
        kind, _, name = feed.partition(":")
        if kind == "register":
            blocks += register_blocks(scope, section, name, tables, told)
        elif name.lower() in scope.table.formula.rates:
            blocks += _rate(scope, name)
        elif name in FIGURES:
            blocks += FIGURES[name](scope)
    if section.ask:
        blocks.append(Paragraph(f"«[Đơn vị cần viết: {section.ask}]»", Tone.MISSING))
    if section.registers and not blocks and not section.optional:
        blocks.append(missing(section.name))
    return blocks


def _rate(scope: ReportScope, name: str) -> list[Block]:
    """A rate, and after the second one how both were counted and where their details stand."""
    blocks = rate_paragraphs(scope, name)
    if name == "R2" and scope.row is not None:
        blocks.append(choices_paragraph(scope))
        names = [scope.annexes[each] for each in ("statistics", "services") if each in scope.annexes]
        if names:
            told = f"Số liệu chi tiết theo đơn vị, dịch vụ công: {', '.join(names)} kèm theo."
            blocks.append(Paragraph(told, Tone.NOTE))
    return blocks


def end_of(scope: ReportScope) -> Paragraph:
    """The sentence that a report ends with."""
    return Paragraph(f"Trên đây là báo cáo của {body_name(issuer(scope))}./.")


def _figures(scope: ReportScope) -> dict[str, Any]:
    """The rates, the months and the services behind them, for machines and for the notice board."""
    row = scope.row
    base = {
        "of": scope.unit_name(scope.subject),
        "span": scope.table.span,
        "formula": scope.table.formula.id,
        "source": scope.table.formula.source,
    }
    choices = {"choices": scope.sources.choices.to_json()}
    if row is None:
        return base | choices | {"rates": {}, "months": [], "services": []}
    months = scope.sources.rates.months(
        row.unit, rolled_up=row.rolled_up, year=scope.year, until=scope.until, choices=scope.sources.choices
    )
    services = [each for each in scope.services(row.unit, rolled_up=row.rolled_up) if each.counted]
    return (
        base
        | choices
        | {
            "rates": {name: rate.to_json() for name, rate in row.rates.items()},
            "months": [
                {
                    "month": f"{each.month:%Y-%m}",
                    "online": each.online,
                    "in_person": each.in_person,
                    "postal": each.postal,
                    "rates": {name: rate.to_json() for name, rate in each.rates.items()},
                }
                for each in months
            ],
            "services": [
                {
                    "code": each.service_code,
                    "name": scope.service_name(each.service_code),
                    "online": each.online,
                    "in_person": each.in_person,
                    "postal": each.postal,
                }
                for each in services
            ],
        }
    )


def _lower(text: str) -> str:
    return f"{text[:1].lower()}{text[1:]}"


def _day_in_words(day: date) -> str:
    """«05 tháng 8 năm 2022»: a day below 10, and the months 1 and 2, with a 0 before (NĐ 30/2020)."""
    month = f"{day.month:02}" if day.month <= 2 else str(day.month)  # noqa: PLR2004 - the decree's two months
    return f"{day.day:02} tháng {month} năm {day.year}"
