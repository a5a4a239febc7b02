"""Services as the Portal's own API returns them.

Texts have HTML and stray line breaks, days are milliseconds since 1970, kinds are English words. Only facts are
taken over, by the same rules as for the bundled catalogue (`fact_rules`): a zero that nobody explains is no
«miễn phí», a number of unit «OTHER» is no day, departments of other provinces are not ours.
"""

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

from services_catalog.exchange import fact_rules as rules
from services_catalog.exchange.incoming import Incoming, LeftOutError, code_of
from services_catalog.exchange.portal_values import Json, day, flag, mapping, mappings, quantity, text, word
from services_catalog.model import AdminLevel, Channel, FeeStatus
from services_catalog.vietnamese import number

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
_OF_METHODS = ("channels", "time", "fee")
LONGEST_NAME = 2000
"""Letters; the longest name on the Portal has 1,094."""
# The old form of codes, which one-stop systems still use: with the body that keeps the list.
_LOCAL_CODE = re.compile(r"\.000\.00\.00\.[A-Z]\d{2}$")
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
    detail = _detail(raw)
    code, deleted = code_of(_code(detail.get("codeNotation") or detail.get("code") or raw.get("code")))
    withdrawn = deleted or word(detail.get("state")) in _GONE
    _stay_out(detail)
    name = text(detail.get("name") or raw.get("name"))
    if not name:
        raise ValueError("thiếu tên thủ tục")
    if len(name) > LONGEST_NAME:
        raise ValueError(f"tên dài quá {number(LONGEST_NAME)} chữ cái")
    methods = _methods(detail)
    fields: dict[str, Any] = {"name": rules.fact_text(name), **_fields(detail, methods or [])}
    if methods is None:
        for each in _OF_METHODS:
            fields.pop(each, None)
    if path := _path(text(detail.get("id") or raw.get("id"))):
        fields["path"] = path
    # A group of units that the API names by its number alone leaves open who is competent.
    if competent := _competent(detail):
        fields["competent"] = competent
    return Incoming(
        code=code,
        fields=fields,
        sector=_sector(detail),
        fees=None if methods is None else tuple(dict.fromkeys(_fee_texts(methods))),
        papers=tuple(dict.fromkeys(_papers(detail))) if detail.get("executionCases") is not None else None,
        withdrawn=withdrawn,
        place=place,
    )


def _fields(detail: Json, methods: list[Json]) -> dict[str, Any]:
    """The fields that the record speaks of: a summary without its detail must not wipe out what is known."""
    fees = [fee for method in methods for fee in mappings(method.get("fees"))]
    results = "|".join(_names(detail.get("resultsDetails")))[: rules.RESULT_CUT]
    told: list[tuple[str, str, Any]] = [
        ("issuing", "departmentPromulgateName", _issuer(detail)),
        ("levels", "isWard", [level for name, level in _LEVELS.items() if flag(detail.get(name))]),
        (
            "channels",
            "executionMethods",
            sorted({_CHANNELS[_kind(each)] for each in methods}),
        ),
        ("full", "isFullProcess", flag(detail.get("isFullProcess"))),
        ("time", "executionMethods", _time(methods)),
        ("fee", "executionMethods", _fee_status(fees)),
        ("audience", "subjectTypesDetails", rules.audience(_names(detail.get("subjectTypesDetails")))),
        ("result", "resultsDetails", rules.result(list(filter(None, results.split("|"))), len(results))),
        ("decision", "procedureProposal", rules.decision(_decision(detail))),
        ("updated", "updatedAt", day(detail.get("updatedAt"))),
    ]
    # A null is no answer: it must not wipe out what is known, as an empty list may.
    return {name: value for name, source, value in told if detail.get(source) is not None}


def _detail(raw: Json) -> Json:
    for key in _WRAPPERS:
        inner = raw.get(key)
        if isinstance(inner, str) and inner.lstrip().startswith("{"):  # copied as a text by some
            inner = json.loads(inner)
        if isinstance(inner, Mapping):
            return inner
    return raw


def _code(value: Any) -> str:
    """A code that somebody's program took for a number lost the zeros at its end."""
    return f"{value:.6f}" if isinstance(value, float) else _LOCAL_CODE.sub("", text(value))


def _methods(detail: Json) -> list[Json] | None:
    """The ways to file that are known here; nothing where the record tells none, or only of kinds unknown here."""
    told = detail.get("executionMethods")
    known = [each for each in mappings(told) if _kind(each) in _CHANNELS]
    return None if told is None or (told and not known) else known


def _kind(method: Json) -> str:
    return word(method.get("submissionMethod"))


