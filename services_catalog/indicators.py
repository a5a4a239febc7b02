"""The two rates of Decision 984 (III.1) and the reference ones of QĐ 766, as arithmetic that shows its parts.

A formula is data (`data/indicators.json`): which quantity stands over which, and the target. A rate keeps its
numerator and denominator; with a denominator of 0 there is no rate, neither 0 % nor 100 %. Comparison with the
target is exact, never on what was rounded for the eye.
"""

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict, dataclass, fields, replace
from datetime import date, timedelta
from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal
from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import Any

from services_catalog.errors import DamagedStoreError, SettingsError
from services_catalog.vietnamese import long_date, number

NO_RATE = "—"
NO_DOSSIERS = "Không phát sinh hồ sơ"
_BUNDLED = Path(__file__).parent / "data" / "indicators.json"
_TWO_PLACES = Decimal("0.01")
_DECIDED = ("r1", "r2")
RATE_IDS = ("r1", "r2", "reference_r1", "reference_r2")


@dataclass(frozen=True, slots=True)
class Choices:
    """What the Decision leaves open and an office decides; each is printed beside the figures.

    `postal`: dossiers sent by post stand in the denominators, as dossiers not filed online. `ministry`: what came
    in through ministries' own systems counts too. `predecessors`: a unit's year begins with those that were merged
    into it. `sync_ratio`: the share of dossiers that reached the National Portal (QĐ 766, 3.3), None for unknown.
    """

    postal: bool = True
    ministry: bool = False
    predecessors: bool = True
    sync_ratio: Fraction | None = None

    def sentences(self) -> tuple[str, ...]:
        """The choices as they are printed under the figures."""
        return (
            "Hồ sơ gửi qua bưu chính (BCCI) "
            + ("tính vào mẫu số, coi là không trực tuyến." if self.postal else "không tính vào mẫu số."),
            f"Hồ sơ trên hệ thống của bộ, ngành: {'kể cả' if self.ministry else 'không kể'}.",
            "Số liệu của đơn vị cũ đã nhập vào trong năm: "
            + ("tính cho đơn vị mới." if self.predecessors else "không tính cho đơn vị mới."),
            "Lượt hỗ trợ ghi ở nhật ký không dùng để tính tỷ lệ.",
        )

    @property
    def short(self) -> str:
        """The choices in one line of a screen."""
        postal = "tính" if self.postal else "không tính"
        ministry = "kể cả" if self.ministry else "không kể"
        predecessors = "tính" if self.predecessors else "không tính"
        return f"Bưu chính: {postal} · Bộ, ngành: {ministry} · Đơn vị cũ: {predecessors}"

    def to_json(self) -> dict[str, Any]:
        """As JSON values."""
        values = asdict(self)
        return values | {"sync_ratio": str(self.sync_ratio) if self.sync_ratio is not None else None}


@dataclass(frozen=True, slots=True)
class RateFormula:
    """One rate as data: its names, the quantities it is made of, and its target in per cent, if it has one."""

    id: str
    name: str
    short: str
    clause: str
    numerator: str
    denominator: str
    target: Fraction | None


@dataclass(frozen=True, slots=True)
class Formula:
    """The rates as one legal text defines them, from its first day on."""

    id: str
    source: str
    first_day: date
    rates: Mapping[str, RateFormula]


@dataclass(frozen=True, slots=True)
class Figures:
    """What a unit received from 01/01 to the cut-off; services are counted once, however many units offer them.

    The first block is about services at level 3–4 (một phần, toàn trình), the second («all») about every service.
    `services_direct` had a dossier online or in person, `services_any` also by post. `each_` counts a service once
    for each unit that received it. `idle` are services that the files list without any dossier.
    """

    services_online: int = 0
    services_direct: int = 0
    services_any: int = 0
    each_online: int = 0
    each_direct: int = 0
    each_any: int = 0
    idle: int = 0
    online: int = 0
    in_person: int = 0
    postal: int = 0
    all_services_online: int = 0
    all_online: int = 0
    all_in_person: int = 0
    all_postal: int = 0
    all_resulted: int | None = None

    def quantity(self, name: str, choices: Choices, published: int | None) -> Fraction | None:
        """A quantity by the name that formulas use; None where it is not known.

        Raises SettingsError for a name that is no quantity.
        """
        match name:
            case "services_received":
                return Fraction(self.services_any if choices.postal else self.services_direct)
            case "received":
                return Fraction(self.online + self.in_person + (self.postal if choices.postal else 0))
            case "all_received":
                return Fraction(
                    self.all_online + self.all_in_person + (self.all_postal if choices.postal else 0)
                )
            case "all_online_resulted":
                return Fraction(self.all_online if self.all_resulted is None else self.all_resulted)
            case "services_published":
                return None if published is None else Fraction(published)
            case _ if name in _QUANTITIES:
                return Fraction(getattr(self, name))
        raise SettingsError(f"Công thức dùng đại lượng không có: «{name}».")


