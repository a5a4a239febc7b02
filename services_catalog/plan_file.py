"""Reading a plan from its JSON file; `data/plans/README.md` describes the format for offices.

A plan is filled in by hand and prints legal texts, so it is taken whole or not at all: an unknown or missing key, a
date that isn't one, or a name that leads nowhere is told with its place.
"""

import json
import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from services_catalog.errors import DataProblem
from services_catalog.organizations import Organizations
from services_catalog.plan import (
    Address,
    Connection,
    Decision,
    Holder,
    Plan,
    PlanError,
    Proof,
    ReportDuty,
    Role,
    Section,
    Target,
    Task,
    Wording,
)
from services_catalog.plan_record import StrictRecord, done
from services_catalog.register_fields import Field, FieldKind, Option, Register

BUNDLED = Path(__file__).parent / "data" / "plans" / "cao_bang_984.json"
OWN_NAME = "plan.json"
LAST_DAY = 28
"""A quarter's report is due before a day that every month has, or the 30th of a quarter's last month."""
_NAME = re.compile(r"[a-z][a-z0-9-]{0,39}")
_RECURS = {"", "always", "year"}
_FIGURES = {"prints"}
_LEVELS = range(1, 5)
_FEEDS = {"register", "figure"}
_ROWS = {"", "connections"}
CONNECTION_FIELDS = ("number", "name", "purpose", "lead", "coordinate")
"""What a register that is filled with the plan's connections needs fields for."""


def find(organizations: Organizations, folder: Path) -> tuple[Plan, list[DataProblem]]:
    """The office's own plan in `folder` if there is one, else the bundled one; and what is wrong with its own."""
    own = folder / OWN_NAME
    if not own.exists():
        return load(organizations), []
    try:
        return load(organizations, own), []
    except PlanError as error:
        return load(organizations), [
            DataProblem(OWN_NAME, f"{error.message.removeprefix(f'{OWN_NAME}: ')} Đang dùng kế hoạch có sẵn.")
        ]


def load(organizations: Organizations, path: Path = BUNDLED) -> Plan:
    """Read a plan. Raises PlanError, which names the place that is wrong."""
    try:
        raw = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise PlanError(f"Tệp {path.name} không đọc được.") from error
    try:
        plan = _plan(StrictRecord(raw, ""), organizations)
        _check(plan)
    except PlanError as error:
        raise PlanError(f"{path.name}: {error.message}") from error
    return plan


def _plan(raw: StrictRecord, organizations: Organizations) -> Plan:
    outline = raw.part("outline")
    expiry = raw.part("expiry_report")
    made = Plan(
        id=raw.text("id"),
        name=raw.text("name"),
        decision=done(raw.part("decision"), _decision),
        legal_bases=raw.lines("legal_bases", ()),
        roles=_by_id(raw.each("roles", _role), raw, "roles"),
        targets=raw.each("targets", _target, ()),
        wordings=(*raw.each("wordings", _wording, ()), Wording(id="", levels="", full="", part="")),
        outline_title=outline.text("title"),
        sections=outline.each("sections", _section),
        addressing=raw.each("addressees", _address),
        receiving=raw.each("recipients", _address, ()),
        reports=raw.each("reports", _report, ()),
        expiry_clause=expiry.text("clause"),
        expiry_title=expiry.text("title"),
        tasks=raw.each("tasks", _task, ()),
        connections=raw.each("connections", _connection, ()),
        causes=raw.lines("causes", ()),
        registers=_by_id(raw.each("registers", _register), raw, "registers"),
        organizations=organizations,
    )
    for part in (outline, expiry, raw):
        part.end()
    return made


def _by_id(parts: Iterable[Any], raw: StrictRecord, name: str) -> Mapping[str, Any]:
    found: dict[str, Any] = {}
    for each in parts:
        if each.id in found:
            raise raw.wrong(name, f"có hai mục «{each.id}»")
        found[each.id] = each
    return found


def _decision(raw: StrictRecord) -> Decision:
    return Decision(
        raw.text("number"),
        raw.needed_day("issued"),
        raw.text("issuer"),
        raw.text("place"),
        raw.text("title"),
        raw.text("plan_title"),
    )


