"""Writes Vietnamese as old files have it: tables of their own, so that a fault in the program's shows."""

import unicodedata

_TCVN3 = {
    **dict(zip("àảãáạ", "\xb5\xb6\xb7\xb8\xb9", strict=True)),
    **dict(zip("ăằẳẵắặ", "\xa8\xbb\xbc\xbd\xbe\xc6", strict=True)),
    **dict(zip("âầẩẫấậ", "\xa9\xc7\xc8\xc9\xca\xcb", strict=True)),
    **dict(zip("èẻẽéẹ", "\xcc\xce\xcf\xd0\xd1", strict=True)),
    **dict(zip("êềểễếệ", "\xaa\xd2\xd3\xd4\xd5\xd6", strict=True)),
    **dict(zip("ìỉĩíị", "\xd7\xd8\xdc\xdd\xde", strict=True)),
    **dict(zip("òỏõóọ", "\xdf\xe1\xe2\xe3\xe4", strict=True)),
    **dict(zip("ôồổỗốộ", "\xab\xe5\xe6\xe7\xe8\xe9", strict=True)),
    **dict(zip("ơờởỡớợ", "\xac\xea\xeb\xec\xed\xee", strict=True)),
    **dict(zip("ùủũúụ", "\xef\xf1\xf2\xf3\xf4", strict=True)),
    **dict(zip("ưừửữứự", "\xad\xf5\xf6\xf7\xf8\xf9", strict=True)),
    **dict(zip("ỳỷỹýỵđ", "\xfa\xfb\xfc\xfd\xfe\xae", strict=True)),
    **dict(zip("ĂÂÊÔƠƯĐ", "\xa1\xa2\xa3\xa4\xa5\xa6\xa7", strict=True)),
}
_TONES = {"\u0300": "ø", "\u0301": "ù", "\u0309": "û", "\u0303": "õ", "\u0323": "ï", "": ""}
_HAT = {"\u0300": "à", "\u0301": "á", "\u0309": "å", "\u0303": "ã", "\u0323": "ä", "": "â"}
_BOW = {"\u0300": "è", "\u0301": "é", "\u0309": "ú", "\u0303": "ü", "\u0323": "ë", "": "ê"}
_ALONE = {"đ": "ñ", "í": "í", "ì": "ì", "ỉ": "æ", "ĩ": "ó", "ị": "ò", "ỵ": "î"}


def in_tcvn3(text: str) -> str:
    """The text as a TCVN3 file has it; capitals with tones become the small letters that a capital font enlarges."""
    return "".join(_TCVN3.get(each, _TCVN3.get(each.lower(), each)) for each in text)


def in_vni(text: str) -> str:
    """The text as a VNI file has it."""
    return "".join(map(_vni, text))


def _vni(letter: str) -> str:
    small = letter.lower()
    if small in _ALONE:
        return _ALONE[small] if letter == small else _ALONE[small].upper()
    base, *marks = list(unicodedata.normalize("NFD", small))
    if not marks:
        return letter
    tone = next((each for each in marks if each in _TONES), "")
    if "\u0302" in marks:
        written = base + _HAT[tone]
    elif "\u0306" in marks:
        written = base + _BOW[tone]
    elif "\u031b" in marks:
        written = {"o": "ô", "u": "ö"}[base] + _TONES[tone]
    else:
        written = base + _TONES[tone]
    return written if letter == small else written.upper()
