"""Which units' dossiers make up a unit's figures, in both eras.

QĐ 984, footnote 1: a district's results include those of its communes. Until 30/06/2025 there are districts, from
01/07/2025 on a province and its communes. Units that were merged hand their year on to the one that took them over
(all 161 communes went whole into one of the 56), so nothing is lost from the province and nothing counts twice.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from services_catalog.model import PublicOrganization, UnitKind
from services_catalog.organizations import PROVINCE, Organizations

_ORDER = (UnitKind.PROVINCE, UnitKind.DEPARTMENT, UnitKind.DISTRICT, UnitKind.COMMUNE)


@dataclass(frozen=True, slots=True)
class RolledUnit:
    """A row of the rates: the unit it is called after, and all units whose dossiers are in it, itself included."""

    unit: str
    rolled_up: bool
    members: tuple[str, ...]


def rows_on(
    organizations: Organizations, day: date, reporting: Collection[str], *, predecessors: bool = True
) -> list[RolledUnit]:
    """The rows of a table with its cut-off at `day`, for the units that have figures of that year.

    The province, departments, then each district before its communes. Units that ended before `day` and have
    nobody to hand their figures to stand at the end, so that no figure is hidden.
    """
    first = date(day.year, 1, 1)
    acting = {code: acting_unit(organizations, code, first, day, follow=predecessors) for code in reporting}
    by_unit: dict[str, list[str]] = {}
    for code in sorted(reporting):
        by_unit.setdefault(acting[code], []).append(code)
    rows = [
        RolledUnit(unit, rolled_up=False, members=tuple(sorted(codes))) for unit, codes in by_unit.items()
    ]
    if reporting:
        rows.append(RolledUnit(PROVINCE, rolled_up=True, members=tuple(sorted(reporting))))
    districts = {
        district for unit in by_unit if (district := _district(organizations, unit, day)) is not None
    }
    for district in districts:
        below = [
            code
            for unit, codes in by_unit.items()
            if _district(organizations, unit, day) == district
            for code in codes
        ]
        rows.append(RolledUnit(district, rolled_up=True, members=tuple(sorted(below))))
    return sorted(rows, key=lambda row: _place(organizations, row, day))


def acting_unit(
    organizations: Organizations, code: str, first: date, day: date, *, follow: bool = True
) -> str:
    """The unit that answers on `day` for figures booked under `code` since `first`: itself, or its successor."""
    seen = set()
    while follow and code in organizations.by_code and code not in seen:
        seen.add(code)
        unit = organizations.by_code[code]
        if unit.exists_on(day) or not unit.successor or unit.ends is None or unit.ends < first:
            return code
        code = unit.successor
    return code


def _district(organizations: Organizations, code: str, day: date) -> str | None:
    unit = organizations.by_code.get(code)
    if unit is None or not unit.exists_on(day):
        return None
    if unit.kind is UnitKind.DISTRICT:
        return code
    above = organizations.by_code.get(unit.parent)
    return above.code if above and above.kind is UnitKind.DISTRICT and above.exists_on(day) else None


def _place(organizations: Organizations, row: RolledUnit, day: date) -> tuple[int, str, int, str]:
    unit: PublicOrganization | None = organizations.by_code.get(row.unit)
    if unit is None:
        return len(_ORDER) + 2, "", 0, row.unit
    if unit.code == PROVINCE:
        return (0 if row.rolled_up else 1), "", 0, unit.code
    if not unit.exists_on(day):
        return len(_ORDER) + 1, "", 0, unit.code
    if unit.kind is UnitKind.DEPARTMENT:
        return 2, "", 0, unit.code
    district = _district(organizations, row.unit, day) or ""
    return (
        3,
        district,
        _ORDER.index(unit.kind) * 2 + (not row.rolled_up) if unit.kind in _ORDER else 9,
        unit.code,
    )
