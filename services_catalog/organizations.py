"""Cao Bằng's public organizations with their dates, and the ones that an office adds.

What the keys are, because names repeat and one official code was given twice:

- `H14` is the province, by its identifier in the State's electronic document exchange.
- `CB-…` are departments and other provincial bodies; these codes are ours, no official one is known for sure.
- Three digits: a district until 30/06/2025, by its statistical code.
- Five digits: a commune since 01/07/2025, by its statistical code.
- Five digits and `-2025`: a commune until 30/06/2025. The year is that of its end; 56 of the old codes
  passed to a new commune, often to one of another name (01273 was Phường Hợp Giang, now Phường Thục Phán).
- A commune's code and eight signs: a post office or village team that an office added.

`certain` is false where a name or a date rests on general knowledge (the provincial reorganisation of
01/03/2025) and an office should compare it with the decision.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

from services_catalog.errors import DamagedStoreError, DataProblem, SettingsError, UnknownUnitError
from services_catalog.ids import new_id
from services_catalog.model import PublicOrganization, UnitKind
from services_catalog.paths import write_whole
from services_catalog.vietnamese import clean, fold, sort_key, words

PROVINCE = "H14"
OWN_KINDS = (UnitKind.POST_OFFICE, UnitKind.VILLAGE_TEAM)
LONGEST_NAME = 120

_BUNDLED = Path(__file__).parent / "data" / "organizations.json"


@dataclass(frozen=True, slots=True)
class Organizations:
    """All organizations by their codes, in the order of the bundled list, then those of the office."""

    by_code: Mapping[str, PublicOrganization]

    def get(self, code: str) -> PublicOrganization:
        """Return the organization with this code; raises UnknownUnitError where there is none."""
        try:
            return self.by_code[code]
        except KeyError:
            raise UnknownUnitError(f"Không có đơn vị nào mang mã «{clean(code, 40)}».") from None

    def on(self, day: date) -> list[PublicOrganization]:
        """Return those that existed on `day`."""
        return [each for each in self.by_code.values() if each.exists_on(day)]

    def find(self, text: str, day: date, limit: int = 20) -> list[PublicOrganization]:
        """Return at most `limit` of those that existed on `day` and have every typed word, or its beginning.

        Marks, case and the order of the words do not matter. Where the name has the words side by side, it
        comes first; the name of the unit above counts too.
        """
        typed = words(fold(text))
        found = [each for each in self.on(day) if _has(typed, words(fold(self.display(each.code))))]
        phrase = " ".join(typed)
        return sorted(found, key=lambda each: _rank(phrase, each))[:limit]

    def successor_of(self, code: str) -> PublicOrganization | None:
        """Return the organization that took this one over, None where there is none or nobody knows."""
        successor = self.get(code).successor
        return self.get(successor) if successor else None

    def members_of(self, code: str, day: date) -> list[PublicOrganization]:
        """Return the organizations directly below this one on `day`."""
        return [each for each in self.on(day) if each.parent == self.get(code).code]

    def display(self, code: str) -> str:
        """Return the name that no other unit has: with the unit above, unless that is the province."""
        unit = self.get(code)
        if unit.parent in {"", PROVINCE}:
            return unit.name
        above = self.get(unit.parent).name
        return f"{unit.name}, {above[:1].lower()}{above[1:]}"


def load(extra: Iterable[PublicOrganization] = ()) -> Organizations:
    """Return the bundled organizations and the office's own; none of these replaces a bundled one."""
    by_code = {each.code: each for each in _bundled()}
    for each in extra:
        by_code.setdefault(each.code, each)
    return Organizations(MappingProxyType(by_code))


def own_units(path: Path) -> list[PublicOrganization]:
    """Return the office's own post offices and village teams, as far as they can be read."""
    return _read(path)[0]


def unit_problems(path: Path) -> list[DataProblem]:
    """Tell what in the office's own list can't be used."""
    return _read(path)[1]


