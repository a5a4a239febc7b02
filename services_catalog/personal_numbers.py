"""Numbers that point to a person, found in free text, so that the journal can refuse them.

The journal counts help given, it must not become a register of citizens: Luật 91/2025/QH15, Điều 3 lets an
office keep only what its purpose needs, and a count needs no ID card and no phone.
"""

import re
import unicodedata
from itertools import accumulate

# NĐ 61/2018, Điều 26: organization, date received, serial. TT 03/2025/TT-VPCP may have changed details.
DOSSIER_SHAPE = re.compile(
    r"(?:[A-Z]\d{2}(?:\.\d{1,3}){0,4}|\d{3}\.\d{2}\.\d{2}\.[A-Z]\d{2})-(?P<date>\d{6})-\d{4,6}"
)

ID_CARD = "số giấy tờ tuỳ thân"
PHONE = "số điện thoại"

_DAY = r"(?:0?[1-9]|[12]\d|3[01])"
_MONTH = r"(?:0?[1-9]|1[0-2])"
_YEAR = r"(?:19|20)\d{2}"
_RECEIVED = r"(?:20)?[1-3]\d[.-]?(?:0[1-9]|1[0-2])[.-]?(?:0[1-9]|[12]\d|3[01])"
# Numbers with a public meaning. They are taken out before looking, because pieces of them next to other
# digits add up to the length of an ID card. No ID card passes as the date in a dossier code: its first
# digit is 0 (province 001–096), the date's is 1–3 (years 2010–2039).
_HARMLESS = re.compile(
    "|".join(
        (
            rf"(?<!\w){DOSSIER_SHAPE.pattern.replace('?P<date>', '?:')}(?!\w)",
            rf"(?<![\w.-])(?=[\d.-]*[A-Z])(?:[A-Z]{{0,6}}\d{{0,3}}[.-]){{1,6}}{_RECEIVED}-\d{{4,6}}(?!\w)",
            rf"(?<!\d)(?<!\d[.-]){_DAY}[./-]{_MONTH}[./-]{_YEAR}(?![.-]?\d)",
            rf"(?<!\d)(?<!\d[.-]){_YEAR}[./-]{_MONTH}[./-]{_DAY}(?![.-]?\d)",
            r"(?<![\d.])[1-9]\.\d{6}(?![.-]?\d)",  # the code of a service
            r"(?<![\d.])[1-9]\d{0,2}(?:[.,]\d{3})+ ?(?:đồng|đ|vnđ|vnd)\b",
            r"(?<!\d)1[89]00(?:(?:[ .-]?\d){6}|(?:[ .-]?\d){4})(?!\d)",  # a hotline
        )
    ),
    re.IGNORECASE,
)
_BETWEEN = r"[ .()_\u00b7\u2022-]{1,3}"
_DASHES = re.compile("[\u2010-\u2015\u2212]")
_LONGEST = 12
_SUSPICIOUS = 6
_DIGITS = re.compile(rf"\d+(?:{_BETWEEN}\d+)*")


def personal_number(text: str) -> str:
    """Say which personal number `text` seems to hold (`ID_CARD` or `PHONE`), or return the empty string.

    Nine or twelve digits are an ID card; ten or eleven that start with 0, or +84 and nine or ten, a phone;
    also with spaces, dots or dashes between. Dossier codes, codes of services, dates, amounts in đồng and
    1800/1900 hotlines are none.
    """
    text = plain_dashes(unicodedata.normalize("NFKC", text))
    found = {
        _meaning(number)
        for run in _DIGITS.findall(_HARMLESS.sub("|", text))
        for number in _joined(re.findall(r"\d+", run))
    }
    return next((kind for kind in (PHONE, ID_CARD) if kind in found), "")


def may_become_personal(text: str) -> bool:
    """Whether `text`, still being typed, holds six or more digits in a row that have no public meaning."""
    text = plain_dashes(unicodedata.normalize("NFKC", text))
    runs = _DIGITS.findall(_HARMLESS.sub("|", text))
    return any(len(re.sub(r"\D", "", run)) >= _SUSPICIOUS for run in runs)


def plain_dashes(text: str) -> str:
    """Return `text` with every kind of dash as the hyphen that codes are written with."""
    return _DASHES.sub("-", text)


def _joined(groups: list[str]) -> list[str]:
    """Every number that neighbouring groups make: an ID card may stand next to a phone."""
    return [number for start in range(len(groups)) for number in accumulate(groups[start : start + _LONGEST])]


def _meaning(digits: str) -> str:
    if re.fullmatch(r"0\d{9,10}|84[1-9]\d{8,9}", digits):
        return PHONE
    return ID_CARD if len(digits) in {9, 12} else ""
