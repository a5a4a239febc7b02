"""Which services a unit takes online only, by its register (QĐ 984, III.2)."""

from datetime import date
from typing import Any

from services_catalog.plan import UnknownRegisterError
from services_catalog.registers import Registers

REGISTER = "online-only"


def taken_online_only(registers: Registers, unit: str, day: date) -> frozenset[str]:
    """The codes of the services that the unit takes online only on `day`; none where the plan has no such register."""
    try:
        records = registers.current(REGISTER, unit, day)
    except UnknownRegisterError:
        return frozenset()
    return frozenset(
        str(each.values["service"])
        for each in records
        if each.values.get("service") and not _over(each.values.get("ends"), day)
    )


def _over(ends: Any, day: date) -> bool:
    return bool(ends) and date.fromisoformat(str(ends)) < day