def _role(raw: StrictRecord) -> Role:
    return Role(
        raw.text("id"), raw.text("name"), raw.each("holders", _holder), raw.flag("certain", default=True)
    )


def _holder(raw: StrictRecord) -> Holder:
    return Holder(
        starts=raw.day("starts"),
        ends=raw.day("ends"),
        kinds=raw.kinds("kinds"),
        codes=raw.lines("codes", ()),
        besides=raw.lines("besides", ()),
    )


def _target(raw: StrictRecord) -> Target:
    return Target(
        raw.text("id"),
        raw.value("percent", int),
        raw.needed_day("from"),
        raw.needed_day("by"),
        raw.text("clause"),
        raw.text("text"),
    )


def _wording(raw: StrictRecord) -> Wording:
    pairs = raw.value("replace", list, [])
    if not all(
        isinstance(each, list) and [type(text) for text in each] == [str, str] and each[0] for each in pairs
    ):
        raise raw.wrong("replace", "phải là các cặp [«cũ», «mới»]")
    return Wording(
        starts=raw.day("starts"),
        ends=raw.day("ends"),
        id=raw.text("id"),
        levels=raw.text("levels"),
        full=raw.text("full"),
        part=raw.text("part"),
        replacements=tuple((old, new) for old, new in pairs),
    )


def _section(raw: StrictRecord) -> Section:
    level = raw.value("level", int)
    only = raw.value("only", dict, None) or {}
    if not all(isinstance(values, list) and values for values in only.values()):
        raise raw.wrong("only", "phải là {mục: [giá trị]}")
    return Section(
        id=raw.text("id"),
        level=level,
        label=raw.text("label", ""),
        heading=raw.text("heading", ""),
        guide=raw.lines("guide", ()),
        feeds=raw.lines("feeds", ()),
        ask=raw.text("ask", ""),
        optional=raw.flag("optional"),
        kinds=raw.kinds("kinds"),
        roles=raw.lines("roles", ()),
        only={name: tuple(map(str, values)) for name, values in only.items()},
    )


def _address(raw: StrictRecord) -> Address:
    return Address(
        starts=raw.day("starts"),
        ends=raw.day("ends"),
        roles=raw.lines("roles"),
        to=raw.text("to", ""),
        through=raw.lines("through", ()),
        lines=raw.lines("lines", ()),
    )


def _report(raw: StrictRecord) -> ReportDuty:
    return ReportDuty(
        raw.text("id"),
        raw.text("clause"),
        raw.text("title"),
        raw.lines("roles"),
        raw.lines("besides", ()),
        raw.value("before_day", int),
        raw.text("said"),
    )


def _task(raw: StrictRecord) -> Task:
    proof = raw.maybe("proof")
    return Task(
        id=raw.text("id"),
        clause=raw.text("clause"),
        title=raw.text("title"),
        text=raw.text("text"),
        roles=raw.lines("roles"),
        coordinate=raw.text("coordinate", ""),
        said=raw.text("said", ""),
        by=raw.day("by"),
        every=raw.text("every", ""),
        proof=done(proof, _proof) if proof else None,
    )


def _proof(raw: StrictRecord) -> Proof:
    return Proof(
        raw.text("register", ""),
        raw.text("figure", ""),
        raw.text("field", ""),
        raw.lines("values", ()),
        raw.flag("all"),
        raw.flag("ever"),
    )


def _connection(raw: StrictRecord) -> Connection:
    return Connection(
        raw.value("number", int),
        raw.text("name"),
        raw.text("purpose", ""),
        raw.text("lead", ""),
        raw.text("coordinate", ""),
        raw.text("unit", ""),
        raw.flag("reading"),
    )


def _register(raw: StrictRecord) -> Register:
    return Register(
        id=raw.text("id"),
        name=raw.text("name"),
        form=raw.text("form", ""),
        clause=raw.text("clause"),
        kinds=raw.kinds("kinds"),
        day=raw.text("day"),
        title=raw.lines("title"),
        fields=raw.each("fields", _field),
        empty=raw.text("empty", ""),
        rows=raw.text("rows", ""),
        counted=raw.text("counted", ""),
    )


