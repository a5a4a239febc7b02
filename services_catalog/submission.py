"""One assisted submission: what is written down of it, and the rules it must meet.

The fields are what Decision 984's report asks for (which services, places, quantities) and no more:
nobody who was helped can be found in them.
"""

from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, fields, replace
from datetime import date, datetime
from enum import StrEnum
from typing import Any, NamedTuple

from services_catalog.errors import EntryRefusedError
from services_catalog.ids import is_id
from services_catalog.model import Channel
from services_catalog.personal_numbers import DOSSIER_SHAPE, personal_number, plain_dashes
from services_catalog.vietnamese import clean, long_date

FIRST_DAY = date(2022, 1, 1)
MOST = 999
LONGEST_NOTE = 200
UNDECLARED = "chưa khai báo"


class HelperRole(StrEnum):
    """On whose behalf the helper stands there."""

    ONE_STOP = "one-stop"
    POST = "post"
    COMMUNITY = "community"


class HelpKind(StrEnum):
    """What the helper did; an account and its password stay with the citizen."""

    GUIDED = "guided"
    FILLED = "filled"
    SCANNED = "scanned"
    PAID = "paid"
    LOOKED_UP = "looked-up"


class Result(StrEnum):
    """Whether the dossier was filed."""

    FILED = "filed"
    NOT_FILED = "not-filed"


class ReasonNotFiled(StrEnum):
    """Why it was not filed."""

    MISSING_PAPERS = "missing-papers"
    NO_ACCOUNT = "no-account"
    PORTAL_ERROR = "portal-error"
    IN_PERSON_ONLY = "in-person-only"
    CHANGED_MIND = "changed-mind"
    OTHER = "other"


class PostalUse(StrEnum):
    """What the post carries: QĐ 45/2016/QĐ-TTg, Điều 5 knows three forms."""

    NONE = "none"
    SEND = "send"
    RECEIVE = "receive"
    BOTH = "both"


