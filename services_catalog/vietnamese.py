"""Vietnamese text and numbers: one spelling to compare by, and the way offices write dates and amounts.

Every text enters the program through `clean` or `nfc`: keyboards, files and the Portal send the same
letter composed or decomposed, and ReportLab draws only composed ones.
"""

import re
import unicodedata
from datetime import date, timedelta, timezone

VIETNAM = timezone(timedelta(hours=7))
"""The one time zone of the country: moments are written in it, so that they compare as texts."""
_MARKS = re.compile("[\u0300-\u036f]")
# C0 and C1 controls, zero-width and direction marks: none has a meaning in a name or a query, and some
# would reach the terminal as commands or make text read backwards. Surrogates are bytes of an argument that
# were no UTF-8; no file or database takes them.
_UNSEEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u2069\ud800-\udfff\ufeff]"
)
_DATE = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})|(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})")
_WORD = re.compile(r"[^\W_]+(?:\.\d+)*")


_TONES = ("", "\u0300", "\u0301", "\u0303", "\u0309", "\u0323")
_SMALL = (
    "".join(unicodedata.normalize("NFC", vowel + tone) for vowel in "aăâeêioôơuưy" for tone in _TONES) + "đ"
)
LETTERS = _SMALL + _SMALL.upper()
"""Every letter that Vietnamese adds to the Latin alphabet, and its bare vowels, small and capital."""


def nfc(text: str) -> str:
    """Return `text` with every letter composed (NFC)."""
    return unicodedata.normalize("NFC", text)


def clean(text: str, limit: int | None = None) -> str:
    """Return one line of visible text: composed, without control characters, single spaces, at most `limit` long."""
    line = nfc(text)
    if not line.isprintable():  # only then can there be anything unseen, and nearly all texts are printable
        line = _UNSEEN.sub(" ", line)
    line = " ".join(line.split())
    return line if limit is None else line[:limit].rstrip()


def fold(text: str) -> str:
    """Return the form to compare by: lower case, no tone or letter marks, đ as d.

    SQLite's own folding keeps đ, because Unicode calls it a letter and not a marked d.
    """
    return _MARKS.sub("", unicodedata.normalize("NFD", text.casefold())).replace("đ", "d")


def has_marks(text: str) -> bool:
    """Whether the writer typed any Vietnamese mark, and so means the letters exactly as they stand."""
    return fold(text) != text.casefold()


def words(text: str) -> list[str]:
    """Return the words of `text` in order; codes such as 1.001193 stay whole."""
    return _WORD.findall(text)


def sort_key(name: str) -> tuple[str, str]:
    """Return a key that orders names as a Vietnamese index does closely enough: letters first, then marks."""
    return fold(name), name


def number(value: float) -> str:
    """Write a number the Vietnamese way: 1.245 and 99,6."""
    return f"{value:,}".translate(str.maketrans(",.", ".,"))


def long_date(day: date) -> str:
    """Write a date as leaflets and lists do: 05/08/2022."""
    return day.strftime("%d/%m/%Y")


def read_date(text: str) -> date:
    """Read 05/08/2022, 5-8-2022 or 2022-08-05; the year has four digits.

    Raises ValueError for anything else, an impossible day included.
    """
    match = _DATE.fullmatch(text.strip())
    if match is None:
        raise ValueError(text)
    year, month, day, day_first, month_second, year_last = match.groups()
    return date(int(year or year_last), int(month or month_second), int(day or day_first))
