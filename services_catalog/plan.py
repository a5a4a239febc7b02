"""The plan that a province's decision sets: targets, tasks, deadlines, registers and the outline of its report.

All of it is data with dates, because agencies, tiers and terms change while the decision stands: the bundled plan
is `data/plans/cao_bang_984.json`, and an office with another decision puts its own `plan.json` into the settings
folder, which then stands in its place. `data/plans/README.md` describes the format.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from services_catalog.errors import MotcuaError
from services_catalog.model import PublicOrganization, UnitKind
from services_catalog.organizations import Organizations
from services_catalog.register_fields import Register
from services_catalog.vietnamese import clean


class PlanError(MotcuaError):
    """Kế hoạch này không dùng được."""

    title = "Kế hoạch chưa đúng"
    next_step = "Sửa tệp plan.json trong thư mục cài đặt, hoặc bỏ tệp đó để dùng kế hoạch có sẵn."


class UnknownRegisterError(MotcuaError):
    """Không có sổ nào tên như vậy."""

    title = "Không tìm thấy sổ"
    next_step = "Xem tên các sổ: motcua plan registers."


class UnknownTaskError(MotcuaError):
    """Kế hoạch không có nhiệm vụ nào mang mã này cho đơn vị."""

    title = "Không tìm thấy nhiệm vụ"
    next_step = "Xem mã nhiệm vụ: motcua plan list."


@dataclass(frozen=True, slots=True)
class Dated:
    """What holds only between two days, both included; None means without that end."""

    starts: date | None = None
    ends: date | None = None

    def holds_on(self, day: date) -> bool:
        """Whether it holds on `day`."""
        return (self.starts is None or self.starts <= day) and (self.ends is None or day <= self.ends)


@dataclass(frozen=True, slots=True)
class Decision:
    """The decision itself, as a report names it."""

    number: str
    issued: date
    issuer: str
    place: str
    title: str
    plan_title: str


@dataclass(frozen=True, slots=True)
class Target:
    """A rate (by the id of its formula) that is to be reached: at least `percent` from `starts` until `by`."""

    id: str
    percent: int
    starts: date
    by: date
    clause: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Holder(Dated):
    """Who holds a role, between two days: every unit of some kinds, or single units and who took them over."""

    kinds: Collection[UnitKind] = ()
    codes: tuple[str, ...] = ()
    besides: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Role:
    """A part that the decision gives to units; `certain` is false where it is our reading of it."""

    id: str
    name: str
    holders: tuple[Holder, ...]
    certain: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Wording(Dated):
    """The words of a time for the levels of online services; `said` puts a text of the decision into them."""

    id: str
    levels: str
    full: str
    part: str
    replacements: tuple[tuple[str, str], ...] = ()

    def said(self, text: str) -> str:
        """Return `text` of the decision in the words of this time."""
        for old, new in self.replacements:
            text = text.replace(old, new)
        return text


@dataclass(frozen=True, slots=True)
class Section:
    """One heading of the report, in order; `level` 1 is «I.», 2 «1.», 3 «a)», 4 a dash.

    `guide` is what the outline says in italics: for who writes, never printed. Where it only asks a question,
    `heading` is empty, and the answer follows what stands above. `feeds` are what the section is written from, in
    order («register:accounts», «figure:R1»); `only` narrows a register's records to some answers. `ask` is what
    no register tells, so that the office has to; an `optional` section says nothing where nobody entered anything.
    `kinds` and `roles` limit who writes it; empty: everybody.
    """

    id: str
    level: int
    label: str
    heading: str
    guide: tuple[str, ...] = ()
    feeds: tuple[str, ...] = ()
    ask: str = ""
    optional: bool = False
    kinds: Collection[UnitKind] = ()
    roles: Collection[str] = ()
    only: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    @property
    def name(self) -> str:
        """What to call it on a screen."""
        return self.heading or (self.guide[0] if self.guide else self.id)

    @property
    def registers(self) -> tuple[str, ...]:
        """The ids of the registers that it is written from."""
        return self._fed("register")

    @property
    def figures(self) -> tuple[str, ...]:
        """The names of the figures that it is written from."""
        return self._fed("figure")

    def _fed(self, kind: str) -> tuple[str, ...]:
        return tuple(name for each in self.feeds for of, _, name in [each.partition(":")] if of == kind)


@dataclass(frozen=True, slots=True)
class Addressee:
    """To whom a report goes, and through whom."""

    name: str
    through: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Address(Dated):
    """The addressee or the «Nơi nhận» of some roles' reports; texts may name {roles}, {parent} and {unit}."""

    roles: tuple[str, ...]
    to: str = ""
    through: tuple[str, ...] = ()
    lines: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ReportDuty:
    """A report that some roles owe each quarter, *before* a day of its last month: the last valid day is one less."""

    id: str
    clause: str
    title: str
    roles: tuple[str, ...]
    besides: tuple[str, ...]
    before_day: int
    said: str