_QUANTITIES = {each.name for each in fields(Figures)} - {"all_resulted"}


@dataclass(frozen=True, slots=True)
class Rate:
    """A share with its parts; `denominator` is None where it is not known."""

    numerator: int
    denominator: int | None
    target: Fraction | None = None
    factor: Fraction = Fraction(1)

    @property
    def value(self) -> Fraction | None:
        """The share itself, None where there is nothing to divide by."""
        return Fraction(self.numerator, self.denominator) * self.factor if self.denominator else None

    @property
    def met(self) -> bool | None:
        """Whether the target is reached, exactly; None without a rate or a target."""
        if self.value is None or self.target is None:
            return None
        return self.value >= self.target

    @property
    def percent(self) -> str:
        """The share to read, with two decimals: «49,99 %»; «—» where there is none.

        A rate just below its target is not rounded up to it.
        """
        if self.value is None:
            return NO_RATE
        exact = Decimal(self.value.numerator) * 100 / Decimal(self.value.denominator)
        rounded = exact.quantize(_TWO_PLACES, ROUND_HALF_UP)
        if self.met is False and self.target is not None and Fraction(rounded) >= self.target * 100:
            rounded = exact.quantize(_TWO_PLACES, ROUND_DOWN)
        return f"{rounded:,f} %".translate(str.maketrans(",.", ".,"))

    @property
    def parts(self) -> str:
        """The numerator over the denominator: «1.204/2.318»."""
        below = "?" if self.denominator is None else number(self.denominator)
        return f"{number(self.numerator)}/{below}"

    def to_json(self) -> dict[str, Any]:
        """As JSON values; `percent` is rounded, `met` is not."""
        value = self.value
        return {
            "numerator": self.numerator,
            "denominator": self.denominator,
            "percent": None if value is None else float(round(value * 100, 2)),
            "text": self.percent,
            "target_percent": None if self.target is None else float(self.target * 100),
            "met": self.met,
        }

    @classmethod
    def from_json(cls, values: Mapping[str, Any]) -> "Rate":
        """The rate that a closing kept; its factor is not kept, as the two official rates have none."""
        target = values["target_percent"]
        return cls(
            values["numerator"],
            values["denominator"],
            None if target is None else Fraction(str(target)) / 100,
        )


@dataclass(frozen=True, slots=True)
class UnitRates:
    """One unit's figures and rates, or those of all units below it (`rolled_up`).

    `members` are the other units whose dossiers are among them: those below, and those merged into it.
    """

    unit: str
    name: str
    kind: str
    rolled_up: bool
    members: tuple[str, ...]
    figures: Figures
    rates: Mapping[str, Rate]

    def to_json(self) -> dict[str, Any]:
        """As JSON values; scripts may rely on the keys."""
        return {
            "unit": self.unit,
            "name": self.name,
            "kind": self.kind,
            "rolled_up": self.rolled_up,
            "members": list(self.members),
            "figures": asdict(self.figures),
            "rates": {name: rate.to_json() for name, rate in self.rates.items()},
        }

    @classmethod
    def from_json(cls, values: Mapping[str, Any]) -> "UnitRates":
        """The figures that a closing kept."""
        return cls(
            values["unit"],
            values["name"],
            values["kind"],
            values["rolled_up"],
            tuple(values["members"]),
            Figures(**values["figures"]),
            {name: Rate.from_json(rate) for name, rate in values["rates"].items()},
        )


