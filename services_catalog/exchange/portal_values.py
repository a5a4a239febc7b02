"""Single values of the Portal's records, in every form that its API and those who copied it write them in."""

import html
import math
import re
from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta, timezone
from typing import Any

from services_catalog.vietnamese import clean, read_date

Json = Mapping[str, Any]

_HANOI = timezone(timedelta(hours=7))
_TAG = re.compile(r"<(?:br|/p|/li|/div|/tr)\b[^>]*>|</?[a-zA-Z][^<>]*>", re.IGNORECASE)
_AMOUNT = re.compile(
    r"(?:(?P<grouped>\d{1,3}(?:[.,]\d{3})+)(?:[.,]0{1,2})?|(?P<plain>\d+(?:[.,]\d+)?))\s*(?:đồng|đ|vnđ|vnd)?",
    re.IGNORECASE,
)
_YES = {"true", "1", "yes", "y", "co"}
_SECONDS = 100_000_000_000
"""Counts of seconds since 1970 stay below it until the year 5138; of milliseconds they pass it in 1973."""


def plain_text(value: str) -> str:
    """One line without HTML; a break of the page becomes a space. Entities may have been escaped twice."""
    for _ in range(2):
        value = html.unescape(_TAG.sub(" ", value))
    return clean(_TAG.sub(" ", value))


def text(value: Any) -> str:
    """A text, or a number as text. Raises ValueError for anything else."""
    if value is None:
        return ""
    if isinstance(value, int | float) and not isinstance(value, bool):
        return str(value)
    if not isinstance(value, str):
        raise ValueError(f"chỗ cần chữ lại không phải chữ: {clean(str(value), 40)}")  # noqa: TRY004 - every fault of a record is a ValueError
    return plain_text(value)


def word(value: Any) -> str:
    """One of the API's own words, in capitals; nothing where it is none."""
    return plain_text(value).upper() if isinstance(value, str) else ""


def flag(value: Any) -> bool:
    """Whether it says yes: true, 1, "true"."""
    return value is True or str(value).strip().casefold() in _YES


def quantity(value: Any) -> float | None:
    """A number, written as one or as text («50.000 đồng»); nothing where it is none."""
    if isinstance(value, str):
        match = _AMOUNT.fullmatch(plain_text(value))
        if match is None:
            return None
        grouped = match["grouped"]
        value = float(re.sub(r"[.,]", "", grouped) if grouped else match["plain"].replace(",", "."))
    if not isinstance(value, int | float) or isinstance(value, bool) or not math.isfinite(value):
        return None
    return int(value) if float(value).is_integer() else value


def day(value: Any) -> str:
    """A day as ISO, in Vietnam: from milliseconds or seconds since 1970, or from a written date; nothing for none.

    Raises ValueError where it lies beyond the calendar.
    """
    if isinstance(value, str) and not value.strip().isdigit():
        return _written(value.strip())
    number = quantity(value)
    if not number:
        return ""
    try:
        return datetime.fromtimestamp(number / (1000 if number >= _SECONDS else 1), _HANOI).date().isoformat()
    except (OverflowError, OSError, ValueError) as error:
        raise ValueError("ngày cập nhật không đọc được") from error


def mappings(values: Any) -> Iterable[Json]:
    """The groups of a list; others are left out."""
    return (each for each in values if isinstance(each, Mapping)) if isinstance(values, list) else ()


def mapping(value: Any) -> Json:
    """The group, or an empty one."""
    return value if isinstance(value, Mapping) else {}


def _written(value: str) -> str:
    try:
        moment = datetime.fromisoformat(value)
        return (moment.astimezone(_HANOI) if moment.tzinfo else moment).date().isoformat()
    except (ValueError, OverflowError):
        return _day_alone(value.partition(" ")[0])


def _day_alone(value: str) -> str:
    try:
        return read_date(value).isoformat()
    except ValueError:
        return ""