@dataclass(frozen=True, slots=True)
class Proof:
    """What proves that a task was done: records of a register, or a figure that the program counts.

    `values` narrow the records by one field; with `every`, each record must be so. `ever` counts records of any
    time, as for a team that was founded once.
    """

    register: str = ""
    figure: str = ""
    field: str = ""
    values: tuple[str, ...] = ()
    every: bool = False
    ever: bool = False


@dataclass(frozen=True, slots=True)
class Task:
    """A task of the plan: who leads it (roles), and either its last day `by` or that it recurs (`every`).

    `every` is «always» (ongoing: something is to be shown each quarter) or «year». `said` is the deadline in the
    decision's words.
    """

    id: str
    clause: str
    title: str
    text: str
    roles: tuple[str, ...]
    coordinate: str
    said: str
    by: date | None
    every: str
    proof: Proof | None


@dataclass(frozen=True, slots=True)
class Connection:
    """One system to connect to, exactly as the decision lists it, blanks included.

    `unit` is the code of the unit that leads it; where the decision's cell is blank this is our reading
    (`reading`), and `lead` stays empty.
    """

    number: int
    name: str
    purpose: str
    lead: str
    coordinate: str
    unit: str
    reading: bool = False


@dataclass(frozen=True, slots=True)
class Plan:
    """One plan with the organizations it speaks of. Made by `plan_file.load`."""

    id: str
    name: str
    decision: Decision
    legal_bases: tuple[str, ...]
    roles: Mapping[str, Role]
    targets: tuple[Target, ...]
    wordings: tuple[Wording, ...]
    outline_title: str
    sections: tuple[Section, ...]
    addressing: tuple[Address, ...]
    receiving: tuple[Address, ...]
    reports: tuple[ReportDuty, ...]
    expiry_clause: str
    expiry_title: str
    tasks: tuple[Task, ...]
    connections: tuple[Connection, ...]
    causes: tuple[str, ...]
    registers: Mapping[str, Register]
    organizations: Organizations

    def register(self, name: str) -> Register:
        """The register with this id. Raises UnknownRegisterError."""
        try:
            return self.registers[name]
        except KeyError:
            raise UnknownRegisterError(f"Không có sổ nào tên «{clean(name, 40)}».") from None

    def registers_of(self, kind: UnitKind | None) -> list[Register]:
        """The registers that units of this kind keep; all of them where the kind is not known."""
        return [each for each in self.registers.values() if kind is None or kind in each.kinds]

    def holders(self, role: str, day: date) -> list[PublicOrganization]:
        """The units that hold a role on `day`, under the names they have that day."""
        return [each for each in self.organizations.on(day) if self._holds(self.roles[role], each, day)]

    def holds(self, unit: str, role: str, day: date) -> bool:
        """Whether a unit holds a role on `day`. Raises UnknownUnitError."""
        return self._holds(self.roles[role], self.organizations.get(unit), day)

    def roles_of(self, unit: str, day: date) -> set[str]:
        """The ids of the roles that a unit holds on `day`. Raises UnknownUnitError."""
        return {name for name in self.roles if self.holds(unit, name, day)}

    def wording(self, day: date) -> Wording:
        """The words in use on `day`."""
        return next(each for each in self.wordings if each.holds_on(day))

    def outline(self, kind: UnitKind, day: date, unit: str = "") -> list[Section]:
        """The sections that a unit of this kind writes, in order, in the words of `day`.

        A section that only some roles write is there if `unit` holds one of them. The headings as issued are in
        `sections`.
        """
        roles = self.roles_of(unit, day) if unit else set()
        said = self.wording(day).said
        return [
            replace(each, heading=said(each.heading), guide=tuple(map(said, each.guide)), ask=said(each.ask))
            for each in self.sections
            if (not each.kinds or kind in each.kinds) and (not each.roles or roles & set(each.roles))
        ]

    def addressees(self, unit: str, day: date) -> list[Addressee]:
        """To whom a unit's report goes on `day`, agencies under the names of that day; empty where nobody said."""
        return [
            Addressee(self._named(each.to, unit, day), self._names(each.through, unit, day))
            for each in self._address(self.addressing, unit, day)
        ]

    def recipients(self, unit: str, day: date) -> tuple[str, ...]:
        """The lines of «Nơi nhận» of a unit's report on `day`, without dashes and stops."""
        found = self._address(self.receiving, unit, day)
        return self._names(found[0].lines, unit, day) if found else ()

    def targets_on(self, day: date) -> list[Target]:
        """The targets that were set by `day`; those whose date has passed still measure what follows."""
        return [each for each in self.targets if each.starts <= day]

    def percents_on(self, day: date) -> dict[str, int]:
        """The targets in force on `day` by the id of their rate, the latest one of each."""
        begun = sorted(self.targets_on(day), key=lambda each: each.starts)
        return {each.id.lower(): each.percent for each in begun}

    def connections_of(self, unit: str, day: date) -> list[Connection]:
        """The connections that a unit leads on `day`, also as successor of the one that the decision names."""
        return [each for each in self.connections if self.present(each.unit, day) == unit]

    def present(self, code: str, day: date) -> str:
        """The code of the unit that stands in a unit's place on `day`: itself or who took it over; else empty."""
        for each in self._line(code):
            if self.organizations.get(each).exists_on(day):
                return each
        return ""

    def _line(self, code: str) -> list[str]:
        """The codes of a unit and of those that took it over, one after the other."""
        found: list[str] = []
        while code and code in self.organizations.by_code and code not in found:
            found.append(code)
            code = self.organizations.get(code).successor
        return found

    def _holds(self, role: Role, unit: PublicOrganization, day: date) -> bool:
        if not unit.exists_on(day):
            return False
        return any(
            unit.code not in each.besides
            and (unit.kind in each.kinds or any(self.present(code, day) == unit.code for code in each.codes))
            for each in role.holders
            if each.holds_on(day)
        )

    def _address(self, addresses: tuple[Address, ...], unit: str, day: date) -> list[Address]:
        """The first address of a role that the unit holds; the data put the narrower roles first."""
        roles = self.roles_of(unit, day)
        return [each for each in addresses if each.holds_on(day) and roles & set(each.roles)][:1]

    def _names(self, texts: tuple[str, ...], unit: str, day: date) -> tuple[str, ...]:
        return tuple(self._named(each, unit, day) for each in texts)

    def _named(self, text: str, unit: str, day: date) -> str:
        here = self.organizations.get(unit)
        names = {"unit": here.name}
        if here.parent:
            above = self.organizations.get(here.parent).name
            names["parent"] = f"{above[:1].lower()}{above[1:]}"
        for role in self.roles:
            holders = self.holders(role, day) if f"{{{role}}}" in text else []
            names[role] = holders[0].name if holders else self.roles[role].name
        for name, value in names.items():
            text = text.replace(f"{{{name}}}", value)
        return text
