"""Services from a file against the catalogue: what is new, changed or gone; applied whole or not at all, and undone.

An applied import is one file in the office's layer. The bundled facts are never touched, so taking the file away
undoes it.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from enum import StrEnum
from pathlib import Path
from typing import Any

from services_catalog.errors import DataProblem, MotcuaError
from services_catalog.exchange.incoming import Incoming
from services_catalog.ids import new_id
from services_catalog.model import AdminLevel, Channel, FeeStatus
from services_catalog.office_layer import Update, update_files
from services_catalog.paths import OFFICE_UPDATES, write_whole
from services_catalog.record_facts import TELLING, RecordFacts, distinctive, figures
from services_catalog.records import plain, service_from_layer
from services_catalog.vietnamese import clean, long_date

Record = Mapping[str, Any]
LABELS = {
    "name": "tên",
    "sector": "lĩnh vực",
    "issuing": "cơ quan công bố",
    "competent": "nơi giải quyết",
    "levels": "cấp giải quyết",
    "channels": "cách nộp",
    "full": "toàn trình",
    "time": "thời hạn",
    "fee": "phí, lệ phí",
    "audience": "ai làm được",
    "result": "kết quả",
    "decision": "quyết định công bố",
    "updated": "ngày Cổng sửa",
    "path": "địa chỉ trên Cổng",
    "fees": "mức phí",
    "papers": "giấy tờ",
    "withdrawn": "hiệu lực",
}
VALUES: Mapping[str, str] = {
    FeeStatus.AMOUNTS: "có mức thu",
    FeeStatus.SET_BY_PROVINCE: "HĐND tỉnh quy định",
    FeeStatus.NONE_EXPLAINED: "ghi không thu",
    FeeStatus.ZERO_UNEXPLAINED: "ghi 0, không giải thích",
    FeeStatus.NOT_STATED: "không ghi",
    FeeStatus.OTHER: "dẫn văn bản khác",
    Channel.ONLINE: "trực tuyến",
    Channel.IN_PERSON: "trực tiếp",
    Channel.POSTAL: "bưu chính",
    AdminLevel.MINISTRY: "bộ",
    AdminLevel.PROVINCE: "tỉnh",
    AdminLevel.COMMUNE: "xã",
    AdminLevel.SECTORAL: "ngành dọc",
}
"""The catalogue's own values in words; AdminLevel.OTHER is FeeStatus.OTHER's word, and rare."""
SAME_DAY = timedelta(days=1)
"""Days written in UTC and in Vietnam's time differ by one; that is no change."""
_UNTOLD = "(không rõ)"
_PARTED = {"competent", "audience", "levels", "channels", "time"}


class ImportRefusedError(MotcuaError):
    """Chưa nhập được tệp này."""

    title = "Chưa nhập"
    next_step = "Danh mục vẫn như cũ."


