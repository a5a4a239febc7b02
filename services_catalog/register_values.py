"""What may stand in a field of a register, and what is said about it.

A value is kept as JSON: texts, dates as 2026-09-27, whole numbers, yes and no as true and false. A field that was
left empty is not there. Personal numbers are refused, as in the journal (Luật 91/2025/QH15, Điều 3).
"""

import re
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from services_catalog.errors import MotcuaError
from services_catalog.organizations import Organizations
from services_catalog.personal_numbers import personal_number
from services_catalog.records import CODE
from services_catalog.register_fields import LONGEST, MOST, Field, FieldKind, Register
from services_catalog.vietnamese import clean, number

Values = Mapping[str, Any]
FIRST_YEAR, LAST_YEAR = 2000, 2099
YES, NO = "Có", "Không"
MASK = "••••"
_ACCOUNT = re.compile(r"[0-9A-Z]{6,30}")
MASKED = re.compile(rf"{MASK}[0-9A-Z]{{4}}")
_LINKED = re.compile(r"\S*/\S*")


class RegisterRefusedError(MotcuaError):
    """Dòng này chưa ghi được vào sổ."""

    title = "Chưa ghi vào sổ"
    next_step = "Sửa chỗ được nêu rồi lưu lại."

    def __init__(self, message: str = "", *, field: str = "", next_step: str = "") -> None:
        super().__init__(message, next_step=next_step)
        self.field = field


def checked(register: Register, values: Values, organizations: Organizations) -> dict[str, Any]:
    """Return the values of a record, cleaned, if they meet the rules of the register; empty ones are left out.

    Raises RegisterRefusedError, which names the field, for the first rule they break.
    """
    known = {each.id for each in register.fields}
    strange = sorted(set(map(str, values)) - known)
    if strange:
        raise RegisterRefusedError(f"Sổ «{register.name}» không có mục «{clean(strange[0], 40)}».")
    found: dict[str, Any] = {}
    for field in register.fields:
        value = values.get(field.id)
        value = clean(value) if isinstance(value, str) else value
        if value is None or value == "":
            if field.needed:
                raise wrong(field, "còn trống", needed=True)
            continue
        found[field.id] = _CHECKS[field.kind](field, value, organizations)
    for field in register.fields:
        if field.kind is FieldKind.ACCOUNT and field.id in found:
            found[field.id] = _account_kept(field, found)
    return found


def warnings(register: Register, values: Values) -> list[str]:
    """What an officer should see about a record; none of it stands in the way."""
    told = []
    for field in register.fields:
        value = values.get(field.id)
        bad = value in field.warn_on if field.warn_on else value is False
        if field.warn and bad:
            told.append(field.warn)
    return told


def wrong(field: Field, what: str, *, needed: bool = False) -> RegisterRefusedError:
    """The complaint about one field."""
    told = f"Cần ghi mục «{field.label}»." if needed else f"Mục «{field.label}» {what}."
    return RegisterRefusedError(told, field=field.id)


def _text(field: Field, value: Any, _: Organizations) -> str:
    if not isinstance(value, str):
        raise wrong(field, "phải là chữ")
    longest = field.longest or LONGEST[field.kind]
    if len(value) > longest:
        raise wrong(field, f"dài quá {longest} chữ")
    # The number of a document and an address on the web may hold long numbers; what stands beside them may not.
    kind = personal_number(_LINKED.sub(" ", value) if field.public else value)
    if kind:
        raise wrong(field, f"có dãy số giống {kind}; sổ không giữ dữ liệu cá nhân")
    return value


def _date(field: Field, value: Any, _: Organizations) -> str:
    try:
        day = date.fromisoformat(value)
    except (TypeError, ValueError):
        raise wrong(field, "không phải ngày có thật") from None
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise wrong(field, f"phải từ năm {FIRST_YEAR} đến {LAST_YEAR}")
    return day.isoformat()


def _integer(field: Field, value: Any, _: Organizations) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value <= MOST:
        raise wrong(field, f"phải là số nguyên từ 0 đến {number(MOST)}")
    return value


def _choice(field: Field, value: Any, _: Organizations) -> str:
    for option in field.options:
        if option.value == value:
            return option.value
    raise wrong(field, f"chỉ chọn: {', '.join(each.label for each in field.options)}")


def _yes_no(field: Field, value: Any, _: Organizations) -> bool:
    if not isinstance(value, bool):
        raise wrong(field, f"ghi «{YES}» hoặc «{NO}»")
    return value


def _service(field: Field, value: Any, _: Organizations) -> str:
    if not isinstance(value, str) or not CODE.fullmatch(value):
        raise wrong(field, "là mã như 1.001193")
    return value


def _code(field: Field, value: Any, organizations: Organizations) -> str:
    if not isinstance(value, str) or value not in organizations.by_code:
        raise wrong(field, f"không có đơn vị «{clean(str(value), 60)}»")
    return value


def _account(field: Field, value: Any, _: Organizations) -> str:
    if not isinstance(value, str) or not (_ACCOUNT.fullmatch(value) or MASKED.fullmatch(value)):
        raise wrong(field, "là số tài khoản 6–30 chữ số")
    return value


def _account_kept(field: Field, values: Values) -> str:
    value = str(values[field.id])
    sure = all(values.get(name) is True for name in field.whole_if)
    return value if sure or value.startswith(MASK) else f"{MASK}{value[-4:]}"


_CHECKS: Mapping[FieldKind, Callable[[Field, Any, Organizations], Any]] = {
    FieldKind.TEXT: _text,
    FieldKind.LONG: _text,
    FieldKind.DATE: _date,
    FieldKind.INTEGER: _integer,
    FieldKind.CHOICE: _choice,
    FieldKind.YES_NO: _yes_no,
    FieldKind.SERVICE: _service,
    FieldKind.UNIT: _code,
    FieldKind.ACCOUNT: _account,
}
