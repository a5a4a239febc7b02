"""What is taken over as a fact from any source of the Portal's procedures, and what is left out.

What is not known is left out, because an empty place is told as «not known», while a guess would be printed. So
are remarks of whoever collected a table, the departments of other provinces that the Portal names for all, and
times that are prose.
"""

import re

from services_catalog.vietnamese import clean

OUR_PROVINCE = "Cao Bằng"
LONGEST_TIME = 200
"""Longer ones are the Portal's prose on how to file, case by case, and not a time that a card could state."""
RESULT_CUT = 300
"""The collectors cut results here, often inside a word."""

# The names of the collections that the table was merged from; a remark that cites one is no fact.
_COLLECTOR = re.compile(r"DungVu06|3-hWnG|suzhentxt", re.IGNORECASE)
_REMARK = re.compile(rf"\s*\([^()]*(?:{_COLLECTOR.pattern})[^()]*\)", re.IGNORECASE)
# «Sở Xây dựng - tỉnh Quảng Ngãi»: a local body that names its place last.
_LOCAL_BODY = re.compile(
    r"(?:Sở|UBND|Ủy ban nhân dân|Phòng|Trung tâm)\b.*\b(?:[Tt]ỉnh|[Tt]hành phố|TP)\b[. ]*([A-ZĐ][\w ]*)"
)
# Entered on the Portal while it was being tried out.
_TRIAL_DECISION = re.compile("demo", re.IGNORECASE)
_TRIAL_AUDIENCE = "nhóm 1"
# The Portal's mark on an agency's entry that it has renewed since.
_REPLACED = "_old"


def fact_text(value: str) -> str:
    """One line without a collector's remark. Raises ValueError where one is left."""
    text = clean(_REMARK.sub("", value))
    if _COLLECTOR.search(text):
        raise ValueError("còn ghi chú của người thu thập")
    return text


def is_elsewhere(body: str) -> bool:
    """Whether it is a local body of another province."""
    match = _LOCAL_BODY.fullmatch(body)
    return match is not None and match[1].strip() != OUR_PROVINCE


def competent(bodies: str) -> str:
    """The bodies, parted by «; », without those of other provinces.

    The Portal often names one province's department for all of them. On paper from Cao Bằng it would send people
    to Hà Nội.
    """
    named = (each.removesuffix(_REPLACED) for each in fact_text(bodies).split("; "))
    return "; ".join(each for each in named if not is_elsewhere(each))


def decision(number: str) -> str:
    """The decision's number; nothing where it was a trial."""
    return "" if _TRIAL_DECISION.search(number) else fact_text(number)


def audience(names: list[str]) -> list[str]:
    """Who may use it, without what the Portal was tried out with."""
    return [each for each in names if each != _TRIAL_AUDIENCE]


def result(parts: list[str], length: int) -> str:
    """The results as one line; where the source was cut at `RESULT_CUT` (`length` of it), without the torn end."""
    if parts and length >= RESULT_CUT:
        parts = parts[:-1] or [f"{parts[0].rsplit(' ', 1)[0]}…"]
    return "; ".join(parts)


def sector_name(value: str) -> str:
    """The sector as the catalogue writes it. Raises ValueError where it is missing."""
    text = fact_text(value)
    if not text:
        raise ValueError("thiếu lĩnh vực")
    return text[0].upper() + text[1:]
