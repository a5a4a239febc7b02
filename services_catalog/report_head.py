"""The head, the signature and the «Nơi nhận» of a unit's report (NĐ 30/2020, Phụ lục I).

Superiors, symbols and signers are data (`data/report_heads.json`); an office puts its own `report_heads.json` into the
settings folder, whose rows are asked first.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from services_catalog.errors import DamagedStoreError
from services_catalog.model import PublicOrganization, UnitKind
from services_catalog.plan import Addressee, Plan
from services_catalog.report import Header, Signature
from services_catalog.vietnamese import clean

_BUNDLED = Path(__file__).parent / "data" / "report_heads.json"
OWN_NAME = "report_heads.json"
_OF_A_PLACE = ("Thành phố ", "Thị trấn ", "Thị xã ", "Phường ", "Huyện ", "Tỉnh ", "Xã ")
_LOCAL = frozenset({UnitKind.DISTRICT, UnitKind.COMMUNE})


@dataclass(frozen=True, slots=True)
class HeadForm:
    """How some units write the head of a document; the names may hold {unit} and {parent}."""

    codes: tuple[str, ...]
    kinds: tuple[str, ...]
    superior: str
    agency: tuple[str, ...]
    symbol: str
    sign: tuple[str, ...]


def forms(folder: Path | None = None) -> tuple[HeadForm, ...]:
    """The office's own forms in `folder`, then the bundled ones. Raises DamagedStoreError for a wrong file."""
    own = folder / OWN_NAME if folder else None
    return (*(_read(own) if own and own.exists() else ()), *_bundled())


def header(plan: Plan, unit: PublicOrganization, until: date, found: tuple[HeadForm, ...] = ()) -> Header:
    """The head of a unit's report; number and day stay blank."""
    form = _form(unit, found)
    return Header(
        superior=_named(form.superior, plan, unit).upper(),
        agency=tuple(_named(line, plan, unit).upper() for line in form.agency or ("{unit}",)),
        symbol=f"BC-{form.symbol}" if form.symbol else "BC-…",
        place=_place(plan, unit),
        month=until.month,
        year=until.year,
    )


def signature(unit: PublicOrganization, found: tuple[HeadForm, ...] = ()) -> Signature:
    """Who signs for a unit; the name stays blank."""
    return Signature(_form(unit, found).sign)


def addressee_lines(addressees: list[Addressee]) -> tuple[str, ...]:
    """The lines of «Kính gửi»: whom a report goes to, and through whom."""
    return tuple(
        f"{each.name} (qua {', '.join(each.through)})" if each.through else each.name for each in addressees
    )


def body_name(unit: PublicOrganization) -> str:
    """A unit as a sentence calls it: «Ủy ban nhân dân xã Quảng Lâm», «Sở Tư pháp»."""
    if unit.kind in _LOCAL or unit.kind is UnitKind.PROVINCE:
        return f"Ủy ban nhân dân {unit.name[:1].lower()}{unit.name[1:]}"
    return unit.name


def _form(unit: PublicOrganization, found: tuple[HeadForm, ...]) -> HeadForm:
    for each in found or _bundled():
        if unit.code in each.codes or unit.kind in each.kinds:
            return each
    return HeadForm((), (), "", (), "", ("THỦ TRƯỞNG ĐƠN VỊ",))


def _named(text: str, plan: Plan, unit: PublicOrganization) -> str:
    above = plan.organizations.by_code.get(unit.parent)
    return text.replace("{unit}", unit.name).replace("{parent}", body_name(above) if above else "")


def _place(plan: Plan, unit: PublicOrganization) -> str:
    """The place that the office stands in: a locality's own name, else that of the decision."""
    if unit.kind not in _LOCAL:
        return plan.decision.place
    return next(
        (unit.name.removeprefix(each) for each in _OF_A_PLACE if unit.name.startswith(each)), unit.name
    )


@cache
def _bundled() -> tuple[HeadForm, ...]:
    return _read(_BUNDLED)


def _read(path: Path) -> tuple[HeadForm, ...]:
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
        return tuple(map(_form_of, content["heads"]))
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise DamagedStoreError(f"Phần đầu báo cáo trong {path.name} không đọc được.") from error


def _form_of(record: Mapping[str, Any]) -> HeadForm:
    return HeadForm(
        tuple(map(clean, record.get("codes", ()))),
        tuple(map(clean, record.get("kinds", ()))),
        clean(record.get("superior", "")),
        tuple(map(clean, record.get("agency", ()))),
        clean(record["symbol"]),
        tuple(map(clean, record["sign"])),
    )
