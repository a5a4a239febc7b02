"""Vietnamese from before Unicode: TCVN3 (.VnTime) and VNI text recognised and turned into composed Unicode.

Both encodings put Vietnamese letters in place of the Western ones of one-byte fonts, so a file that was written with
them is full of words such as «Tªn thñ tôc» (TCVN3) or «Teân thuû tuïc» (VNI), in spreadsheets as well, since Excel
took these letters over into Unicode as they looked. Which of the three it is, is told by reading the words in each
way and counting the Vietnamese syllables among those that have any letter beyond a–z.

TCVN3 has no capitals with tone marks: its capital font draws the small letters large. They stay small here.
"""

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from enum import Enum
from itertools import islice
from string import ascii_letters

from services_catalog.vietnamese import nfc


class Writing(Enum):
    """How the letters of a text were put into numbers."""

    UNICODE = "Unicode"
    TCVN3 = "TCVN3"
    VNI = "VNI"
    UNSURE = "không rõ"


_TCVN3 = dict(
    zip(
        "µ¶·¸¹¨»¼½¾Æ©ÇÈÉÊËÌÎÏÐÑªÒÓÔÕÖ×ØÜÝÞßáâãä«åæçèé¬êëìíîïñòóô\u00adõö÷øùúûüýþ®¡¢£¤¥¦§",
        "àảãáạăằẳẵắặâầẩẫấậèẻẽéẹêềểễếệìỉĩíịòỏõóọôồổỗốộơờởỡớợùủũúụưừửữứựỳỷỹýỵđĂÂÊÔƠƯĐ",
        strict=True,
    )
)
_TCVN3_TABLE = str.maketrans(_TCVN3)
_WITHOUT_TCVN3 = dict.fromkeys(_TCVN3_TABLE)

_SHAPES = {"â": "\u0302", "ê": "\u0306"}  # VNI's mark for the hat of â ê ô, and for the bow of ă
_TONES = {"ø": "\u0300", "ù": "\u0301", "û": "\u0309", "õ": "\u0303", "ï": "\u0323"}
_HATS = {"à": "\u0300", "á": "\u0301", "å": "\u0309", "ã": "\u0303", "ä": "\u0323"}
_BOWS = {"è": "\u0300", "é": "\u0301", "ú": "\u0309", "ü": "\u0303", "ë": "\u0323"}
_ALONE = {"ô": "ơ", "ö": "ư", "ñ": "đ", "í": "í", "ì": "ì", "æ": "ỉ", "ó": "ĩ", "ò": "ị", "î": "ỵ"}


def _vni_pairs() -> dict[str, str]:
    marks = {sign: [mark] for sign, mark in (_TONES | _SHAPES).items()}
    marks |= {sign: ["\u0302", tone] for sign, tone in _HATS.items()}
    marks |= {sign: ["\u0306", tone] for sign, tone in _BOWS.items()}
    pairs = {}
    for base in "aeouyôö":
        letter = _ALONE.get(base, base)
        for sign, parts in marks.items():
            if ("\u0302" in parts and base not in "aeo") or ("\u0306" in parts and base != "a"):
                continue
            small = nfc(letter + "".join(parts))
            pairs[base + sign] = small
            for typed in (base.upper() + sign.upper(), base.upper() + sign):
                pairs[typed] = small.upper()
    for sign, letter in _ALONE.items():
        pairs[sign], pairs[sign.upper()] = letter, letter.upper()
    return pairs


_VNI = _vni_pairs()
_VNI_SIGN = re.compile("|".join(sorted(map(re.escape, _VNI), key=len, reverse=True)))


def from_tcvn3(text: str) -> str:
    """Return TCVN3 text as composed Unicode."""
    return nfc(text.translate(_TCVN3_TABLE))


def from_vni(text: str) -> str:
    """Return VNI text as composed Unicode."""
    return nfc(_VNI_SIGN.sub(lambda found: _VNI[found[0]], text))


