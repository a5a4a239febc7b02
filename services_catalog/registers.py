"""The registers of the plan: append-only, the latest revision of a record counts, and desks can merge theirs.

Two desks that know the same revisions have the same registers, in whatever order they came to know them: of a
record's revisions the one with the latest (moment, id) stands.
"""

import sqlite3
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from services_catalog.errors import MotcuaError
from services_catalog.ids import new_id
from services_catalog.model import UnitKind
from services_catalog.plan import Connection, Plan
from services_catalog.plan_file import CONNECTION_FIELDS
from services_catalog.register_fields import Field, FieldKind, Register
from services_catalog.register_values import RegisterRefusedError, checked
from services_catalog.store import journal_rows, register_rows
from services_catalog.store.journal_file import JournalFile
from services_catalog.store.register_rows import Revision, Standing
from services_catalog.vietnamese import clean

DONE = Register(
    id="done-marks",
    name="Nhiệm vụ đã làm",
    form="",
    clause="",
    kinds=tuple(UnitKind),
    day="day",
    title=("task", "period"),
    fields=(
        Field("task", "Nhiệm vụ", FieldKind.TEXT, needed=True),
        Field("period", "Kỳ", FieldKind.TEXT),
        Field("evidence", "Minh chứng", FieldKind.LONG, needed=True, public=True),
        Field("day", "Ngày", FieldKind.DATE, needed=True),
    ),
)
"""What an officer marked as done, with the evidence: kept like any register, whatever the plan's are."""


class UnknownRecordError(MotcuaError):
    """Không có dòng nào mang số này trong sổ."""

    title = "Không tìm thấy dòng"
    next_step = "Xem số của các dòng: motcua plan register TÊN_SỔ list."


@dataclass(frozen=True, slots=True)
class Record:
    """One record of a register as it stands.

    `day` is when it happened: the register's date field, else the day it was first entered. `revision` counts its
    changes and is 0 for a row of the plan that nobody has touched yet; it then has no `at`.
    """

    id: str
    register: str
    unit: str
    values: Mapping[str, Any]
    day: date
    first_at: datetime | None = None
    at: datetime | None = None
    desk: str = ""
    revision: int = 0


@dataclass(frozen=True, slots=True)
class Change:
    """One record to write: a new one where `record` is empty or unknown; `values` are checked by who made it."""

    unit: str
    values: Mapping[str, Any]
    record: str = ""