def _stay_out(detail: Json) -> None:
    issuer = _issuer(detail)
    if flag(detail.get("isInternal")):
        raise LeftOutError("thủ tục nội bộ")
    kinds = {word(detail.get("type")), word(mapping(detail.get("procedureProposal")).get("proposalType"))}
    if (_OWN_KIND in kinds and rules.OUR_PROVINCE not in issuer and _is_local(issuer)) or rules.is_elsewhere(
        issuer
    ):
        raise LeftOutError("thủ tục riêng của tỉnh khác")


def _is_local(issuer: str) -> bool:
    return bool(re.match(r"UBND|Ủy ban nhân dân|Uỷ ban nhân dân|Sở\b", issuer, re.IGNORECASE))


def _issuer(detail: Json) -> str:
    proposal = mapping(mapping(detail.get("procedureProposal")).get("issuingAgency"))
    return rules.fact_text(text(detail.get("departmentPromulgateName") or proposal.get("name")))


def _competent(detail: Json) -> str:
    named = [*_names(detail.get("departmentsExecuting")), *_names(detail.get("unitGroupsExecuting"))]
    return rules.competent("; ".join(dict.fromkeys(named)))


def _sector(detail: Json) -> str:
    named = _names(detail.get("categoriesDetails")) or _names([detail.get("category")])
    return rules.sector_name(named[0]) if named else ""


def _decision(detail: Json) -> str:
    proposal = mapping(detail.get("procedureProposal"))
    return text(proposal.get("proposalNumber") or proposal.get("decisionNumber") or detail.get("decisionNo"))


def _time(methods: list[Json]) -> str:
    """The dependable times, by channel where they differ; OTHER is a bare number and left out."""
    by_time: dict[str, list[str]] = {}
    for method in methods:
        count, unit = (
            quantity(method.get("processingTime")),
            _UNITS.get(word(method.get("processingTimeUnit"))),
        )
        if unit and count and count > 0:
            names = by_time.setdefault(f"{number(count)} {unit}", [])
            name = _CHANNEL_NAMES[_kind(method)]
            if name not in names:
                names.append(name)
    every = {_CHANNEL_NAMES[_kind(each)] for each in methods}
    if len(by_time) == 1 and set(next(iter(by_time.values()))) == every:
        return next(iter(by_time))
    told = "; ".join(f"{'/'.join(names)}: {time}" for time, names in by_time.items())
    return told if len(told) <= rules.LONGEST_TIME else ""


def _fee_status(fees: list[Json]) -> FeeStatus:
    """What the fees allow to say: a zero beside which nobody wrote a word stays unexplained."""
    if not fees:
        return FeeStatus.NOT_STATED
    told = [_fee_told(fee) for fee in fees]
    if any(map(_COUNCIL.search, told)) and all(told):
        return FeeStatus.SET_BY_PROVINCE
    if any(_value(fee) for fee in fees) or any(map(_AMOUNT.search, told)):
        return FeeStatus.AMOUNTS
    if not all(told):
        return FeeStatus.ZERO_UNEXPLAINED
    return FeeStatus.NONE_EXPLAINED if all(map(_NOTHING.search, told)) else FeeStatus.OTHER


def _value(fee: Json) -> float:
    return quantity(fee.get("value")) or 0


def _fee_told(fee: Json) -> str:
    """What is said of a fee in words; some write them where the amount belongs."""
    value = fee.get("value")
    said = text(value) if isinstance(value, str) and quantity(value) is None else ""
    return " ".join(filter(None, (said, text(fee.get("description")))))


def _fee_texts(methods: list[Json]) -> Iterator[str]:
    for method in methods:
        name = _CHANNEL_NAMES[_kind(method)]
        for fee in mappings(method.get("fees")):
            value, told = _value(fee), _fee_told(fee)
            amount = f"{number(value)} {text(fee.get('currencyName')) or 'đồng'}" if value else ""
            said = " ".join(filter(None, (amount, told)))
            if said:
                yield f"{name}: {said}"


def _papers(detail: Json) -> Iterator[str]:
    for case in mappings(detail.get("executionCases")):
        for paper in mappings(case.get("profileComponents")):
            name = text(paper.get("name"))
            # Items with no original and no copy are notes.
            if name and (quantity(paper.get("originalQty")) != 0 or quantity(paper.get("copyQty")) != 0):
                yield name


def _path(uuid: str) -> str:
    return f"thu-tuc-hanh-chinh/{uuid}" if _UUID.fullmatch(uuid) else ""


def _names(values: Any) -> list[str]:
    return [name for each in mappings(values) if (name := rules.fact_text(text(each.get("name"))))]
