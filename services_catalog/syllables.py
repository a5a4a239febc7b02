"""One key a syllable: what the search compares instead of letters.

The same syllable is written in several ways: «hoà» and «hòa», «kí» and «ký», with marks and without. `bare`
is the key without marks, `toned` the one with them; both see through the place of the tone mark and through
i for y.
"""

import unicodedata
from functools import lru_cache

from services_catalog.vietnamese import fold

VOWELS = frozenset("aeiouy")
_TONES = {"\u0301": "1", "\u0300": "2", "\u0309": "3", "\u0303": "4", "\u0323": "5"}
# The kinds of syllables in all names of the Portal are some 3,500 bare and 5,500 toned.
_CACHED = 20_000


@lru_cache(_CACHED)
def bare(word: str) -> str:
    """Return the key of a word without marks: «Ký» and «kí» are both «ki»."""
    return _with_i(fold(word))


@lru_cache(_CACHED)
def toned(word: str) -> str:
    """Return the key of a word with its marks: letters with their shapes, then the tone as a digit (0 = level)."""
    tone = "0"
    letters = []
    for each in unicodedata.normalize("NFD", word.casefold()):
        if each in _TONES:
            tone = _TONES[each]
        else:
            letters.append(each)
    return _with_i(unicodedata.normalize("NFC", "".join(letters))) + tone


@lru_cache(_CACHED)
def bare_of(key: str) -> str:
    """Return the bare key of a toned one."""
    return fold(key[:-1])


def is_marked(word: str) -> bool:
    """Whether the word bears any Vietnamese mark."""
    return fold(word) != word.casefold()


def _with_i(word: str) -> str:
    if len(word) > 1 and word[-1] == "y" and word[-2].isalpha() and word[-2] not in "aeiouyăâêôơư":
        return f"{word[:-1]}i"
    return word