class Registers:
    """The registers of one plan in the journal's file, for any number of threads and beside other programs.

    `clock` gives the present moment with its time zone. A missing file reads as empty registers. Every method may
    raise a StoreError, and UnknownRegisterError for a register that the plan doesn't have.
    """

    def __init__(self, path: Path, clock: Callable[[], datetime], plan: Plan) -> None:
        self.plan = plan
        self._clock = clock
        self._file = JournalFile(path)

    def register(self, name: str) -> Register:
        """The definition of a register."""
        return DONE if name == DONE.id else self.plan.register(name)

    def current(
        self,
        register: str,
        unit: str | None = None,
        until: date | None = None,
        *,
        since: date | None = None,
        known_by: datetime | None = None,
    ) -> list[Record]:
        """The standing records of a register, in the order of their days; of one unit, or of all.

        `since` and `until` (both included) limit the days on which they happened, for the report of a quarter.
        `known_by` gives the register as it stood at that moment, so that an old report can be made again. Rows that
        the plan lists beforehand are always there and belong to who leads them on `until` (today without it).
        """
        definition = self.register(register)
        moment = None if known_by is None else moment_of(known_by)
        standing = self._file.read(lambda connection: register_rows.of_register(connection, register, moment))
        records = {each.latest.record: _record(definition, each) for each in standing or ()}
        gone = {each.latest.record for each in standing or () if each.latest.deleted}
        lead_day = until or self._clock().date()
        listed = {each.id: each for each in self._listed(definition)}
        found = [
            replace(each, unit=self.plan.present(each.unit, lead_day) or each.unit)
            if each.id in listed
            else each
            for each in (listed | records).values()
            if each.id not in gone
        ]
        return sorted(
            (
                each
                for each in found
                if unit in {None, each.unit} and (each.id in listed or _within(each.day, since, until))
            ),
            key=lambda each: (
                each.id not in listed,
                each.values["number"] if each.id in listed else 0,
                each.day,
                each.id,
            ),
        )

    def get(self, record: str) -> Record:
        """A record as it stands. Raises UnknownRecordError, also for one that was removed."""
        found = self._file.read(lambda connection: register_rows.one(connection, record))
        if found is None:
            for register in self.plan.registers.values():
                for each in self._listed(register):
                    if each.id == record:
                        return each
        if found is None or found.latest.deleted:
            raise UnknownRecordError(f"Không có dòng nào mang số «{clean(record, 40)}».")
        return _record(self.register(found.latest.register), found)

    def counts(self, unit: str | None = None) -> dict[str, int]:
        """How many records of each register stand; rows of the plan that nobody has touched are not counted."""
        return {
            name: sum(each.revision > 0 for each in self.current(name, unit)) for name in self.plan.registers
        }

    def add(self, register: str, unit: str, values: Mapping[str, Any]) -> Record:
        """Write a new record and return it when it is on the disk.

        Raises RegisterRefusedError or UnknownUnitError, and then nothing has changed.
        """
        [record] = self.apply(register, [Change(unit, values)])
        return record

    def change(self, record: str, values: Mapping[str, Any]) -> Record:
        """Let `values` (all of them) stand in a record; what it said before stays in the file.

        Raises UnknownRecordError or RegisterRefusedError, and then nothing has changed.
        """
        before = self.get(record)
        [changed] = self.apply(before.register, [Change(before.unit, values, record)])
        return changed

    def remove(self, record: str) -> None:
        """Take a record off its register; it stays readable in the file.

        Raises UnknownRecordError, or RegisterRefusedError for a row that the plan lists.
        """
        before = self.get(record)
        if record in {each.id for each in self._listed(self.register(before.register))}:
            raise RegisterRefusedError("Dòng này có trong Kế hoạch nên không xoá được; hãy sửa tình trạng.")
        with self._file.writing() as connection:
            latest = register_rows.one(connection, record)
            if latest is None or latest.latest.deleted:
                raise UnknownRecordError(f"Dòng «{clean(record, 40)}» đã xoá rồi.")
            self._append(connection, latest.latest, latest.latest.unit, latest.latest.fields, deleted=True)

    def apply(self, register: str, changes: Iterable[Change]) -> list[Record]:
        """Write all of some changes to one register, or none; return the records as they then stand.

        Raises RegisterRefusedError or UnknownUnitError. A change that changes nothing writes nothing.
        """
        definition = self.register(register)
        ready = [(each, self.prepared(register, each)) for each in changes]
        written = []
        with self._file.writing() as connection:
            for change, values in ready:
                standing = register_rows.one(connection, change.record) if change.record else None
                if standing and standing.latest.register != register:
                    raise RegisterRefusedError("Dòng này thuộc sổ khác.")
                if standing and standing.latest.deleted:
                    raise RegisterRefusedError("Dòng này đã xoá; muốn ghi lại thì thêm dòng mới.")
                if (
                    standing is None
                    or dict(standing.latest.fields) != values
                    or standing.latest.unit != change.unit
                ):
                    before = standing.latest if standing else _blank(change.record, register)
                    standing = self._append(connection, before, change.unit, values)
                written.append(_record(definition, standing))
        return written

    def close(self) -> None:
        """Let go of the file; a later call opens it again."""
        self._file.close()

    def prepared(self, register: str, change: Change) -> dict[str, Any]:
        """The values that a change would write, without writing them.

        Raises RegisterRefusedError or UnknownUnitError.
        """
        definition = self.register(register)
        listed = {each.id: each for each in self._listed(definition)}
        if not change.unit:
            raise RegisterRefusedError(
                "Chưa biết dòng này của đơn vị nào.", next_step="Chọn đơn vị trong Cài đặt."
            )
        self.plan.organizations.get(change.unit)
        values = dict(change.values)
        for each in definition.fields if change.record in listed else ():
            if each.fixed:
                values[each.id] = listed[change.record].values.get(each.id)
        return checked(definition, values, self.plan.organizations)

    def _append(
        self,
        connection: sqlite3.Connection,
        before: Revision,
        unit: str,
        values: Mapping[str, Any],
        *,
        deleted: bool = False,
    ) -> Standing:
        now = self._clock()
        moment = max(moment_of(now), before.moment + 1)
        revision_id = new_id(moment_of(now))
        register_rows.append(
            connection,
            Revision(
                id=revision_id,
                record=before.record or revision_id,
                register=before.register,
                unit=unit,
                at=now.isoformat(timespec="milliseconds"),
                moment=moment,
                desk=journal_rows.desk_id(connection),
                fields=values,
                deleted=deleted,
            ),
        )
        standing = register_rows.one(connection, before.record or revision_id)
        if standing is None:
            raise UnknownRecordError
        return standing

    def _listed(self, register: Register) -> list[Record]:
        """The rows that the plan fills a register with, under ids that are the same on every desk."""
        if not register.rows:
            return []
        return [
            Record(
                id=str(uuid5(NAMESPACE_URL, f"motcua:{self.plan.id}/{register.id}/{each.number}")),
                register=register.id,
                unit=each.unit,
                values=_connection_values(each),
                day=self.plan.decision.issued,
            )
            for each in self.plan.connections
        ]


def _connection_values(connection: Connection) -> dict[str, Any]:
    values = {name: getattr(connection, name) for name in CONNECTION_FIELDS}
    return {name: value for name, value in values.items() if value != ""}


def _record(register: Register, standing: Standing) -> Record:
    latest = standing.latest
    first_at = datetime.fromisoformat(standing.first_at)
    return Record(
        id=latest.record,
        register=latest.register,
        unit=latest.unit,
        values=latest.fields,
        day=_day(latest.fields.get(register.day)) or first_at.date(),
        first_at=first_at,
        at=datetime.fromisoformat(latest.at),
        desk=latest.desk,
        revision=standing.revisions,
    )


def _day(said: Any) -> date | None:
    try:
        return date.fromisoformat(said) if said else None
    except (TypeError, ValueError):  # another desk's plan may keep something else there
        return None


def _blank(record: str, register: str) -> Revision:
    return Revision("", record, register, "", "", 0, "", {}, deleted=False)


def _within(day: date, since: date | None, until: date | None) -> bool:
    return (since is None or since <= day) and (until is None or day <= until)


def moment_of(at: datetime) -> int:
    """Milliseconds since 1970."""
    return (at - datetime(1970, 1, 1, tzinfo=UTC)) // timedelta(milliseconds=1)
