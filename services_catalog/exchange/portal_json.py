"""Services as the Portal's own API returns them.

Texts have HTML and stray line breaks, days are milliseconds since 1970, kinds are English words. Only facts are
taken over, by the same rules as for the bundled catalogue (`fact_rules`): a zero that nobody explains is no
«miễn phí», a number of unit «OTHER» is no day, departments of other provinces are not ours.
"""

import html
import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime, timedelta, timezone
from typing import Any

from services_catalog.exchange import fact_rules as rules
from services_catalog.exchange.incoming import Incoming, LeftOutError, code_of
from services_catalog.model import AdminLevel, Channel, FeeStatus
from services_catalog.vietnamese import clean, number

Json = Mapping[str, Any]

_HANOI = timezone(timedelta(hours=7))
_TAG = re.compile(r"<(?:br|/p|/li|/div|/tr)\b[^>]*>|</?[a-zA-Z][^<>]*>", re.IGNORECASE)
_UUID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_CHANNELS = {"ONLINE": Channel.ONLINE, "DIRECT": Channel.IN_PERSON, "POSTAL": Channel.POSTAL}
_CHANNEL_NAMES = {"ONLINE": "Trực tuyến", "DIRECT": "Trực tiếp", "POSTAL": "Dịch vụ bưu chính"}
_UNITS = {"WORKING_DAY": "ngày làm việc", "DAY": "ngày", "HOUR": "giờ", "MONTH": "tháng"}
_LEVELS = {
    "isMinistry": AdminLevel.MINISTRY,
    "isProvince": AdminLevel.PROVINCE,
    "isWard": AdminLevel.COMMUNE,
    "isVertical": AdminLevel.SECTORAL,
    "isOtherAgency": AdminLevel.OTHER,
}
_WRAPPERS = ("detail", "data", "result")
_GONE = {"DELETED", "EXPIRED", "ABOLISHED", "REVOKED", "INACTIVE", "CANCELED", "CANCELLED", "DISABLED"}
# Procedures that one province issued for itself.
_OWN_KIND = "SPECIFIC"
_COUNCIL = re.compile(r"hội đồng nhân dân|\bHĐND\b", re.IGNORECASE)
_AMOUNT = re.compile(r"[1-9][\d.,]*\s*(?:đồng|đ\b|vnđ|%)", re.IGNORECASE)
_NOTHING = re.compile(r"^\W*(?:miễn|không|(?:phí|lệ phí)\W+không)", re.IGNORECASE)


def incoming_from(raw: Any, place: str = "") -> Incoming:
    """Read one record, whole or only its `detail`.

    Raises LeftOutError for one that belongs on another desk and ValueError, TypeError, KeyError or
    AttributeError for one that is broken.
    """
    if not isinstance(raw, Mapping):
        raise ValueError("không phải một bản ghi")  # noqa: TRY004 - every fault of a record is a ValueError
    detail = next((raw[key] for key in _WRAPPERS if isinstance(raw.get(key), Mapping)), raw)
    code, deleted = code_of(_text(detail.get("codeNotation") or detail.get("code") or raw.get("code")))
    withdrawn = deleted or _text(detail.get("state")).upper() in _GONE
    _stay_out(detail)
    name = _text(detail.get("name") or raw.get("name"))
    if not name:
        raise ValueError("thiếu tên thủ tục")
    methods = [
        each
        for each in _mappings(detail.get("executionMethods"))
        if _text(each.get("submissionMethod")) in _CHANNELS
    ]
    fields: dict[str, Any] = {"name": rules.fact_text(name), **_fields(detail, methods)}
    if path := _path(_text(detail.get("id") or raw.get("id"))):
        fields["path"] = path
    # A group of units that the API names by its number alone leaves open who is competent.
    if competent := _competent(detail):
        fields["competent"] = competent
    return Incoming(
        code=code,
        fields=fields,
        sector=_sector(detail),
        fees=tuple(dict.fromkeys(_fee_texts(methods))) if "executionMethods" in detail else None,
        papers=tuple(dict.fromkeys(_papers(detail))) if "executionCases" in detail else None,
        withdrawn=withdrawn,
        place=place,
    )


def _fields(detail: Json, methods: list[Json]) -> dict[str, Any]:
    """The fields that the record speaks of: a summary without its detail must not wipe out what is known."""
    fees = [fee for method in methods for fee in _mappings(method.get("fees"))]
    results = "|".join(_names(detail.get("resultsDetails")))[: rules.RESULT_CUT]
    told: list[tuple[str, str, Any]] = [
        ("issuing", "departmentPromulgateName", _issuer(detail)),
        ("levels", "isWard", [level for flag, level in _LEVELS.items() if detail.get(flag) is True]),
        (
            "channels",
            "executionMethods",
            sorted({_CHANNELS[_text(each.get("submissionMethod"))] for each in methods}),
        ),
        ("full", "isFullProcess", detail.get("isFullProcess") is True),
        ("time", "executionMethods", _time(methods)),
        ("fee", "executionMethods", _fee_status(fees)),
        ("audience", "subjectTypesDetails", rules.audience(_names(detail.get("subjectTypesDetails")))),
        ("result", "resultsDetails", rules.result(list(filter(None, results.split("|"))), len(results))),
        ("decision", "procedureProposal", rules.decision(_decision(detail))),
        ("updated", "updatedAt", _day(detail.get("updatedAt"))),
    ]
    return {name: value for name, source, value in told if source in detail}


def plain_text(value: str) -> str:
    """One line without HTML; a break of the page becomes a space."""
    return clean(html.unescape(_TAG.sub(" ", value)))