def converter(writing: Writing) -> Callable[[str], str]:
    """The function that turns text of this writing into composed Unicode."""
    return {Writing.TCVN3: from_tcvn3, Writing.VNI: from_vni}.get(writing, nfc)


MOST_WORDS = 4_000
FEW, LIKELY, DOUBTFUL = 3, 0.75, 0.4
"""Fewer words than FEW beyond a–z prove nothing against Unicode. A reading is believed where so large a part (LIKELY)
of these words are Vietnamese syllables; an old one with less, but more than DOUBTFUL, is neither believed nor passed
over. On all names of the Portal the right reading has 0.99 and a wrong one 0.33 at most."""

_ONSET = "(?:ngh|gh|kh|ng|nh|ph|th|tr|ch|gi|qu|[bcdđghklmnprstvx])?"
_VOWELS = (
    "uyê|iêu|yêu|ươi|ươu|uôi|oai|oay|oeo|uây|uya|uyu|oao|"
    "ai|ao|au|ay|âu|ây|eo|êu|ia|iê|yê|iu|oa|oă|oe|oi|ôi|ơi|ui|ua|uâ|uê|uô|uơ|uy|ưa|ươ|ưi|ưu|oo|"
    "a|ă|â|e|ê|i|o|ô|ơ|u|ư|y"
)
_SYLLABLE = re.compile(f"{_ONSET}(?:{_VOWELS})(?:ch|ng|nh|[cmnpt])?")
# The signs that VNI and TCVN3 use are letters to Python but for these.
_WORD = re.compile("[a-zA-Z\u00a1-\u00ff\u0100-\u024f\u0300-\u036f\u1ea0-\u1ef9]+")
_TONE_MARKS = re.compile("[\u0300\u0301\u0303\u0309\u0323]")


def recognise(texts: Iterable[str]) -> Writing:
    """Which writing the texts of one file are in.

    Text that is neither TCVN3 nor VNI is Unicode, whatever its language; UNSURE is what might be one of them.
    """
    words = list(islice(_special_words(texts), MOST_WORDS))
    if share(words, Writing.UNICODE) >= LIKELY:
        return Writing.UNICODE
    most, best = max((share(words, each), each.value, each) for each in (Writing.TCVN3, Writing.VNI))[::2]
    if most >= LIKELY and len(words) >= FEW:
        return best
    return Writing.UNICODE if most < DOUBTFUL else Writing.UNSURE


def is_vietnamese(text: str) -> bool:
    """Whether the text, read as Unicode, has words beyond a–z and they are Vietnamese."""
    words = list(islice(_special_words([text]), MOST_WORDS))
    return len(words) >= FEW and share(words, Writing.UNICODE) >= LIKELY


def share(words: list[str], writing: Writing) -> float:
    """The part of the words that are Vietnamese syllables when read this way; 1 where there are no words."""
    if not words:
        return 1.0
    convert = converter(writing)
    return sum(_could_be(word, writing) and is_syllable(convert(word)) for word in words) / len(words)


def _could_be(word: str, writing: Writing) -> bool:
    """Whether the writing has all the signs of the word: a sign left over would be taken for Unicode."""
    if writing is Writing.TCVN3:
        return not word.translate(_WITHOUT_TCVN3).strip(ascii_letters)
    if writing is Writing.VNI:
        return not _VNI_SIGN.sub("", word).strip(ascii_letters)
    return True


def _special_words(texts: Iterable[str]) -> Iterator[str]:
    for text in texts:
        yield from (word for word in _WORD.findall(text) if not word.isascii())


def is_syllable(word: str) -> bool:
    """Whether a composed word is spelt as a Vietnamese syllable: onset, vowels, ending, one tone at most."""
    apart = unicodedata.normalize("NFD", word.casefold())
    if len(_TONE_MARKS.findall(apart)) > 1:
        return False
    return bool(_SYLLABLE.fullmatch(nfc(_TONE_MARKS.sub("", apart))))
