"""The values of a register as people type and read them: 27/09/2026, 1.245, Có, the label of an answer."""

import re
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from services_catalog.organizations import Organizations
from services_catalog.register_fields import MOST, Field, FieldKind
from services_catalog.register_values import MASKED, NO, YES, wrong
from services_catalog.vietnamese import clean, fold, long_date, number, read_date

_ANSWERS = {
    **dict.fromkeys(("co", "x", "1", "true", "yes"), True),
    **dict.fromkeys(("khong", "0", "false", "no"), False),
}
_GROUPED = re.compile(r"\d{1,3}(?:\.\d{3})+")


def read(field: Field, text: str, organizations: Organizations, today: date) -> Any:
    """The value that people mean by `text`; None for an empty one. Raises RegisterRefusedError.

    A unit may be given by its code or by a name that only one unit has; of two, the one that exists `today` counts.
    """
    typed = clean(text)
    if not typed:
        return None
    if field.kind is FieldKind.UNIT:
        return _unit(field, typed, organizations, today)
    return _READ[field.kind](field, typed) if field.kind in _READ else typed


def shown(field: Field, value: Any, organizations: Organizations | None = None) -> str:
    """A value as people read it; empty where there is none."""
    if value is None:
        return ""
    if field.kind is FieldKind.UNIT and organizations and value in organizations.by_code:
        return organizations.display(value)
    try:
        return _SHOWN[field.kind](field, value) if field.kind in _SHOWN else str(value)
    except (TypeError, ValueError):  # another desk's plan may keep something else under this name
        return str(value)


def _date(field: Field, typed: str) -> str:
    try:
        return read_date(typed).isoformat()
    except ValueError:
        raise wrong(field, "viết như 27/09/2026") from None


def _integer(field: Field, typed: str) -> int:
    plain = typed.replace(".", "") if _GROUPED.fullmatch(typed) else typed
    if not (plain.isascii() and plain.isdigit()) or len(plain) > len(str(MOST)):
        raise wrong(field, "phải là số nguyên không âm")
    return int(plain)


def _yes_no(field: Field, typed: str) -> bool:
    if fold(typed) not in _ANSWERS:
        raise wrong(field, f"ghi «{YES}» hoặc «{NO}»")
    return _ANSWERS[fold(typed)]


def _choice(field: Field, typed: str) -> str:
    for option in field.options:
        if typed == option.value or fold(typed) == fold(option.label):
            return option.value
    raise wrong(field, f"chỉ chọn: {', '.join(each.label for each in field.options)}")


def _account(_: Field, typed: str) -> str:
    return typed if MASKED.fullmatch(typed) else re.sub(r"[ .-]", "", typed).upper()


def _unit(field: Field, typed: str, organizations: Organizations, today: date) -> str:
    if typed in organizations.by_code:
        return typed
    same = [
        each.code
        for each in organizations.by_code.values()
        if fold(typed) in {fold(each.name), fold(organizations.display(each.code))}
    ]
    found = same or [each.code for each in organizations.find(typed, today)]
    living = [code for code in found if organizations.get(code).exists_on(today)] or found
    if not living:
        raise wrong(field, f"không có đơn vị «{typed[:60]}»")
    if len(living) > 1:
        names = "; ".join(organizations.display(code) for code in living[:3])
        raise wrong(field, f"trùng tên nhiều đơn vị ({names} …), ghi rõ hơn hoặc ghi mã")
    return living[0]


_READ: Mapping[FieldKind, Callable[[Field, str], Any]] = {
    FieldKind.DATE: _date,
    FieldKind.INTEGER: _integer,
    FieldKind.YES_NO: _yes_no,
    FieldKind.CHOICE: _choice,
    FieldKind.ACCOUNT: _account,
}
_SHOWN: Mapping[FieldKind, Callable[[Field, Any], str]] = {
    FieldKind.DATE: lambda _, value: long_date(date.fromisoformat(value)),
    FieldKind.INTEGER: lambda _, value: number(value),
    FieldKind.YES_NO: lambda _, value: YES if value else NO,
    FieldKind.CHOICE: lambda field, value: field.label_of(value),
}