def _stay_out(detail: Json) -> None:
    issuer = _issuer(detail)
    if detail.get("isInternal") is True:
        raise LeftOutError("thủ tục nội bộ")
    kinds = {_text(detail.get("type")), _text(_mapping(detail.get("procedureProposal")).get("proposalType"))}
    if (_OWN_KIND in kinds and rules.OUR_PROVINCE not in issuer and _is_local(issuer)) or rules.is_elsewhere(
        issuer
    ):
        raise LeftOutError("thủ tục riêng của tỉnh khác")


def _is_local(issuer: str) -> bool:
    return bool(re.match(r"UBND|Ủy ban nhân dân|Uỷ ban nhân dân|Sở\b", issuer, re.IGNORECASE))


def _issuer(detail: Json) -> str:
    proposal = _mapping(_mapping(detail.get("procedureProposal")).get("issuingAgency"))
    return rules.fact_text(_text(detail.get("departmentPromulgateName") or proposal.get("name")))


def _competent(detail: Json) -> str:
    named = [*_names(detail.get("departmentsExecuting")), *_names(detail.get("unitGroupsExecuting"))]
    return rules.competent("; ".join(dict.fromkeys(named)))


def _sector(detail: Json) -> str:
    named = _names(detail.get("categoriesDetails")) or _names([detail.get("category")])
    return rules.sector_name(named[0]) if named else ""


def _decision(detail: Json) -> str:
    proposal = _mapping(detail.get("procedureProposal"))
    return _text(proposal.get("proposalNumber") or proposal.get("decisionNumber") or detail.get("decisionNo"))


def _time(methods: list[Json]) -> str:
    """The dependable times, by channel where they differ; OTHER is a bare number and left out."""
    by_time: dict[str, list[str]] = {}
    for method in methods:
        quantity, unit = method.get("processingTime"), _UNITS.get(_text(method.get("processingTimeUnit")))
        quantity = int(quantity) if isinstance(quantity, str) and quantity.strip().isdigit() else quantity
        if unit and isinstance(quantity, int | float) and not isinstance(quantity, bool) and quantity > 0:
            names = by_time.setdefault(f"{number(quantity)} {unit}", [])
            name = _CHANNEL_NAMES[_text(method.get("submissionMethod"))]
            if name not in names:
                names.append(name)
    every = {_CHANNEL_NAMES[_text(each.get("submissionMethod"))] for each in methods}
    if len(by_time) == 1 and set(next(iter(by_time.values()))) == every:
        return next(iter(by_time))
    told = "; ".join(f"{'/'.join(names)}: {time}" for time, names in by_time.items())
    return told if len(told) <= rules.LONGEST_TIME else ""


def _fee_status(fees: list[Json]) -> FeeStatus:
    """What the fees allow to say: a zero beside which nobody wrote a word stays unexplained."""
    if not fees:
        return FeeStatus.NOT_STATED
    told = [_text(fee.get("description")) for fee in fees]
    if any(map(_COUNCIL.search, told)) and all(told):
        return FeeStatus.SET_BY_PROVINCE
    if any(_value(fee) for fee in fees) or any(map(_AMOUNT.search, told)):
        return FeeStatus.AMOUNTS
    if not all(told):
        return FeeStatus.ZERO_UNEXPLAINED
    return FeeStatus.NONE_EXPLAINED if all(map(_NOTHING.search, told)) else FeeStatus.OTHER


def _value(fee: Json) -> float:
    value = fee.get("value")
    return value if isinstance(value, int | float) and not isinstance(value, bool) else 0


def _fee_texts(methods: list[Json]) -> Iterator[str]:
    for method in methods:
        name = _CHANNEL_NAMES[_text(method.get("submissionMethod"))]
        for fee in _mappings(method.get("fees")):
            value, told = _value(fee), _text(fee.get("description"))
            amount = f"{number(value)} {_text(fee.get('currencyName')) or 'đồng'}" if value else ""
            said = " ".join(filter(None, (amount, told)))
            if said:
                yield f"{name}: {said}"


def _papers(detail: Json) -> Iterator[str]:
    for case in _mappings(detail.get("executionCases")):
        for paper in _mappings(case.get("profileComponents")):
            name = _text(paper.get("name"))
            # Items with no original and no copy are notes.
            if name and (paper.get("originalQty") != 0 or paper.get("copyQty") != 0):
                yield name


def _day(value: Any) -> str:
    if not isinstance(value, int | float) or isinstance(value, bool):
        return ""
    try:
        return datetime.fromtimestamp(value / 1000, _HANOI).date().isoformat()
    except (OverflowError, OSError, ValueError) as error:
        raise ValueError("ngày cập nhật không đọc được") from error


def _path(uuid: str) -> str:
    return f"thu-tuc-hanh-chinh/{uuid}" if _UUID.fullmatch(uuid) else ""


def _names(values: Any) -> list[str]:
    return [name for each in _mappings(values) if (name := rules.fact_text(_text(each.get("name"))))]


def _mappings(values: Any) -> Iterable[Json]:
    return (each for each in values if isinstance(each, Mapping)) if isinstance(values, list) else ()


def _mapping(value: Any) -> Json:
    return value if isinstance(value, Mapping) else {}


def _text(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, int | float) and not isinstance(value, bool):
        return str(value)
    if not isinstance(value, str):
        raise ValueError("chỗ cần chữ lại không phải chữ")  # noqa: TRY004 - every fault of a record is a ValueError
    return plain_text(value)
