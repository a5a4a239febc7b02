"""The rates as lines of text: for the terminal, the screens and the notice board alike."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from fractions import Fraction

from services_catalog.indicators import Rate, RatesTable, UnitRates
from services_catalog.rates import Missing, MonthFigures, ServiceFigures
from services_catalog.vietnamese import number

_FULL, _EMPTY, _TARGET = "█", "░", "│"
_MOST_LISTED = 20
_RATES_WIDTH = 63
_NARROWEST_NAME = 40


def bar(rate: Rate, width: int) -> str:
    """A share as a bar with its target marked on it; blank where there is no rate."""
    if rate.value is None:
        return " " * width
    filled = min(width, int(rate.value * width))
    cells = [_FULL] * filled + [_EMPTY] * (width - filled)
    if rate.target is not None:
        cells[min(width - 1, int(rate.target * width))] = _TARGET
    return "".join(cells)


def target_percent(target: Fraction) -> str:
    """A target to read: «80 %», «62,5 %»."""
    return f"{number(round(float(target * 100), 2)).removesuffix(',0')} %"


def verdict(rate: Rate) -> str:
    """Whether the target is met, in one word; nothing where that can't be said."""
    return {True: "đạt", False: "chưa đạt", None: ""}[rate.met]


def table_lines(table: RatesTable, width: int) -> Iterator[str]:
    """The rates of all units, each with its parts, below the span, above the choices."""
    yield f"{table.span}. {table.caveat}".rstrip(" .")
    yield f"Công thức: {table.formula.source}"
    yield ""
    name_width = max(0, width - _RATES_WIDTH)
    head = f"{'Dịch vụ có HS trực tuyến':>27} {'Hồ sơ trực tuyến':>34}"
    yield from _named("Đơn vị", head, name_width)
    for row in table.rows:
        first, second = row.rates["r1"], row.rates["r2"]
        figures = (
            f"{first.percent:>9} {first.parts:>8} {verdict(first):>8}"
            f" {second.percent:>9} {second.parts:>15} {verdict(second):>8}"
        )
        yield from _named(_name(row), figures, name_width)
    if not table.rows:
        yield "Chưa có số liệu nào trong năm này. Nhập bằng «motcua stats import» hoặc tự đếm bằng «motcua stats add»."
    yield ""
    yield from table.choices.sentences()


def _named(name: str, figures: str, name_width: int) -> Iterator[str]:
    """A name before its figures, or above them where there is no room: only its district tells some communes apart."""
    if len(name) > name_width or name_width < _NARROWEST_NAME:
        yield name
        name = ""
    yield f"{name:<{name_width}} {figures}"


def row_lines(row: UnitRates, names: Sequence[tuple[str, str]]) -> Iterator[str]:
    """One unit's rates with all that stands behind them; `names` are the ids and names of the rates to show."""
    figures = row.figures
    yield _name(row)
    for name, told in names:
        rate = row.rates[name]
        target = "" if rate.target is None else f", chỉ tiêu {target_percent(rate.target)}"
        mark = verdict(rate)
        yield f"  {told}: {rate.percent} ({rate.parts}){target}{f': {mark}' if mark else ''}"
    yield (
        f"  Hồ sơ: {number(figures.online)} trực tuyến, {number(figures.in_person)} trực tiếp, "
        f"{number(figures.postal)} bưu chính. Dịch vụ không phát sinh hồ sơ trong tệp: {number(figures.idle)}."
    )
    if row.rolled_up:
        yield (
            f"  Tính mỗi dịch vụ ở mỗi đơn vị là một: {number(figures.each_online)}/{number(figures.each_any)} "
            "(kể cả bưu chính)."
        )


def missing_lines(missing: Missing, names: Mapping[str, str]) -> Iterator[str]:
    """What a unit needs to reach its targets; `names` are services' names by their codes."""
    yield "Còn thiếu để đạt chỉ tiêu"
    if not missing.services_needed and not missing.to_move:
        yield "  Đã đạt cả hai chỉ tiêu, hoặc chưa có số liệu."
    if missing.services_needed:
        yield f"  Tỷ lệ dịch vụ: cần thêm {number(missing.services_needed)} dịch vụ có hồ sơ trực tuyến."
    if missing.to_move:
        more = (
            f", hoặc thêm {number(missing.to_add)} hồ sơ trực tuyến mới" if missing.to_add is not None else ""
        )
        yield f"  Tỷ lệ hồ sơ: cần chuyển {number(missing.to_move)} hồ sơ sang trực tuyến{more}."
    if missing.only_in_person:
        yield "  Dịch vụ chưa có hồ sơ trực tuyến nào (nhiều hồ sơ nhất trước):"
        yield from _listed(missing.only_in_person, names, lambda each: each.received)
    if missing.breaches:
        yield "  Chỉ nhận trực tuyến nhưng vẫn nhận cách khác:"
        yield from _listed(missing.breaches, names, lambda each: each.received - each.online)


def month_lines(months: Iterable[MonthFigures], width: int) -> Iterator[str]:
    """Each month's dossiers, and the second rate up to its end as a bar."""
    for each in months:
        rate = each.rates["r2"]
        amounts = f"{number(each.online):>8} {number(each.in_person):>8} {number(each.postal):>7}"
        told = f"{each.month:%m/%Y} {amounts} {rate.percent:>9} "
        yield told + bar(rate, max(10, width - len(told)))


def service_lines(services: Iterable[ServiceFigures], names: Mapping[str, str]) -> Iterator[str]:
    """Every service of a unit with its dossiers by channel; those outside the rates are marked."""
    yield f"{'Mã':<10}{'Trực tuyến':>11}{'Trực tiếp':>11}{'Bưu chính':>11}  Thủ tục"
    for each in services:
        outside = "" if each.counted else " (không tính vào tỷ lệ)"
        yield (
            f"{each.service_code:<10}{number(each.online):>11}{number(each.in_person):>11}{number(each.postal):>11}  "
            f"{names.get(each.service_code, each.service_code)}{outside}"
        )


def _listed(
    services: Sequence[ServiceFigures], names: Mapping[str, str], amount: Callable[[ServiceFigures], int]
) -> Iterator[str]:
    for each in services[:_MOST_LISTED]:
        yield f"    {number(amount(each)):>6} hồ sơ  {each.service_code}  {names.get(each.service_code, '')}"
    if len(services) > _MOST_LISTED:
        yield f"    … và {number(len(services) - _MOST_LISTED)} dịch vụ nữa."


def _name(row: UnitRates) -> str:
    return f"{row.name} (gộp cả đơn vị bên dưới)" if row.rolled_up else row.name