LABELS: Mapping[StrEnum, str] = {
    HelperRole.ONE_STOP: "Một cửa",
    HelperRole.POST: "Bưu điện",
    HelperRole.COMMUNITY: "Tổ CNSCĐ",
    HelpKind.GUIDED: "Hướng dẫn",
    HelpKind.FILLED: "Hỗ trợ kê khai trên tài khoản của người dân",
    HelpKind.SCANNED: "Quét, chụp giấy tờ",
    HelpKind.PAID: "Hỗ trợ thanh toán",
    HelpKind.LOOKED_UP: "Tra cứu kết quả",
    Result.FILED: "Đã nộp",
    Result.NOT_FILED: "Chưa nộp",
    ReasonNotFiled.MISSING_PAPERS: "Thiếu giấy tờ",
    ReasonNotFiled.NO_ACCOUNT: "Chưa có tài khoản VNeID",
    ReasonNotFiled.PORTAL_ERROR: "Cổng bị lỗi",
    ReasonNotFiled.IN_PERSON_ONLY: "Phải nộp trực tiếp",
    ReasonNotFiled.CHANGED_MIND: "Người dân đổi ý",
    ReasonNotFiled.OTHER: "Khác",
    Channel.ONLINE: "Trực tuyến",
    Channel.IN_PERSON: "Trực tiếp",
    Channel.POSTAL: "Bưu chính",
    PostalUse.NONE: "Không",
    PostalUse.SEND: "Gửi hồ sơ",
    PostalUse.RECEIVE: "Nhận kết quả",
    PostalUse.BOTH: "Gửi hồ sơ và nhận kết quả",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """An assisted submission as filled in, before it is checked and logged.

    `service_name` is the name at that time. `unit` is a code and `officer` a name or staff code; empty means
    «chưa khai báo». `quantity` counts dossiers. `organization` tells that an organization was helped and not
    a person, `elderly` that the person said to be 60 or older. `visit` is the id of the entry that the same
    person's visit began with, for each service after the first.
    """

    day: date
    service_code: str
    service_name: str
    unit: str = ""
    officer: str = ""
    role: HelperRole = HelperRole.ONE_STOP
    help: HelpKind = HelpKind.GUIDED
    result: Result = Result.FILED
    reason: ReasonNotFiled | None = None
    channel: Channel = Channel.ONLINE
    dossier: str = ""
    quantity: int = 1
    leaflet: bool = False
    postal: PostalUse = PostalUse.NONE
    organization: bool = False
    elderly: bool = False
    note: str = ""
    visit: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class AssistedSubmission(Draft):
    """An entry of the journal as it stands after its corrections.

    `revision` is 1 for an entry as first logged; `change_reason` is why it was last corrected or voided.
    """

    id: str
    desk: str
    logged_at: datetime
    revision: int = 1
    voided: bool = False
    change_reason: str = ""


def draft_values(draft: Draft) -> dict[str, Any]:
    """The fields of a draft as JSON values, in order; those that only an entry has are left out."""
    return {name: _plain(getattr(draft, name)) for name in DRAFT_FIELDS}


def entry_values(entry: AssistedSubmission) -> dict[str, Any]:
    """All fields of an entry as JSON values, the id first."""
    values = {name: _plain(value) for name, value in asdict(entry).items()}
    return {"id": values.pop("id")} | values


def draft_fields(values: Mapping[str, Any]) -> dict[str, Any]:
    """The fields of a draft, with their types, from JSON values or a row.

    Raises KeyError, TypeError or ValueError where they are no draft.
    """
    return {name: _READ[name](values[name]) if name in _READ else values[name] for name in DRAFT_FIELDS}


def checked(draft: Draft, today: date) -> Draft:
    """Return the draft with its texts cleaned, if it meets the rules.

    Raises EntryRefusedError, which names the field, for the first rule it breaks.
    """
    draft = replace(draft, dossier=dossier_code(draft.dossier))
    texts: dict[str, Any] = {
        name: _text(name, getattr(draft, name)) for name in DRAFT_FIELDS if name in _TEXTS
    }
    cleaned = replace(draft, **texts)
    _check_day(cleaned.day, today)
    _check_numbers(cleaned)
    _check_outcome(cleaned)
    return cleaned


def checked_reason(text: str) -> str:
    """Return the cleaned reason of a correction or cancellation.

    Raises EntryRefusedError where it is empty, too long, or holds a personal number.
    """
    return _text("change_reason", text)


def dossier_code(text: str) -> str:
    """The one way to write a dossier code: capitals, hyphens, no spaces."""
    return plain_dashes(clean(text)).replace(" ", "").upper()


def dossier_doubt(code: str, today: date) -> str:
    """Say what looks odd about a dossier code, or return the empty string.

    It never blocks: TT 03/2025/TT-VPCP governs the code now, and systems differ.
    """
    if not code:
        return ""
    shape = DOSSIER_SHAPE.fullmatch(code)
    if shape is None:
        return f"Mã hồ sơ «{code}» có dạng lạ; thường như H14.12-260927-0001."
    try:
        received = datetime.strptime(shape["date"], "%y%m%d").date()  # noqa: DTZ007 - a day without a time
    except ValueError:
        return f"Phần ngày trong mã hồ sơ «{code}» không phải ngày có thật."
    if received > today:
        return f"Phần ngày trong mã hồ sơ «{code}» ({long_date(received)}) ở tương lai."
    return ""


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value


def _text(field: str, value: str) -> str:
    rule = _TEXTS[field]
    text = clean(value)
    if rule.needed and not text:
        raise EntryRefusedError(f"Cần ghi {rule.label}.", field=field)
    if len(text) > rule.longest:
        raise EntryRefusedError(f"Phần {rule.label} dài quá {rule.longest} chữ.", field=field)
    if rule.free and (kind := personal_number(text)):
        raise EntryRefusedError(
            f"Phần {rule.label} có dãy số giống {kind}. Nhật ký không giữ dữ liệu cá nhân của người dân.",
            field=field,
        )
    return text


def _check_day(day: date, today: date) -> None:
    if day > today:
        raise EntryRefusedError(f"Ngày {long_date(day)} ở tương lai.", field="day")
    if day < FIRST_DAY:
        raise EntryRefusedError(
            f"Ngày {long_date(day)} quá xưa; sớm nhất là {long_date(FIRST_DAY)}.", field="day"
        )


def _check_numbers(draft: Draft) -> None:
    if draft.visit and not is_id(draft.visit):
        raise EntryRefusedError("Lượt đi cùng phải là số của một lượt đã ghi.", field="visit")
    if not 1 <= draft.quantity <= MOST:
        raise EntryRefusedError(f"Số lượng từ 1 đến {MOST}.", field="quantity")


def _check_outcome(draft: Draft) -> None:
    if draft.channel is Channel.ANY:
        raise EntryRefusedError("Chọn một kênh: trực tuyến, trực tiếp hoặc bưu chính.", field="channel")
    if draft.result is Result.FILED and draft.reason is not None:
        raise EntryRefusedError("Hồ sơ đã nộp thì không ghi lý do chưa nộp.", field="reason")
    if draft.result is Result.NOT_FILED and draft.reason is None:
        raise EntryRefusedError("Hồ sơ chưa nộp thì cần chọn lý do.", field="reason")


class _TextRule(NamedTuple):
    """How a text is called, its longest length in characters, and whether people type it freely."""

    label: str
    longest: int
    free: bool = False
    needed: bool = False


_TEXTS = {
    "service_code": _TextRule("mã thủ tục", 40, needed=True),
    "service_name": _TextRule("tên thủ tục", 2000, needed=True),
    "unit": _TextRule("đơn vị", 100),
    "officer": _TextRule("cán bộ", 100, free=True),
    "dossier": _TextRule("mã hồ sơ", 60, free=True),
    "note": _TextRule("ghi chú", LONGEST_NOTE, free=True),
    "visit": _TextRule("lượt đi cùng", 36),
    "change_reason": _TextRule("lý do sửa hoặc huỷ", LONGEST_NOTE, free=True, needed=True),
}
DRAFT_FIELDS = tuple(each.name for each in fields(Draft))
_READ: dict[str, Callable[[Any], Any]] = {
    "day": date.fromisoformat,
    "role": HelperRole,
    "help": HelpKind,
    "result": Result,
    "reason": lambda value: ReasonNotFiled(value) if value else None,
    "channel": Channel,
    "postal": PostalUse,
    "leaflet": bool,
    "organization": bool,
    "elderly": bool,
}
