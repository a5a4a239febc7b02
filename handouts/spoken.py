"""Vietnamese as it is said: numbers, dates, money, codes and abbreviations in words that a voice can read.

num2words (0.5.14) says «một nghìn lẻ năm» for 1.005, where the schoolbooks of the north say «một nghìn không
trăm linh năm», and vietnormalizer (0.2.3) turns addresses and codes into other words; both sets of rules are
short, so they stand here.
"""

import re
import unicodedata
from collections.abc import Callable
from itertools import pairwise

from handouts.spoken_words import (
    AGENCIES,
    DOCUMENT_KINDS,
    LETTERS,
    ROMAN_BEFORE,
    SHORT_FORMS,
    SIGNS,
    SITES,
    UNITS,
)
from services_catalog.vietnamese import LETTERS as VIETNAMESE_LETTERS
from services_catalog.vietnamese import clean, fold, has_marks

_DIGITS = ("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín")
_SCALES = ("", "nghìn", "triệu")
_BILLION = 10**9
_THOUSAND = 1000
_LONGEST_NUMBER = 12
_READ_AT_ONCE = 5
_ROMAN = {"I": 1, "V": 5, "X": 10}

Said = Callable[[re.Match[str]], str]


def number_words(value: int) -> str:
    """Say a whole number as the schoolbooks do: 1.005 is «một nghìn không trăm linh năm».

    Raises ValueError for a negative number.
    """
    if value < 0:
        raise ValueError(value)
    if value == 0:
        return _DIGITS[0]
    billions, rest = divmod(value, _BILLION)
    parts = [f"{number_words(billions)} tỷ"] if billions else []
    for power in (2, 1, 0):
        group = rest // _THOUSAND**power % _THOUSAND
        if group:
            parts.append(f"{_hundreds(group, whole=not parts)} {_SCALES[power]}".rstrip())
    return " ".join(parts)


def _hundreds(group: int, *, whole: bool) -> str:
    """Say 1–999; a group that is not the `whole` beginning of a number names its empty hundreds too."""
    hundreds, tens, ones = group // 100, group // 10 % 10, group % 10
    parts = [f"{_DIGITS[hundreds]} trăm"] if hundreds or not whole else []
    if tens:
        parts.append("mười" if tens == 1 else f"{_DIGITS[tens]} mươi")
    elif ones and parts:
        parts.append("linh")
    if ones:
        parts.append(_ones(tens, ones))
    return " ".join(parts)


def _ones(tens: int, ones: int) -> str:
    if tens > 1 and ones in {1, 4}:
        return "mốt" if ones == 1 else "tư"
    return "lăm" if tens and ones == 5 else _DIGITS[ones]  # noqa: PLR2004 - the digit five


def digit_words(digits: str) -> str:
    """Say digits one by one, with a pause after every three or four, so that a listener can write them down."""
    groups = re.findall(r"\d{4}$|\d{1,3}", digits)
    return ", ".join(" ".join(_DIGITS[int(digit)] for digit in group) for group in groups)


def code_words(code: str) -> str:
    """Say a code sign by sign: «CT01» is «xê tê không một», «1.001193» «một chấm, không không một, …»."""
    parts = [
        digit_words(run)
        if run.isdigit()
        else " ".join(LETTERS.get(sign, SIGNS.get(sign, "")) for sign in run)
        for run in re.findall(r"\d+|\D+", code.upper())
    ]
    pause = ", " if len(code) > _READ_AT_ONCE else " "
    return pause.join(part for part in parts if part.strip()).replace(", chấm,", " chấm,")


def spoken(text: str) -> str:
    """Say `text`: the same words, with everything that is not a word said in words.

    What comes back holds letters, spaces and the marks of a pause and nothing else, whatever came in.
    """
    said = clean(unicodedata.normalize("NFKC", clean(text)))
    for pattern, words in _RULES:
        said = pattern.sub(words, said)
    return _tidy(said)


def _tidy(text: str) -> str:
    kept = "".join(
        sign if sign.isalpha() or sign in " ,.:;?!-" else " " for sign in unicodedata.normalize("NFC", text)
    )
    kept = re.sub(r"(?<![^\W\d_])-|-(?![^\W\d_])", " ", kept)
    kept = re.sub(r"\s+(?=[,.:;?!])", "", re.sub(r"\s+", " ", kept))
    kept = re.sub(r"[,:;]+(?=[,.:;?!])", "", kept)
    return kept.strip(" ,")


