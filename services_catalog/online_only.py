"""Which services a unit takes online only, by its register (QĐ 984, III.2)."""

from collections.abc import Callable
from datetime import date
from typing import Any

from services_catalog.plan import UnknownRegisterError
from services_catalog.registers import Record, Registers

REGISTER = "online-only"


def online_only_by(registers: Registers, until: date) -> Callable[[str, date], frozenset[str]]:
    """Tells the codes of the services that a unit takes online only on a day up to `until`.

    The register is read once, for a whole province at a time; where the plan has none, there are no such services.
    """
    try:
        records = registers.current(REGISTER, None, until)
    except UnknownRegisterError:
        records = []
    by_unit: dict[str, list[Record]] = {}
    for each in records:
        if each.values.get("service"):
            by_unit.setdefault(each.unit, []).append(each)

    def taken(unit: str, day: date) -> frozenset[str]:
        return frozenset(
            str(each.values["service"])
            for each in by_unit.get(unit, ())
            if each.day <= day and not _over(each.values.get("ends"), day)
        )

    return taken


def _over(ends: Any, day: date) -> bool:
    return bool(ends) and date.fromisoformat(str(ends)) < day
