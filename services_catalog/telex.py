"""What a word means that was typed by Telex or VNI while the input method was off.

Typists put marks anywhere behind the vowel they belong to («hopwj», «dangwd»), so keys are read wherever they
stand. A reading is only an offer: whether it is a word, and better than the letters as typed, is for the
caller to judge.
"""

import re
import unicodedata

_VOWELS = "aeiouyăâêôơư"
_MARKED = "ăâêôơư"
_TELEX_TONES = {"s": "\u0301", "f": "\u0300", "r": "\u0309", "x": "\u0303", "j": "\u0323", "z": ""}
_VNI_TONES = {"1": "\u0301", "2": "\u0300", "3": "\u0309", "4": "\u0303", "5": "\u0323", "0": ""}
_VNI_SHAPES = {"6": {"a": "â", "e": "ê", "o": "ô"}, "7": {"o": "ơ", "u": "ư"}, "8": {"a": "ă"}}
_DOUBLED = {"a": "â", "e": "ê", "o": "ô"}
_LONGEST = 12
"""Keys of the longest syllable: nghiêng has 7 letters, and no habit adds more than five keys for its marks."""
_WORD = re.compile(r"[a-z]+")
_VNI_WORD = re.compile(r"[a-z]+(?=.*\d)[a-z0-9]*")


def readings(word: str) -> list[str]:
    """Return what `word` says as Telex and as VNI, where that differs from its letters; never raises."""
    typed = word.casefold()
    if len(typed) > _LONGEST:
        return []
    found = []
    if _WORD.fullmatch(typed):
        found.append(_telex(typed))
    elif _VNI_WORD.fullmatch(typed):
        found.append(_vni(typed))
    return [each for each in found if each and each != typed]


def _telex(typed: str) -> str:
    letters: list[str] = []
    tone = ""
    for key in typed:
        if key in _TELEX_TONES and _has_vowel(letters):
            tone = _TELEX_TONES[key]
        elif key == "w":
            _horn(letters)
        elif key == "d" and letters and letters[0] == "d" and (len(letters) == 1 or _has_vowel(letters)):
            letters[0] = "đ"
        elif key in _DOUBLED and key in letters and _is_tail(letters, key):
            letters[_last(letters, key)] = _DOUBLED[key]
        else:
            letters.append(key)
    return _composed(letters, tone)


def _vni(typed: str) -> str:
    letters: list[str] = []
    tone = ""
    for key in typed:
        if key in _VNI_TONES:
            tone = _VNI_TONES[key]
        elif key == "9":
            if "d" not in letters:
                return ""
            letters[letters.index("d")] = "đ"
        elif key in _VNI_SHAPES:
            shapes = _VNI_SHAPES[key]
            fitting = [place for place, letter in enumerate(letters) if letter in shapes]
            if not fitting:
                return ""
            for place in fitting[-2:] if key == "7" else fitting[-1:]:
                letters[place] = shapes[letters[place]]
        else:
            letters.append(key)
    return _composed(letters, tone) if _has_vowel(letters) else ""


def _has_vowel(letters: list[str]) -> bool:
    return any(letter in _VOWELS for letter in letters)


def _last(letters: list[str], letter: str) -> int:
    return len(letters) - 1 - letters[::-1].index(letter)


def _is_tail(letters: list[str], vowel: str) -> bool:
    """Whether all behind the last such vowel is a final: then the second one is a mark and not a letter."""
    return "".join(letters[_last(letters, vowel) + 1 :]) in {
        "", "n", "m", "p", "t", "c", "ng", "nh", "ch", "u", "i", "y",
    }  # fmt: skip


def _horn(letters: list[str]) -> None:
    """Apply w to the vowels so far, as typists expect it: uo → ươ, ua → ưa, a → ă, o → ơ, u → ư, none → ư."""
    start = 2 if letters[:2] == ["q", "u"] else 0
    vowels = [place for place in range(start, len(letters)) if letters[place] in "aou"]
    pair = "".join(letters[place] for place in vowels[-2:])
    if not vowels:
        letters.append("ư")
    elif pair == "uo":
        letters[vowels[-2]], letters[vowels[-1]] = "ư", "ơ"
    elif pair == "ua":
        letters[vowels[-2]] = "ư"
    else:
        letters[vowels[-1]] = {"a": "ă", "o": "ơ", "u": "ư"}[letters[vowels[-1]]]


def _composed(letters: list[str], tone: str) -> str:
    word = re.sub("ưo|uơ(?=.)", "ươ", "".join(letters))
    if not tone:
        return word
    place = _tone_place(word)
    if place < 0:
        return word
    return unicodedata.normalize("NFC", word[: place + 1] + tone + word[place + 1 :])


def _tone_place(word: str) -> int:
    """Return where the tone mark stands; -1 without a vowel."""
    marked = [place for place, letter in enumerate(word) if letter in _MARKED]
    if marked:
        return marked[-1]
    first = 2 if re.match("qu|gi[aeiou]", word) else 0
    vowels = [place for place, letter in enumerate(word) if place >= first and letter in _VOWELS]
    if not vowels:
        return -1
    if len(vowels) == 1:
        return vowels[0]
    closed = vowels[-1] < len(word) - 1
    return vowels[-1] if closed and len(vowels) == 2 else vowels[1] if len(vowels) > 2 else vowels[0]  # noqa: PLR2004 - two vowels