def _number(match: re.Match[str]) -> str:
    whole, _, part = match[0].replace(".", "").partition(",")
    if len(whole) > _LONGEST_NUMBER or (len(whole) > 1 and whole.startswith("0")):
        said = digit_words(whole)
    else:
        said = number_words(int(whole))
    return f"{said} phẩy {' '.join(_DIGITS[int(digit)] for digit in part)}" if part else said


def _date(match: re.Match[str]) -> str:
    day, month, year = (int(part) for part in match.groups())
    return f"ngày {number_words(day)} {_month(month)} năm {number_words(year)}"


def _month_and_year(match: re.Match[str]) -> str:
    return f"{_month(int(match[1]))} năm {number_words(int(match[2]))}"


def _month(month: int) -> str:
    return f"tháng {'tư' if month == 4 else number_words(month)}"  # noqa: PLR2004 - the month of April


def _clock(match: re.Match[str]) -> str:
    minutes = int(match[2] or match[3] or 0)
    return f"{number_words(int(match[1]))} giờ{f' {number_words(minutes)} phút' if minutes else ''}"


def _telephone(match: re.Match[str]) -> str:
    plus = "cộng " if match[0].startswith("+") else ""
    groups = re.findall(r"\d+", match[0])
    return plus + ", ".join(digit_words(group) for group in groups)


def _site(match: re.Match[str]) -> str:
    host = " chấm ".join(SITES.get(name, name) for name in match[1].lower().split("."))
    return f"{host}, viết liền không dấu,"


def _document(match: re.Match[str]) -> str:
    number, year, tail = match.groups()
    kind, *makers = tail.replace("_", "-").split("-")
    before = match.string[: match.start()].lower().rstrip()
    name = DOCUMENT_KINDS.get(kind, "")
    lead = "" if re.search(rf"(?:{name}|{kind.lower()})(?: số)?$", before) else name
    count = "" if before.endswith("số") else "số"
    dated = f", năm {number_words(int(year))}," if year else ""
    by = ", ".join(_maker(each) for each in (makers if name else [kind, *makers]))
    return " ".join(filter(None, (lead, count, _document_number(number)))) + dated + by


def _document_number(number: str) -> str:
    digits = number.rstrip("aAbB")
    return f"{number_words(int(digits))} {LETTERS.get(number[len(digits) :].upper(), '')}".rstrip()


def _maker(short: str) -> str:
    if assembly := re.fullmatch(r"QH(\d{1,2})", short):
        return f" của Quốc hội khóa {number_words(int(assembly[1]))}"
    if short in AGENCIES:
        return f" của {AGENCIES[short]}"
    return f" {SHORT_FORMS.get(short) or code_words(short)}"


def _quarter(match: re.Match[str]) -> str:
    return f"{number_words(_roman_value(match[1]))} năm {number_words(int(match[2]))}"


def _roman_value(roman: str) -> int:
    values = [_ROMAN[sign] for sign in roman]
    return sum(-value if value < later else value for value, later in pairwise([*values, 0]))


def _capitals(match: re.Match[str]) -> str:
    short = match[0]
    if short in SHORT_FORMS:
        return SHORT_FORMS[short]
    is_a_word = has_marks(short.replace("Đ", "D")) or _SYLLABLE.fullmatch(fold(short))
    return short.lower() if is_a_word else code_words(short)


def _rule(pattern: str, words: Said | str, flags: int = 0) -> tuple[re.Pattern[str], Said]:
    if isinstance(words, str):
        fixed = words
        return re.compile(pattern, flags), lambda _match: fixed
    return re.compile(pattern, flags), words


