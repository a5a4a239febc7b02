"""From the bundled JSON to the nouns of the model and back, checking every value on the way.

A record that breaks a rule raises ValueError with the reason; `catalog` turns it into a `DataProblem`, so
that one bad line never hides the other 4,588.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import fields
from datetime import date
from enum import StrEnum
from typing import Any, TypeVar

from services_catalog.model import (
    AdminLevel,
    Assurance,
    Channel,
    Cost,
    EvidenceKind,
    EvidenceType,
    FeeStatus,
    Guidance,
    LegalResource,
    Output,
    ProcessingTime,
    PublicService,
    Rule,
)
from services_catalog.vietnamese import clean

CODE = re.compile(r"\d\.\d{6}")
Record = Mapping[str, Any]
Choice = TypeVar("Choice", bound=StrEnum)
Part = TypeVar("Part")


def service_from(
    record: Record,
    *,
    sector: str,
    facts_date: date,
    guidance: Guidance | None = None,
    essential: bool = False,
) -> PublicService:
    """Build a service from one line of a bundled facts file.

    Raises ValueError where the record is not what the importer writes.
    """
    code = _line(record, "code")
    if not CODE.fullmatch(code):
        raise ValueError(f"mã «{code}» sai dạng")
    name = _line(record, "name")
    if not name:
        raise ValueError("thiếu tên")
    full = record.get("full")
    if full not in {None, True}:
        raise ValueError("«full» chỉ được là true hoặc không có")
    updated = _line(record, "updated")
    withdrawn = _line(record, "withdrawn")
    return PublicService(
        code=code,
        name=name,
        sector=sector,
        issuing_authority=_line(record, "issuing"),
        competent_authority=_line(record, "competent"),
        admin_levels=_choices(record, "levels", AdminLevel),
        channels=_choices(record, "channels", Channel),
        full_process=full,
        processing_time=_line(record, "time"),
        fee_status=FeeStatus(record.get("fee", FeeStatus.NOT_STATED)),
        audience=_lines(record, "audience"),
        output=Output(_line(record, "result")),
        legal=LegalResource(_line(record, "decision")),
        updated=date.fromisoformat(updated) if updated else None,
        portal_path=_line(record, "path"),
        life_event=_line(record, "life_event"),
        facts_date=facts_date,
        essential=essential,
        guidance=guidance,
        withdrawn=date.fromisoformat(withdrawn) if withdrawn else None,
        stale=record.get("stale") is True,
    )


def service_from_layer(record: Record) -> PublicService:
    """Build a service from a record that tells its own sector and date, as those of the catalogue and its layers do.

    Raises ValueError, KeyError or TypeError where it is not sound.
    """
    return service_from(record, sector=record["sector"], facts_date=date.fromisoformat(record["facts_date"]))


def guidance_from(record: Record) -> Guidance:
    """Build a guidance from its entry in a guidance file.

    Raises ValueError for a missing, unknown or ill-typed key: a form that is filled in by hand must be exact.
    """
    unknown = set(record) - _GUIDANCE_KEYS
    missing = _GUIDANCE_KEYS - set(record)
    if unknown or missing:
        raise ValueError(f"thừa mục {sorted(unknown)}, thiếu mục {sorted(missing)}")
    assured = record["assured"]
    return Guidance(
        title=_filled(record, "title"),
        audience=_lines(record, "audience"),
        evidence=_each(record, "evidence", _evidence),
        rules=_each(record, "rules", lambda each: Rule(Channel(each["channel"]), _lines(each, "steps"))),
        costs=_each(record, "costs", lambda each: Cost(Channel(each["channel"]), _filled(each, "text"))),
        times=_each(
            record, "times", lambda each: ProcessingTime(Channel(each["channel"]), _filled(each, "text"))
        ),
        outputs=_each(record, "outputs", lambda each: Output(_filled(each, "name"), _line(each, "delivery"))),
        where=_filled(record, "where"),
        words=_lines(record, "words"),
        portal_query=_filled(record, "portal_query"),
        source_decision=_line(record, "source_decision"),
        facts_date=date.fromisoformat(_line(record, "facts_date")),
        record_sha256=_line(record, "record_sha256"),
        alert=_line(record, "alert"),
        mistakes=_lines(record, "mistakes"),
        notes=_lines(record, "notes"),
        assured=Assurance(_line(assured, "by"), date.fromisoformat(assured["on"]) if assured["on"] else None),
    )


def plain(value: Any) -> Any:
    """Return dataclasses, dates and tuples as what JSON knows; None stays null, because unknown is a fact too."""
    if isinstance(value, StrEnum):
        return value.value
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple | list):
        return [plain(each) for each in value]
    if isinstance(value, Mapping):
        return {str(key): plain(each) for key, each in value.items()}
    if hasattr(value, "__dataclass_fields__"):
        return {each.name: plain(getattr(value, each.name)) for each in fields(value)}
    return value


_GUIDANCE_KEYS = {each.name for each in fields(Guidance)}


def _line(record: Record, key: str) -> str:
    value = record.get(key, "")
    if not isinstance(value, str):
        raise ValueError(f"«{key}» phải là chữ")  # noqa: TRY004 - every fault of a record is a ValueError
    return clean(value)


def _filled(record: Record, key: str) -> str:
    text = _line(record, key)
    if not text:
        raise ValueError(f"«{key}» bỏ trống")
    return text


def _lines(record: Record, key: str) -> tuple[str, ...]:
    values = record.get(key, [])
    if not isinstance(values, list) or not all(isinstance(each, str) and clean(each) for each in values):
        raise ValueError(f"«{key}» phải là danh sách chữ")
    return tuple(clean(each) for each in values)


def _choices(record: Record, key: str, kind: type[Choice]) -> tuple[Choice, ...]:
    return tuple(kind(each) for each in _lines(record, key))


def _each(record: Record, key: str, build: Callable[[Record], Part]) -> tuple[Part, ...]:
    values = record[key]
    if not isinstance(values, list) or not all(isinstance(each, dict) for each in values):
        raise ValueError(f"«{key}» phải là danh sách")
    try:
        return tuple(build(each) for each in values)
    except KeyError as error:
        raise ValueError(f"«{key}» thiếu mục {error}") from error


def _evidence(record: Record) -> EvidenceType:
    counts = [record["originals"], record["copies"]]
    if not all(isinstance(each, int) and not isinstance(each, bool) and each >= 0 for each in counts):
        raise ValueError("số bản của giấy tờ phải là số nguyên không âm")
    return EvidenceType(
        name=_filled(record, "name"),
        kind=EvidenceKind(record["kind"]),
        originals=counts[0],
        copies=counts[1],
        case=_line(record, "case"),
        note=_line(record, "note"),
    )