@dataclass(frozen=True, slots=True)
class RatesTable:
    """The rates of all units from 01/01 of a year to a cut-off day, with the formula and the choices behind them."""

    year: int
    until: date
    formula: Formula
    choices: Choices
    rows: tuple[UnitRates, ...]

    @property
    def span(self) -> str:
        """As it is printed above the figures."""
        return f"Số liệu từ 01/01/{self.year} đến {long_date(self.until)}"

    @property
    def caveat(self) -> str:
        """What the span hides where it ends inside a month: figures come by whole months. Empty at a month's end."""
        if (self.until + timedelta(days=1)).day == 1:
            return ""
        return f"Tháng {self.until:%m/%Y} tính cả tháng, theo số đã nhập đến nay."

    def row(self, unit: str, *, rolled_up: bool | None = None) -> UnitRates | None:
        """The row of a unit: that of all units below it where there is one, unless asked otherwise."""
        found = [each for each in self.rows if each.unit == unit and rolled_up in {None, each.rolled_up}]
        return max(found, key=lambda each: each.rolled_up, default=None)

    def to_json(self) -> dict[str, Any]:
        """As JSON values; scripts may rely on the keys and the order."""
        return {
            "year": self.year,
            "until": self.until.isoformat(),
            "span": self.span,
            "formula": self.formula.id,
            "source": self.formula.source,
            "choices": self.choices.to_json(),
            "choices_text": list(self.choices.sentences()),
            "units": [each.to_json() for each in self.rows],
        }


def rates_of(figures: Figures, formula: Formula, choices: Choices, published: int | None) -> dict[str, Rate]:
    """Every rate of the formula for one unit's figures.

    Raises SettingsError where the formula names a quantity that there is not.
    """
    found = {}
    for name, each in formula.rates.items():
        above = figures.quantity(each.numerator, choices, published)
        below = figures.quantity(each.denominator, choices, published)
        factor = (
            choices.sync_ratio if name == "reference_r2" and choices.sync_ratio is not None else Fraction(1)
        )
        found[name] = Rate(int(above or 0), None if below is None else int(below), each.target, factor)
    return found


def formula_on(day: date, formulas: tuple[Formula, ...] = ()) -> Formula:
    """The formula in force on a day: the latest that had begun, else the earliest there is."""
    known = sorted(formulas or _bundled(), key=lambda each: each.first_day)
    begun = [each for each in known if each.first_day <= day]
    return begun[-1] if begun else known[0]


def bundled_formulas() -> tuple[Formula, ...]:
    """The formulas that the program brings along."""
    return _bundled()


def targeted(
    formulas: Iterable[Formula],
    days: Iterable[date],
    percents_on: Callable[[date], Mapping[str, int]],
    source: str,
) -> tuple[Formula, ...]:
    """The formulas with the targets that a province's plan sets, and the plan's decision as their source.

    `days` are those on which a target begins; from each of them on there is a version of the formula of that time.
    `percents_on` gives the targets of a day by the id of their rate; a rate that is a reference keeps its own.
    """
    ordered = sorted(formulas, key=lambda each: each.first_day)
    ends = [*(each.first_day for each in ordered[1:]), date.max]
    return tuple(
        _with_targets(formula, day, percents_on(day), source)
        for formula, end in zip(ordered, ends, strict=True)
        for day in sorted({formula.first_day, *(each for each in days if formula.first_day < each < end)})
    )


def _with_targets(formula: Formula, day: date, percents: Mapping[str, int], source: str) -> Formula:
    rates = {
        name: replace(rate, target=Fraction(percents[name], 100) if name in percents else None)
        if name in _DECIDED
        else rate
        for name, rate in formula.rates.items()
    }
    return replace(formula, first_day=day, source=source, rates=rates)


def read_formulas(path: Path) -> tuple[Formula, ...]:
    """Read formulas from a file as `data/indicators.json` has them.

    Raises DamagedStoreError where the file is not of that form, or a quantity is unknown.
    """
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
        found = tuple(_formula(each) for each in content["formulas"])
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise DamagedStoreError(f"Công thức trong {path.name} không đọc được.") from error
    if not found:
        raise DamagedStoreError(f"{path.name} không có công thức nào.")
    for each in found:
        try:
            rates_of(Figures(), each, Choices(), 0)
        except SettingsError as error:
            raise DamagedStoreError(error.message) from error
    return found


@cache
def _bundled() -> tuple[Formula, ...]:
    return read_formulas(_BUNDLED)


def _formula(record: Mapping[str, Any]) -> Formula:
    rates = {name: _rate_formula(name, each) for name, each in record["rates"].items()}
    if not {"r1", "r2"} <= set(rates):
        raise KeyError("r1, r2")
    ordered = {name: rates[name] for name in RATE_IDS if name in rates}
    return Formula(record["id"], record["source"], date.fromisoformat(record["first_day"]), ordered)


def _rate_formula(name: str, record: Mapping[str, str]) -> RateFormula:
    target = record["target_percent"]
    return RateFormula(
        name,
        record["name"],
        record["short"],
        record["clause"],
        record["numerator"],
        record["denominator"],
        Fraction(target) / 100 if target else None,
    )