_SYLLABLE = re.compile(
    r"(?:ngh?|nh|gh?|gi|kh|ph|qu|th|tr|ch?|[bdhklmnprstvx])?[aeiouy]{1,3}(?:ng|nh|ch|[cmnpt])?"
)
_CAPITALS = "A-Z" + "".join(filter(str.isupper, VIETNAMESE_LETTERS))
_SHORT = r"(?:TTg|[A-ZĐ][A-ZĐ0-9]*)"
_AFTER_A_PART = "|".join(f"(?<=(?i:{part}) )" for part in ROMAN_BEFORE)
_DAY, _MONTH, _YEAR = r"(0?[1-9]|[12]\d|3[01])", r"(0?[1-9]|1[0-2])", r"((?:19|20)\d\d)"
_GROUPED, _DECIMAL = r"\d{1,3}(?:\.\d{3})+(?:,\d+)?", r"\d+,\d+"
# Their order matters: each takes away what the later ones would misread.
_RULES: tuple[tuple[re.Pattern[str], Said], ...] = (
    _rule(r"(?:https?://)?((?:[a-zA-Z0-9-]+\.)+(?:vn|com|net|org))\b(?:/[^\s,;)]*)?", _site),
    _rule(rf"(?:[Nn]gày )?(?<!\d)(?<!\d[/.-]){_DAY}[/.-]{_MONTH}[/.-]{_YEAR}(?![/.-]?\d)", _date),
    _rule(
        r"(?:\+84|(?<![\d.,/+])0)(?:[ .-]?\d){8,10}(?!\d)|(?<![\d.])1[89]00(?:[ .-]?\d){4,6}(?!\d)",
        _telephone,
    ),
    _rule(r"(?<!\w)Q[ĐD]/?0*(\d+)-(?=[A-ZĐ])", lambda match: f"{match[1]}/QĐ-"),
    _rule(rf"(?<!\w)(\d+[aAbB]?) ?/ ?(?:{_YEAR} ?/)? ?\.?({_SHORT}(?:[-_]{_SHORT})*)", _document),
    _rule(rf"(?:[Tt]háng )?(?<!\d)(?<!\d[/.-]){_MONTH}/{_YEAR}(?![/.-]?\d)", _month_and_year),
    _rule(rf"(?<![\d/])(\d+)/{_YEAR}(?![/.-]?\d)", lambda match: f"{match[1]} năm {match[2]}"),
    _rule(r"tháng 0?4(?!\d|[.,]\d)", "tháng tư"),
    _rule(r"(?<=[\dờh]) ?[–-] ?(?=\d{1,2} ?(?:h|giờ|:))", " đến "),
    _rule(r"(?<![\w.])(\d{1,2})(?: ?(?:h|giờ)(?: ?([0-5]\d))?|:([0-5]\d))(?: phút)?(?!\w|[.,]\d)", _clock),
    _rule(r"(?<![\d.,])\d\.\d{6}(?!\d)", lambda match: code_words(match[0])),
    _rule(rf"(?<=[Qq]uý )([IVX]+)/{_YEAR}", _quarter),
    _rule(
        rf"(?:{_AFTER_A_PART})[IVX]+(?!\w|\.\d)|(?<!\w)[IVX]{{2,}}(?!\w)",
        lambda match: number_words(_roman_value(match[0])),
    ),
    _rule(r"(?<=\d|m) ?[x×] ?(?=\d)", " nhân "),
    *(_rule(rf"(?<=\d) ?{sign}(?!\w)", f" {words} ") for sign, words in UNITS.items()),
    _rule(
        r"(?<!\w)(?:[A-ZĐ]+[-./]?\d|[A-Za-zĐđ]+\d|\d+-?[A-ZĐ]|\d+[a-zđ])[\w./-]*(?<![./-])",
        lambda match: code_words(match[0]),
    ),
    _rule(r"(?<![-–\d])(\d+) ?[-–] ?(\d+)(?!\d| ?[-–] ?\d)", lambda match: f"{match[1]} đến {match[2]}"),
    _rule(r"(?<=\d)[-–](?=\d)", ", "),
    _rule(rf"(?<![\d.,])(?:{_GROUPED}|{_DECIMAL})(?!\d|[.,]\d)", _number),
    _rule(r"(?<=\d)\.(?=\d)", " chấm "),
    _rule(r"(?<=\d)[/⁄](?=\d)", " trên "),
    _rule(r"(?<!\d)0(?=\d [^\W\d_])", ""),
    _rule(r"\d+", _number),
    _rule(r"(?<!\w)VNeID(?!\w)", SHORT_FORMS["VNeID"]),
    _rule(r"(?<!\w)(?:TP|TX)\.(?= )", lambda match: SHORT_FORMS[match[0][:2]]),
    _rule(rf"(?<!\w)[{_CAPITALS}]{{2,}}(?!\w)", _capitals),
    _rule(r"đồng ?/ ?(?=\w)", "đồng một "),
    _rule(r"và ?/ ?hoặc", "hoặc"),
    _rule(r"(?<=\w) ?/ ?(?=\w)", " hoặc "),
    _rule(r" [–—-] |[()\[\]]", ", "),
    *(_rule(re.escape(sign), f" {words} ") for sign, words in SIGNS.items() if sign not in ".-/"),
)
