"""The two fonts of every handout, Source Sans Pro regular and bold, and what is done with letters they lack.

Paper can't be corrected once it is handed out: a letter without a glyph would come out as an empty box,
so it is replaced here, visibly, before anything is measured or drawn.
"""

import re
from functools import cache, lru_cache

from font_source_sans_pro import font_files_ttf
from reportlab import rl_config
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

from services_catalog.errors import MotcuaError
from services_catalog.vietnamese import clean, nfc

REGULAR = "SourceSansPro"
BOLD = "SourceSansProBold"
SUBSTITUTE = "?"
# An old converter of Vietnamese text left these in some of the Portal's names, where ư and Ư were meant.
_MEANT = str.maketrans("ƣƢ", "ưƯ")

# A letter with the marks that could not be composed with it.
_LETTER = re.compile(r".?[\u0300-\u036f]+|.", re.DOTALL)
_MARK = re.compile(r"[\u0300-\u036f]")


class LettersLackedError(MotcuaError):
    """Phông chữ trên tờ rơi thiếu chữ này."""

    title = "Không in được chữ này"
    next_step = "Viết lại bằng chữ khác trong khối chữ của tiếng đó."


@cache
def register() -> frozenset[str]:
    """Make both fonts known to ReportLab, once a process, and return the characters that both can draw.

    ReportLab is also told not to write its files as ASCII, which makes them larger and slower for nobody's good.
    """
    rl_config.useA85 = 0
    fonts = [TTFont(name, font_files_ttf[name]) for name in (REGULAR, BOLD)]
    for font in fonts:
        pdfmetrics.registerFont(font)
    drawable = set.intersection(*(set(font.face.charToGlyph) for font in fonts))
    return frozenset(map(chr, drawable))


def missing_glyphs(text: str) -> str:
    """Return the characters of `text` that the fonts can't draw, each once, in order of appearance."""
    drawable = register()
    return "".join(
        dict.fromkeys(letter for letter in clean(text).translate(_MEANT) if letter not in drawable)
    )


def check_letters(text: str) -> None:
    """Raise LettersLackedError, which names them, where `text` has letters that can't be drawn as they stand.

    Nothing is put in their place, not even what is put right in Vietnamese: in another language ƣ may be meant. A
    mark that Unicode doesn't compose with its letter would be drawn beside it, so the two count as lacked.
    """
    drawable = register()
    lacked = dict.fromkeys(
        letter
        for letter in _LETTER.findall(nfc(text))
        if _MARK.search(letter) or ord(letter) in _MEANT or not (letter.isspace() or letter in drawable)
    )
    if lacked:
        raise LettersLackedError(f"Phông chữ trên tờ rơi thiếu: {'  '.join(lacked)}.")


def printable(text: str) -> str:
    """Return `text` as one line that can be drawn: composed, no control characters, no missing glyphs."""
    line = clean(text)
    if not _drawn_as_they_are().issuperset(line):
        line = line.translate(_MEANT)
        for letter in set(line) - register():
            line = line.replace(letter, SUBSTITUTE)
    return line


@cache
def _drawn_as_they_are() -> frozenset[str]:
    """The letters in whose place nothing is put; nearly every text has no others."""
    return register() - set(map(chr, _MEANT))


@lru_cache(maxsize=20_000)
def width(text: str, font: str, size: float) -> float:
    """Return how wide `text` is when drawn, in points. Most words come back, so they are measured once."""
    register()
    return float(pdfmetrics.stringWidth(text, font, size))