class Kind(StrEnum):
    """What an import does to a service."""

    NEW = "new"
    CHANGED = "changed"
    GONE = "gone"


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One field before and after, in words."""

    field: str
    old: str
    new: str

    def sentence(self) -> str:
        """The change as one line."""
        return f"{LABELS[self.field]}: {self.old or _UNTOLD} → {self.new or _UNTOLD}"


@dataclass(frozen=True, slots=True)
class Change:
    """What an import does to one service: the record as it will be, and the fields that differ."""

    code: str
    name: str
    kind: Kind
    fields: tuple[FieldChange, ...]
    update: Update


@dataclass(frozen=True, slots=True)
class Present:
    """What this desk knows now: records with sector and date by code, what earlier imports said, and the extract."""

    records: Mapping[str, Record]
    updates: Mapping[str, Update]
    facts: Mapping[str, RecordFacts]


def differences(
    services: Iterable[Incoming], present: Present, today: date, *, whole: bool = False
) -> tuple[list[Change], list[DataProblem]]:
    """What applying the services would do, in order of codes, and which of them can't be applied.

    With `whole`, the file is the whole list, and a service that it doesn't name is gone.
    """
    changes: list[Change] = []
    problems: list[DataProblem] = []
    seen: dict[str, Incoming] = {}
    for each in services:
        if first := seen.get(each.code):
            # Pages of a list overlap; the same thing told twice is no fault.
            if replace(each, place="") != replace(first, place=""):
                problems.append(
                    DataProblem(each.place, f"mã {each.code} đã có ở {first.place}, khác nội dung")
                )
            continue
        seen[each.code] = each
        try:
            change = _change(each, present, today)
        except (ValueError, TypeError, KeyError) as error:
            problems.append(DataProblem(each.place, clean(str(error), 200)))
        else:
            changes += [change] if change else []
    if whole:
        changes += [
            _gone(code, record, today)
            for code, record in present.records.items()
            if code not in seen and not record.get("withdrawn")
        ]
    return sorted(changes, key=lambda each: (list(Kind).index(each.kind), each.code)), problems


def apply(
    folder: Path, changes: Iterable[Change], *, source: str, sha256: str, now: datetime, by: str = ""
) -> Path:
    """Write the changes as one update of the office's layer, and return its file.

    Raises ImportRefusedError where there is nothing to apply, FileProblemError where it can't be written.
    """
    services = {
        each.code: {
            "changed": list(each.update.changed),
            "details": plain(each.update.details),
            "record": plain(each.update.record),
        }
        for each in changes
    }
    if not services:
        raise ImportRefusedError("Tệp không có gì khác danh mục đang dùng.")
    name = f"{now:%Y%m%dT%H%M%S}-{new_id()[-6:]}.json"
    head = {"applied_at": now.isoformat(timespec="seconds"), "by": by, "file": source, "sha256": sha256}
    text = json.dumps({**head, "services": services}, ensure_ascii=False, indent=1, sort_keys=True)
    return write_whole(folder / OFFICE_UPDATES / name, f"{text}\n".encode())


def applied(folder: Path) -> list[tuple[str, dict[str, Any]]]:
    """Each applied import, oldest first: its name and its head (when, by whom, from which file, how many)."""
    found = []
    for path in update_files(folder):
        try:
            file = json.loads(path.read_text(encoding="utf-8"))
            head = {key: str(file.get(key, "")) for key in ("applied_at", "by", "file", "sha256")}
            found.append((path.stem, {**head, "services": len(file["services"])}))
        except (OSError, ValueError, KeyError, TypeError, AttributeError):
            found.append((path.stem, {"file": "không đọc được", "services": 0, "applied_at": "", "by": ""}))
    return found


def undo(folder: Path, name: str) -> None:
    """Take one applied import away.

    Raises ImportRefusedError where there is none of that name.
    """
    paths = {path.stem: path for path in update_files(folder)}
    if name not in paths:
        raise ImportRefusedError(f"Không có lần nhập nào tên «{clean(name, 60)}».")
    try:
        paths[name].unlink()
    except OSError as error:
        raise ImportRefusedError(f"Không gỡ được lần nhập {name}.") from error


def _change(each: Incoming, present: Present, today: date) -> Change | None:
    old = present.records.get(each.code)
    if old and today.isoformat() < old["facts_date"]:
        raise ValueError(f"dữ liệu ngày {long_date(today)} cũ hơn danh mục")
    if each.withdrawn:
        return _gone(each.code, old, today) if old and not old.get("withdrawn") else None
    told = {name: plain(value) for name, value in each.fields.items()}
    if each.sector:
        told["sector"] = each.sector
    base = {key: value for key, value in (old or {}).items() if key not in {"withdrawn", "stale"}}
    record = {"code": each.code, **base, **told, "facts_date": today.isoformat()}
    record = {key: value for key, value in record.items() if value}
    if "sector" not in record:
        raise ValueError(f"thủ tục mới {each.code} thiếu lĩnh vực")
    service_from_layer(record)
    if old is None:
        return Change(
            each.code, record["name"], Kind.NEW, (), Update(record, ("name",), _details(each, present))
        )
    fields = list(_field_changes(old, told)) + list(_detail_changes(each, present))
    if old.get("withdrawn"):
        fields.append(FieldChange("withdrawn", _withdrawn(old), "có hiệu lực lại"))
    if not fields:
        return None
    changed = tuple(change.field for change in fields)
    return Change(
        each.code,
        record["name"],
        Kind.CHANGED,
        tuple(fields),
        Update(record, changed, _details(each, present)),
    )


def _gone(code: str, old: Record, today: date) -> Change:
    record = {**old, "withdrawn": today.isoformat(), "facts_date": today.isoformat()}
    told = FieldChange("withdrawn", "có hiệu lực", _withdrawn(record))
    return Change(code, str(old["name"]), Kind.GONE, (told,), Update(record, ("withdrawn",)))


def _withdrawn(record: Record) -> str:
    return f"bãi bỏ từ {long_date(date.fromisoformat(record['withdrawn']))}"


def _field_changes(old: Record, told: Record) -> Iterator[FieldChange]:
    for name, value in told.items():
        before, after = old.get(name), value
        if _shape(name, before) == _shape(name, after) or (name == "updated" and _is_same_day(before, after)):
            continue
        # The Portal moved its pages once; a linked procedure keeps its own kind of address.
        if name == "path" and before and after and before.rsplit("/", 1)[-1] == after.rsplit("/", 1)[-1]:
            continue
        yield FieldChange(name, _said(before), _said(after))


def _shape(name: str, value: Any) -> Any:
    """What is compared: the order of several channels, bodies or times tells nothing."""
    if not value:
        return None
    if name in _PARTED and isinstance(value, str):
        return sorted("/".join(sorted(part.split("/"))) for part in value.split("; "))
    return sorted(value) if isinstance(value, list) else value


def _is_same_day(before: Any, after: Any) -> bool:
    return bool(before and after and abs(date.fromisoformat(before) - date.fromisoformat(after)) <= SAME_DAY)


def _said(value: Any) -> str:
    if isinstance(value, bool):
        return "có" if value else ""
    values = value if isinstance(value, list) else [value or ""]
    return ", ".join(VALUES.get(each, clean(str(each), 300)) for each in values)


def _details(each: Incoming, present: Present) -> dict[str, list[str]]:
    kept = present.updates.get(each.code)
    before = dict(kept.details) if kept else {}
    return {
        name: list(told if told is not None else before.get(name, []))
        for name, told in (("fees", each.fees), ("papers", each.papers))
        if told is not None or name in before
    }


def _detail_changes(each: Incoming, present: Present) -> Iterator[FieldChange]:
    """Fees and papers by name: against what an earlier import said, else against the extract of the whole records."""
    kept = present.updates.get(each.code)
    facts = present.facts.get(each.code)
    if each.fees is not None:
        yield from _fee_changes(each.fees, kept, facts)
    if each.papers is not None:
        if kept and "papers" in kept.details:
            before = {distinctive(name): name for name in kept.details["papers"]}
        else:
            before = {words: " ".join(words[:TELLING]) + " …" for words in facts.papers} if facts else {}
            if facts is None:
                return
        after = {distinctive(name): name for name in each.papers}
        for words, name in after.items():
            if words not in before:
                yield FieldChange("papers", "chưa có", clean(name, 160))
        for words, name in before.items():
            if words not in after:
                yield FieldChange("papers", clean(name, 160), "không còn")


def _fee_changes(
    fees: tuple[str, ...], kept: Update | None, facts: RecordFacts | None
) -> Iterator[FieldChange]:
    if kept and "fees" in kept.details:
        before = list(kept.details["fees"])
        gone = [fee for fee in before if fee not in fees]
        new = [fee for fee in fees if fee not in before]
    elif facts:
        gone, new = [], [fee for fee in fees if set(figures(fee)) - facts.figures]
    else:
        return
    if gone or new:
        yield FieldChange("fees", clean("; ".join(gone), 300), clean("; ".join(new), 300))