def add_unit(path: Path, name: str, kind: UnitKind, parent: str, *, day: date) -> PublicOrganization:
    """Add a post office or a village team of the commune `parent` to the office's list, and return it.

    Raises SettingsError where the kind, the name or the parent can't be used, UnknownUnitError for an
    unknown parent, and DamagedStoreError where the list can't be read: it is then left as it is.
    """
    known = load(own_units(path))
    above = known.get(parent)
    name = clean(name, LONGEST_NAME)
    if kind not in OWN_KINDS:
        raise SettingsError("Chỉ thêm được điểm bưu chính hoặc tổ công nghệ số cộng đồng.")
    if above.kind is not UnitKind.COMMUNE or not above.exists_on(day):
        raise SettingsError("Đơn vị cấp trên phải là một xã, phường đang hoạt động.")
    if not words(name):
        raise SettingsError("Cần ghi tên đơn vị.")
    if any(fold(each.name) == fold(name) for each in known.members_of(parent, day)):
        raise SettingsError(f"{above.name} đã có «{name}».")
    unit = PublicOrganization(f"{parent}-{new_id()[-8:]}", name, kind, parent)
    record = {"code": unit.code, "name": unit.name, "kind": unit.kind, "parent": unit.parent}
    text = json.dumps({"units": [*_records(path), record]}, ensure_ascii=False, indent=1)
    write_whole(path, f"{text}\n".encode())
    return unit


@cache
def _bundled() -> tuple[PublicOrganization, ...]:
    return tuple(_unit(record) for record in _records(_BUNDLED))


def _records(path: Path) -> list[Any]:
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return []
    except (OSError, ValueError) as error:
        raise DamagedStoreError(f"Danh sách đơn vị {path.name} không đọc được.") from error
    if not isinstance(content, dict) or not isinstance(content.get("units"), list):
        raise DamagedStoreError(f"Danh sách đơn vị {path.name} sai dạng.")
    return list(content["units"])


def _read(path: Path) -> tuple[list[PublicOrganization], list[DataProblem]]:
    units: list[PublicOrganization] = []
    problems: list[DataProblem] = []
    try:
        records = _records(path)
    except DamagedStoreError as error:
        return [], [DataProblem(path.name, error.message)]
    for number, record in enumerate(records, 1):
        try:
            units.append(_own(record))
        except (ValueError, KeyError, TypeError, AttributeError):
            problems.append(DataProblem(path.name, f"Đơn vị thứ {number} ghi sai; bỏ qua."))
    return units, problems


def _own(record: Mapping[str, Any]) -> PublicOrganization:
    unit = _unit(record)
    above = load().by_code.get(unit.parent)
    if not unit.code or not words(unit.name) or unit.kind not in OWN_KINDS:
        raise ValueError(unit.kind)
    if above is None or above.kind is not UnitKind.COMMUNE:
        raise ValueError(unit.parent)
    return unit


def _unit(record: Mapping[str, Any]) -> PublicOrganization:
    return PublicOrganization(
        code=clean(record["code"]),
        name=clean(record["name"], LONGEST_NAME),
        kind=UnitKind(record["kind"]),
        parent=clean(record.get("parent", "")),
        starts=_day(record.get("starts")),
        ends=_day(record.get("ends")),
        successor=clean(record.get("successor", "")),
        certain=record.get("certain", True),
    )


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _has(typed: list[str], name: list[str]) -> bool:
    return all(any(word.startswith(start) for word in name) for start in typed)


def _rank(phrase: str, unit: PublicOrganization) -> tuple[bool, bool, bool, tuple[str, str]]:
    name, sought = f" {' '.join(words(fold(unit.name)))}", f" {phrase}"
    return (
        not name.endswith(sought),
        sought not in name,
        unit.kind is UnitKind.VILLAGE_TEAM,
        sort_key(unit.name),
    )