def _field(raw: StrictRecord) -> Field:
    try:
        kind = FieldKind(raw.text("kind"))
    except ValueError:
        raise raw.wrong("kind", f"chỉ nhận {', '.join(FieldKind)}") from None
    return Field(
        id=raw.text("id"),
        label=raw.text("label"),
        kind=kind,
        needed=raw.flag("needed"),
        hint=raw.text("hint", ""),
        options=raw.each("choices", lambda each: Option(each.text("value"), each.text("label")), ()),
        longest=raw.value("longest", int, 0),
        warn=raw.text("warn", ""),
        warn_on=raw.lines("warn_on", ()),
        whole_if=raw.lines("whole_if", ()),
        fixed=raw.flag("fixed"),
        public=raw.flag("public"),
        suggest=raw.text("suggest", ""),
    )


def _check(plan: Plan) -> None:
    """What one part says of another must be there. Raises PlanError."""
    for where, named, known in _references(plan):
        strange = sorted(set(named) - set(known))
        if strange:
            raise PlanError(f"«{where}» nhắc tới «{strange[0]}» mà kế hoạch không có.")
    for report in plan.reports:
        if not 1 < report.before_day <= LAST_DAY + 2:
            raise PlanError(f"«reports › {report.id} › before_day» phải từ 2 đến {LAST_DAY + 2}.")
    for section in plan.sections:
        if section.level not in _LEVELS:
            raise PlanError(f"«outline › {section.id} › level» phải từ 1 đến 4.")
        if not section.heading and not section.guide:
            raise PlanError(f"«outline › {section.id}» cần «heading» hoặc «guide».")
    for task in plan.tasks:
        if task.every not in _RECURS or (task.by is None) == (not task.every):
            raise PlanError(f"«tasks › {task.id}» cần đúng một trong «by» (ngày) và «every» (always, year).")


def _references(plan: Plan) -> Iterable[tuple[str, Iterable[str], Iterable[str]]]:
    roles, registers = plan.roles, plan.registers
    for task in plan.tasks:
        yield f"tasks › {task.id}", task.roles, roles
        if task.proof:
            yield f"tasks › {task.id}", filter(None, [task.proof.register]), registers
            yield f"tasks › {task.id}", filter(None, [task.proof.figure]), _FIGURES
            if task.proof.field:
                fields = registers[task.proof.register].fields
                yield f"tasks › {task.id}", [task.proof.field], {each.id for each in fields}
    for report in plan.reports:
        yield f"reports › {report.id}", (*report.roles, *report.besides), roles
    for address in (*plan.addressing, *plan.receiving):
        yield "addressees, recipients", address.roles, roles
    for section in plan.sections:
        yield f"outline › {section.id}", (each.partition(":")[0] for each in section.feeds), _FEEDS
        yield f"outline › {section.id}", section.registers, registers
        for register in filter(None, map(registers.get, section.registers)):
            yield f"outline › {section.id} › only", section.only, {each.id for each in register.fields}
        yield f"outline › {section.id}", section.roles, roles
    for register in registers.values():
        yield from _references_of(register)


def _references_of(register: Register) -> Iterable[tuple[str, Iterable[str], Iterable[str]]]:
    for name in (register.id, *(each.id for each in register.fields)):
        if not _NAME.fullmatch(name):
            raise PlanError(
                f"«registers › {register.id} › {name}» chỉ gồm chữ thường không dấu, số, gạch nối."
            )
    names = [each.id for each in register.fields]
    if len(set(names)) < len(names):
        raise PlanError(f"«registers › {register.id}» có hai mục cùng tên.")
    yield f"registers › {register.id}", (register.day, *register.title), names
    yield f"registers › {register.id}", [register.rows], _ROWS
    yield f"registers › {register.id}", [register.counted], {"", *_FIGURES}
    yield f"registers › {register.id}", CONNECTION_FIELDS if register.rows else (), names
    for field in register.fields:
        yield f"registers › {register.id} › {field.id}", field.whole_if, names
