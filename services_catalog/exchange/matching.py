"""Which unit and which service a text in somebody's table means; what is not sure is left to the officer.

Only what has one possible meaning is matched: a code, a name that one unit had in that month, a service's exact name.
Marks, case, and words such as «UBND» before a name do not matter. Six old communes share their names, so such a name
needs its district. Everything else is kept aside, with the nearest names for the officer to choose from.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from difflib import get_close_matches
from functools import cached_property

from services_catalog.model import PublicOrganization, UnitKind
from services_catalog.organizations import PROVINCE, Organizations
from services_catalog.vietnamese import clean, fold, words

LONGEST_TEXT = 300
SUGGESTED = 5
_NEAR, _NEAR_CODE = 0.6, 0.85

_SERVICE_CODE = re.compile(r"\d\.\d{6}")
# A code that a spreadsheet took for a number: 1.00119 was 1.001190, and a Vietnamese one writes a comma.
_SHORT_CODE = re.compile(r"\d[.,]\d{1,6}")
_SHORT_FORMS = (
    (re.compile(r"\b(ubnd|uy ban nhan dan)\b"), ""),
    (re.compile(r"\b(tt|trung tam) (pv|phuc vu) ?(hcc|hanh chinh cong)\b|\bttpv ?hcc\b"), ""),
    (re.compile(r"\bbo phan (mot cua|tiep nhan va tra ket qua|tn tkq|tn va tkq)\b"), ""),
    (re.compile(r"\b(tp|t p)\b"), "thanh pho"),
    (re.compile(r"^h\b"), "huyen"),
    (re.compile(r"^p\b"), "phuong"),
    (re.compile(r"^x\b"), "xa"),
    (re.compile(r"^tt\b"), "thi tran"),
    (re.compile(r"\btinh cao bang$"), ""),
)


@dataclass
class UnitMatcher:
    """Finds units; `remembered` are the officer's own matches, codes by folded text."""

    organizations: Organizations
    remembered: Mapping[str, str] = field(default_factory=dict)

    def find(self, code: str, name: str, month: date) -> str | None:
        """The unit that a row of this month means by its code or its name, None where that is not sure."""
        for text in (name, code):
            known = self.organizations.by_code.get(self.remembered.get(fold(text), "")) if text else None
            if known and known.exists_on(month):
                return known.code
        return self._by_code(code, month) or self._by_name(name, month) or self._by_code(name, month)

    def suggestions(self, text: str, month: date) -> list[PublicOrganization]:
        """The units of that month with the nearest names, the successor of an older one first."""
        key = unit_key(text)
        names = self._names_on(month)
        near = [each for name in get_close_matches(key, names, SUGGESTED, _NEAR) for each in names[name]]
        older = [unit for unit in self.organizations.by_code.values() if unit_key(unit.name) == key]
        successors = [self.organizations.by_code.get(each.successor) for each in older]
        heirs = [each for each in successors if each is not None and each.exists_on(month)]
        return list(dict.fromkeys([*heirs, *near]))[:SUGGESTED]

    def _by_code(self, code: str, month: date) -> str | None:
        if not code:
            return None
        tried = code.removesuffix(".0")
        if tried.isdigit() and len(tried) < _COMMUNE_DIGITS:
            tried_all = [tried.zfill(_COMMUNE_DIGITS), tried.zfill(_DISTRICT_DIGITS)]
        else:
            tried_all = [tried]
        found = {
            each
            for start in tried_all
            for each in (start, f"{start}-2025")
            if each in self.organizations.by_code and self.organizations.by_code[each].exists_on(month)
        }
        return found.pop() if len(found) == 1 else None

    def _by_name(self, name: str, month: date) -> str | None:
        if not name:
            return None
        names = self._names_on(month)
        for key in (_plain_key(name), unit_key(name)):
            found = names.get(key, [])
            if len(found) == 1:
                return found[0].code
        return None

    def _names_on(self, month: date) -> dict[str, list[PublicOrganization]]:
        if month not in self._by_month:
            self._by_month[month] = self._gathered(month)
        return self._by_month[month]

    @cached_property
    def _by_month(self) -> dict[date, dict[str, list[PublicOrganization]]]:
        return {}

    def _gathered(self, month: date) -> dict[str, list[PublicOrganization]]:
        names: dict[str, list[PublicOrganization]] = {}
        units = self.organizations
        for unit in units.on(month):
            keys = {_plain_key(unit.name), unit_key(unit.name), unit_key(units.display(unit.code))}
            if unit.parent not in {"", PROVINCE}:
                above = units.get(unit.parent)
                keys.add(unit_key(f"{unit.name} {_bare_name(above)}"))
            if unit.kind in {UnitKind.COMMUNE, UnitKind.DISTRICT}:
                keys.add(unit_key(_bare_name(unit)))
            for key in keys:
                names.setdefault(key, []).append(unit)
        # A district and a commune in it share a bare name («Bảo Lâm»): then the name alone says nothing.
        return {key: found for key, found in names.items() if key}


def _bare_name(unit: PublicOrganization) -> str:
    return re.sub(r"^(Xã|Phường|Thị trấn|Huyện|Thành phố) ", "", unit.name)


def _plain_key(name: str) -> str:
    return " ".join(words(fold(name)))


def unit_key(name: str) -> str:
    """The form to compare units' names by: folded, without «UBND» and the like, short forms written out."""
    key = _plain_key(name)
    for pattern, instead in _SHORT_FORMS:
        key = " ".join(pattern.sub(instead, key).split())
    return key


_COMMUNE_DIGITS, _DISTRICT_DIGITS = 5, 3


@dataclass
class ServiceMatcher:
    """Finds services; `names` gives the name of every known code and is asked for when a name has to be found."""

    codes: frozenset[str]
    names: Callable[[], Mapping[str, str]]
    remembered: Mapping[str, str] = field(default_factory=dict)

    def find(self, code: str, name: str) -> str | None:
        """The service that a row means by its code, else by its exact name; None where that is not sure."""
        for text in (code, name):
            known = self.remembered.get(fold(text)) if text else None
            if known:
                return known
        if code:
            return self._by_code(code)
        found = self._by_name.get(_plain_key(name), [])
        return found[0] if len(found) == 1 else self._by_code(name)

    def suggestions(self, code: str, name: str) -> list[tuple[str, str]]:
        """The services with the nearest names, as code and name."""
        found = get_close_matches(_plain_key(name), self._by_name, SUGGESTED, _NEAR) if name else []
        near = [each for key in found for each in self._by_name[key]]
        names = self.names()
        near += [
            each for each in get_close_matches(code, sorted(self.codes), 2, _NEAR_CODE) if code and not name
        ]
        return [(each, names.get(each, "")) for each in dict.fromkeys(near)][:SUGGESTED]

    def _by_code(self, code: str) -> str | None:
        if code in self.codes:
            return code
        if _SHORT_CODE.fullmatch(code):
            whole = code.replace(",", ".").ljust(len("1.000000"), "0")
            return whole if whole in self.codes else None
        return None

    @cached_property
    def _by_name(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        for code, name in self.names().items():
            found.setdefault(_plain_key(name), []).append(code)
        return found


def is_service_code(text: str) -> bool:
    """Whether the text has the form of a service's code."""
    return bool(_SERVICE_CODE.fullmatch(text))


def told(text: str) -> str:
    """A text from a table as it is kept for matching."""
    return clean(text, LONGEST_TEXT)
